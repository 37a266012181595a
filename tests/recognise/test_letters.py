"""The frame of a letter: date, those it goes to, who signs, who visited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.model import Layout
from loaders.recognise.letters import inspectors_named, read_letter, with_lead
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

LETTER = """Ofsted
Piccadilly Gate
Store Street
T 0300 123 1231

2 June 2021

Dr Orla Fenwick OBE
Executive Director, Children's Services
Ambershire County Council
County Hall, Long Street

Dear Orla

Focused visit to Ambershire children's services

This letter summarises the findings of the focused visit to Ambershire children's services on 4 and 5 May 2021.
{team}

Inspectors looked at the local authority's arrangements for:
- children in need
- children who need protection

The service has grown steadily since the last letter of 3 June 2019.

Yours sincerely

{signature}

cc: Ivo Marlett, Chief Executive, Ambershire County Council
Ines Quill, Chair of Ambershire Safeguarding Children Partnership
"""


def letter(team: str = "", signature: str = "Ada Fenwright\nHer Majesty's Inspector") -> str:
    return LETTER.format(team=team, signature=signature)


def test_date_addressee_signatory_and_copies_are_told_apart(vocabulary: Vocabulary, laid_out: Lay) -> None:
    layout = laid_out(letter())
    found = read_letter(layout, vocabulary)
    assert found.published is not None
    assert found.published.on == date(2021, 6, 2)
    assert [(each.name, each.role) for each in found.people] == [
        ("Orla Fenwick", "addressee"),
        ("Ada Fenwright", "signatory"),
        ("Ivo Marlett", "copied-to"),
        ("Ines Quill", "copied-to"),
    ]
    for person in found.people:
        assert layout.document.text[person.span.start : person.span.end] == person.printed


def test_an_address_run_into_one_line_is_read_by_its_salutation(
    vocabulary: Vocabulary, laid_out: Lay
) -> None:
    text = (
        "22 April 2022\n\nIda Marwood Executive Director of Children's Services Ambershire County Council Hall "
        "Newland AM1 1YQ\n\nDear Ms Marwood\n\nFocused visit to Ambershire children's services\n\nIt was good.\n"
    )
    (addressee,) = read_letter(laid_out(text), vocabulary).addressees
    assert addressee.name == "Ida Marwood"


TEAMS = [
    (
        "Her Majesty's Inspectors for this visit were Ada Fenwright and Bram Oakhurst.",
        "Ada Fenwright Her Majesty's Inspector",
        [("Ada Fenwright", "lead"), ("Bram Oakhurst", "inspector")],
    ),
    (
        "The inspectors were Bram Oakhurst, Her Majesty's Inspector, and Ada Fenwright HMI.",
        "Ada Fenwright\nHer Majesty's Inspector",
        [("Bram Oakhurst", "inspector"), ("Ada Fenwright", "lead")],
    ),
    (
        "The visit was carried out by Her Majesty's Inspectors Bram Oakhurst and Cora Thistle- Vane.",
        "Bram Oakhurst\nHer Majesty's Inspector",
        [("Bram Oakhurst", "lead"), ("Cora Thistle-Vane", "inspector")],
    ),
    (
        "The visit was led by Ada Fenwright, HMI, with Bram Oakhurst, HMI.",
        "",
        [("Ada Fenwright", "inspector"), ("Bram Oakhurst", "inspector")],
    ),
    (
        "The visit was carried out by two of His Majesty's Inspectors, Ada Fenwright and Bram Oakhurst.",
        "Ada Fenwright\nHis Majesty's Inspector",
        [("Ada Fenwright", "lead"), ("Bram Oakhurst", "inspector")],
    ),
    (
        "The inspection team consisted of Ada Fenwright HMI and Bram Oakhurst HMI.",
        "Ada Fenwright\nHis Majesty's Inspector",
        [("Ada Fenwright", "lead"), ("Bram Oakhurst", "inspector")],
    ),
    (
        "Following my visit with Bram Oakhurst HMI to Ambershire on 4 May, I write to summarise the findings.",
        "Ada Fenwright\nHis Majesty's Inspector",
        [("Ada Fenwright", "lead"), ("Bram Oakhurst", "inspector")],
    ),
    *(
        (
            said,
            "Ada Fenwright\nHis Majesty's Inspector",
            [("Ada Fenwright", "lead"), ("Bram Oakhurst", "inspector")],
        )
        for said in (
            "His Majesty's Inspectors for this monitoring visit were Ada Fenwright and Bram Oakhurst.",
            "The inspectors for the visit were Ada Fenwright and Bram Oakhurst.",
            "The inspectors who carried out this visit were Ada Fenwright and Bram Oakhurst.",
            "The lead inspector was Ada Fenwright, HMI, and the team inspector was Bram Oakhurst, HMI.",
            "The visit was made by Her Majesty's Inspectors Ada Fenwright and Bram Oakhurst.",
        )
    ),
    (
        "Thank you for our visit with Cass Dunmore, Director of Children's Services, and Ned Orr, Lead Member.",
        "Ada Fenwright\nHis Majesty's Inspector",
        [("Ada Fenwright", "lead")],
    ),
    ("The team included inspectors of three inspectorates.", "", []),
    ("", "Ada Fenwright\nHis Majesty's Inspector", [("Ada Fenwright", "lead")]),
    ("", "Ada Fenwright\nDivisional Manager, Social Care", []),
    ("The visit was carried out by inspectors from two regions.", "Ada Fenwright\nRegional Director", []),
]


@pytest.mark.parametrize(("team", "signature", "expected"), TEAMS)
def test_the_signatory_leads_if_an_inspector(
    team: str, signature: str, expected: list[tuple[str, str]], vocabulary: Vocabulary, laid_out: Lay
) -> None:
    layout = laid_out(letter(team, signature))
    people = with_lead(
        inspectors_named(layout, vocabulary), read_letter(layout, vocabulary).signatories, vocabulary
    )
    assert [(each.name, each.role) for each in people] == expected
