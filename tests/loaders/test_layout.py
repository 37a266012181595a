"""Laying out: sections, paragraphs, statements; every span slices back to its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.layout import lay_out
from loaders.layout.blocks import SENTENCE_END, ends_with
from loaders.layout.statements import text_of
from loaders.model import Document, Layout, Page, Span
from loaders.read import read_document
from loaders.read.pages import assemble
from loaders.vocabulary import Vocabulary, load_vocabulary

VOCABULARY = load_vocabulary(Path(__file__).resolve().parents[2] / "ontology")


def document(*pages: str) -> Document:
    text, spans = assemble(list(pages))
    return Document("letter.txt", "text/plain", "0" * 64, text, spans)


def statements(*pages: str) -> list[str]:
    layout = lay_out(document(*pages), VOCABULARY)
    return [s.text for paragraph in layout.paragraphs for s in paragraph.statements]


def kinds(layout: Layout) -> list[tuple[str, str | None, str]]:
    used = {paragraph.section for paragraph in layout.paragraphs}
    return [(s.kind, s.area, s.heading) for index, s in enumerate(layout.sections) if index in used]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Risk is known, e.g. from police. Help is prompt.",
            ["Risk is known, e.g. from police.", "Help is prompt."],
        ),
        ("Plans are re-\nviewed in time.", ["Plans are re-viewed in time."]),
        ("It covers short-\nand long-term plans.", ["It covers short- and long-term plans."]),
        ("Help is good.However, it is late.", ["Help is good.", "However, it is late."]),
        (
            "Weaknesses include: drift; delay; and poor records. Leaders know.",
            ["Weaknesses include: drift; delay; and poor records.", "Leaders know."],
        ),
        ("In 2014-15, 12.5% were late. (See p. 3.) Few were seen.", None),
    ],
)
def test_sentences_survive_abbreviations_lists_and_line_ends(text: str, expected: list[str] | None) -> None:
    found = statements(text)
    if expected is None:
        assert found[0] == "In 2014-15, 12.5% were late."
        assert found[-1].endswith("Few were seen.")
    else:
        assert found == expected


def test_a_footer_and_page_number_in_a_sentence_are_left_out_of_it() -> None:
    footer = "Inspection of Ambershire children’s services {} March 2024 {}"
    body = "Children are seen often by their social workers and their views are written down in full."
    layout = lay_out(
        document(
            f"{body}\nSocial workers know their families {footer.format(5, 1)}",
            f"and visit them at home every week.\n{body}\nPlans are made {footer.format(5, 2)}",
            f"with parents and are clear.\n{body}\n{body} {footer.format(5, 3)}",
        ),
        VOCABULARY,
    )
    found = [s for paragraph in layout.paragraphs for s in paragraph.statements]
    texts = [s.text for s in found]
    assert "Social workers know their families and visit them at home every week." in texts
    assert "Plans are made with parents and are clear." in texts
    assert not any("Ambershire" in text for text in texts)
    broken = next(s for s in found if s.text.startswith("Social workers know"))
    assert len(broken.pieces) == 2


def test_a_running_line_of_a_word_or_two_is_no_text() -> None:
    texts = statements(
        "Ofsted\nHelp is prompt and children\nPage 1",
        "Ofsted\nare safe.\nPlans are made by their\nsocial workers\nPage 2",
        "Ofsted\nand kept to.\nVisits are regular.\nPage 3",
    )
    assert texts[-3:] == [
        "Help is prompt and children are safe.",
        "Plans are made by their social workers and kept to.",
        "Visits are regular.",
    ]


def test_a_short_line_at_the_edge_of_few_pages_is_text() -> None:
    texts = statements("Help is\nprompt.", "Plans are\nclear.", "Visits are\nregular.", "Audits are\nclear.")
    assert texts == ["Help is prompt.", "Plans are clear.", "Visits are regular.", "Audits are clear."]


def test_a_number_at_a_page_edge_that_does_not_count_pages_is_text() -> None:
    texts = statements(
        "The number of children missing from care fell to\n12",
        "in the last year.",
        "Leaders watch this closely.",
    )
    assert any("12" in text for text in texts)


def test_headings_give_kind_and_area() -> None:
    layout = lay_out(
        document(
            "Headline findings\n\nHelp is prompt and children are safer.\n\nWhat needs to improve\n\n"
            "- The quality of plans.\n- Supervision\n\nThe experiences and progress of care leavers: good\n\n"
            "1. Care leavers keep in touch with their advisers.\n\nYours sincerely\n\nJo Elm"
        ),
        VOCABULARY,
    )
    assert kinds(layout)[:3] == [
        ("headline", None, "Headline findings"),
        ("needs-improvement", None, "What needs to improve"),
        ("findings", "care-leavers", "The experiences and progress of care leavers: good"),
    ]
    assert kinds(layout)[-1][0] == "boilerplate"


def test_sentences_under_a_heading_after_a_list_of_points_are_no_points() -> None:
    layout = lay_out(
        document(
            "What needs to improve?\n\n- The quality of plans.\n- The regularity of supervision.\n\n"
            "Westmarsh Safeguarding Partnership\n\nLeaders know their services well and act on what they find.\n"
        ),
        VOCABULARY,
    )
    assert kinds(layout)[:2] == [
        ("needs-improvement", None, "What needs to improve?"),
        ("findings", None, "Westmarsh Safeguarding Partnership"),
    ]


def test_a_heading_ends_before_a_bullet() -> None:
    layout = lay_out(
        document(
            "What needs to improve in this area of social work practice\n• The quality of supervision.\n"
            "Findings\nHelp is prompt and children are safer."
        ),
        VOCABULARY,
    )
    heading = "What needs to improve in this area of social work practice"
    assert ("needs-improvement", None, heading) in kinds(layout)
    assert any(each.bullet for each in layout.paragraphs)


def test_a_grade_table_does_not_lend_its_last_area_to_the_text_after_it() -> None:
    layout = lay_out(
        document(
            "1. Children who need help and protection\nGood\n2. Children looked after and achieving permanence\n"
            "Good\n3. Leadership, management and governance\nInadequate\nExecutive summary\n"
            "Services have improved since the last inspection and most children are safe."
        ),
        VOCABULARY,
    )
    assert ("summary", None, "Executive summary") in kinds(layout)


def test_area_names_inside_a_numbered_list_of_recommendations_are_subheadings() -> None:
    layout = lay_out(
        document(
            "Recommendations\nLeadership, management and governance\n1. Ensure that audits lead to learning.\n"
            "Help and protection\n2. Improve the quality of assessments.\nInspection findings\n"
            "3. Thresholds are understood."
        ),
        VOCABULARY,
    )
    assert kinds(layout) == [
        ("recommendations", "leadership", "Leadership, management and governance"),
        ("recommendations", "help-and-protection", "Help and protection"),
        ("findings", "help-and-protection", "Inspection findings"),
    ]


def test_paragraph_numbers_are_read_in_sequence_only() -> None:
    layout = lay_out(
        document(
            "Inspection findings\n7. Help is prompt.\n8. It rose in\n2014. It fell after.\n9. Plans are clear."
        ),
        VOCABULARY,
    )
    assert [p.number for p in layout.paragraphs] == ["7", "8", "9"]


def test_markup_inside_a_letter_is_not_text() -> None:
    texts = statements("Strengths\n<ul><li> ▪ Leaders act. ▪ Staff stay. </li></ul>")
    assert texts == ["Leaders act.", "Staff stay."]


@pytest.mark.parametrize("mark", ["-", "–", "*", "·", "➢", "•"])
def test_items_of_a_list_are_told_by_any_usual_mark(mark: str) -> None:
    layout = lay_out(
        document(f"What needs to improve\n\n{mark} The quality of plans.\n{mark} Visits to children."),
        VOCABULARY,
    )
    found = [(p.bullet, [s.text for s in p.statements]) for p in layout.paragraphs]
    assert found == [(True, ["The quality of plans."]), (True, ["Visits to children."])]


@pytest.mark.parametrize(
    ("text", "ended"),
    [("Visits are regular.", True), ("in time.” (Recommendation)", True), ("Visits are", False), ("", False)],
)
def test_a_sentence_ends_at_its_stop_with_or_without_an_aside_behind(text: str, ended: bool) -> None:
    assert ends_with(SENTENCE_END, text) is ended


@given(st.lists(st.text(max_size=400), min_size=1, max_size=4))
def test_every_span_slices_back_to_its_text(pages: list[str]) -> None:
    """Whatever the text: statements are slices of it, lines and paragraphs lie inside it."""
    laid_out = lay_out(document(*pages), VOCABULARY)
    text = laid_out.document.text
    for line in laid_out.lines:
        assert " ".join(text[line.span.start : line.span.end].split()) == line.text
    for paragraph in laid_out.paragraphs:
        for statement in paragraph.statements:
            assert text_of(text, statement.pieces) == statement.text
            assert paragraph.span.start <= statement.pieces[0].start
            assert statement.pieces[-1].end <= paragraph.span.end


def test_every_span_of_the_collection_slices_back(shared: Path, vocabulary: Vocabulary) -> None:
    """Twelve real documents of all lengths, and the seeds."""
    files = sorted((shared / "corpus").glob("*.pdf"))[::25] + sorted((shared / "seeds").glob("*.txt"))
    assert len(files) >= 15
    for file in files:
        layout = lay_out(read_document(file), vocabulary)
        for paragraph in layout.paragraphs:
            for statement in paragraph.statements:
                assert text_of(layout.document.text, statement.pieces) == statement.text


def test_an_empty_page_is_no_fault() -> None:
    assert lay_out(Document("x.pdf", "application/pdf", "0" * 64, "a", (Page(1, Span(0, 1)),)), VOCABULARY)


@pytest.mark.parametrize(
    ("title", "area"),
    [
        (
            "Inspection of services for children in need of help and protection, children looked after and care "
            "leavers and",
            None,
        ),
        ("Westmarsh", "lscb"),
    ],
)
def test_a_title_that_goes_on_to_name_the_board_puts_nothing_under_the_board(
    title: str, area: str | None
) -> None:
    board = "Review of the effectiveness of the Local Safeguarding Children Board"
    layout = lay_out(
        document(f"{title}\n{board}\n\nServices are good. Children are seen soon.\n"), VOCABULARY
    )
    section = next(each for each in layout.sections if each.heading == board)
    assert (section.kind, section.area) == ("findings", area)
