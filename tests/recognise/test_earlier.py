"""Earlier inspections that a document only mentions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.model import Layout
from loaders.recognise.earlier import earlier_inspections
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

OVERALL, UNTIL_2013 = "overall-effectiveness", "services-until-2013"
Told = tuple[str, str | None, str | None, str | None]

SENTENCES: list[tuple[str, list[Told]]] = [
    (
        "Services have improved since the last inspection in March 2019, when they were judged to be inadequate.",
        [("2019-03", None, OVERALL, "inadequate")],
    ),
    (
        "At the previous inspection in 2016, overall effectiveness was judged as requires improvement to be good.",
        [("2016", None, OVERALL, "requires-improvement")],
    ),
    (
        "After the inspection in 2015, the focused visit in July 2018 and the joint targeted area inspection in "
        "2019, leaders acted.",
        [("2015", None, None, None), ("2018-07", "focused-visit", None, None), ("2019", "jtai", None, None)],
    ),
    (
        "Help is prompter since the recent focused visit in October 2018, and much prompter than before the "
        "previous judgement inspection in 2015.",
        [("2018-10", "focused-visit", None, None), ("2015", None, None, None)],
    ),
    # A grade of today told of an inspection that did not give it.
    ("The inspection in March 2011 judged services to require improvement.", [("2011-03", None, None, None)]),
    (
        "The inspection in December 2013 judged services to require improvement.",
        [("2013-12", None, OVERALL, "requires-improvement")],
    ),
    # What was before an inspection is not what it found.
    ("Prior to the inspection in 2018, services were judged to be good.", [("2018", None, None, None)]),
    (
        "Before its last inspection in March 2018, the council was judged good.",
        [("2018-03", None, None, None)],
    ),
    (
        "In the years before the 2018 inspection, services were judged to be good.",
        [("2018", None, None, None)],
    ),
    (
        "Progress was slow until the inspection in 2018, when services were judged to be inadequate.",
        [("2018", None, OVERALL, "inadequate")],
    ),
    ("At the inspection in 2018, services were not judged to be good.", [("2018", None, None, None)]),
    ("The re-inspection of 6 June 2016 found little change.", [("2016-06-06", None, None, None)]),
    (
        "The 2017 inspection and the 2019 focused visit said so.",
        [("2017", None, None, None), ("2019", "focused-visit", None, None)],
    ),
    (
        "Children receive a good service, unlike at the focused visit in 2018.",
        [("2018", "focused-visit", None, None)],
    ),
    (
        "The previous inspection of Ambershire's safeguarding arrangements was in January 2012. The local "
        "authority was judged to be good.",
        [("2012-01", "other", "safeguarding-services", "good")],
    ),
    (
        "In September 2012 Ofsted judged the council to be inadequate.",
        [("2012-09", None, UNTIL_2013, "inadequate")],
    ),
    (
        "Inspections judged services as inadequate in 2010 and adequate in 2012.",
        [("2010", None, UNTIL_2013, "inadequate"), ("2012", None, None, "adequate")],
    ),
    (
        "Help for care leavers has got worse since the last inspection in 2016, when it was judged to be good.",
        [("2016", None, "care-leavers", "good")],
    ),
    (
        "At the last inspection in 2017, all services required improvement to be good.",
        [("2017", None, OVERALL, "requires-improvement")],
    ),
    ("Inadequate progress has been made since the last inspection in 2015.", [("2015", None, None, None)]),
    (
        "Since the inspection in 2021, support has declined and is now inadequate.",
        [("2021", None, None, None)],
    ),
    ("Nobody has yet acted on this point of the 2015 inspection.", [("2015", None, None, None)]),
    ("Little has changed since the inspection of children's services in 2014.", [("2014", None, None, None)]),
    ("Work went on after the ILACS inspection in 2014.", [("2014", None, None, None)]),
    (
        "The fostering service was last inspected in March 2012.",
        [("2012-03", "fostering-service", None, None)],
    ),
    (
        "Between the last inspection in 2011 and 30 May 2016, three cases were reviewed.",
        [("2011", None, None, None)],
    ),
    ("Inspectors came under section 20 of the Children and Inspections Act 2004.", []),
    ("The council opened four homes in 2018 and closed one in May 2019.", []),
    ("This inspection in June 2022 found good work.", []),
    ("At the time of the inspection some plans were old, some from 2010.", []),
    ("At the time of this inspection attendance was at 96% from April 2015.", []),
    ("Numbers have risen to 40 at the point of inspection, an increase of ten since March 2015.", []),
    ("A thematic inspection in 2014 and a mock inspection in May 2015 helped.", []),
    ("The children's home was inspected in November 2016 and judged to be good.", []),
    ("The school was judged to be inadequate in November 2017.", []),
    ("Cases judged to be good by the council rose from 12% in November 2014.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_date_is_a_mention_where_the_wording_ties_it_to_an_inspection(
    sentence: str,
    expected: list[Told],
    vocabulary: Vocabulary,
    laid_out: Lay,
) -> None:
    found = earlier_inspections(laid_out(f"{sentence}\n"), vocabulary, date(2022, 6, 13))
    assert [(each.when, each.framework, each.area, each.grade) for each in found] == expected
    assert all(sentence.startswith(each.text[:20]) for each in found)
