"""Page texts joined into one document text, with the span of each page."""

from __future__ import annotations

import re

from loaders.errors import UnreadableDocument
from loaders.model import Page, Span

MAX_CHARACTERS = 20_000_000

# PDFium marks a hyphen at a line's end with U+FFFE or U+0002 and drops the line break after it.
_LINE_END_HYPHEN = re.compile("[\ufffe\x02]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` with LF line ends, real hyphens, and blanks for what no XML or RDF literal may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _UNPRINTABLE.sub(" ", _LINE_END_HYPHEN.sub("-", text))


def assemble(page_texts: list[str]) -> tuple[str, tuple[Page, ...]]:
    """The text of all pages, a line break after each, and the pages with their spans."""
    pages, parts, at = [], [], 0
    for number, raw in enumerate(page_texts, start=1):
        text = printable(raw)
        pages.append(Page(number, Span(at, at + len(text))))
        parts.append(text)
        at += len(text) + 1
        if at > MAX_CHARACTERS:
            raise UnreadableDocument(
                f"holds more than {MAX_CHARACTERS:,} characters; no report does; not read"
            )
    return "\n".join(parts), tuple(pages)
