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
    found = falls(visits, documents, (), vocabulary.grades, "https://example.org/")
    days = {each.iri: each.date for each in visits}
    assert [f"{days[f.before]} {f.grade_before} {days[f.after]} {f.grade_after}" for f in found] == fallen


def test_warnings_are_of_the_area_that_dropped_and_of_the_whole_visit_for_the_overall_judgement(
    vocabulary: Vocabulary,
) -> None:
    before, after = {OVERALL: "good", LEADERS: "good"}, {OVERALL: "inadequate", LEADERS: "inadequate"}
    visits = [visit("1", "2015-03-02", before), visit("2", "2019-06-03", after)]
    documents = {"1": document("1", before), "2": document("2", after)}
    summaries = [
        summary(visits[0], "supervision", None),
        summary(visits[0], "supervision", LEADERS),
        summary(visits[0], "adoption", None),
        summary(visits[0], "adoption", "care-leavers"),
        summary(visits[0], "adoption", OVERALL),
        summary(visits[0], "health", None, certainty=0.49),
        summary(visits[0], None, LEADERS),
        summary(visits[1], "caseloads", None),
    ]
    found = falls(visits, documents, summaries, vocabulary.grades, "https://example.org/")
    assert {fall.area: fall.warnings for fall in found} == {
        LEADERS: ("supervision leaders",),
        OVERALL: ("adoption", "supervision"),
    }
