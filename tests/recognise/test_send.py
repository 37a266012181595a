"""Area SEND reports: outcome, team in two columns, tables of what must be done and by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Layout
from loaders.recognise import send
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

REPORT = """Local area partnership report
Area SEND inspection of Northwick Vale Local Area
Partnership
Inspection dates: 29 January 2024 to 2 February 2024
Dates of previous inspection: 5 July 2021 to 9 July 2021
Inspection outcome
{outcome}
Information about the local area partnership
The council and the board commission services together for children who live in the area and beyond.
What does the area partnership need to do better?
■ Plans are late and children wait too long for what they have been promised by the partners.
Areas for priority action
Responsible body Areas for priority action
Northwick Vale Council and
NHS Vale and Downs
Integrated Care Board
Leaders across the partnership should urgently improve the quality of plans, so that
children receive what they need in good time.
NHS Vale and Downs
Integrated Care Board Area leaders must reduce the time that families wait for:
■ autism assessments;
■ wheelchairs.
Areas for improvement
Areas for improvement
Leaders should strengthen their oversight of alternative provision, so that attendance is known.
Local area partnership details
Local authority Integrated care board
Information about this inspection
The inspection was led by one of His Majesty’s Inspectors.
Inspection team
Ofsted Care Quality Commission
Ada Fenwright HMI, Ofsted Lead inspector Cora Thistle, CQC Lead inspector
Bram Head, Ofsted HMI Dora Vance-Hythe, CQC inspector
Eve Marlow, Ofsted Inspector
"""

OUTCOMES = [
    (
        "The partnership’s arrangements typically lead to positive experiences for the young.",
        "positive-experiences",
    ),
    (
        "The partnership’s arrangements lead to inconsistent experiences\nfor the young.",
        "inconsistent-experiences",
    ),
    ("Arrangements are leading to inconsistent outcomes for the young.", "inconsistent-experiences"),
    ("The arrangements typically lead to positive outcomes for the young.", "positive-experiences"),
    ("The arrangements lead to typically positive experiences for the young.", "positive-experiences"),
    ("Arrangements have led to inconsistent outcomes for the young.", "inconsistent-experiences"),
    ("There are systemic and/or widespread failings in how help is planned here.", "systemic-failings"),
    ("There are widespread or systematic failings in how help is planned here.", "systemic-failings"),
    ("There are widespread and/or systemic failings in how help is planned here.", "systemic-failings"),
]


@pytest.mark.parametrize(("sentence", "grade"), OUTCOMES)
def test_the_outcome_is_a_grade(sentence: str, grade: str, vocabulary: Vocabulary, laid_out: Lay) -> None:
    layout = laid_out(REPORT.format(outcome=sentence))
    assert send.claims(layout, vocabulary)
    found = send.recognise(layout, vocabulary)
    assert [(each.area, each.grade) for each in found.judgements] == [("send-arrangements", grade)]


def test_cover_and_team_are_read_from_their_columns(vocabulary: Vocabulary, laid_out: Lay) -> None:
    found = send.recognise(laid_out(REPORT.format(outcome=OUTCOMES[0][0])), vocabulary)
    (period,) = found.periods
    assert f"{period.start}..{period.end}" == "2024-01-29..2024-02-02"
    assert (found.authority.key, found.authority.printed) == (None, "Northwick Vale")
    assert [(each.when, each.framework) for each in found.earlier] == [("2021-07-05", "send")]
    assert [(each.name, each.role) for each in found.people] == [
        ("Ada Fenwright", "lead"),
        ("Cora Thistle", "cqc-lead"),
        ("Bram Head", "inspector"),
        ("Dora Vance-Hythe", "cqc-inspector"),
        ("Eve Marlow", "inspector"),
    ]


def test_points_keep_the_body_that_is_to_act(vocabulary: Vocabulary, laid_out: Lay) -> None:
    layout = laid_out(REPORT.format(outcome=OUTCOMES[2][0]))
    found = send.recognise(layout, vocabulary).recommendations
    assert [(each.kind, each.addressed_to, each.text[:28]) for each in found] == [
        (
            "priority-action",
            "Northwick Vale Council and NHS Vale and Downs Integrated Care Board",
            "Leaders across the partnersh",
        ),
        ("priority-action", "NHS Vale and Downs Integrated Care Board", "Area leaders must reduce the"),
        ("area-for-improvement", None, "Leaders should strengthen th"),
    ]
    assert found[1].text.endswith("wait for: autism assessments; wheelchairs.")


def test_short_rows_are_points_of_their_own(vocabulary: Vocabulary, laid_out: Lay) -> None:
    rows = (
        "Vale Borough Council Leaders should strengthen joint commissioning, so that help comes in good time.\n"
        "Vale Borough Council The partnership should improve how it tells whether its work makes a difference to\n"
        "children. Vale Borough Council should say how it does so.\n"
    )
    report = REPORT.format(outcome=OUTCOMES[0][0])
    head, _, rest = report.partition("Northwick Vale Council and\n")
    layout = laid_out(f"{head}{rows}Areas for improvement\n{rest.split('Areas for improvement', 1)[1]}")
    found = send.recognise(layout, vocabulary).recommendations
    assert [(each.addressed_to, each.text[:23]) for each in found[:2]] == [
        ("Vale Borough Council", "Leaders should strength"),
        ("Vale Borough Council", "The partnership should "),
    ]
    assert found[1].text.endswith("say how it does so.")


def test_a_footer_within_the_name_of_a_body_is_no_part_of_it(vocabulary: Vocabulary, laid_out: Lay) -> None:
    footer = "Area SEND inspection report: Northwick Vale Local Area Partnership\n29 January 2024 to 2 February 2024 {}\n"
    text = REPORT.format(outcome=OUTCOMES[0][0])
    for page, before in enumerate(
        ("Information about the local", "Integrated Care Board Area", "Local area p")
    ):
        text = text.replace(before, f"{footer.format(page + 1)}\f{before}", 1)
    found = send.recognise(laid_out(text), vocabulary).recommendations
    assert found[1].addressed_to == "NHS Vale and Downs Integrated Care Board"


def test_a_letter_on_a_local_area_is_claimed(vocabulary: Vocabulary, laid_out: Lay) -> None:
    text = (
        "3 May 2018\n\nDear Ms Fenwick\n\nJoint local area SEND inspection in Rutland\n\n"
        "Between 5 and 9 March 2018, Ofsted and the Care Quality Commission conducted a joint inspection.\n"
    )
    found = send.recognise(laid_out(text), vocabulary)
    assert found.authority.key == "E06000017"
    assert str(found.periods[0].start) == "2018-03-05"
    assert str(found.published.on if found.published else None) == "2018-05-03"


LETTER_ROLES = ("addressee", "signatory", "copied-to")
SIGNED = [
    "Ofsted Care Quality Commission\nFay Marlow HMI\nRegional Director\nGus Thistle\nDeputy Chief Inspector, Primary "
    "Medical\nServices\nAda Fenwright\nHMI Lead Inspector\nCy Orme\nCQC Lead Inspector\nBo Marsh\nOfsted Inspector\n"
    "Eve Stone\nCQC Inspector",
    "Ofsted Care Quality Commission\nFay Marlow Gus Thistle\nRegional Director Deputy Chief Inspector\n"
    "Ada Fenwright Cy Orme\nHMI, Lead Inspector CQC Lead Inspector\nBo Marsh Eve Stone\nOfsted Inspector CQC Inspector",
    "Ada Fenwright HMI\nLead Inspector\nCy Orme\nCQC Lead Inspector\nBo Marsh, Ofsted Inspector\nEve Stone, CQC",
]


@pytest.mark.parametrize("signed", SIGNED)
def test_a_letter_is_signed_by_its_team_and_asks_for_a_statement_of_action(
    signed: str, vocabulary: Vocabulary, laid_out: Lay
) -> None:
    text = (
        "3 May 2018\n\nIna Quill, Director of Children’s Services, Rutland Council\n\nDear Ms Quill\n\n"
        "Joint local area SEND inspection in Rutland\n\nBetween 5 March and 9 March 2018, Ofsted and the Care "
        "Quality Commission conducted a joint inspection.\n\nAreas for development\n\n■ Plans are late.\n\n"
        "The inspection raises significant concerns about the effectiveness of the local\narea.\n\nThe area is "
        "required to produce a Written Statement of Action that explains how it will tackle:\n\n"
        "■ the lack of joint planning\n\n■ poor plans.\n\nYours sincerely\n\nAda Fenwright\nHer Majesty’s Inspector\n"
        f"{signed}\ncc: Department for Education\nIvo Vance, HMI\n"
    )
    found = send.recognise(laid_out(text), vocabulary)
    assert {each.name: each.role for each in found.people if each.role not in LETTER_ROLES} == {
        "Ada Fenwright": "lead",
        "Bo Marsh": "inspector",
        "Cy Orme": "cqc-lead",
        "Eve Stone": "cqc-inspector",
    }
    assert [each.text for each in found.recommendations] == ["the lack of joint planning", "poor plans."]
    assert str(found.published.on if found.published else None) == "2018-05-03"


TITLES = [
    "Area SEND inspection of the Rutland Local Area Partnership",
    "Area SEND (full) inspection of Rutland local area SEND partnership",
    "Area SEND inspection: Rutland Local Area Partnership",
    "Area SEND inspection of the Local Area Partnership in Rutland",
    "Area SEND thematic visit to Rutland Local Area Partnership",
    "Area SEND re-inspection of Rutland Local Area Partnership",
    "Monitoring inspection of Rutland Local Area Partnership",
    "Area SEND reinspection of Rutland Local Area Partnership",
]


@pytest.mark.parametrize("title", TITLES)
def test_the_title_names_the_council(title: str, vocabulary: Vocabulary, laid_out: Lay) -> None:
    layout = laid_out(f"{title}\nInspection dates: 4 to 8 March 2024\nLuton and Luton, like Luton.\n")
    assert send.claims(layout, vocabulary)
    assert send.recognise(layout, vocabulary).authority.key == "E06000017"


def test_monitoring_gives_no_outcome_of_its_own(vocabulary: Vocabulary, laid_out: Lay) -> None:
    text = REPORT.format(outcome=OUTCOMES[-1][0]).replace("SEND inspection", "SEND monitoring inspection", 1)
    assert send.recognise(laid_out(text), vocabulary).judgements == ()


TABLES = [
    "Ofsted\nAda Fenwright HMI, Ofsted lead\nBo Marsh, Ofsted contracted inspector\n"
    "Care Quality Commission\nCy Orme, Lead inspector, CQC\nDi Stone, CQC",
    "Ofsted Care Quality Commission\nAda Fenwright, Lead Ofsted HMI Cy Orme, CQC children’s services lead \n"
    "inspector\nBo Marsh, Ofsted HMI Di Stone, inspector,\nCQC",
    "Ofsted Care Quality Commission\nAda Fenwright, Ofsted HMI Lead Cy Orme, Care Quality\nCommission lead inspector\n"
    "Bo Marsh (HMI) Di Stone (CQC)",
    "Ofsted\nAda Fenwright, Ofsted co-lead inspector\nBo Marsh, HMI Education\nCare Quality Commission\n"
    "Cy Orme, Lead children’s services inspector, CQC\nDi Stone, CQC team inspector",
    "Ofsted\nAda Fenwright (lead inspector)\nBo Marsh, HMI\nCare Quality Commission\n"
    "Cy Orme (lead inspector)\nDi Stone",
    "Ofsted\nCare Quality Commission\nAda Fenwright, lead HMI\nCy Orme, CQC lead\nBo Marsh, HMI\nDi Stone, CQC",
    "Ofsted lead inspector: Ada Fenwright HMI\nOfsted inspectors: Bo Marsh HMI\n"
    "CQC lead inspector: Cy Orme\nCQC inspector: Di Stone",
    "Ofsted CQC\nAda Fenwright, HMI, Lead Cy Orme, Lead inspector\n"
    "Bo Marsh, HMI, Further Education and Skills Di Stone, Children’s Services Inspector",
    "Ofsted CQC\nAda Fenwright, Ofsted lead HMI inspector Cy Orme, CQC inspector (lead)\n"
    "Bo Marsh, HMI (Schools and early years) Di Stone, CQC",
    "| Ofsted | Care Quality Commission |\n| Ada Fenwright, Ofsted lead inspector | Cy Orme, CQC, Lead inspector |\n"
    "| Bo Marsh, HMI | Di Stone, CQC inspector |",
]


@pytest.mark.parametrize("table", TABLES)
def test_posts_of_the_team_tell_the_inspectorates_apart(
    table: str, vocabulary: Vocabulary, laid_out: Lay
) -> None:
    text = f"Area SEND inspection of Luton Local Area Partnership\nNext steps\nLeaders plan.\nInspection team\n{table}\n"
    found = send.recognise(laid_out(text), vocabulary)
    assert {each.name: each.role for each in found.people} == {
        "Ada Fenwright": "lead",
        "Bo Marsh": "inspector",
        "Cy Orme": "cqc-lead",
        "Di Stone": "cqc-inspector",
    }


@pytest.mark.parametrize("post", ["Ofsted shadow inspector", "Ofsted HMI shadow"])
def test_a_shadow_inspector_does_not_end_the_list(post: str, vocabulary: Vocabulary, laid_out: Lay) -> None:
    text = (
        "Area SEND inspection of Luton Local Area Partnership\nInspection team\nAda Fenwright, Ofsted HMI Lead "
        f"inspector\nBo Marsh, {post}\nCy Orme, CQC lead inspector\n"
    )
    found = send.recognise(laid_out(text), vocabulary)
    assert [each.role for each in found.people] == ["lead", "shadow", "cqc-lead"]
