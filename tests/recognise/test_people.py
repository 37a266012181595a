"""Teams printed with labels: who is named, in which role, with which post."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Layout
from loaders.recognise.people import listed_team, people_listed, role_beside, team
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

TEAMS = [
    (
        "Lead inspector: Ada Fenwright HMI\nDeputy lead inspector: Bo Marsh HMI\n"
        "Team inspectors: Cy Orme HMI, Di Stone AI, Ed \nTarn SCRI\n"
        "Shadow inspectors: Flo Underhill HMI designate\nSenior data analysts: Gus Vale and Hal Weir\n"
        "Quality assurance manager: Ivy Yarrow, Senior HMI34\nAny complaints about the inspection follow.",
        {
            "Ada Fenwright": "lead",
            "Bo Marsh": "deputy-lead",
            "Cy Orme": "inspector",
            "Di Stone": "inspector",
            "Ed Tarn": "regulatory-inspector",
            "Flo Underhill": "shadow",
            "Gus Vale": "data-analyst",
            "Hal Weir": "data-analyst",
            "Ivy Yarrow": "quality-assurance",
        },
    ),
    (
        "Lead inspector: Ada Fenwright\nDeputy Lead Inspector Bo Marsh\nTeam inspectors:\nCy Orme, HMI\n"
        "Di Stone, Ofsted Inspector\nAdditional inspector: Ed Tarn\nShadow senior data analyst: Flo Underhill",
        {
            "Ada Fenwright": "lead",
            "Bo Marsh": "deputy-lead",
            "Cy Orme": "inspector",
            "Di Stone": "inspector",
            "Ed Tarn": "inspector",
            "Flo Underhill": "shadow",
        },
    ),
    (
        "Lead inspector: Ada Fenwright\nTeam inspectors (all HMI unless otherwise stated): Bo Marsh, Cy\n"
        "Orme. Shadow inspector: Di Stone\nSenior data analyst: N/A",
        {"Ada Fenwright": "lead", "Bo Marsh": "inspector", "Cy Orme": "inspector", "Di Stone": "shadow"},
    ),
    ("Reporting inspector Ada Fenwright HMI\nAge group: All", {"Ada Fenwright": "lead"}),
    ("Shadow inspectors: Not applicable\nLead inspector: Ada Fenwright", {"Ada Fenwright": "lead"}),
]

TEAMS += [
    (f"Lead inspector: Ada Fenwright\n{label} Bo Marsh", {"Ada Fenwright": "lead", "Bo Marsh": role})
    for label, role in (
        ("Deputy lead HMI:", "deputy-lead"),
        ("Her Majesty’s Inspectors:", "inspector"),
        ("HMI:", "inspector"),
        ("Inspector(s):", "inspector"),
        ("Supporting inspectors:", "inspector"),
        ("Shadow (HMI designate):", "shadow"),
        ("Senior data analyst (shadow):", "shadow"),
        ("Team inspector (shadow):", "shadow"),
        ("Analytical Officer:", "data-analyst"),
        ("Statistician:", "data-analyst"),
        ("QA manager:", "quality-assurance"),
        ("Quality Assurance HMI:", "quality-assurance"),
    )
]
TEAMS += [("Inspection dates: 3 to 7 June 2019 Lead inspector: Ada Marsh HMI\nGrades", {"Ada Marsh": "lead"})]
TEAMS += [("Lead inspector\nPeter Marsh HMI\nAge group: all", {"Peter Marsh": "lead"})]
TEAMS += [
    (
        "Lead inspector\nAda Fenwright\nHer Majesty’s Inspector\nInspectors\n- Bo de Marsh - HMI\n- Łucja Orme - HMI\n"
        "Quality Assurance Manager\nIvy Yarrow\nAny complaints about the inspection follow.",
        {
            "Ada Fenwright": "lead",
            "Bo de Marsh": "inspector",
            "Łucja Orme": "inspector",
            "Ivy Yarrow": "quality-assurance",
        },
    ),
    (
        "Shadow inspectors:\nAda Fenwright\nHer Majesty’s Inspector\nBo Marsh\nHer Majesty’s Inspector",
        {"Ada Fenwright": "shadow", "Bo Marsh": "shadow"},
    ),
]

TEAMS += [
    (
        "Lead inspector: Ada Fenwright\nLSCB inspector: Bo Marsh\nTeam inspectors: Cy Orme, Di Stone (shadow)\n"
        "Research analyst: Ed Tarn\nData and insight officer: Flo Underhill",
        {
            "Ada Fenwright": "lead",
            "Bo Marsh": "inspector",
            "Cy Orme": "inspector",
            "Di Stone": "shadow",
            "Ed Tarn": "data-analyst",
            "Flo Underhill": "data-analyst",
        },
    ),
    (
        "Lead inspector: Ada Fenwright\nTeam inspectors: Bo Marsh, Cy\nOrme\nRegional director: Di Stone\n"
        "Quality assurance manager: Ed Tarn",
        {
            "Ada Fenwright": "lead",
            "Bo Marsh": "inspector",
            "Cy Orme": "inspector",
            "Ed Tarn": "quality-assurance",
        },
    ),
    ("Lead inspector: Ada Fenwright Stone Marsh\nAge group: All", {"Ada Fenwright Stone Marsh": "lead"}),
    (
        "Lead inspectors: Ada Fenwright Bo Marsh\nAge group: All",
        {"Ada Fenwright": "lead", "Bo Marsh": "lead"},
    ),
    ("Lead inspector: Sarah Trust\nAge group: All", {"Sarah Trust": "lead"}),
    (
        "Team inspectors (all HMI unless\notherwise stated): Bo Marsh, Cy Orme",
        {"Bo Marsh": "inspector", "Cy Orme": "inspector"},
    ),
    ("Lead inspector: Ada Fenwright\nGrade\nGood\nGood", {"Ada Fenwright": "lead"}),
    ("Lead inspector: Ada Fenwright HMI\nJudgement\nOverall effectiveness", {"Ada Fenwright": "lead"}),
]

NOBODY = [
    "Lead inspector\nThe Council does well and is told so.",
    "Quality assurance manager\nSocial Workers learn from audits.",
    "The lead inspector was told by Ada Fenwright that plans are late.",
    "Inspectors: what they looked at\nThey read many case files with care.",
    "Her Majesty’s Inspectors saw that Ada Fenwright leads well.",
]


@pytest.mark.parametrize(("text", "expected"), TEAMS)
def test_everyone_of_a_labelled_team_has_a_role(
    text: str, expected: dict[str, str], laid_out: Lay, vocabulary: Vocabulary
) -> None:
    found = team(laid_out(text), vocabulary)
    assert {person.name: person.role for person in found} == expected


@pytest.mark.parametrize("text", NOBODY)
def test_prose_names_no_team(text: str, laid_out: Lay, vocabulary: Vocabulary) -> None:
    assert team(laid_out(text), vocabulary) == ()


def test_spans_slice_the_text_where_a_name_is_broken_over_lines(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    text = "Lead inspector: Ada Fenwright- \nStone HMI"
    (person,) = team(laid_out(text), vocabulary)
    assert (person.name, person.printed) == ("Ada Fenwright-Stone", "Ada Fenwright- Stone")
    assert text[person.span.start : person.span.end] == "Ada Fenwright- \nStone"


@pytest.mark.parametrize(
    ("post", "listed_as", "role"),
    [
        ("HMI (shadow)", "inspector", "shadow"),
        ("HMI (designate)", "inspector", "inspector"),
        ("SCRI", "inspector", "regulatory-inspector"),
        ("HMI, CQC inspector", "inspector", "cqc-inspector"),
        ("Seconded inspector", "inspector", "inspector"),
        ("SCRI", "shadow", "shadow"),
        ("Head of Something", "inspector", "inspector"),
        (None, "lead", "lead"),
    ],
)
def test_a_post_outranks_only_the_label_of_the_team(
    post: str | None, listed_as: str, role: str, vocabulary: Vocabulary
) -> None:
    assert role_beside(post, listed_as, vocabulary) == role


def test_people_of_a_list_have_the_role_of_their_post_or_the_given_one(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    layout = laid_out("Ada Fenwright, HMI\nBo Marsh, CQC lead inspector\nCy Orme")
    found = people_listed(layout.document, layout.lines, "inspector", vocabulary)
    assert [(person.name, person.role) for person in found] == [
        ("Ada Fenwright", "inspector"),
        ("Bo Marsh", "cqc-lead"),
        ("Cy Orme", "inspector"),
    ]


def test_a_team_is_listed_with_posts_behind_the_names(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out(
        "The inspection team\nName Role\nAda Fenwright, lead inspector\nBo Marsh, team inspector\n"
        "Cy Orme, senior data analyst\nAny complaints about the inspection follow."
    )
    assert [(person.name, person.role) for person in listed_team(layout, vocabulary)] == [
        ("Ada Fenwright", "lead"),
        ("Bo Marsh", "inspector"),
        ("Cy Orme", "data-analyst"),
    ]


def test_names_without_a_lead_are_no_team(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out("The inspection team\nAda Fenwright, Bo Marsh\nAny complaints follow.")
    assert listed_team(layout, vocabulary) == ()
