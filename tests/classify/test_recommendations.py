"""What recommendations ask, apart from what it is for."""

from __future__ import annotations

import pytest

from loaders.classify.recommendations import what_is_asked
from loaders.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Improve supervision of staff so that plans are better.", "Improve supervision of staff"),
        ("The quality of supervision.", "The quality of supervision."),
        (
            "Ensure that case records are up to date, in order to show what was decided.",
            "Ensure that case records are up to date",
        ),
        ("Ensure that plans are specific. Managers should sign them.", "Ensure that plans are specific"),
        (
            "Take swift action to ensure that visits are made in time.",
            "Take swift action to ensure that visits are made in time.",
        ),
        ("Work with health partners, including dentists, is late.", "Work with health partners"),
        (
            "Strengthen the board's scrutiny of audits: it is weak.",
            "Strengthen the board's scrutiny of audits",
        ),
        ("Supporting evidence is recorded and kept.", "Supporting evidence is recorded and kept."),
    ],
)
def test_what_is_asked_ends_where_purpose_or_particulars_begin(
    vocabulary: Vocabulary, text: str, asked: str
) -> None:
    assert what_is_asked(text, vocabulary) == asked
