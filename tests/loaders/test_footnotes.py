"""Footnotes that only their number sets apart from the text above them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.layout import lay_out
from loaders.model import Document
from loaders.read.pages import assemble
from loaders.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(Path(__file__).resolve().parents[2] / "ontology")
FULL = (
    "Social workers visit their families at home and they write down what the children tell them each time."
)


def statements(*pages: str) -> list[str]:
    text, spans = assemble(list(pages))
    layout = lay_out(Document("letter.pdf", "application/pdf", "0" * 64, text, spans), VOCABULARY)
    return [s.text for paragraph in layout.paragraphs for s in paragraph.statements]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            f"{FULL}\nWhen children go missing, workers\n1 This report uses the words of the council.\nIt prefers them.",
            "talk with them soon.",
            "When children go missing, workers talk with them soon.",
            id="in a sentence that goes on overleaf",
        ),
        pytest.param(
            f"{FULL}\nHelp comes from the hub.2\n2 The hub opened in May.",
            "Police seldom come to it.",
            "Police seldom come to it.",
            id="below a sentence that carries its mark",
        ),
    ],
)
def test_a_footnote_is_no_statement_and_breaks_none(first: str, second: str, expected: str) -> None:
    found = statements(f"Inspection findings\n{first}", f"{second}\n{FULL}")
    assert expected in found
    assert not any("This report" in text or "opened in May" in text or "prefers" in text for text in found)


@pytest.mark.parametrize(
    "last_line",
    ["12 Children waited for more than a month.", "12 Ambershire children waited.", "In all, 12 waited."],
)
def test_a_number_without_a_mark_is_text(last_line: str) -> None:
    found = statements(f"Inspection findings\n{FULL}\n{last_line}", f"Leaders know this.\n{FULL}")
    assert any(text.endswith(last_line) for text in found)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("What needs to improve?\n1\n■ The quality of all the plans.", False),
        ("Help comes from the hub.\n2\nPolice seldom come to it.", False),
        ("The number of late visits fell to\n12\nin the year.", True),
    ],
)
def test_a_raised_mark_on_a_line_of_its_own_is_not_text(text: str, kept: bool) -> None:
    found = statements(f"Inspection findings\n{FULL}\n{text}", FULL)
    assert not any(statement.startswith(("1 ", "2 ")) or statement in ("1", "2") for statement in found)
    assert any("12" in statement for statement in found) is kept


def test_text_printed_after_a_footnote_is_kept() -> None:
    found = statements(
        "Inspection findings\n4. Help comes from the hub.1\n1\nThe hub opened in May.\n5. Plans are shared.\n6. Staff stay.",
        FULL,
    )
    assert found == ["Help comes from the hub.1", "Plans are shared.", "Staff stay.", FULL]


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        ("What needs to improve?1", "What needs to improve?"),
        ("Help and protection12", "Help and protection"),
        ("Key stage 2", "Key stage 2"),
        ("Progress since 2019", "Progress since 2019"),
    ],
)
def test_the_mark_of_a_footnote_is_no_part_of_a_heading(printed: str, heading: str) -> None:
    text, spans = assemble([f"Main findings\n{FULL}\n\n{printed}\n{FULL} They do it well."])
    layout = lay_out(Document("letter.pdf", "application/pdf", "0" * 64, text, spans), VOCABULARY)
    assert heading in [section.heading for section in layout.sections]
