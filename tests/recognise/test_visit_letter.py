"""Letters about focused visits, monitoring visits and unannounced inspections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Layout
from loaders.recognise import Family, ilacs, jtai, send
from loaders.recognise.visit_letter import VisitLetter
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

unannounced, focused_visit, monitoring_visit = map(
    VisitLetter, ("unannounced", "focused-visit", "monitoring-visit")
)
FAMILIES: tuple[Family, ...] = (send, jtai, unannounced, focused_visit, monitoring_visit, ilacs)

LETTERS: list[tuple[Family, str, str, str | None, str]] = [
    (
        focused_visit,
        "Focused visit to Kirklees Metropolitan Council children's services",
        "This letter summarises the findings of a focused visit to Kirklees children’s services on 6 and 7 July\n"
        "2021. This visit was carried out remotely.",
        "E08000034",
        "2021-07-06..2021-07-07 remote",
    ),
    (
        focused_visit,
        "ILACS focused visit to the London Borough of Hammersmith & Fulham local authority\nchildren’s services",
        "This letter summarises the findings of the focused visit to Hammersmith & Fulham on 30 April to 1 May 2019.",
        "E09000013",
        "2019-04-30..2019-05-01 None",
    ),
    (
        focused_visit,
        "Focused visit to Sandwell Children’s Trust children’s services",
        "The visit took place on 1 and 2 December 2021. It was carried out partly by remote means.",
        "E08000028",
        "2021-12-01..2021-12-02 partly-remote",
    ),
    (
        monitoring_visit,
        "Monitoring visit of Ambershire County Council children’s services",
        "This letter summarises the findings of the monitoring visit to Ambershire children’s services which took\n"
        "place on 14 and 15 March. The visit was the third since the authority was judged inadequate in May 2016.",
        None,
        "2017-03-14..2017-03-15 None",
    ),
    (
        monitoring_visit,
        "Monitoring visit to local authority children’s services: Oldham Council",
        "Following the monitoring visit to Oldham on 14 and 15 March 2017, I am writing to summarise the findings.",
        "E08000004",
        "2017-03-14..2017-03-15 None",
    ),
    (
        focused_visit,
        "Assurance visit to Bury children’s services",
        "This letter summarises the findings of the focused visit to Bury on Tuesday 4 and Wednesday 5 June 2019.",
        "E08000002",
        "2019-06-04..2019-06-05 None",
    ),
    (
        focused_visit,
        "Focused visit: Bury children’s services",
        "After the focused visit on 2 May 2018, we were told of the plans. This letter summarises the findings of\n"
        "Ofsted’s focused visit to Bury on 4 and 5 June 2019.",
        "E08000002",
        "2019-06-04..2019-06-05 None",
    ),
    (
        focused_visit,
        "Focused visit to Rutland County Council children’s services",
        "Following my visit with Bo Marsh HMI to Rutland County Council on the 5 and 6 November 2019, I write to\n"
        "summarise the findings.",
        "E06000017",
        "2019-11-05..2019-11-06 None",
    ),
    (
        focused_visit,
        "Focused assurance visit to Bury children’s services",
        "This letter summarises what was found. The visit took place over two\ndays, on 8 and 9 June 2021.",
        "E08000002",
        "2021-06-08..2021-06-09 None",
    ),
    (
        monitoring_visit,
        "Monitoring visit to Northamptonshire children’s services",
        "I write to summarise the findings of the monitoring visit conducted on 4 and 5 April 2017.",
        "E10000021",
        "2017-04-04..2017-04-05 None",
    ),
    (
        unannounced,
        "Annual unannounced inspection of contact, referral and assessment arrangements within St Helens\n"
        "Council children’s services",
        "This letter contains the findings of the recent unannounced inspection of contact, referral and assessment\n"
        "arrangements within local authority children’s services in St Helens which was conducted on 3 and 4\n"
        "November 2010.",
        "E08000013",
        "2010-11-03..2010-11-04 None",
    ),
    (
        jtai,
        "Joint targeted area inspection of the multi-agency response to abuse and neglect in\nNorthwick Vale",
        "Between 14 and 18 March 2016, Ofsted and the Care Quality Commission undertook a joint inspection. It\n"
        "included a ‘deep dive’ focus on the response to children living with domestic abuse.",
        None,
        "2016-03-14..2016-03-18 None",
    ),
]


def letter(title: str, opening: str) -> str:
    return (
        "1 May 2017\n\nOrla Fenwick\nDirector of Children’s Services\n\nDear Orla\n\n"
        f"{title}\n\n{opening}\n\nChildren are seen often and heard well.\n\nYours sincerely\n\n"
        "Ada Fenwright\nRegional Director\n"
    )


@pytest.mark.parametrize(("family", "title", "opening", "council", "expected"), LETTERS)
def test_title_and_opening_give_family_council_days_and_mode(
    family: Family,
    title: str,
    opening: str,
    council: str | None,
    expected: str,
    vocabulary: Vocabulary,
    laid_out: Lay,
) -> None:
    layout = laid_out(letter(title, opening))
    assert next(each for each in FAMILIES if each.claims(layout, vocabulary)) is family
    found = family.recognise(layout, vocabulary)
    (period,) = found.periods
    assert found.authority.key == council
    assert f"{period.start}..{period.end} {found.mode}" == expected


def test_an_unknown_council_keeps_its_printed_name(vocabulary: Vocabulary, laid_out: Lay) -> None:
    _, title, opening, _, _ = LETTERS[3]
    found = monitoring_visit.recognise(laid_out(letter(title, opening)), vocabulary)
    assert (found.authority.key, found.authority.printed) == (None, "Ambershire County Council")


def test_what_was_looked_at_is_the_scope_with_its_bullets(vocabulary: Vocabulary, laid_out: Lay) -> None:
    _, title, opening, _, _ = LETTERS[0]
    bullets = (
        "\n\nInspectors looked at:\n\n■ the front door\n\n■ the work with children in need\n\nAll was well."
    )
    found = focused_visit.recognise(laid_out(letter(title, opening + bullets)), vocabulary)
    assert [each.text for each in found.scope] == [
        "Inspectors looked at:",
        "the front door",
        "the work with children in need",
    ]


def test_a_letter_that_only_mentions_a_visit_is_not_claimed(vocabulary: Vocabulary, laid_out: Lay) -> None:
    layout = laid_out(letter("Your complaint", "You write about the visit of May 2016 to the library."))
    assert not any(family.claims(layout, vocabulary) for family in FAMILIES)
