"""The printed lines of a document, furniture apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from loaders.layout.furniture import furniture_spans
from loaders.model import Document, Line, Span

# Bullets as PDFium gives them: Unicode marks, and the private-use codes of Symbol and Wingdings.
BULLET_MARKS = "◼■▪●•○◦‣⁃\uf06e\uf0a7\uf0b7\uf02d\uf0be\uf0d8\x83"
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
    page_starts = [page.span.start for page in document.pages]
    lines: list[Line] = []
    for start, end, furniture in cuts:
        at = start
        for raw in text[start:end].split("\n"):
            for part_start, part_end in _parts(raw):
                a, b = at + part_start, at + part_end
                page = bisect_right(page_starts, a)
                lines.append(Line(Span(a, b), squeeze(text[a:b]), page, furniture))
            at += len(raw) + 1
    return tuple(lines)


def _parts(raw: str) -> list[tuple[int, int]]:
    """Ranges of the line's parts: cut before a bullet in mid-line, blanks stripped, empty ones dropped."""
    if not raw or raw.isspace():
        return []
    edges = [0, *(m.end() for m in _MID_LINE_BULLET.finditer(raw)), len(raw)]
    parts = []
    for a, b in pairwise(edges):
        piece = raw[a:b]
        if stripped := piece.strip():
            left = a + len(piece) - len(piece.lstrip())
            parts.append((left, left + len(stripped)))
    return parts
