"""Recommendations: each once and whole, with kind, area and the paragraphs cited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.layout.statements import text_of
from loaders.model import Layout
from loaders.recognise.recommendations import (
    national_framework_tags,
    paragraphs_cited,
    recommendations_in,
)
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

FILLER = "Children are seen often and their wishes are written down by the people who help them each day."

REPORT = f"""What does the local authority need to improve?
Priority and immediate action
1. Ensure that strategy meetings are held soon and that health and police colleagues attend them in
every case (paragraphs 21, 22).
Areas for improvement
Care leavers
2. Improve pathway plans so that they:
• are written with young people and are shared with them in good time for each of their reviews
• are looked at by a manager.
Leadership, management and governance
3. Reduce caseloads.
The local authority’s strengths
4. {FILLER}
The Local Safeguarding Children Board (LSCB)
What does the LSCB need to improve?
Priority and immediate action
There are no areas for priority and immediate action.
Areas for improvement
Partnership working
5. Publish the annual report of the board in time for it to be read by all of the partners in the area.
Inspection judgement about the LSCB
6. {FILLER}
"""


def test_each_item_has_its_kind_number_and_area(laid_out: Lay, vocabulary: Vocabulary) -> None:
    found = recommendations_in(laid_out(REPORT), vocabulary)
    assert [(each.number, each.kind, each.area) for each in found] == [
        ("1", "priority-action", None),
        ("2", "area-for-improvement", "care-leavers"),
        ("3", "area-for-improvement", "leadership"),
        ("5", "area-for-improvement", "lscb"),
    ]


def test_items_are_whole_with_their_bullets_and_slice_the_text(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out(REPORT)
    found = recommendations_in(layout, vocabulary)
    assert found[0].text.startswith("Ensure that strategy meetings")
    assert found[0].text.endswith("every case (paragraphs 21, 22).")
    assert found[0].paragraphs_printed == ("21", "22")
    assert found[1].text.endswith("are looked at by a manager.")
    for each in found:
        assert text_of(layout.document.text, each.pieces) == each.text


def test_bullets_without_numbers_are_items_even_in_lower_case(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out(
        "Areas for improvement\nIn order to improve, the council and its partners should take this action:\n"
        "Immediately:\n• ensure that risk is analysed for every child who comes into care or who leaves it\n"
        "• write to every child about advocacy.\nWithin three months:\n• embed the new system.\n"
    )
    found = recommendations_in(layout, vocabulary)
    assert [each.text.split()[0] for each in found] == ["ensure", "write", "embed"]


@pytest.mark.parametrize(
    "lead",
    [
        "The council and its partners should:",
        "The council and its partners must take immediate action:",
        "In order to improve help, the council and its partners should take the following action.",
        "The local authority should make the following improvements to practice:",
    ],
)
def test_bullets_that_one_numbered_sentence_leads_to_are_items(
    lead: str, laid_out: Lay, vocabulary: Vocabulary
) -> None:
    bullets = f"3. {lead}\n• reduce the number of unread referrals\n• fill all vacant posts.\n"
    found = recommendations_in(laid_out(f"Priorities for further improvement\n{bullets}"), vocabulary)
    assert [each.text for each in found] == [
        "reduce the number of unread referrals",
        "fill all vacant posts.",
    ]


def test_an_item_that_asks_for_something_after_actions_leads_to_no_list(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    asked = (
        "Leaders should evaluate progress following recommendations from reviews.",
        "Plans must be updated following significant improvements in children’s lives.",
    )
    text = f"Recommendations\n1. {asked[0]}\n2. {asked[1]}\n"
    assert [each.text for each in recommendations_in(laid_out(text), vocabulary)] == list(asked)


def test_bullets_that_say_what_one_item_asks_for_belong_to_it(laid_out: Lay, vocabulary: Vocabulary) -> None:
    for asked in ("Ensure that children who go missing:", "Make the following improvements to practice:"):
        text = f"Recommendations\n1. {asked}\n• children are seen alone\n• they are heard.\n"
        (found,) = recommendations_in(laid_out(text), vocabulary)
        assert found.text == f"{asked} children are seen alone they are heard."


@pytest.mark.parametrize(
    "text",
    [
        "Areas for improvement\n3. The council should take the following action.\n",
        "Priority and immediate action\nThere are no areas for priority and immediate action.\n",
        "Priority and immediate action\nThe inspection did not find any areas for priority action.\n",
        f"Inspection findings\n1. {FILLER}\n2. {FILLER}\n",
    ],
)
def test_nothing_is_recommended(text: str, laid_out: Lay, vocabulary: Vocabulary) -> None:
    assert recommendations_in(laid_out(text), vocabulary) == ()


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Do this (paragraphs 21, 32 and 43).", ("21", "32", "43")),
        ("Do this (paragraph \n27).", ("27",)),
        ("Do this (Paragraphs 101 - 103).", ("101", "102", "103")),
        ("Do this (paragraphs 7–9, 12–13, 15).", ("7", "8", "9", "12", "13", "15")),
        ("Do this (para. 119) and that (paras. 121 and 122).", ("119", "121", "122")),
        ("Do this (page 12, paragraph 18).", ("18",)),
        ("Do this for 27 children within 3 months.", ()),
        ("Do this (Recommendation).", ()),
    ],
)
def test_paragraphs_cited(text: str, cited: tuple[str, ...], vocabulary: Vocabulary) -> None:
    assert paragraphs_cited(text, vocabulary) == cited


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("(paragraphs 9, 16 19,20)", ("9", "16", "19", "20")),
        ("(paragraph 12) 16 homes", ("12",)),
        ("as paragraph 12 2014 said", ("12",)),
    ],
)
def test_a_comma_left_out_of_a_list_of_paragraphs_ends_it_not(
    vocabulary: Vocabulary, text: str, cited: tuple[str, ...]
) -> None:
    assert paragraphs_cited(text, vocabulary) == cited


def test_a_paragraph_that_leads_to_lists_under_headings_is_no_recommendation(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    text = (
        "Areas for improvement\n22. The local authority should take the following action.\nImmediately:\n"
        "• improve supervision.\nWithin three months:\n• improve plans."
    )
    found = recommendations_in(laid_out(text), vocabulary)
    assert [each.text for each in found] == ["improve supervision.", "improve plans."]


def test_a_heading_printed_twice_is_no_part_of_the_item_above_it(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    text = (
        "What does the local authority need to improve?\nPriority and immediate action\n"
        "1. Ensure that strategy meetings are held soon and that health and police colleagues attend them\n"
        "in time. Areas for improvement\nAreas for improvement\n2. Reduce caseloads."
    )
    found = recommendations_in(laid_out(text), vocabulary)
    assert [each.text[-8:] for each in found] == ["in time.", "seloads."]


@pytest.mark.parametrize(
    ("printed", "tags"),
    [
        ("The pace of planning. (outcome 4, national framework)", ("outcome 4",)),
        ("The pace of planning (Outcome Four, National Framework)", ("Outcome Four",)),
        ("The pace of planning [ Outcome 4, national framework].", ("Outcome 4",)),
        ("The pace of planning (National Framework enabler two).", ("enabler two",)),
        ("The pace of planning (Enabler two).", ("Enabler two",)),
        ("The pace of planning (principle 2, national framework)", ("principle 2",)),
        ("Oversight. (enabler 2, leaders drive good practice)", ("enabler 2, leaders drive good practice",)),
        (
            "Staffing (enabler: the workforce is equipped, children’s social care national framework)",
            ("enabler: the workforce is equipped",),
        ),
        ("The pace of planning (and the outcomes for children).", ()),
        ("The outcome 4 of the plan (see paragraph 2)", ()),
    ],
)
def test_the_tag_of_the_national_framework_is_read_as_printed(
    printed: str, tags: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert national_framework_tags(printed, vocabulary) == tags
