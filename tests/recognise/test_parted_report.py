"""Inspections of safeguarding and looked after children (2009 to 2012) and of the protection of children (2012
and 2013): each part's own grade, lists and sections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.errors import UnknownFamily
from loaders.model import Layout, Report
from loaders.recognise import recognise
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

BOTH = """Inspection of safeguarding and looked
after children services
Westmarsh County Council
Inspection dates: 7 – 18 March 2011
Reporting inspector: Ada Fenwright HMI
Age group: All
Published: 21 April 2011

Contents
The inspection outcomes: safeguarding services 4
1 Overall effectiveness 4
The inspection outcomes: services for looked after children 15
1 Overall effectiveness 15

The inspection outcomes: safeguarding services
Overall effectiveness Grade 3 (adequate)
9. The overall effectiveness of safeguarding services is adequate. Too many
assessments are late.
Capacity for improvement Grade 2 (good)
10. The capacity for improvement is good.
Areas for improvement
11. In order to improve the quality of provision and services for safeguarding
children and young people in Westmarsh, the council should take the
following action.
Immediately:
• ensure that all assessments include the views of children
Within six months:
• improve how often supervision is held and how it is recorded.
Quality of provision Grade 3 (adequate)
12. Thresholds are understood by schools.

The inspection outcomes: services for looked after children
Overall effectiveness Grade 2 (good)
13. The overall effectiveness of services for looked after children is good.
Areas for improvement
14. The council should take the following action.
Within three months:
• ensure that health assessments are made on time.
Leadership and management Grade 2 (good)
15. Managers know the children well.

Record of main findings: Westmarsh
Safeguarding services
Overall effectiveness Adequate
Capacity for improvement Good
Services for looked after children
Overall effectiveness Good
Capacity for improvement Good
"""

PROTECTION = """Inspection of local authority
arrangements for the protection of
children
Westmarsh County Council
Inspection dates: 3 – 12 September 2012
Lead inspector: Ada Fenwright HMI
Age group: All
Published: 19 October 2012

Overall effectiveness
2. The overall effectiveness of the arrangements to protect children in
Westmarsh is judged to be inadequate.
Areas for improvement
3. The council and its partners should take the following action.
Immediately:
• ensure that strategy discussions include the police
• make sure that managers record the reasons for their decisions.

The effectiveness of the help and protection provided to children, young
people, families and carers
Inadequate
4. Too many children wait for an assessment.

The quality of practice
Adequate
5. Most children are seen alone.

Record of main findings
Local authority arrangements for the protection of children
Overall effectiveness Inadequate
The quality of practice Adequate
Leadership and governance Inadequate
"""


def grades(report: Report) -> dict[str, str]:
    return {each.area: each.grade for each in report.judgements}


def asked(report: Report) -> list[tuple[str, str | None]]:
    return [(each.text, each.area) for each in report.recommendations]


def test_a_cover_names_council_days_and_lead(laid_out: Lay, vocabulary: Vocabulary) -> None:
    for text, framework, days, published in (
        (BOTH, "safeguarding-looked-after", ("2011-03-07", "2011-03-18"), "2011-04-21"),
        (PROTECTION, "child-protection", ("2012-09-03", "2012-09-12"), "2012-10-19"),
    ):
        found = recognise(laid_out(text), vocabulary)
        assert (found.framework, found.authority.printed) == (framework, "Westmarsh County Council")
        assert [(str(each.start), str(each.end)) for each in found.periods] == [days]
        assert found.published is not None
        assert str(found.published.on) == published
        assert [(each.name, each.role) for each in found.people] == [("Ada Fenwright", "lead")]


def test_each_part_has_its_own_grade_and_nothing_else_is_graded(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    both = recognise(laid_out(BOTH), vocabulary)
    assert grades(both) == {"safeguarding-services": "adequate", "looked-after-services": "good"}
    assert both.contradictions == ()
    protection = recognise(laid_out(PROTECTION), vocabulary)
    assert grades(protection) == {"safeguarding-services": "inadequate"}


def test_the_same_grade_for_both_parts_is_given_to_both(laid_out: Lay, vocabulary: Vocabulary) -> None:
    same = (
        BOTH.replace("Grade 2 (good)", "Grade 3 (adequate)")
        .replace("Good", "Adequate")
        .replace("is good", "is adequate")
    )
    found = recognise(laid_out(same), vocabulary)
    assert grades(found) == {"safeguarding-services": "adequate", "looked-after-services": "adequate"}


def test_an_annex_that_grades_a_part_otherwise_is_a_contradiction(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    other = BOTH.replace("Overall effectiveness Adequate", "Overall effectiveness Inadequate")
    found = recognise(laid_out(other), vocabulary)
    assert [(each.subject, each.kept, each.other) for each in found.contradictions] == [
        ("grade safeguarding-services", "adequate", "inadequate")
    ]


def test_what_is_asked_is_asked_of_its_part(laid_out: Lay, vocabulary: Vocabulary) -> None:
    assert asked(recognise(laid_out(BOTH), vocabulary)) == [
        ("ensure that all assessments include the views of children", "safeguarding-services"),
        ("improve how often supervision is held and how it is recorded.", "safeguarding-services"),
        ("ensure that health assessments are made on time.", "looked-after-services"),
    ]
    assert asked(recognise(laid_out(PROTECTION), vocabulary)) == [
        ("ensure that strategy discussions include the police", "safeguarding-services"),
        ("make sure that managers record the reasons for their decisions.", "safeguarding-services"),
    ]


DEFINITIONS = """The inspection judgements and what they mean
1. All inspection judgements are made using the following four point scale.
Outstanding A service that significantly exceeds minimum requirements
Good A service that exceeds minimum requirements
"""


def test_a_judgement_that_follows_the_definitions_of_grades_is_read_without_a_record(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    text = PROTECTION.partition("Record of main findings")[0]
    text = text.replace("Overall effectiveness\n", f"{DEFINITIONS}Overall effectiveness\n", 1)
    found = recognise(laid_out(text), vocabulary)
    assert grades(found) == {"safeguarding-services": "inadequate"}
    judged = next(each for each in found.layout.sections if each.heading == "Overall effectiveness")
    assert judged.kind == "summary"


def test_an_announced_inspection_is_one_of_the_family(laid_out: Lay, vocabulary: Vocabulary) -> None:
    found = recognise(laid_out(f"Announced i{BOTH[1:]}"), vocabulary)
    assert found.authority.printed == "Westmarsh County Council"


@pytest.mark.parametrize(
    ("sentence", "area"),
    [
        ("Thresholds are understood by schools.", "safeguarding-services"),
        ("Managers know the children well.", "looked-after-services"),
    ],
)
def test_a_section_stands_under_its_part_whatever_its_heading(
    sentence: str, area: str, laid_out: Lay, vocabulary: Vocabulary
) -> None:
    layout = recognise(laid_out(BOTH), vocabulary).layout
    sections = [
        layout.sections[paragraph.section]
        for paragraph in layout.paragraphs
        if any(statement.text == sentence for statement in paragraph.statements)
    ]
    assert [section.area for section in sections] == [area]


@pytest.mark.parametrize(
    "opening",
    [
        "Dear colleague\nThe inspection of safeguarding and looked after children services of 2011 is over.\n",
        "We report the\ninspection of safeguarding and looked after children services\nof March 2011.\n",
    ],
)
def test_a_document_that_only_names_such_an_inspection_is_not_claimed(
    opening: str, laid_out: Lay, vocabulary: Vocabulary
) -> None:
    with pytest.raises(UnknownFamily):
        recognise(laid_out(opening), vocabulary)
