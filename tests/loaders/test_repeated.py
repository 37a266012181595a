"""Recommendations asked for again at a later visit: which pairs are found, and how probable they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from loaders.derive.repeated import repeated_recommendations
from loaders.facts import DocumentFacts, RecommendationFact
from loaders.resolve.model import Visit

BASE = "https://example.org/"
REMITS = {"ilacs": "", "send": "children with special educational needs"}
WESTMARSH, ELSEWHERE = "westmarsh", "ambershire"
Asked = tuple[str, str]

# What another council is asked, words and themes: by it "assessment" is a common theme.
OTHERS: tuple[Asked, ...] = tuple(
    (f"The {what} of {whom} {where}.", "assessment")
    for what in ("quality", "timeliness", "recording", "oversight")
    for whom in ("assessments", "visits", "reviews", "enquiries")
    for where in ("for children", "in the district teams", "by managers", "at the front door")
)


def document(council: str, day: str, asked: Sequence[Asked]) -> DocumentFacts:
    iri = f"{BASE}document/{council}-{day}"
    recommendations = tuple(
        RecommendationFact(f"{iri}/recommendation/{n}", text, tuple(themes.split()), None)
        for n, (text, themes) in enumerate(asked, 1)
    )
    authority = f"{BASE}authority/{council}"
    return DocumentFacts(
        iri, iri, "", "", None, authority, council, "ilacs", None, False, (), None, (),
        recommendations=recommendations,
    )  # fmt: skip


def visit(council: str, day: str, documents: Sequence[DocumentFacts]) -> Visit:
    iri, reports = f"{BASE}visit/{council}/{day}/ilacs", tuple(each.iri for each in documents)
    authority = f"{BASE}authority/{council}"
    return Visit(iri, authority, "ilacs", day, day, None, day, "document", reports, (), ())


def again(
    *visits: tuple[str, Sequence[Asked]], others: Sequence[Asked] = OTHERS, last: str = "ilacs"
) -> list[tuple[str, str, float]]:
    """Places of the earlier and the later one, and the score, of what Westmarsh was asked again, likeliest
    first; each visit by its day and what it asks, the `last` one by its framework too."""
    everything = [(ELSEWHERE, "2014-03-03", others), *((WESTMARSH, day, asked) for day, asked in visits)]
    documents = [document(*each) for each in everything]
    held = [visit(*each[:2], [read]) for each, read in zip(everything, documents, strict=True)]
    held[-1] = replace(held[-1], framework=last)
    found = repeated_recommendations(held, {each.iri: each for each in documents}, {}, REMITS, BASE)
    places = [(r.earlier.split("westmarsh-")[1], r.later.split("westmarsh-")[1], r.score) for r in found]
    return sorted(
        ((one.replace("/recommendation/", " "), other.replace("/recommendation/", " "), score)
         for one, other, score in places),
        key=lambda each: -each[2],
    )  # fmt: skip


def score(earlier: Asked, later: Asked) -> float:
    """How probable it is that `later` asks for the same; 0 where the pair is not told."""
    found = again(("2016-03-07", [earlier]), ("2020-03-02", [later]))
    return found[0][2] if found else 0.0


RAISE = "Raise awareness of private fostering so that such children are assessed."
RESPOND = "The response to children in private fostering arrangements."
ELSE = "How timely kin are assessed and made aware."


@pytest.mark.parametrize(
    ("earlier", "later", "repeated"),
    [
        ((RAISE, "private-fostering"), (RESPOND, "private-fostering"), True),
        ((RAISE, "private-fostering"), (RESPOND, "assessment"), False),
        ((RAISE, "private-fostering"), (ELSE, "private-fostering"), True),
        ((RAISE, "assessment"), (ELSE, "assessment"), False),
        ((RAISE, "assessment"), ("Raise awareness of private fostering.", "assessment"), True),
    ],
    ids=["words and theme", "no theme in common", "narrow theme", "common theme", "common theme, many words"],
)
def test_the_narrower_the_theme_in_common_the_fewer_words_need_to_be(
    earlier: Asked, later: Asked, repeated: bool
) -> None:
    assert (score(earlier, later) > 0) is repeated


def test_fewer_words_in_common_make_a_lower_score() -> None:
    theme = "private-fostering"
    scores = [score((RAISE, theme), (text, theme)) for text in (RAISE, RESPOND, ELSE)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(
    "reference",
    [
        "(Outcome 4, National Framework)",
        "(paragraphs 12, 48)",
        "(enabler: leaders drive change)",
        "[Outcome 4, framework]",
    ],
)
def test_what_stands_in_brackets_is_not_compared(reference: str) -> None:
    earlier = (RAISE, "private-fostering")
    assert score(earlier, (f"{RESPOND} {reference}", earlier[1])) == score(earlier, (RESPOND, earlier[1])) > 0


def test_endings_do_not_make_other_words() -> None:
    plan = ("Ensure that planning for siblings is swift.", "assessment")
    scores = [
        score(plan, (text, "assessment")) for text in ("Plans for siblings.", "Planning for a sibling.")
    ]
    assert scores[0] == scores[1] > 0


def test_of_each_earlier_visit_the_most_alike_is_told() -> None:
    raised, responded = (RAISE, "private-fostering"), (RESPOND, "private-fostering")
    found = again(("2016-03-07", [responded, raised]), ("2018-03-05", [raised]), ("2020-03-02", [responded]))
    assert {(earlier, later) for earlier, later, _ in found} == {
        ("2016-03-07 2", "2018-03-05 1"),
        ("2016-03-07 1", "2020-03-02 1"),
        ("2018-03-05 1", "2020-03-02 1"),
    }


def test_what_stands_alone_in_the_graph_is_found_again() -> None:
    raised = (RAISE, "private-fostering")
    assert again(("2016-03-07", [raised]), ("2020-03-02", [raised]), others=())


@pytest.mark.parametrize(("framework", "found"), [("ilacs", 1), ("send", 0)])
def test_inspections_of_other_children_do_not_ask_again(framework: str, found: int) -> None:
    raised = (RAISE, "private-fostering")
    assert len(again(("2016-03-07", [raised]), ("2020-03-02", [raised]), last=framework)) == found
