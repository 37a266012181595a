"""Page texts joined into one document text, with the span of each page."""

from __future__ import annotations

import re

from loaders.errors import UnreadableDocument
from loaders.model import Page, Span

MAX_CHARACTERS = 20_000_000

# PDFium marks a hyphen at a line's end with U+FFFE or U+0002 and drops the line break after it.
_LINE_END_HYPHEN = re.compile("[\ufffe\x02]")
# Behind a hyphen the word is a compound of three ("day-to-day").
_BROKEN_AT_LINE_END = re.compile("(?<![\\w-])([^\\W\\d_]+)[\ufffe\x02]([^\\W\\d_]+)(?![\\w-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """`text` with LF line ends, real hyphens, and blanks for what no XML or RDF literal may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _UNPRINTABLE.sub(" ", _LINE_END_HYPHEN.sub("-", text))


def assemble(page_texts: list[str]) -> tuple[str, tuple[Page, ...]]:
    """The text of all pages, a line break after each, and the pages with their spans.

    A word that is broken into syllables ("chil-" at a line's end, "dren" on the next) is whole again, where
    the document has it whole elsewhere, never has the hyphen within a line, and does not have both parts as
    words ("under-developed")."""
    pages, parts, at = [], [], 0
    for number, raw in enumerate(_with_whole_words(page_texts), start=1):
        text = printable(raw)
        pages.append(Page(number, Span(at, at + len(text))))
        parts.append(text)
        at += len(text) + 1
        if at > MAX_CHARACTERS:
            raise UnreadableDocument(
                f"holds more than {MAX_CHARACTERS:,} characters; no report does; not read"
            )
    return "\n".join(parts), tuple(pages)


def _with_whole_words(page_texts: list[str]) -> list[str]:
    if not any(map(_BROKEN_AT_LINE_END.search, page_texts)):
        return page_texts
    known = {
        word.lower() for text in page_texts for word in _WORD.findall(_BROKEN_AT_LINE_END.sub(" ", text))
    }

    def mend(broken: re.Match[str]) -> str:
        first, second = broken.groups()
        whole, hyphened = (first + second).lower(), f"{first}-{second}".lower()
        compound = {first.lower(), second.lower()} <= known
        return first + second if whole in known and hyphened not in known and not compound else broken[0]

    return [_BROKEN_AT_LINE_END.sub(mend, text) for text in page_texts]
