"""Comparing documents: visits, people, earlier inspections, conflicts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from loaders.facts import DocumentFacts, JudgementFact, MentionFact, PeriodFact, PersonFact
from loaders.resolve import resolve
from loaders.resolve.people import NameSeen, Override, one_letter_apart, resolve_people
from loaders.vocabulary import Vocabulary

BASE = "https://example.org/"
AREAS = ("overall-effectiveness", "help-and-protection", "adoption", "leadership", "care-leavers")


def facts(name: str, **changes: object) -> DocumentFacts:
    iri = f"{BASE}document/{name}"
    plain = DocumentFacts(
        iri=iri,
        graph=f"{BASE}graph/document/{name}",
        sha256=name * 8,
        name=f"{name}.pdf",
        authority=None,
        authority_iri=f"{BASE}authority/ambershire",
        authority_printed="Ambershire",
        framework="sif",
        subtype=None,
        slides=False,
        periods=(),
        published=None,
        months=(),
    )
    return replace(plain, **changes)


def grades(document: str, *given: str) -> tuple[JudgementFact, ...]:
    return tuple(
        JudgementFact(f"{document}/judgement/{area}", area, grade, f"{document}/evidence/{area}")
        for area, grade in zip(AREAS, given, strict=False)
    )


def period(start: str, end: str) -> tuple[PeriodFact, ...]:
    return (PeriodFact(start, end),)


def test_slides_without_a_year_and_a_report_without_its_days_are_one_visit(vocabulary: Vocabulary) -> None:
    """The days come from the slides, the year from what the report speaks of; each date names its source."""
    slides = facts(
        "slides",
        slides=True,
        periods=(PeriodFact(None, None, (14, 9), (8, 10)),),
        judgements=grades("slides", "inadequate", "inadequate", "good", "inadequate", "good"),
    )
    report = facts(
        "report",
        months=("2012-01", "2014-10", "2015-03", "2015-08", "2015-09", "2016-03"),
        judgements=grades("report", "inadequate", "inadequate", "good", "inadequate", "inadequate"),
    )
    resolution = resolve([slides, report], vocabulary, BASE)
    (visit,) = resolution.visits
    assert (visit.start, visit.end) == ("2015-09-14", "2015-10-08")
    assert visit.documents == (report.iri, slides.iri)
    assert visit.start_from == slides.iri
    (conflict,) = resolution.conflicts
    assert (conflict.subject, conflict.kept, conflict.other) == ("grade care-leavers", "inadequate", "good")
    assert conflict.kept_in == report.iri


@pytest.mark.parametrize("council", ["E10000017", "northwick-vale"])
def test_a_visit_is_named_as_its_council_is(council: str, vocabulary: Vocabulary) -> None:
    report = facts(
        "report", authority_iri=f"{BASE}authority/{council}", periods=period("2014-05-06", "2014-05-28")
    )
    (visit,) = resolve([report], vocabulary, BASE).visits
    assert visit.iri == f"{BASE}visit/{council}/2014-05-06/sif"


def test_of_a_visit_without_days_no_more_is_told_than_is_known(vocabulary: Vocabulary) -> None:
    """A month that a document speaks of orders its visit, and does not become a first day."""
    visits = resolve(
        [facts("a", months=("2015-03", "2015-09")), facts("b", framework="send")], vocabulary, BASE
    )
    assert {(v.framework, v.when, v.date, v.iri.split("/")[-2]) for v in visits.visits} == {
        ("sif", "2015-09", "2015-09-01", "2015-09"),
        ("send", "", "0001-01-01", "undated"),
    }


def test_two_inspections_of_one_framework_stay_two_visits(vocabulary: Vocabulary) -> None:
    first = facts("first", periods=period("2014-05-06", "2014-05-28"))
    again = facts("again", periods=period("2016-06-06", "2016-06-17"))
    assert len(resolve([first, again], vocabulary, BASE).visits) == 2


def test_order_of_documents_changes_nothing(vocabulary: Vocabulary) -> None:
    documents = [
        facts(
            "a",
            periods=period("2014-05-06", "2014-05-28"),
            people=(PersonFact("p1", "Jo Elm", "Jo Elm", "lead"),),
        ),
        facts(
            "b",
            periods=period("2016-06-06", "2016-06-17"),
            people=(PersonFact("p2", "Jo Elm", "Jo Elm", "lead"),),
        ),
    ]
    assert resolve(documents, vocabulary, BASE) == resolve(documents[::-1], vocabulary, BASE)


def test_an_inspection_only_mentioned_becomes_a_visit_and_joins_the_real_one_when_that_is_loaded(
    vocabulary: Vocabulary,
) -> None:
    mention = MentionFact("m1", "2012-01", None, "overall-effectiveness", "good", "evidence/m1")
    later = facts("later", periods=period("2015-09-14", "2015-10-08"), mentions=(mention,))
    alone = resolve([later], vocabulary, BASE)
    known = next(v for v in alone.visits if v.known_by == "mention")
    assert (known.date, known.when, known.mentions) == ("2012-01-01", "2012-01", ("m1",))

    real = facts(
        "real",
        framework="cla",
        periods=period("2012-01-16", "2012-01-27"),
        judgements=grades("real", "adequate"),
    )
    both = resolve([later, real], vocabulary, BASE)
    assert not [v for v in both.visits if v.known_by == "mention"]
    assert next(v for v in both.visits if v.documents == (real.iri,)).mentions == ("m1",)
    (conflict,) = both.conflicts
    assert (conflict.kept, conflict.other, conflict.other_in) == ("adequate", "good", later.iri)


def mentioned(*told: tuple[str, str | None]) -> DocumentFacts:
    mentions = tuple(
        MentionFact(f"m{i}", when, framework, None, None, f"evidence/m{i}")
        for i, (when, framework) in enumerate(told)
    )
    return facts("later", periods=period("2019-09-16", "2019-09-27"), framework="ilacs", mentions=mentions)


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ([("2012", None), ("2012-01", "other")], {"2012-01/other": 2}),
        ([("2012", None), ("2012-01", None), ("2012-09", None)], {"2012-01/other": 1, "2012-09/other": 1}),
        ([("2011", None), ("2011-10", "adoption-service")], {"2011/other": 1, "2011-10/adoption-service": 1}),
        ([("2018", None), ("2018-07", "focused-visit")], {"2018/other": 1, "2018-07/focused-visit": 1}),
        ([("2018-07", None), ("2018-07", "focused-visit")], {"2018-07/focused-visit": 2}),
    ],
)
def test_mentions_that_certainly_mean_one_inspection_make_one_visit(
    told: list[tuple[str, str | None]], known: dict[str, int], vocabulary: Vocabulary
) -> None:
    visits = [v for v in resolve([mentioned(*told)], vocabulary, BASE).visits if v.known_by == "mention"]
    assert {"/".join(v.iri.split("/")[-2:]): len(v.mentions) for v in visits} == known


def test_a_month_of_publication_is_that_of_the_inspection_before_it(vocabulary: Vocabulary) -> None:
    said = MentionFact("p", "2012-03", None, None, None, "evidence/p", published=True)
    plain = MentionFact("q", "2012-01", None, None, None, "evidence/q")
    later = facts("later", periods=period("2015-09-14", "2015-10-08"), mentions=(said, plain))
    (known,) = (v for v in resolve([later], vocabulary, BASE).visits if v.known_by == "mention")
    assert (known.date, known.mentions) == ("2012-01-01", ("p", "q"))


def test_of_mentions_that_repeat_an_areas_grade_one_gives_it(vocabulary: Vocabulary) -> None:
    said = [("a", "good"), ("a", "good"), ("a", "adequate"), ("b", "good"), ("b", None), (None, "good")]
    mentions = tuple(
        MentionFact(f"m{place}", "2012-01", None, area, grade, f"evidence/m{place}")
        for place, (area, grade) in enumerate(said)
    )
    later = facts("later", periods=period("2015-09-14", "2015-10-08"), mentions=mentions)
    (known,) = (v for v in resolve([later], vocabulary, BASE).visits if v.known_by == "mention")
    assert known.grade_mentions == ("m0", "m2", "m3")


def test_a_mention_from_before_a_council_was_made_is_of_the_council_before_it(vocabulary: Vocabulary) -> None:
    made = next(a for a in vocabulary.authorities.values() if a.established and len(a.predecessors) == 1)
    former = vocabulary.authorities[made.predecessors[0]]
    assert made.established is not None
    year = str(made.established.year - 2)
    later = replace(
        facts("later", framework="ilacs", mentions=(MentionFact("m", year, None, None, None, "evidence/m"),)),
        authority=made.key,
        authority_iri=made.iri,
        periods=period(f"{made.established.year + 1}-05-12", f"{made.established.year + 1}-05-16"),
    )
    (known,) = (v for v in resolve([later], vocabulary, BASE).visits if v.known_by == "mention")
    assert known.authority == former.iri


@pytest.mark.parametrize(
    ("area", "grade", "conflicts"),
    [
        ("overall-effectiveness", "good", 1),
        ("overall-effectiveness", "adequate", 0),
        (None, "good", 0),
        ("leaders", "good", 1),
        ("leaders", "requires-improvement", 0),
        ("capacity-to-improve", "good", 0),
    ],
)
def test_a_remembered_grade_is_held_against_the_grade_of_the_same_area(
    area: str | None, grade: str, conflicts: int, vocabulary: Vocabulary
) -> None:
    real = facts(
        "real",
        periods=period("2015-09-14", "2015-10-08"),
        judgements=grades("real", *["requires-improvement"] * 4),
    )
    said = MentionFact("m", "2015", None, area, grade, "evidence/m")
    later = facts("later", framework="ilacs", periods=period("2019-05-13", "2019-05-17"), mentions=(said,))
    assert len(resolve([real, later], vocabulary, BASE).conflicts) == conflicts


@pytest.mark.parametrize(
    ("areas", "conflicts"), [(["care-leavers"], 1), (["care-leavers", "children-in-care"], 0)]
)
def test_a_remembered_grade_is_held_against_no_area_where_two_may_be_meant(
    areas: list[str], conflicts: int, vocabulary: Vocabulary
) -> None:
    judged = tuple(JudgementFact(f"j/{area}", area, "inadequate", f"e/{area}") for area in areas)
    real = facts("real", periods=period("2015-09-14", "2015-10-08"), judgements=judged)
    said = MentionFact("m", "2015", None, "children-in-care-and-care-leavers", "good", "evidence/m")
    later = facts("later", framework="ilacs", periods=period("2019-05-13", "2019-05-17"), mentions=(said,))
    assert len(resolve([real, later], vocabulary, BASE).conflicts) == conflicts


@pytest.mark.parametrize(
    ("leading", "reason"),
    [
        (False, "the report outranks slides about it"),
        (True, "two documents of one visit give different grades"),
    ],
)
def test_why_a_grade_is_kept_is_said_as_it_is(leading: bool, reason: str, vocabulary: Vocabulary) -> None:
    """Slides outrank no other slides."""
    days = period("2015-09-14", "2015-10-08")
    first = facts("a", slides=leading, periods=days, judgements=grades("a", "good"))
    slides = facts("b", slides=True, periods=days, judgements=grades("b", "inadequate"))
    (conflict,) = resolve([first, slides], vocabulary, BASE).conflicts
    assert (conflict.kept, conflict.other) == ("good", "inadequate")
    assert conflict.reason.startswith(reason)


def seen(*names: tuple[str, str, int]) -> list[NameSeen]:
    return [NameSeen(f"{d}/{n}", n, n, d, year) for n, d, year in names]


SHORT = {"andy": frozenset({"andy", "andrew"}), "andrew": frozenset({"andrew"})}


@pytest.mark.parametrize(
    ("names", "people", "reason"),
    [
        ([("Ada Thorn-Lee", "d1", 2015), ("Ada Thorn Lee", "d2", 2015)], 1, "hyphens"),
        ([("Andy Moss", "d1", 2019), ("Andrew Moss", "d2", 2020)], 1, "forms of one name"),
        ([("Andy Moss", "d1", 2009), ("Andrew Moss", "d2", 2020)], 2, None),
        ([("Andy Moss", "d1", 2019), ("Andrew Moss", "d1", 2019)], 2, None),
        ([("Ann Moss", "d1", 2019), ("Bea Moss", "d2", 2019)], 2, None),
        ([*(("Louise Hock", f"d{n}", 2015) for n in range(3)), ("Louse Hock", "d9", 2015)], 1, "one letter"),
        ([("Nick Stacey", "d1", 2015), ("Nick Stacy", "d2", 2015)], 2, None),
        ([("J. Moss", "d1", 2015), ("Jane Moss", "d2", 2015)], 2, None),
    ],
)
def test_names_are_merged_only_with_a_reason(
    names: list[tuple[str, str, int]], people: int, reason: str | None
) -> None:
    found, merges, _ = resolve_people(seen(*names), SHORT, (), BASE)
    assert len(found) == people
    assert [reason in merge.reason for merge in merges if reason] == [True] * (1 if reason else 0)


def test_what_looks_alike_but_is_not_merged_is_a_doubt_and_an_override_settles_it() -> None:
    names = seen(("Nick Stacey", "d1", 2015), ("Nick Stacy", "d2", 2015))
    assert len(resolve_people(names, SHORT, (), BASE)[2]) == 1
    same = resolve_people(names, SHORT, (Override("Nick Stacey", "Nick Stacy", True),), BASE)
    assert len(same[0]) == 1
    assert same[1][0].reason == "a reader's override"
    apart = resolve_people(
        seen(("Andy Moss", "d1", 2019), ("Andrew Moss", "d2", 2020)),
        SHORT,
        (Override("Andy Moss", "Andrew Moss", False),),
        BASE,
    )
    assert len(apart[0]) == 2
    assert apart[2] == ()


@pytest.mark.parametrize(
    ("one", "other", "doubted"),
    [
        ("Kath Moss", "Kathryn Moss", "the beginning of the other"),
        ("J. Moss", "Jane Moss", "the initial of the other"),
        ("Mark Moss", "Mary Moss", None),
        ("Kath Moss", "Kathryn Birch", None),
    ],
)
def test_a_given_name_that_begins_another_is_a_doubt_and_no_merge(
    one: str, other: str, doubted: str | None
) -> None:
    people, merges, doubts = resolve_people(seen((one, "d1", 2019), (other, "d2", 2019)), SHORT, (), BASE)
    assert (len(people), merges) == (2, ())
    assert [doubt.reason.rpartition(" is ")[2] for doubt in doubts] == ([doubted] if doubted else [])


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("louise", "louse", True),
        ("elliott", "elliot", True),
        ("stella", "stlela", True),
        ("jon", "jan", False),
        ("brown", "green", False),
        ("louise", "louise", False),
        ("louise", "loussee", False),
    ],
)
def test_one_letter_apart(a: str, b: str, apart: bool) -> None:
    assert one_letter_apart(a, b) is apart
    assert one_letter_apart(b, a) is apart


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Ambershire County Council", "Ambershire"),
        ("London Borough of Westmarsh", "Westmarsh"),
        ("Northwick Vale Local Area Partnership", "Northwick Vale"),
        ("Council of the Elm and Ash Borough Council", "Elm and Ash"),
        ("Ambershire", "Ambershire"),
    ],
)
def test_a_council_that_is_not_listed_goes_by_its_plain_name(
    vocabulary: Vocabulary, printed: str, plain: str
) -> None:
    assert vocabulary.plain_council_name(printed) == plain
