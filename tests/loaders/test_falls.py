"""Judgements that dropped between two visits, and what the earlier one had criticised."""

from __future__ import annotations

import pytest

from loaders.derive.falls import falls
from loaders.derive.model import Summary
from loaders.facts import DocumentFacts, JudgementFact
from loaders.resolve.model import Visit
from loaders.resolve.visits import UNKNOWN_DATE
from loaders.vocabulary import Vocabulary

COUNCIL = "https://example.org/authority/westmarsh"
OVERALL, LEADERS = "overall-effectiveness", "leaders"


def document(name: str, grades: dict[str, str]) -> DocumentFacts:
    judgements = tuple(JudgementFact(f"{name}#{area}", area, grade, "") for area, grade in grades.items())
    return DocumentFacts(
        name, name, "", "", None, COUNCIL, "Westmarsh", "ilacs", None, False, (), None, (), (), judgements
    )  # fmt: skip


def visit(name: str, day: str, grades: dict[str, str]) -> Visit:
    judgements = tuple((area, f"{name}#{area}") for area in grades)
    iri = f"https://example.org/visit/westmarsh/{name}/ilacs"
    return Visit(iri, COUNCIL, "ilacs", day, day, None, day, "document", (name,), (), judgements)


def summary(of: Visit, theme: str | None, area: str | None, certainty: float = 1.0) -> Summary:
    name = f"{theme or ''} {area or ''}".strip()
    return Summary(
        name, of.iri, COUNCIL, "ilacs", of.date, theme, area, 1, 0, 0, certainty, 0.0, "finding", None, "", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("grades", "fallen"),
    [
        ([("2015-03-02", "good"), ("2019-06-03", "inadequate")], ["2015-03-02 good 2019-06-03 inadequate"]),
        ([("2015-03-02", "inadequate"), ("2019-06-03", "good")], []),
        ([("2015-03-02", "good"), ("2019-06-03", "good")], []),
        (
            [("2015-03-02", "outstanding"), ("2019-06-03", "good"), ("2022-05-02", "requires-improvement")],
            ["2015-03-02 outstanding 2019-06-03 good", "2019-06-03 good 2022-05-02 requires-improvement"],
        ),
        (
            [("2019-06-03", "inadequate"), ("2015-03-02", "good")],
            ["2015-03-02 good 2019-06-03 inadequate"],
        ),
        ([("2015-03-02", "positive-experiences"), ("2019-06-03", "inadequate")], []),
        ([("2015-03-02", "good"), ("2015-03-02", "inadequate")], []),
        ([(UNKNOWN_DATE, "good"), ("2019-06-03", "inadequate")], []),
        (
            [("2015-03-02", "good"), (UNKNOWN_DATE, "outstanding"), ("2019-06-03", "inadequate")],
            ["2015-03-02 good 2019-06-03 inadequate"],
        ),
    ],
    ids=["drop", "rise", "same", "twice", "any order", "another scale", "one day", "no date", "none between"],
)
def test_a_fall_is_a_grade_worse_than_the_last_one_before(
    grades: list[tuple[str, str]], fallen: list[str], vocabulary: Vocabulary
) -> None:
    visits = [visit(f"{n}", day, {OVERALL: grade}) for n, (day, grade) in enumerate(grades)]
    documents = {f"{n}": document(f"{n}", {OVERALL: grade}) for n, (_, grade) in enumerate(grades)}
    found = falls(visits, documents, (), vocabulary, "https://example.org/")
    days = {each.iri: each.date for each in visits}
    assert [f"{days[f.before]} {f.grade_before} {days[f.after]} {f.grade_after}" for f in found] == fallen


MERGED, CARE, LEAVERS = "children-in-care-and-care-leavers", "children-in-care", "care-leavers"
LOOKED_AFTER = "looked-after-and-permanence"


@pytest.mark.parametrize(
    ("visits", "fallen"),
    [
        ([{"leadership": "good"}, {LEADERS: "inadequate"}], [("leaders", "leadership", 0)]),
        ([{"leadership": "inadequate"}, {LEADERS: "good"}], []),
        ([{LOOKED_AFTER: "good", LEAVERS: "outstanding"}, {MERGED: "requires-improvement"}],
         [(MERGED, LOOKED_AFTER, 0)]),
        ([{LOOKED_AFTER: "good", LEAVERS: "outstanding"}, {MERGED: "good"}], []),
        ([{"adoption": "outstanding"}, {CARE: "good"}], []),
        ([{MERGED: "outstanding"}, {CARE: "good", LEAVERS: "good"}],
         [(LEAVERS, MERGED, 0), (CARE, MERGED, 0)]),
        ([{MERGED: "good"}, {CARE: "good", LEAVERS: "inadequate"}], []),
        ([{MERGED: "good"}, {LEAVERS: "inadequate"}], []),
        ([{LEAVERS: "good"}, {MERGED: "good"}, {CARE: "good", LEAVERS: "inadequate"}],
         [(LEAVERS, LEAVERS, 0)]),
        ([{LOOKED_AFTER: "good"}, {MERGED: "inadequate"}, {CARE: "inadequate", LEAVERS: "inadequate"}],
         [(MERGED, LOOKED_AFTER, 0)]),
        ([{"leadership": "outstanding"}, {LEADERS: "good"}, {LEADERS: "inadequate"}],
         [(LEADERS, "leadership", 0), (LEADERS, LEADERS, 1)]),
    ],
    ids=[
        "renamed", "renamed, rise", "whole goes on as whole", "a part is not the whole", "part of another framework",
        "all parts worse", "one part worse", "one part unjudged", "part after part", "not twice", "one after another",
    ],
)  # fmt: skip
def test_areas_are_compared_that_cover_the_same(
    visits: list[dict[str, str]], fallen: list[tuple[str, str, int]], vocabulary: Vocabulary
) -> None:
    """Area, area before and place of the visit before; a merged area and a part are laid side by side only
    where every part is worse."""
    held = [visit(f"{n}", f"20{10 + n}-03-02", grades) for n, grades in enumerate(visits)]
    documents = {f"{n}": document(f"{n}", grades) for n, grades in enumerate(visits)}
    found = falls(held, documents, (), vocabulary, "https://example.org/")
    places = {each.iri: n for n, each in enumerate(held)}
    assert [(f.area, f.area_before, places[f.before]) for f in found] == fallen


def test_warnings_are_of_the_area_judged_before(vocabulary: Vocabulary) -> None:
    before = {OVERALL: "good", "leadership": "good"}
    after = {OVERALL: "inadequate", LEADERS: "inadequate"}
    visits = [visit("1", "2015-03-02", before), visit("2", "2019-06-03", after)]
    documents = {"1": document("1", before), "2": document("2", after)}
    summaries = [
        summary(visits[0], "supervision", None),
        summary(visits[0], "supervision", "leadership"),
        summary(visits[0], "supervision", OVERALL),
        summary(visits[0], "adoption", "care-leavers"),
        summary(visits[0], "adoption", OVERALL),
        summary(visits[0], "health", "leadership", certainty=0.49),
        summary(visits[0], None, "leadership"),
        summary(visits[1], "caseloads", LEADERS),
    ]
    found = falls(visits, documents, summaries, vocabulary, "https://example.org/")
    assert {fall.area: fall.warnings for fall in found} == {
        LEADERS: ("supervision leadership",),
        OVERALL: ("adoption overall-effectiveness", "supervision overall-effectiveness"),
    }


def test_a_fall_that_nothing_warned_of_is_one(vocabulary: Vocabulary) -> None:
    grades = [{LEADERS: "outstanding"}, {LEADERS: "good"}]
    visits = [visit(f"{n}", f"20{15 + n}-03-02", each) for n, each in enumerate(grades)]
    documents = {f"{n}": document(f"{n}", each) for n, each in enumerate(grades)}
    (fall,) = falls(visits, documents, (), vocabulary, "https://example.org/")
    assert fall.warnings == ()
