"""Invented texts laid out as if they had been read from a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.layout import lay_out
from loaders.model import Document, Layout, Page, Span
from loaders.vocabulary import Vocabulary


@pytest.fixture
def laid_out(vocabulary: Vocabulary) -> Callable[[str], Layout]:
    """Lays out a text of one page, or of several parted by form feeds."""

    def lay(text: str) -> Layout:
        pages, at = [], 0
        for number, page in enumerate(text.split("\f"), start=1):
            pages.append(Page(number, Span(at, at + len(page))))
            at += len(page) + 1
        joined = text.replace("\f", "\n")
        return lay_out(Document("a.txt", "text/plain", "0" * 64, joined, tuple(pages)), vocabulary)

    return lay
