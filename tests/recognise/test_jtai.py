"""Letters on joint targeted area inspections: council, theme, agencies, signatures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Layout
from loaders.recognise import jtai
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

LETTER = """1
14 March 2024
Ms Orla Fenwick, Director of Children’s Services, Windsor and Maidenhead
Ines Quill OBE, Chief Nurse, NHS Vale and Downs Integrated Care
Board
Ivo Marlett QPM, Chief Constable, Vale and Downs Police
Dear local partnership
{title}
{opening}
Headline findings
Leaders know their services well and they act together to keep children safe from harm in the area.
What needs to improve?
■ The sharing of what is known about adults who harm children.
Yours sincerely
Ada Fenwright
National Director Regulation and Social Care, Ofsted
Dr Bram Oakhurst BSc MB ChB
Chief Inspector of Health Care, CQC
Cora Thistle
His Majesty’s Inspector of Constabulary
"""

OPENINGS: list[tuple[str, str, str | None]] = [
    (
        "Joint targeted area inspection of Royal Borough of Windsor and\nMaidenhead",
        "This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response "
        "to\nserious youth violence in Windsor and Maidenhead.\nThis inspection took place from 22 to 26 January 2024.",
        "serious youth violence",
    ),
    (
        "Joint targeted area inspection of the multi-agency response to abuse and neglect in\nWindsor and Maidenhead",
        "Between 22 and 26 January 2024, Ofsted, CQC and HMICFRS undertook a joint inspection. It included a "
        "‘deep dive’\nfocus on the response to children experiencing neglect.",
        "neglect",
    ),
    (
        "Joint targeted area inspection of the multi-agency response to criminal exploitation",
        "Between 22 and 26 January 2024, Ofsted and the CQC undertook a joint inspection of the response.",
        "criminal exploitation",
    ),
]

OPENINGS += [
    (title, "Between 22 and 26 January 2024, Ofsted and the CQC looked at the response to neglect.", theme)
    for title, theme in (
        ("Joint targeted area inspection (JTAI) of the Royal Borough of Windsor and Maidenhead", None),
        ("Joint targeted area inspection: Windsor and Maidenhead", None),
        (
            "Joint targeted area inspection of the effectiveness of the multi-agency response to domestic abuse in\n"
            "Windsor and Maidenhead",
            "domestic abuse",
        ),
    )
]


OPENINGS += [
    (
        "Joint targeted area inspection of Windsor and Maidenhead",
        f"Ofsted, Care Quality Commission\n{opening} 22 to 26 January 2024.",
        None,
    )
    for opening in (
        "Ofsted, CQC and HMICFRS undertook a joint inspection of the response to risk in the borough from",
        "This joint inspection took place over five days, from",
    )
]


@pytest.mark.parametrize(("title", "opening", "theme"), OPENINGS)
def test_council_days_and_theme_are_read(
    title: str, opening: str, theme: str | None, vocabulary: Vocabulary, laid_out: Lay
) -> None:
    layout = laid_out(LETTER.format(title=title, opening=opening))
    assert jtai.claims(layout, vocabulary)
    found = jtai.recognise(layout, vocabulary)
    assert found.authority.key == "E06000040"
    assert [(str(each.start), str(each.end)) for each in found.periods] == [("2024-01-22", "2024-01-26")]
    assert found.inspection_theme == theme
    assert {"Ofsted", "Care Quality Commission"} <= set(found.agencies)


def test_those_who_sign_are_no_inspectors(vocabulary: Vocabulary, laid_out: Lay) -> None:
    title, opening, _ = OPENINGS[0]
    found = jtai.recognise(laid_out(LETTER.format(title=title, opening=opening)), vocabulary)
    assert [(each.name, each.role) for each in found.people] == [
        ("Orla Fenwick", "addressee"),
        ("Ines Quill", "addressee"),
        ("Ivo Marlett", "addressee"),
        ("Ada Fenwright", "signatory"),
        ("Bram Oakhurst", "signatory"),
        ("Cora Thistle", "signatory"),
    ]


def test_an_address_broken_within_the_names_of_bodies_names_people_alone(
    vocabulary: Vocabulary, laid_out: Lay
) -> None:
    title, opening, _ = OPENINGS[0]
    letter = LETTER.format(title=title, opening=opening)
    letter = letter.replace(
        "Services, Windsor and Maidenhead", "Services, Vale\nMetropolitan Borough Council"
    )
    letter = letter.replace(
        "Integrated Care\nBoard", "\nIntegrated Care Board\nVale Safeguarding Children\nPartnership"
    )
    letter = letter.replace("Dear local partnership", "Dear Vale Safeguarding Children Partnership")
    found = jtai.recognise(laid_out(letter), vocabulary)
    addressees = [each.name for each in found.people if each.role == "addressee"]
    assert addressees == ["Orla Fenwick", "Ines Quill", "Ivo Marlett"]


def test_a_report_that_mentions_a_joint_inspection_is_not_claimed(
    vocabulary: Vocabulary, laid_out: Lay
) -> None:
    text = "Inspection of Rutland local authority children’s services\n" + "Work went on well. " * 40
    layout = laid_out(f"{text}\nJoint Targeted Area Inspection in 2017 found this too.\n")
    assert not jtai.claims(layout, vocabulary)
