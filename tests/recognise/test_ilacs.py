"""ILACS reports: council, days, lead, judgements, what must improve."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.model import Layout
from loaders.recognise import ilacs, recognise, untitled_ilacs
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

TABLE = """Judgement Grade
The impact of leaders on social work
practice with children and families
Good
The experiences and progress of
children who need help and protection
Requires improvement to be good
The experiences and progress of
children in care
Outstanding
The experiences and progress of children
care leavers Good
"""
AFTER = """
Services in the area have changed a good deal since the last inspection in March 2019, when they were
judged inadequate. Leaders know what has to be done next and they do it with care.
What needs to improve?
■ How soon children who go missing are spoken to. (Outcome 3, national framework)
■ The supervision of social workers. (enabler two, national framework)
The experiences and progress of children who need help and protection: requires improvement to be good
1. Children are seen often and their wishes are heard by the people who help them every day.
"""


def report(cover: str, overall: str = "") -> str:
    return cover + TABLE + overall + AFTER


COVERS = [
    (
        "Inspection of Bath and North East\nSomerset local authority children’s\nservices\n"
        "Inspection dates: 9 to 13 June 2025\nLead inspector: Ada Fenwright, His Majesty’s Inspector\n",
        ("E06000022", "2025-06-09", "2025-06-13", "short"),
    ),
    (
        "1\nHalton Borough Council\nInspection of children’s social care services\n"
        "Inspection dates: 02 March 2020 to 13 March 2020\nLead inspector: Ada Fenwright\n"
        "Her Majesty’s Inspector\n",
        ("E06000006", "2020-03-02", "2020-03-13", "standard"),
    ),
    (
        "1 Halton Borough Council Inspection of children’s social care services "
        "Inspection dates:02 March 2020 to 13 March 2020\nLead inspector: Ada Fenwright\n",
        ("E06000006", "2020-03-02", "2020-03-13", "standard"),
    ),
    (
        "The Royal Borough of Windsor and\nMaidenhead\nInspection of local authority children’s social care\n"
        "services\nInspection dates: 13 January to 24 January 2020\nLead inspector: Ada Fenwright HMI\n",
        ("E06000040", "2020-01-13", "2020-01-24", "standard"),
    ),
    (
        "Inspection of Milton Keynes children’s services\nInspection dates: 5 to 9 December 2022 and 14 to 15\n"
        "February 2023\nLead inspector: Ada Fenwright, His Majesty’s Inspector\n",
        ("E06000042", "2022-12-05", "2023-02-15", "short"),
    ),
    (
        "Inspection of Ambershire’s children’s services\nInspection dates: 3 to 14 October 2022\n"
        "Lead inspector: Ada Fenwright, His Majesty’s Inspector\n",
        (None, "2022-10-03", "2022-10-14", "standard"),
    ),
]


@pytest.mark.parametrize(("cover", "expected"), COVERS)
def test_the_cover_gives_council_days_and_kind(
    cover: str, expected: tuple[str | None, str, str, str], vocabulary: Vocabulary, laid_out: Lay
) -> None:
    layout = laid_out(report(cover, "Overall effectiveness Good\n"))
    assert ilacs.claims(layout, vocabulary)
    found = ilacs.recognise(layout, vocabulary)
    days = (str(found.periods[0].start), str(found.periods[-1].end))
    assert (found.authority.key, *days, found.subtype) == expected
    assert [(person.name, person.role) for person in found.people] == [("Ada Fenwright", "lead")]


TITLES = [
    "Inspection of {} children’ s services",
    "Inspection of {} local authority childrens’ services",
    "Ofsted inspection of {} local authority children’s services",
    "Short inspection of {} children’s services",
    "Inspection of {}\nChildren’s Services Trust",
    "Inspection of {} Children First",
    "Inspection of {}",
    "Inspection of children’s services in {}",
    "Inspection of local authority children’s services: {}",
    "Inspection of local authority children’s services – the {} Borough Council",
    "Inspection of local authority children’s services\n{} Council",
    "{}\nRe-inspection of children’s social care services",
    "Inspection of {} local authority chidren’s serivces",
    "Inspection of the local authority children’s services in {}",
]


@pytest.mark.parametrize("title", TITLES)
def test_the_council_stands_anywhere_in_the_title_or_beside_it(
    title: str, vocabulary: Vocabulary, laid_out: Lay
) -> None:
    days = "\nInspection dates: 3 to 7 October 2022\nLead inspector: Ada Fenwright, His Majesty’s Inspector\n"
    footer = "Inspection of Westmarsh local authority children’s services\n3 to 7 October 2022\n"
    layout = laid_out(report(title.format("Southend-on-Sea") + days) + footer)
    assert ilacs.claims(layout, vocabulary)
    assert ilacs.recognise(layout, vocabulary).authority.key == "E06000033"


UNTITLED = "Inspetion of childrn’s services\nInspection dates: 3 to 7 October 2022\n"
OTHERS = [
    UNTITLED + AFTER,
    TABLE + AFTER,
    "Inspection of Ambershire Local Safeguarding Children Board\nInspection dates: 3 to 7 October 2016\n",
    "Inspection of safeguarding and looked after children services\nInspection dates: 3 to 7 May 2010\n",
]


def test_a_misprinted_title_is_made_up_for_by_the_grades(vocabulary: Vocabulary, laid_out: Lay) -> None:
    layout = laid_out(report(UNTITLED) + "Rutland has few children in care. Rutland cares well.\n")
    assert not ilacs.claims(layout, vocabulary)
    found = recognise(layout, vocabulary)
    assert (found.framework, found.authority.key, len(found.judgements)) == ("ilacs", "E06000017", 4)


def test_under_a_misprinted_title_the_council_of_the_cover_comes_first(
    vocabulary: Vocabulary, laid_out: Lay
) -> None:
    layout = laid_out(
        report("Luton Council\n" + UNTITLED) + "Like Rutland, leaders plan. Rutland cares well.\n"
    )
    assert recognise(layout, vocabulary).authority.key == "E06000032"


@pytest.mark.parametrize("text", OTHERS)
def test_neither_days_nor_grades_alone_nor_other_bodies_are_claimed(
    text: str, vocabulary: Vocabulary, laid_out: Lay
) -> None:
    layout = laid_out(text)
    assert not ilacs.claims(layout, vocabulary)
    assert not untitled_ilacs.claims(layout, vocabulary)


def test_two_lead_inspectors_both_lead(vocabulary: Vocabulary, laid_out: Lay) -> None:
    cover = (
        "Inspection of Rutland local authority children’s services\nInspection dates: 3 to 14 October 2022\n"
        "Lead inspectors: Ada Fenwright, His Majesty’s Inspector, and Bram Oakhurst,\nHis Majesty’s Inspector\n"
    )
    found = ilacs.recognise(laid_out(report(cover)), vocabulary)
    assert [(person.name, person.role) for person in found.people] == [
        ("Ada Fenwright", "lead"),
        ("Bram Oakhurst", "lead"),
    ]


def test_judgements_are_read_without_an_overall_one_and_with_a_misprinted_row(
    vocabulary: Vocabulary, laid_out: Lay
) -> None:
    found = ilacs.recognise(laid_out(report(COVERS[0][0])), vocabulary)
    assert {(each.area, each.grade) for each in found.judgements} == {
        ("leaders", "good"),
        ("help-and-protection", "requires-improvement"),
        ("children-in-care", "outstanding"),
        ("care-leavers", "good"),
    }
    assert found.contradictions == ()


def test_what_must_improve_keeps_the_outcome_that_it_is_tagged_with(
    vocabulary: Vocabulary, laid_out: Lay
) -> None:
    found = ilacs.recognise(laid_out(report(COVERS[0][0])), vocabulary)
    assert [(each.kind, each.national_framework) for each in found.recommendations] == [
        ("area-for-improvement", ("Outcome 3",)),
        ("area-for-improvement", ("enabler two",)),
    ]


def test_an_earlier_inspection_is_kept_with_month_and_grade(vocabulary: Vocabulary, laid_out: Lay) -> None:
    found = ilacs.recognise(laid_out(report(COVERS[0][0])), vocabulary)
    assert [(each.when, each.grade) for each in found.earlier] == [("2019-03", "inadequate")]


NOT_CLAIMED = [
    "Ambershire County Council\nInspection of services for children in need of help and protection, children\n"
    "looked after and care leavers\nInspection date: 3 June 2014 – 25 June 2014\n",
    "Inspection of Ambershire local authority children’s services\nWhat we have done since the inspectors came\n",
    "Focused visit to Ambershire children’s services\nInspection dates: 3 to 4 June 2019\n",
]


@pytest.mark.parametrize("text", NOT_CLAIMED)
def test_other_documents_are_not_claimed(text: str, vocabulary: Vocabulary, laid_out: Lay) -> None:
    assert not ilacs.claims(laid_out(text), vocabulary)


def test_a_footer_with_other_days_is_a_contradiction_and_the_cover_holds(
    vocabulary: Vocabulary, laid_out: Lay
) -> None:
    footer = "\nInspection of Rutland local authority children’s services 15 to 19 May 2023 {}"
    cover = (
        "Inspection of Rutland local authority children’s services\nInspection dates: 11 to 19 May 2023\n"
        "Lead inspector: Ada Fenwright, His Majesty’s Inspector\n"
    )
    pages = [
        report(cover),
        *(f"Page text that goes on and on, part {word}." for word in ("one", "two", "six")),
    ]
    text = "\f".join(page + footer.format(number) for number, page in enumerate(pages, start=1))
    found = ilacs.recognise(laid_out(text), vocabulary)
    assert found.periods[0].start == date(2023, 5, 11)
    assert [(each.subject, each.kept, each.other) for each in found.contradictions] == [
        ("start", "2023-05-11", "2023-05-15")
    ]
