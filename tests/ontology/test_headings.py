"""Headings of every family of document are told by their words; sentences and contents lines are none."""

from __future__ import annotations

import pytest

from graph_cli.bundled import ontology_folder
from loaders.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(ontology_folder())


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What needs to improve", "needs-improvement"),
        ("What needs to improve?1", "needs-improvement"),
        ("What needs to improve in this area of social work practice", "needs-improvement"),
        ("What does the local authority need to improve?", "needs-improvement"),
        ("What needs to improve in the partnership?", "needs-improvement"),
        ("What needs improving further", "needs-improvement"),
        ("What the partnership needs to improve", "needs-improvement"),
        ("What does the LSCB need to improve?", "needs-improvement"),
        ("What does the area partnership need to do better?", "needs-improvement"),
        ("Areas for development", "needs-improvement"),
        ("Priorities for further improvement", "needs-improvement"),
        ("AREAS FOR IMPROVEMENT", "needs-improvement"),
        ("Recommendations", "recommendations"),
        ("Within three months:", "recommendations"),
        ("Areas for priority action", "priority-action"),
        ("Area of priority action", "priority-action"),
        ("Priority and immediate action", "priority-action"),
        ("Strengths", "strengths"),
        ("Key Strengths", "strengths"),
        ("The local authority’s strengths", "strengths"),
        ("What is the area partnership doing that is effective?", "strengths"),
        ("Positive findings", "strengths"),
        ("The LSCB requires improvement because:", "weaknesses"),
        ("The LSCB is good because:", "strengths"),
        ("Case study: highly effective practice", "case-study-strength"),
        ("Case study: areas for priority action and improvement", "case-study-concern"),
        ("Practice study: area for improvement.", "case-study-concern"),
        ("Practice study: area for improvement", "case-study-concern"),
        ("Case study: area(s) for improvement", "case-study-concern"),
        ("Headline findings", "headline"),
        ("Executive summary", "summary"),
        ("Section 1: The local authority - Summary of findings", "summary"),
        ("Key strengths and weaknesses of the LSCB", "summary"),
        ("About this inspection", "method"),
        ("Information about this inspection", "method"),
        ("Information about this local authority area2", "context"),
        ("Children and young people living in this area", "context"),
        ("Service information", "context"),
        ("Background", "context"),
        ("The inspection team", "team"),
        ("Members of the inspection team", "team"),
        ("Inspection team members", "team"),
        ("Contents", "contents"),
        ("What the inspection judgements mean: the LSCB", "grade-definitions"),
        ("The inspection judgements and what they mean", "grade-definitions"),
        ("Previous Ofsted inspections", "earlier-inspections"),
        ("Progress since the last inspection", "progress"),
        ("Next steps", "next-steps"),
        ("Summary for children and young people", "young-peoples-summary"),
        ("Inspection outcome", "judgement"),
        ("What have we done so far?", "council-actions"),
        ("Any questions?", "questions"),
        ("Local area partnership details", "addressees"),
        ("What is it like to be a child or young person with SEND in this area?", "findings"),
        ("The experiences and progress of care leavers: good", "findings"),
        ("Executive summary 12", None),
        ("Recommendations 35", None),
        ("Good", None),
        ("Requires improvement", None),
        ("Areas for improvement remain in supervision.", None),
        ("Strengths were seen in every team", None),
        ("What needs to improve is the recording of visits", None),
        ("The inspection team visited three offices in Ambershire", None),
        ("Areas for development in Westmarsh are known to leaders", None),
        ("51. Recommendations to hold a conference are made in good time", None),
        ("areas for improvement", None),
        ("Westmarsh Council", None),
        ("", None),
    ],
)
def test_a_heading_says_what_stands_under_it(vocabulary: Vocabulary, heading: str, kind: str | None) -> None:
    assert vocabulary.section_kind(heading) == kind


@pytest.mark.parametrize(
    ("heading", "area"),
    [
        (
            "The experiences and progress of children who need help and protection: requires improvement",
            "help-and-protection",
        ),
        ("1. Children who need help and protection Inadequate", "help-and-protection"),
        (
            "The experience and progress of children in need of help and protection is: good",
            "help-and-protection",
        ),
        (
            "The experiences and progress of children in care and care leavers",
            "children-in-care-and-care-leavers",
        ),
        ("The experiences and progress of children in care: outstanding", "children-in-care"),
        ("The experiences and progress of children care leavers", "care-leavers"),
        ("2.2 Experiences and progress of care leavers Requires improvement", "care-leavers"),
        ("2.1 Adoption performance Good", "adoption"),
        (
            "2. Children looked after and achieving permanence Requires Improvement",
            "looked-after-and-permanence",
        ),
        ("The impact of leaders on social work practice with children and families: good", "leaders"),
        ("3. Leadership, management and governance", "leadership"),
        ("Leadership and management", "leadership-and-management"),
        ("Inspection findings – the Local Safeguarding Children Board", "lscb"),
        ("Review of the effectiveness of the Local Safeguarding Children Board1", "lscb"),
        ("What does the LSCB need to improve?", "lscb"),
        ("Capacity to improve", "capacity-to-improve"),
        ("Outcomes for looked after children and young people", "outcomes-for-looked-after-children"),
        ("Quality of provision", "quality-of-provision"),
        ("Overall effectiveness: inadequate", "overall-effectiveness"),
        ("Overall effectivness: good", "overall-effectiveness"),
        (
            "Overall effectiveness of services for looked after children and young people",
            "overall-effectiveness",
        ),
        ("Children in care are well supported", None),
        ("Care leavers say that somebody listens to them", None),
        ("Leadership of the virtual school", None),
        ("Good", None),
        ("", None),
    ],
)
def test_a_heading_names_its_judgement_area(vocabulary: Vocabulary, heading: str, area: str | None) -> None:
    assert vocabulary.area_of_heading(heading) == area


def test_only_areas_that_the_framework_grades_are_named_when_it_is_given(vocabulary: Vocabulary) -> None:
    assert vocabulary.area_of_heading("Leadership and management", "cla") == "leadership-and-management"
    assert vocabulary.area_of_heading("Leadership and management", "jtai") is None
    assert vocabulary.area_of_heading("Care leavers", "ilacs") == "care-leavers"
