"""What the grades of earlier inspections were given to, and which grades belong to the present one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.model import Layout
from loaders.recognise.earlier import earlier_inspections
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]
Told = tuple[str, str | None, str | None]

OVERALL, UNTIL_2013 = "overall-effectiveness", "services-until-2013"
SAFEGUARDING, LOOKED_AFTER = "safeguarding-services", "looked-after-services"
JOINT = "The previous inspection of safeguarding and services for looked after children was in July 2011. "

SERVICES: dict[str, list[Told]] = {
    "An inspection of safeguarding and looked after children in 2011 judged safeguarding as good and services for "
    "looked after children as adequate.": [
        ("2011", SAFEGUARDING, "good"),
        ("2011", LOOKED_AFTER, "adequate"),
    ],
    "An inspection of safeguarding and looked after children in 2011 judged services to be good with some "
    "outstanding features.": [("2011", UNTIL_2013, "good")],
    JOINT
    + "The council was judged to be good for safeguarding, adequate for looked after children and good for "
    "overall effectiveness.": [
        ("2011-07", SAFEGUARDING, "good"),
        ("2011-07", LOOKED_AFTER, "adequate"),
        ("2011-07", UNTIL_2013, "good"),
    ],
    JOINT + "The council was judged to be good for both services.": [
        ("2011-07", SAFEGUARDING, "good"),
        ("2011-07", LOOKED_AFTER, "good"),
    ],
    JOINT
    + "The council was judged to be adequate overall for safeguarding and good for looked after children, with "
    "outstanding capacity to improve.": [
        ("2011-07", SAFEGUARDING, "adequate"),
        ("2011-07", LOOKED_AFTER, "good"),
    ],
    "Work began with the 2010 inadequate safeguarding judgement.": [("2010", SAFEGUARDING, "inadequate")],
    "Since the 2016 inspection good judgement is seen in all that is written.": [("2016", None, None)],
    "At the inspection in 2016, the council was judged to be inadequate for help and protection and to require "
    "improvement for children looked after.": [
        ("2016", "help-and-protection", "inadequate"),
        ("2016", "looked-after-and-permanence", "requires-improvement"),
    ],
    "The last inspection of leaving care services was in June 2011. The council was judged to be adequate.": [
        ("2011-06", None, "adequate")
    ],
    JOINT + "The council was judged to be good.": [("2011-07", UNTIL_2013, "good")],
    "In the inspections of 2011 and 2012, child protection arrangements were judged to be inadequate.": [
        ("2011", SAFEGUARDING, "inadequate"),
        ("2012", SAFEGUARDING, "inadequate"),
    ],
    "Much has faded since Ofsted judged the council as outstanding for safeguarding and good for children looked "
    "after in 2012.": [("2012", SAFEGUARDING, "outstanding"), ("2012", LOOKED_AFTER, "good")],
    "Work is better than at the inspection in 2012, when safeguarding services were judged to be adequate and those "
    "for looked after children good.": [("2012", SAFEGUARDING, "adequate"), ("2012", LOOKED_AFTER, "good")],
    "The council was judged adequate in the inspection of safeguarding in 2010.": [
        ("2010", SAFEGUARDING, "adequate")
    ],
    "Work led to a judgement of adequate at a child protection inspection in 2013.": [
        ("2013", SAFEGUARDING, "adequate")
    ],
    "Child protection was judged to be good at the last inspection in 2016.": [
        ("2016", "help-and-protection", "good")
    ],
    "Services for children in care are weaker than at the inspection in 2016, when they were judged to be good.": [
        ("2016", "looked-after-and-permanence", "good")
    ],
    "Help for care leavers has got worse since the last inspection in 2016, when it was judged to be good.": [
        ("2016", "care-leavers", "good")
    ],
    "Help for care leavers has got worse since the last inspection in 2016, when services were judged to be good.": [
        ("2016", OVERALL, "good")
    ],
    "In the inspection of 2012, which judged services to be good, little was said.": [
        ("2012", UNTIL_2013, "good")
    ],
    "The fostering service was judged to be good at its last inspection in March 2012.": [
        ("2012-03", "fostering-agency", "good")
    ],
    "The last inspection of the adoption service was in March 2012. The service was judged to be outstanding.": [
        ("2012-03", "adoption-agency", "outstanding")
    ],
    "At the inspection in 2016, adoption performance was judged to be good.": [("2016", "adoption", "good")],
    "The Local Safeguarding Children Board was judged to be inadequate at the last inspection in 2012.": [
        ("2012", None, "inadequate")
    ],
    "Safeguarding was judged to be good at the last inspection in 2019.": [("2019", None, "good")],
    "At the focused visit in 2019 services were judged to be good.": [("2019", None, "good")],
}

# What is graded here is neither the council nor its services as a whole, nor an area.
OF_SOMETHING_ELSE = [
    "At the inspection in 2016, inspectors judged half of the cases to be inadequate.",
    "At the inspection in 2016, inspectors judged some services to be inadequate.",
    "At the inspection in 2016, participation was judged to be outstanding.",
    "At the inspection in 2016, the youth service was judged to be outstanding.",
    "At the inspection in 2016, the emergency duty team was judged to be outstanding.",
    "The inspection in 2011 judged value for money to be good.",
    "Its improvement partner, Westmarsh, was judged to be outstanding at its inspection in 2018.",
]
WHOLE = [
    "At the inspection in 2016, all services were judged to be good.",
    "Services are stronger than at the inspection in 2016, when Westmarsh was judged to be good.",
    "Services are stronger than at the inspection in 2016, when services in North Westmarsh were judged good.",
    "Little is as it was at the inspection in 2016, when Westmarsh children's services were judged to be good.",
    "At the inspection in 2016, overall effectiveness was judged to be good.",
]

PRESENT: dict[str, list[Told]] = {
    "Work is steadily better, from an adequate judgement in 2012 to this inspection, finding services to be good "
    "overall.": [("2012", UNTIL_2013, "adequate")],
    "Services were judged to be inadequate in 2016 and good at this inspection.": [
        ("2016", OVERALL, "inadequate")
    ],
    "The inspection in 2016 judged services to be inadequate; this inspection judged them to be good.": [
        ("2016", OVERALL, "inadequate")
    ],
    "At the last inspection in 2016, services were judged to be inadequate, and they are now good.": [
        ("2016", OVERALL, "inadequate")
    ],
    "Since the inspection in 2016, services have got better and are judged to be good at this inspection.": [
        ("2016", None, None)
    ],
    "At the inspection in 2016 and again at this inspection services were judged to be good.": [
        ("2016", None, None)
    ],
    "Unlike the inspection in 2017, this inspection judged services to be good.": [("2017", None, None)],
    "From the inspection in 2017 to the present one, this re-inspection, services were judged to be good.": [
        ("2017", None, None)
    ],
    "Beside the inspection in 2018, the current inspection found services to be outstanding.": [
        ("2018", None, None)
    ],
    "Services were judged to be good at this inspection, which follows the inspection in 2015.": [
        ("2015", None, None)
    ],
    "This report says more than the inspection in 2015, when services were judged to be good.": [
        ("2015", OVERALL, "good")
    ],
    "This inspection follows that of 2015. Services were judged to be good at the inspection in 2016.": [
        ("2016", OVERALL, "good")
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), SERVICES.items())
def test_each_service_named_has_its_own_grade_in_the_terms_of_its_time(
    sentence: str, expected: list[Told], vocabulary: Vocabulary, laid_out: Lay
) -> None:
    assert told(sentence, laid_out, vocabulary) == expected


@pytest.mark.parametrize(("sentence", "expected"), PRESENT.items())
def test_a_grade_of_the_present_inspection_is_none_of_an_earlier_one(
    sentence: str, expected: list[Told], vocabulary: Vocabulary, laid_out: Lay
) -> None:
    assert told(sentence, laid_out, vocabulary) == expected


@pytest.mark.parametrize("sentence", OF_SOMETHING_ELSE)
def test_a_grade_of_anything_else_is_not_that_of_the_services(
    sentence: str, vocabulary: Vocabulary, laid_out: Lay
) -> None:
    ((_, area, _),) = told(sentence, laid_out, vocabulary)
    assert area is None


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_grade_of_the_council_or_its_services_is_that_of_the_whole(
    sentence: str, vocabulary: Vocabulary, laid_out: Lay
) -> None:
    assert told(sentence, laid_out, vocabulary) == [("2016", OVERALL, "good")]


def told(sentence: str, laid_out: Lay, vocabulary: Vocabulary) -> list[Told]:
    found = earlier_inspections(laid_out(f"{sentence}\n"), vocabulary, date(2022, 6, 13))
    return [(each.when, each.area, each.grade) for each in found]
