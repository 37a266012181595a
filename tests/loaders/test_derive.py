"""What persists: the status of a theme over an authority's visits, and recommendations asked for again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from loaders.derive.course import course_of
from loaders.derive.model import Derivation, Summary
from loaders.derive.recurring import recurring_themes
from loaders.model import Document, Finding, Layout, Paragraph, Section, Side, Span, Statement
from loaders.resolve.model import Visit
from loaders.resolve.visits import UNKNOWN_DATE
from loaders.state.derived_graph import derived_graph
from loaders.topics import leaning_of, stands_alone, topics
from loaders.vocabulary import Vocabulary

# At which children the visits of a framework look.
REMITS = {"ilacs": "", "send": "children with special educational needs"}
# What a visit surely says: a concern, a strength, both, nothing.
C, S, B, N = (1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0)


@pytest.mark.parametrize(
    ("visits", "status"),
    [
        ([C], "raised-once"),
        ([S], "strength-only"),
        ([C, C], "persisting"),
        ([C, B], "persisting"),
        ([S, C, B, C], "persisting"),
        ([C, S], "resolved"),
        ([C, C, S, S], "resolved"),
        ([C, S, C], "returned"),
        ([C, C, S, B], "returned"),
        ([S, C], "raised-once"),
        ([B, S], "resolved"),
        ([C, N, C], "persisting"),
        ([C, N], "raised-once"),
        ([N, S, N], "strength-only"),
    ],
)
def test_status_follows_the_visits_that_speak(visits: list[tuple[float, float]], status: str) -> None:
    """Silence is never taken for resolution."""
    assert course_of(visits).likeliest == status


@pytest.mark.parametrize(
    ("visits", "remits", "status"),
    [
        ([C, S], "as", "raised-once"),
        ([C, S], "sa", "raised-once"),
        ([C, S, C], "asa", "persisting"),
        ([C, S, S], "asa", "resolved"),
        ([C, C, S], "asa", "persisting"),  # what "s" criticised is still open
        ([C, C, S, S], "asas", "resolved"),
        ([C, C, S, S, C], "asass", "returned"),
        ([S, S], "as", "strength-only"),
        ([S, C], "as", "raised-once"),
    ],
)
def test_praise_settles_no_concern_about_other_children(
    visits: list[tuple[float, float]], remits: str, status: str
) -> None:
    """`remits` has a letter for each visit."""
    assert course_of(visits, remits).likeliest == status


@pytest.mark.parametrize(
    ("visits", "status", "certainty"),
    [
        ([(0.9, 0.0), (0.8, 0.0)], "persisting", 0.72),
        ([(0.9, 0.0), (0.5, 1.0), (0.8, 0.0)], "criticised-last", 0.89),  # it persists or returned
        ([(0.6, 0.0), (0.0, 1.0), (0.0, 1.0)], "praised-last", 0.91),  # resolved, or never a concern
        # In whichever of the first two it was raised, it persists.
        ([(0.6, 0.0), (0.7, 0.0), (1.0, 0.0)], "persisting", 0.87),
        ([(0.9, 0.0), (0.1, 0.9)], "resolved", 0.73),
        ([(0.9, 0.0), (0.4, 1.0)], "unclear", 0.54),  # the praise is sure, the concern beside it is not
        ([(0.6, 0.0), (0.99, 0.0)], "criticised-last", 1.0),  # it persists or was raised but once
        ([(1.0, 0.0), (0.2, 0.2), (1.0, 0.0)], "persisting", 0.84),
        ([(0.5, 0.0)], "unclear", 0.5),
        ([(0.69, 0.0)], "unclear", 0.69),
        ([(0.7, 0.0)], "raised-once", 0.7),
        ([C, S], "resolved", 0.91),  # of visits that seem to praise alone, 9 in 100 state a concern
        (
            [C, N],
            "raised-once",
            0.91,
        ),  # of visits that seem to say nothing, 3 state a concern and 6 a strength
        ([C, N, C], "persisting", 0.94),
        ([C, C], "persisting", 1.0),
        ([(0.2, 0.9)], "strength-only", 0.72),
    ],
)
def test_a_status_is_told_only_where_the_findings_make_it_likely(
    visits: list[tuple[float, float]], status: str, certainty: float
) -> None:
    """The certainty is that of the status, by the laws of probability; which visits lead there matters not."""
    course = course_of(visits)
    assert (course.status, course.certainty) == (status, certainty)


@pytest.mark.parametrize(
    ("visits", "first", "last"),
    [
        ([C, C], 0, 1),
        ([C, S, S], 0, 0),
        ([N, B, S], 1, 1),
        ([(0.6, 0.0), C, C], None, 2),  # the first of all may have been silent
        ([C, C, (0.4, 1.0)], 0, None),  # the last one may have been mixed
        ([C, *[S] * 4], 0, None),  # each of four that seem to praise may have missed a concern
        ([S], None, None),
    ],
)
def test_the_day_of_a_concern_is_told_only_where_the_visits_around_make_it_likely(
    visits: list[tuple[float, float]], first: int | None, last: int | None
) -> None:
    course = course_of(visits)
    told = [each.place if each and each.is_clear else None for each in (course.first, course.last)]
    assert told == [first, last]


BASE = "https://example.org/"


def reported(council: str, day: str) -> Visit:
    iri = f"{BASE}visit/{council}/{day}/ilacs"
    return Visit(iri, BASE + council, "ilacs", day, day, None, day, "document", ("x",), (), ())


def said(visit: Visit, concern: float, strength: float) -> Summary:
    return Summary(
        f"{visit.iri}#supervision", visit.iri, visit.authority, "ilacs", visit.date, "supervision", None,
        int(concern > 0), int(strength > 0), 0, concern, strength, "c" if concern else None,
        "s" if strength else None, "", "",
    )  # fmt: skip


def test_the_history_of_a_council_goes_on_from_those_whose_place_it_took() -> None:
    """In order of time, whatever the councils are called."""
    old = [reported("zeta", "2012-03-05"), reported("zeta", "2016-05-09")]
    new = [reported("alpha", "2022-06-06")]
    summaries = [said(old[0], 1.0, 0.0), said(new[0], 1.0, 0.0)]
    found, _ = recurring_themes(summaries, [*new, *old], {BASE + "alpha": (BASE + "zeta",)}, REMITS, BASE)
    assert (found.authority, found.status) == (BASE + "alpha", "persisting")
    assert (found.first, found.last) == (summaries[0], summaries[1])
    assert (found.with_concern, found.speaking, found.silent) == (2, 2, 1)


@pytest.mark.parametrize(("certainty", "histories"), [(0.5, 1), (0.49, 0)])
def test_a_visit_speaks_where_that_is_as_likely_as_not(certainty: float, histories: int) -> None:
    """Where no visit does there is no history of the theme; unsure ones are silent."""
    visits = [reported("alpha", "2015-03-02"), reported("alpha", "2019-06-03")]
    summaries = [said(visits[0], certainty, 0.0), said(visits[1], 0.0, 0.2)]
    found = recurring_themes(summaries, visits, {}, REMITS, BASE)
    assert [(each.speaking, each.silent, len(each.summaries)) for each in found] == [(1, 1, 2)] * histories


def test_an_inspection_of_other_children_resolves_nothing() -> None:
    visits = [
        reported("alpha", "2015-03-02"),
        reported("alpha", "2019-06-03"),
        reported("alpha", "2022-06-06"),
    ]
    visits[1] = replace(visits[1], framework="send")
    summaries = [said(visits[0], 1.0, 0.0), said(visits[1], 0.0, 1.0), said(visits[2], 1.0, 0.0)]
    (found,) = recurring_themes(summaries, visits, {}, REMITS, BASE)
    assert (found.status, found.with_concern, found.with_strength, found.speaking) == ("persisting", 2, 1, 3)


def test_a_visit_without_a_date_has_no_place_in_the_course() -> None:
    visits = [reported("alpha", UNKNOWN_DATE), reported("alpha", "2019-06-03")]
    (found,) = recurring_themes(
        [said(visits[0], 1.0, 0.0), said(visits[1], 0.0, 1.0)], visits, {}, REMITS, BASE
    )
    assert (found.status, found.first, found.with_concern, found.speaking) == ("strength-only", None, 0, 1)
    assert len(found.summaries) == 2
    assert recurring_themes([said(visits[0], 1.0, 0.0)], visits, {}, REMITS, BASE) == ()


def test_the_day_of_an_unclear_first_concern_is_not_in_the_graph_but_the_visit_is() -> None:
    visits = [reported("alpha", f"20{year}-03-02") for year in (12, 15, 19)]
    summaries = [said(visit, concern, 0.0) for visit, concern in zip(visits, (0.6, 1.0, 1.0), strict=True)]
    (recurring,) = recurring_themes(summaries, visits, {}, REMITS, BASE)
    quads = derived_graph(Derivation((), (recurring,), (), ()), BASE).decode()
    assert f"#firstConcern> <{visits[0].iri}>" in quads
    assert "#firstConcernDate>" not in quads
    assert '#lastConcernDate> "2019-03-02"' in quads


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8))
def test_certainties_of_a_course_are_shares(visits: list[tuple[float, float]]) -> None:
    course = course_of(visits)
    assert 0 <= course.certainty <= 1
    assert (course.status == "unclear") == (course.certainty < 0.7 or not course.likeliest)


ONE_PARAGRAPH = Layout(
    Document("x.txt", "text/plain", "0" * 64, "", ()),
    (),
    (Section("", "findings", None, Span(0, 0)),),
    (Paragraph(None, False, 0, Span(0, 0), ()),),
)


def finding(
    text: str,
    polarity: str = "concern",
    certainty: float = 0.9,
    theme_certainty: float = 0.9,
    cued_blame: bool = False,
    named: tuple[str, ...] = (),
) -> Finding:
    statement = Statement(text, (Span(0, len(text)),), 1)
    praise, blame = (certainty if polarity in (side, "mixed") else 0.0 for side in ("strength", "concern"))
    return Finding(
        statement,
        0,
        polarity,
        certainty,
        ("supervision",),
        (theme_certainty,),
        praise,
        blame,
        (Side(polarity, praise, blame),),
        cued_blame,
        named,
    )


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            "Supervision of social workers is not regular in two of the teams.",
            "This is not regular in two of the teams.",
        ),
        (
            "Supervision of social workers is not regular in two of the teams.",
            "For some staff, this is not done at all.",
        ),
        (
            "Many records of supervision in the two teams are incomplete.",
            "Many held do not say who was there, and managers in the two teams seldom read the records.",
        ),
        (
            "Few social workers in two of the teams receive supervision.",
            "Few receive regular supervision in the two teams in the east.",
        ),
        (
            "Poor supervision in two of the teams was not found by managers.",
            "Poor supervision in two teams was not found by these managers.",
        ),
        (
            "Supervision of social workers is not regular in two of the teams.",
            "Supervision " + "is not regular and " * 30 + "late.",
        ),
    ],
)
def test_the_sentence_that_stands_for_a_visit_is_short_and_complete(
    better: str, worse: str, vocabulary: Vocabulary
) -> None:
    good, bad = (stands_alone(finding(text), leaning_of(text, vocabulary)) for text in (better, worse))
    assert good > bad


def test_the_sentence_that_names_the_theme_stands_for_it(vocabulary: Vocabulary) -> None:
    """Of two concerns the one with a cue of the theme in its own words; mixed findings count on both sides."""
    found = [
        finding(
            "Most of the meetings between staff and managers come too late to help them.",
        ),
        finding(
            "Supervision is late in most teams and is seldom written down by managers.",
            named=("supervision",),
        ),
        finding(
            "Supervision is regular, but it is not reflective enough to help the staff.", polarity="mixed"
        ),
    ]
    topic, *_ = topics(ONE_PARAGRAPH, found, ["a", "b", "c"], vocabulary)
    assert (topic.concerns, topic.strengths, topic.mixed) == (2, 0, 1)
    assert (topic.best_concern, topic.best_strength) == ("b", "c")
    assert topic.concern_text == "Supervision is late in most teams and is seldom written down by managers."


def test_several_unsure_findings_make_a_sure_visit(vocabulary: Vocabulary) -> None:
    """The certainty that a visit states a concern is that not all of its concerns were misread: each is
    certain as far as its polarity and its theme are."""
    texts = ("Supervision is late in most teams.", "Staff say that supervision is rare.")
    found = [finding(text, certainty=0.8, theme_certainty=0.5) for text in texts]
    one, *_ = topics(ONE_PARAGRAPH, found[:1], ["a"], vocabulary)
    both, *_ = topics(ONE_PARAGRAPH, found, ["a", "b"], vocabulary)
    assert (one.concern_certainty, one.strength_certainty) == (0.4, 0.0)
    assert both.concern_certainty == 0.64


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("This is not so in the east.", "[Supervision is regular.] This is not so in the east."),
        (
            "Managers know of these delays in two teams.",
            "[Supervision is regular.] Managers know of these delays in two teams.",
        ),
        ("Records of supervision are thin.", "Records of supervision are thin."),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_quoted_after_it(
    sentence: str, quoted: str, vocabulary: Vocabulary
) -> None:
    found = [finding("Supervision is regular.", polarity="neutral"), finding(sentence)]
    topic, *_ = topics(ONE_PARAGRAPH, found, ["a", "b"], vocabulary)
    assert topic.concern_text == quoted


def test_a_sentence_does_not_lean_on_the_section_before(vocabulary: Vocabulary) -> None:
    layout = replace(
        ONE_PARAGRAPH,
        sections=tuple(Section(heading, "findings", None, Span(0, 0)) for heading in ("First", "Second")),
        paragraphs=tuple(Paragraph(None, False, place, Span(0, 0), ()) for place in range(2)),
    )
    found = [
        finding("Supervision is regular.", polarity="neutral"),
        replace(finding("This is not so in the east."), paragraph=1),
    ]
    topic, *_ = topics(layout, found, ["a", "b"], vocabulary)
    assert topic.concern_text == "This is not so in the east."


def test_what_is_asked_for_is_quoted_after_the_heading_that_makes_a_concern_of_it(
    vocabulary: Vocabulary,
) -> None:
    layout = replace(
        ONE_PARAGRAPH, sections=(Section("What needs to improve", "needs-improvement", None, Span(0, 0)),)
    )
    bare, *_ = topics(layout, [finding("The quality of supervision.")], ["a"], vocabulary)
    assert bare.concern_text == "[What needs to improve] The quality of supervision."
    plain = finding("Supervision is too rare.", cued_blame=True)
    speaking, *_ = topics(layout, [plain], ["a"], vocabulary)
    assert speaking.concern_text == "Supervision is too rare."


@pytest.mark.parametrize("doubtful", [{"certainty": 0.4}, {"theme_certainty": 0.4}])
def test_the_sentence_that_is_read_with_more_certainty_stands_for_the_visit(
    doubtful: dict[str, float], vocabulary: Vocabulary
) -> None:
    text = "Supervision is late in most teams and is seldom written down by managers."
    found = [finding(text, **doubtful), finding(text), finding(text, **doubtful)]  # type: ignore[arg-type]
    topic, *_ = topics(ONE_PARAGRAPH, found, ["a", "b", "c"], vocabulary)
    assert topic.best_concern == "b"


def test_a_sentence_that_is_surely_read_is_quoted_rather_than_a_neater_one(vocabulary: Vocabulary) -> None:
    neat = "Supervision is late in most teams and is seldom written down by managers, as inspectors saw."
    wordy = (
        f"{neat[:-1]} in each of the districts, in the north as well as in the south of the council, when they "
        "read the files of the children there."
    )
    found = [finding(neat, theme_certainty=0.8), finding(wordy)]
    topic, *_ = topics(ONE_PARAGRAPH, found, ["neat", "wordy"], vocabulary)
    assert topic.best_concern == "wordy"


def test_what_is_criticised_is_told_apart_by_the_area_it_stands_in(vocabulary: Vocabulary) -> None:
    """A theme is summed up for the visit; within an area only what is criticised there, within the overall
    judgement everything but what the review of the safeguarding board does."""
    areas = ("leaders", "care-leavers", "lscb", None)
    layout = replace(
        ONE_PARAGRAPH,
        sections=tuple(Section("", "findings", area, Span(0, 0)) for area in areas),
        paragraphs=tuple(Paragraph(None, False, place, Span(0, 0), ()) for place in range(4)),
    )
    found = [
        finding("Supervision is late in most teams."),
        replace(finding("Supervision is regular in this team.", polarity="strength"), paragraph=1),
        replace(finding("The board asks for no audits of supervision."), paragraph=2),
        replace(finding("Supervision is rare."), paragraph=3),
    ]
    told = {
        (t.theme, t.area): (t.concerns, t.strengths) for t in topics(layout, found, list("abcd"), vocabulary)
    }
    assert told == {
        ("supervision", None): (3, 1),
        ("supervision", "leaders"): (1, 0),
        ("supervision", "lscb"): (1, 0),
        ("supervision", "overall-effectiveness"): (2, 0),
        (None, "leaders"): (1, 0),
        (None, "care-leavers"): (0, 1),
        (None, "lscb"): (1, 0),
    }


def test_what_was_found_stands_for_a_visit_rather_than_what_is_asked_for(vocabulary: Vocabulary) -> None:
    layout = replace(
        ONE_PARAGRAPH,
        sections=(*ONE_PARAGRAPH.sections, Section("", "needs-improvement", None, Span(0, 0))),
        paragraphs=(*ONE_PARAGRAPH.paragraphs, Paragraph(None, True, 1, Span(0, 0), ())),
    )
    asked = replace(
        finding("The quality of supervision for all social workers in the district teams.", certainty=0.99),
        paragraph=1,
    )
    found = finding("Supervision is late in most teams and is seldom written down by managers.")
    topic, *_ = topics(layout, [asked, found], ["asked", "found"], vocabulary)
    assert topic.best_concern == "found"


def test_a_recurring_theme_ends_with_the_sentence_of_its_last_concern() -> None:
    """The last visit praises: the last concern is the one before it, and the list quotes that."""
    base, council = "https://example.org/", "https://example.org/authority/westmarsh"
    said = [("2015-03-02", "First."), ("2018-06-04", "Second."), ("2021-09-06", "")]
    visits, summaries = [], []
    for day, sentence in said:
        visit = f"{base}visit/westmarsh/{day}/ilacs"
        visits.append(
            Visit(visit, council, "ilacs", day, day, None, day, "document", (f"{day}.pdf",), (), ())
        )
        concern = f"{day}#finding" if sentence else None
        summaries.append(
            Summary(f"{day}#supervision", visit, council, "ilacs", day, "supervision", None,
                    int(bool(sentence)), int(not sentence), 0, float(bool(sentence)), float(not sentence),
                    concern, None, sentence, "")
        )  # fmt: skip
    (recurring,) = recurring_themes(summaries, visits, {}, REMITS, base)
    quads = derived_graph(Derivation((), (recurring,), (), ()), base).decode()
    assert recurring.status == "resolved"
    for predicate, value in (
        ("firstConcernDate", '"2015-03-02"'),
        ("lastConcernDate", '"2018-06-04"'),
        ("lastConcernFinding", "<2018-06-04#finding>"),
        ("lastConcernText", '"Second."'),
    ):
        assert f"#{predicate}> {value}" in quads
