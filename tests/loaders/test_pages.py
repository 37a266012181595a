"""Page texts as one document text: words that a line's end breaks."""

from __future__ import annotations

import pytest

from loaders.read.pages import assemble

# How PDFium gives a hyphen at a line's end: the mark, and no line break.
BROKEN = "\ufffe"


@pytest.mark.parametrize(
    ("elsewhere", "printed", "read"),
    [
        ("Children wait.", f"help for chil{BROKEN}dren", "help for children"),
        ("The leaders know.", f"Lead{BROKEN}ers know", "Leaders know"),
        # Never met whole: it may be a compound.
        ("They wait.", f"help for chil{BROKEN}dren", "help for chil-dren"),
        ("Work is multi-agency.", f"multi{BROKEN}agency work", "multi-agency work"),
        # Printed both ways elsewhere.
        ("Their wellbeing, their well-being.", f"the well{BROKEN}being", "the well-being"),
        (
            "Underdeveloped plans; plans under way were developed.",
            f"under{BROKEN}developed",
            "under-developed",
        ),
        ("Today they wait.", f"from day-to{BROKEN}day", "from day-to-day"),
        ("Today they wait.", f"to{BROKEN}day-old notes", "to-day-old notes"),
    ],
)
def test_a_word_broken_into_syllables_is_whole_where_the_document_has_it_whole(
    elsewhere: str, printed: str, read: str
) -> None:
    text, pages = assemble([f"{printed}\nonce more.", elsewhere])
    assert text == f"{read}\nonce more.\n{elsewhere}"
    assert text[pages[1].span.start : pages[1].span.end] == elsewhere
