"""The printed lines of a document, furniture apart."""

from __future__ import annotations

import re

from loaders.layout.furniture import furniture_spans
from loaders.model import Document, Line, Span

# Bullets as PDFium gives them: Unicode marks, and the private-use codes of Symbol and Wingdings.
BULLET_MARKS = "◼■▪●•○◦‣⁃\uf06e\uf0a7\uf0b7\uf02d\uf0be\uf0d8\x83"
_BULLET = re.compile(rf"[{BULLET_MARKS}]")
_MID_LINE_BULLET = re.compile(rf"(?<=\S)[ \t]+(?=[{BULLET_MARKS}]\s*\S)")


def squeeze(text: str) -> str:
    """Single spaces, none at the ends."""
    return " ".join(text.split())


def split_lines(document: Document) -> tuple[Line, ...]:
    """Every non-blank line or part of a line; spans exclude surrounding blanks."""
    text = document.text
    cuts: list[tuple[int, int, bool]] = []
    at = 0
    for span in furniture_spans(document):
        cuts.append((at, span.start, False))
        cuts.append((span.start, span.end, True))
        at = span.end
    cuts.append((at, len(text), False))
    page, starts = 0, [page.span.start for page in document.pages]
    lines: list[Line] = []
    for start, end, furniture in cuts:
        at = start
        for raw in text[start:end].split("\n"):
            line_end = at + len(raw)
            for part in _parts(raw.strip()):
                at = text.index(part, at, line_end)
                while page < len(starts) and starts[page] <= at:
                    page += 1
                lines.append(Line(Span(at, at + len(part)), squeeze(part), page, furniture))
                at += len(part)
            at = line_end + 1
    return tuple(lines)


def _parts(line: str) -> list[str]:
    """The parts of a line without blanks at its ends: cut before each bullet in mid-line; none of nothing."""
    if not line:
        return []
    return _MID_LINE_BULLET.split(line) if _BULLET.search(line, 1) else [line]
