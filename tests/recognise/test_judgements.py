"""Grades in tables, headings and sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Layout
from loaders.recognise.judgements import contradictory, earlier_judgements, judgements_in
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

OVERALL = "overall-effectiveness"

STATED = [
    (
        "sif",
        "1. Children who need help and protection Requires \nImprovement",
        {"help-and-protection": "requires-improvement"},
    ),
    (
        "sif",
        "2. Children looked after and achieving \npermanence\nRequires improvement to \nbe good",
        {"looked-after-and-permanence": "requires-improvement"},
    ),
    (
        "ilacs",
        "The impact of\nleaders on social\nwork practice with\nchildren and\nfamilies\nRequires\nimprovement to\nbe good",
        {"leaders": "requires-improvement"},
    ),
    (
        "sif",
        "The overall judgement is that children’s services require improvement to be good",
        {OVERALL: "requires-improvement"},
    ),
    (
        "sif",
        "The graded judgement for adoption performance is that it requires improvement to be good",
        {"adoption": "requires-improvement"},
    ),
    ("sif", "The effectiveness of the LSCB is judged as good", {"lscb": "good"}),
    ("sif", "2.1 Adoption performance Not judged", {"adoption": "not-reported"}),
    ("sif", "2.2 Experiences and progress of Care Leavers inadequate2", {"care-leavers": "inadequate"}),
    ("sif", "1. Leadership, management & governance: Outstanding.", {"leadership": "outstanding"}),
    ("sif", "Children’s services in the Northwick Vale area\nare good ", {OVERALL: "good"}),
    (
        "sif",
        "Children’s services in Westmarsh requires improvement to be good",
        {OVERALL: "requires-improvement"},
    ),
    ("sif", "The overall judgement is that children’s services are \ninadequate2", {OVERALL: "inadequate"}),
    ("sif", "Children’s services in St. Ambers are good because:", {OVERALL: "good"}),
    ("sif", "Children services in Westmarsh are now good", {OVERALL: "good"}),
    ("sif", "Children’s social care services in Westmarsh: inadequate", {OVERALL: "inadequate"}),
    ("sif", "Westmarsh’s children’s services require improvement", {OVERALL: "requires-improvement"}),
    ("sif", "The LSCB has been judged as good", {"lscb": "good"}),
    ("sif", "The Westmarsh and Ambershire Safeguarding Children Boards are good", {"lscb": "good"}),
    (
        "sif",
        "Children’s services in Westmarsh are judged to require improvement",
        {OVERALL: "requires-improvement"},
    ),
    ("ilacs", "The experiences and progress of care-experienced young people Good", {"care-leavers": "good"}),
    ("sif", "The Local Safeguarding Children Board judgement is good", {"lscb": "good"}),
    ("sif", "The overall judgement is good.", {OVERALL: "good"}),
    ("sif", "The overall judgement is good at this inspection.", {OVERALL: "good"}),
    ("sif", "Overall judgement: inadequate", {OVERALL: "inadequate"}),
    (
        "sif",
        "The effectiveness of the Local Safeguarding Children Board (LSCB) is requires \nimprovement",
        {"lscb": "requires-improvement"},
    ),
    ("sif", "The LSCB requires improvement because:", {"lscb": "requires-improvement"}),
    ("sif", "The Local Safeguarding Children’s Board is Good", {"lscb": "good"}),
    (
        "lscb",
        "The Westmarsh Safeguarding Children Board (WSCB) is judged to be inadequate: it is slow",
        {"lscb": "inadequate"},
    ),
    (
        "cla",
        "Outcomes for looked after children and \nyoung people\nInadequate Grade 4",
        {"outcomes-for-looked-after-children": "inadequate"},
    ),
    ("cla", "Capacity to improve\nGrade 3 (Adequate)", {"capacity-to-improve": "adequate"}),
    ("cla", "8. The judgement for overall effectiveness is inadequate. ", {OVERALL: "inadequate"}),
    ("cla", "Overall effectiveness Grade 3 Adequate", {OVERALL: "adequate"}),
    ("cla", "Overall effectiveness Grade: 2 (Good)", {OVERALL: "good"}),
    ("cla", "Overall effectiveness Grade 4 – inadequate", {OVERALL: "inadequate"}),
    ("cla", "Overall effectiveness (Outstanding)", {OVERALL: "outstanding"}),
    ("sif", "Children’s services on the Isles of Westmarsh are good", {OVERALL: "good"}),
    ("sif", "Children’s services in Westmarsh remain inadequate", {OVERALL: "inadequate"}),
    ("sif", "2.1 Adoption performance No judgement made2", {"adoption": "not-reported"}),
    (
        "sif",
        "The Local Safeguarding Children Board in Northwick Vale requires improvement",
        {"lscb": "requires-improvement"},
    ),
    (
        "child-protection",
        "2. The overall effectiveness of the arrangements to protect children in Westmarsh is \njudged to be adequate.",
        {OVERALL: "adequate"},
    ),
    ("safeguarding-looked-after", "Overall effectiveness Grade 3", {OVERALL: "adequate"}),
    (
        "cla",
        "Outcomes for looked after children and\nyoung people\nAdequate Grade 3",
        {"outcomes-for-looked-after-children": "adequate"},
    ),
    ("sif", "Adoption performance: Grade 3", {"adoption": "requires-improvement"}),
]

AREAS = [
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care and care leavers",
    "Overall effectiveness",
]
GRADES = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
PAIRS = list(zip(AREAS, GRADES, strict=True))
ALL_FOUR = {
    "leaders": "inadequate",
    "help-and-protection": "requires-improvement",
    "children-in-care-and-care-leavers": "good",
    OVERALL: "outstanding",
}
TABLES = {
    "column by column": ["Judgement", *AREAS, "Grade", *GRADES],
    "both heads first": ["Judgement Grade", *AREAS, *GRADES],
    "grades on one line": [*AREAS, " ".join(GRADES)],
    "grades first": ["Grade", *GRADES, "Judgement", *AREAS],
    "grade before its area": [f"{grade} {area}" for area, grade in PAIRS],
    "numbers in a column of their own": ["1.", "2.", "2.1", "3.", *AREAS, *GRADES],
    "bars": [f"| {area} | {grade} |" for area, grade in PAIRS],
    "dots": [f"{area} ....... {grade}" for area, grade in PAIRS],
    "brackets and letters": [
        f"({letter}) {area} ({grade})" for letter, (area, grade) in zip("abcd", PAIRS, strict=True)
    ],
    "labelled grades": [line for area, grade in PAIRS for line in (area, f"Grade: {grade}")],
    "marks of footnotes": [f"{area}1 {grade}2" for area, grade in PAIRS],
    "one line": [" ".join(f"{area} {grade}" for area, grade in PAIRS)],
    "two parts": [*AREAS[:2], *GRADES[:2], *AREAS[2:], *GRADES[2:]],
    "grade beside the first line of a name": [
        "The impact of leaders on social work practice with Inadequate",
        "children and families",
        "The experiences and progress of children who need Requires improvement to",
        "help and protection be good",
        "The experiences and progress of children in care Good",
        "and care leavers",
        "Overall effectiveness Outstanding",
    ],
    "grade beside the middle of a name": [
        "The impact of leaders on",
        "social work practice with Inadequate",
        "children and families",
        "The experiences and progress of",
        "Requires improvement to be good",
        "children who need help and protection",
        "The experiences and progress of children in",
        "care and care leavers Good",
        "Overall effectiveness Outstanding",
    ],
}
NO_TABLE = {
    "fewer grades than areas": [*AREAS, *GRADES[:3]],
    "contents": [f"{area} {page}" for page, area in enumerate(AREAS, start=3)],
    "an area twice": [AREAS[0], AREAS[0], *GRADES[:2]],
    "prose after names": [*AREAS[:2], "Good plans help children.", "Good workers stay."],
    "each grade on the line above its area": [line for area, grade in PAIRS for line in (grade, area)],
    "the grade above may be that of the row before": ["Good", AREAS[0], "", "Text.", "Inadequate", AREAS[1]],
}

NOT_STATED = [
    ("ilacs", "The work with children in care and\ncare leavers Good"),
    ("ilacs", "The work with children in care and\ncare\nleavers Good"),
    ("ilacs", "Care-experienced young people\nGood homes are found for them."),
    ("sif", "An LSCB requires improvement if it does not yet show the traits of good."),
    ("sif", "The LSCB is likely to be judged good if what follows applies."),
    ("sif", "Care leavers\nGood plans help young people who leave care in Westmarsh."),
    ("sif", "Adoption performance is improving, and matching is good"),
    ("sif", "Capacity to improve\nGrade 3 (Adequate)"),
    ("sif", "Leaders say that children’s services in Westmarsh are good"),
    ("sif", "Westmarsh children’s services are good at finding homes near the schools that children know."),
    ("sif", "The Local Safeguarding Children Board in Westmarsh works with schools, and training is good"),
    ("sif", "The Local Safeguarding Children Board in Westmarsh is good at training"),
    ("sif", "Services for children in Westmarsh who are in need are good."),
    ("cla", "2.1 Adoption performance Good"),
]


@pytest.mark.parametrize(("framework", "text", "expected"), STATED)
def test_grade_of_an_area(
    framework: str, text: str, expected: dict[str, str], laid_out: Lay, vocabulary: Vocabulary
) -> None:
    found = judgements_in(laid_out(text), vocabulary, framework)
    assert [(each.area, each.grade) for each in found] == list(expected.items())


@pytest.mark.parametrize("lines", TABLES.values(), ids=TABLES)
def test_a_table_is_read_however_its_cells_come(
    lines: list[str], laid_out: Lay, vocabulary: Vocabulary
) -> None:
    found = judgements_in(laid_out("\n".join(lines)), vocabulary, "ilacs")
    assert {each.area: each.grade for each in found} == ALL_FOUR


@pytest.mark.parametrize("lines", NO_TABLE.values(), ids=NO_TABLE)
def test_names_and_grades_that_do_not_match_are_no_table(
    lines: list[str], laid_out: Lay, vocabulary: Vocabulary
) -> None:
    assert judgements_in(laid_out("\n".join(lines)), vocabulary, "ilacs") == ()


@pytest.mark.parametrize(("framework", "text"), NOT_STATED)
def test_no_grade_is_read_into_other_words(
    framework: str, text: str, laid_out: Lay, vocabulary: Vocabulary
) -> None:
    assert judgements_in(laid_out(text), vocabulary, framework) == ()


def test_two_grades_of_one_area_are_both_kept_and_contradict_each_other(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    text = "- Care Leavers Requires Improvement\n- Care Leavers Inadequate\n- Adoption Good"
    found = judgements_in(laid_out(text), vocabulary, "sif")
    assert [(each.area, each.printed) for each in found] == [
        ("care-leavers", "Requires Improvement"),
        ("care-leavers", "Inadequate"),
        ("adoption", "Good"),
    ]
    (contradiction,) = contradictory(found)
    assert (contradiction.subject, contradiction.kept, contradiction.other) == (
        "grade care-leavers",
        "requires-improvement",
        "inadequate",
    )
    span = contradiction.other_span
    assert text[span.start : span.end] == "Care Leavers Inadequate"


def test_grades_of_an_earlier_inspection_are_kept_apart(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out(
        "2.1 Adoption performance Good\n\nPrevious Ofsted inspections\n"
        "• The last report was published in May 2014. The judgements were:\n"
        "• adoption performance: inadequate\n• leadership, management and governance: inadequate.\n"
    )
    now = judgements_in(layout, vocabulary, "sif")
    earlier = earlier_judgements(layout, vocabulary, "sif")
    assert [(each.area, each.grade) for each in now] == [("adoption", "good")]
    assert [(each.area, each.grade) for each in earlier] == [
        ("adoption", "inadequate"),
        ("leadership", "inadequate"),
    ]
