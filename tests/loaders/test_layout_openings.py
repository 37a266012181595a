"""What looks like a heading, a title or an aside: lines told apart from the sentences around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.layout import lay_out
from loaders.model import Document, Layout
from loaders.read.pages import assemble
from loaders.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(Path(__file__).resolve().parents[2] / "ontology")
FULL = (
    "Social workers visit their families at home and they write down what the children tell them each time."
)


def laid_out(*pages: str) -> Layout:
    text, spans = assemble(list(pages))
    return lay_out(Document("letter.txt", "text/plain", "0" * 64, text, spans), VOCABULARY)


def statements(layout: Layout) -> list[str]:
    return [s.text for paragraph in layout.paragraphs for s in paragraph.statements]


def test_a_sentence_that_begins_like_a_heading_is_whole() -> None:
    layout = laid_out(
        f"Inspection findings\n{FULL}\nThe response to children at risk of exploitation in Ambershire is not as\n"
        f"strong as inspectors found it two years ago.\n{FULL}"
    )
    assert (
        "The response to children at risk of exploitation in Ambershire is not as strong as inspectors found it "
        "two years ago." in statements(layout)
    )


def test_the_rest_of_a_grade_in_a_table_belongs_to_the_row() -> None:
    layout = laid_out(
        f"Judgement Grade\nThe experiences and progress of\nchildren in care Requires improvement\nto be good\n"
        f"Overall effectiveness Requires improvement\nto be good\n{FULL}\n{FULL}"
    )
    assert statements(layout) == [FULL, FULL]
    assert [s.area for s in layout.sections][-2:] == ["children-in-care", "overall-effectiveness"]


@pytest.mark.parametrize(
    "grade", [": requires improvement to be good.", "\nrequires improvement to be good."]
)
def test_a_graded_heading_with_a_stop_ends_the_list_of_improvements(grade: str) -> None:
    layout = laid_out(
        f"What needs to improve\n■ The quality of plans.\nThe experiences and progress of care leavers{grade}\n"
        f"1. {FULL}\n2. {FULL}"
    )
    assert [(p.number, layout.sections[p.section].kind) for p in layout.paragraphs] == [
        (None, "needs-improvement"),
        ("1", "findings"),
        ("2", "findings"),
    ]


def test_a_graded_sentence_is_no_heading() -> None:
    assert "Adoption services are good." in statements(
        laid_out(f"Inspection findings\n{FULL}\nAdoption services are good.\n{FULL}")
    )


def test_topics_below_areas_for_improvement_are_part_of_the_list() -> None:
    layout = laid_out(
        "Areas for improvement\nIdentifying and managing risk of harm at the front door\n"
        "■ Checks are late.\n■ Police seldom come.\nLeadership and management and the Local Safeguarding Children Board\n"
        "■ The board has no data.\nNext steps\nThe director should prepare a plan."
    )
    assert [layout.sections[p.section].kind for p in layout.paragraphs] == ["needs-improvement"] * 3 + [
        "next-steps"
    ]


def test_findings_in_prose_end_a_list_of_improvements() -> None:
    layout = laid_out(f"Areas for improvement\n■ Checks are late.\nInspection findings\n{FULL}")
    assert layout.sections[layout.paragraphs[-1].section].kind == "findings"


def test_addressees_and_the_title_of_a_letter_do_not_run_into_its_first_sentence() -> None:
    first = (
        "Between 3 and 7 June 2019 the inspectorates looked at how agencies in Ambershire help children who are\n"
        "neglected."
    )
    layout = laid_out(
        "12 July 2019\nOrla Fenwick, Director of Children’s Services, Ambershire County Council and its partners\n"
        "Ivo Marlett, Chair of the Strategic Board for Youth Justice Services of the county and its two cities\n"
        "Dear local partnership\nJoint targeted area inspection of the multi-agency response to abuse and neglect in\n"
        f"Ambershire\n{first}\n{FULL}\n{FULL}"
    )
    assert statements(layout)[-3:] == [first.replace("\n", " "), FULL, FULL]
    assert not any("Dear" in text for text in statements(layout))


def test_boilerplate_below_a_full_line_begins_its_own_section() -> None:
    layout = laid_out(
        f"Inspection findings\n{FULL}\n"
        "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects.\n"
    )
    assert [(layout.sections[p.section].kind) for p in layout.paragraphs] == ["findings", "boilerplate"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The quality of plans. (outcome 3, national framework)",
            ["The quality of plans. (outcome 3, national framework)"],
        ),
        (
            "It was judged adequate (Grade 3). It is now good.",
            ["It was judged adequate (Grade 3).", "It is now good."],
        ),
        (
            "Help is late (see p. 4) and poor. Staff know.",
            ["Help is late (see p. 4) and poor.", "Staff know."],
        ),
        ("Plans are clear. (a) They are shared.", ["Plans are clear.", "(a) They are shared."]),
    ],
)
def test_asides_in_brackets_stay_with_their_sentence(text: str, expected: list[str]) -> None:
    assert statements(laid_out(f"Inspection findings\n{text}")) == expected


def test_topics_right_below_areas_for_improvement_may_stand_over_prose() -> None:
    layout = laid_out(
        f"Areas for improvement\nResponse to children who live with neglect\n{FULL}\n"
        f"Leadership and management and the Local Safeguarding Children Board\n{FULL}\nNext steps\n{FULL}"
    )
    kinds = [layout.sections[p.section].kind for p in layout.paragraphs]
    assert kinds == ["needs-improvement", "needs-improvement", "next-steps"]


@pytest.mark.parametrize(
    ("last_row", "area"), [("Overall effectiveness", "overall-effectiveness"), ("", None)]
)
def test_text_below_a_table_of_grades_is_not_about_its_last_area(last_row: str, area: str | None) -> None:
    layout = laid_out(
        "Judgement Grade\nThe experiences and progress of children who need help and protection Good\n"
        "The experiences and progress of children in care Good\nThe experiences and progress of care leavers Good\n"
        f"{last_row and last_row + ' Good'}\n{FULL}\nWhat needs to improve\n■ The quality of plans."
    )
    assert [
        (layout.sections[p.section].kind, layout.sections[p.section].area) for p in layout.paragraphs
    ] == [("summary", area), ("needs-improvement", area)]
