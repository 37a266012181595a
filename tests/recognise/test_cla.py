"""Inspections of services for looked after children of 2013."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Layout
from loaders.recognise import cla
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

REPORT = """Inspection of looked after children
services
Westmarsh County Council
Inspection dates: 15 – 19 July 2013
Reporting inspector Ada Fenwright HMI
Age group: All
Published: 23 August 2013
Outstanding (Grade 1) A service that significantly exceeds
minimum requirements
Overall effectiveness of services for looked after children and
young people
Grade 3 (Adequate)
8. The judgement for overall effectiveness is adequate.
Capacity to improve
Grade 2 (Good)
Record of main findings
Outcomes for looked after children and
young people
Inadequate Grade 4
Quality of provision Adequate Grade 3
Leadership and management Good Grade 2
"""


def test_cover_lead_and_grades(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out(REPORT)
    assert cla.claims(layout, vocabulary)
    found = cla.recognise(layout, vocabulary)
    assert (found.framework, found.authority.printed) == ("cla", "Westmarsh County Council")
    assert [(str(each.start), str(each.end)) for each in found.periods] == [("2013-07-15", "2013-07-19")]
    assert [(each.name, each.role) for each in found.people] == [("Ada Fenwright", "lead")]
    assert {each.area: each.grade for each in found.judgements} == {
        "overall-effectiveness": "adequate",
        "capacity-to-improve": "good",
        "outcomes-for-looked-after-children": "inadequate",
        "quality-of-provision": "adequate",
        "leadership-and-management": "good",
    }


@pytest.mark.parametrize(
    "title",
    [
        "Inspection of safeguarding and looked after children services\nWestmarsh\n",
        "Inspection of services for children in need of help and protection, children looked after\n",
        "A letter about the inspection of looked after children services\n",
    ],
)
def test_other_titles_are_not_claimed(title: str, laid_out: Lay, vocabulary: Vocabulary) -> None:
    assert not cla.claims(laid_out(title), vocabulary)
