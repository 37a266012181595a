"""Clauses: what negation, contrast, relief, need and condition do to the words they reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.classify.clauses import Clause
from loaders.classify.evaluative_cues import evaluative_tokens
from loaders.classify.polarity import load_statement_reader

READER = load_statement_reader(Path(__file__).resolve().parents[2] / "ontology")


def clauses(text: str) -> list[Clause]:
    return READER.read(text).clauses


def signs(text: str) -> str:
    return "".join("+" if c.balance > 0 else "-" if c.balance < 0 else "0" for c in clauses(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plans are clear", "+"),
        ("Plans are not clear", "-"),
        ("Plans are not only clear", "+"),
        ("There is no delay", "+"),
        ("There is delay", "-"),
        ("A few delays were seen", "-"),
        ("Few children experience delay", "+"),
        ("A lack of clear plans", "-"),
        ("No lack of clear plans", "+"),
        ("Managers tackle weaknesses", "+"),
        ("Managers do not tackle weaknesses", "-"),
        ("Managers failed to tackle weaknesses", "-"),
        ("This reduces delay", "+"),
        ("This reduces their ability to help", "-"),
        ("Progress has been too slow", "-"),
        ("Weaknesses have been addressed", "+"),
        ("Plans need to be clear and timely", "-"),
        ("It is too early to see a positive impact", "-"),
        ("Children who are not in school receive good support", "+"),
        ("Less than 50% of visits were on time", "-"),
        ("Fewer than half of the visits were on time", "-"),
        ("Only 40 per cent of plans were timely", "-"),
        ("Less than 5% of visits were late", "+"),
        ("Only 3 per cent of assessments were delayed", "+"),
        ("A rate of less than 12 cases is well within the range", "+"),
        ("Inspectors did not identify delays", "+"),
        ("Inspectors did not identify timely plans", "-"),
        ("Managers did not identify delays", "-"),
        ("Inspectors saw that managers did not identify delays", "-"),
        ("This has not affected children", "+"),
        ("This has affected children", "0"),
        ("A challenge log is kept", "0"),
        ("Early help", "0"),
        ("", "0"),
    ],
)
def test_direction_of_a_clause(text: str, expected: str) -> None:
    assert signs(text) == expected


@pytest.mark.parametrize(
    ("text", "turns", "expected"),
    [
        ("Visits are regular, but plans are poor.", ["", "contrast"], "+-"),
        ("While visits are regular, plans are poor.", ["concession", "main"], "+-"),
        ("Plans are poor, although visits are regular.", ["", "concession"], "-+"),
        ("However, plans are poor.", ["contrast"], "-"),
        ("Visits are regular; plans are poor.", ["", ""], "+-"),
    ],
)
def test_contrast_divides_clauses(text: str, turns: list[str], expected: str) -> None:
    found = [clause for clause in clauses(text) if clause.reasons or clause.turn]
    assert [clause.turn for clause in found] == turns
    assert signs(text).rstrip("0") == expected


def test_condition_weighs_little() -> None:
    assert clauses("When risks are poorly managed")[0].blame < clauses("Risks are poorly managed")[0].blame


def test_shortcoming_that_is_answered_weighs_little() -> None:
    [answered], [plain] = clauses("In response to delays a panel meets"), clauses("Delays occur")
    assert 0 < answered.blame < plain.blame / 2


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The council’s well-led team", ["the", "council", "well", "led", "team"]),
        ("1,200 children (12.5%)", ["0", "children", "(", "0", "percent", ")"]),
        ("40 per cent of visits, 2 per centre", ["0", "percent", "of", "visits", ",", "0", "per", "centre"]),
        ("It isn't so; see e.g. p.3.", ["it", "isnt", "so", ";", "see", "e", "g", ".", "p", "0", "."]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert evaluative_tokens(text) == tokens
