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
    ("sif", "The Local Safeguarding Children Board judgement is good", {"lscb": "good"}),
    ("sif", "The overall judgement is good.", {OVERALL: "good"}),
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
]

NOT_STATED = [
    ("sif", "An LSCB requires improvement if it does not yet show the traits of good."),
    ("sif", "The LSCB is likely to be judged good if what follows applies."),
    ("sif", "Care leavers\nGood plans help young people who leave care in Westmarsh."),
    ("sif", "Adoption performance is improving, and matching is good"),
    ("sif", "Capacity to improve\nGrade 3 (Adequate)"),
    ("sif", "Leaders say that children’s services in Westmarsh are good"),
    ("sif", "Westmarsh children’s services are good at finding homes near the schools that children know."),
    ("sif", "Services for children in Westmarsh who are in need are good."),
    ("cla", "2.1 Adoption performance Good"),
]


@pytest.mark.parametrize(("framework", "text", "expected"), STATED)
def test_grade_of_an_area(
    framework: str, text: str, expected: dict[str, str], laid_out: Lay, vocabulary: Vocabulary
) -> None:
    found = judgements_in(laid_out(text), vocabulary, framework)
    assert {each.area: each.grade for each in found} == expected


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
