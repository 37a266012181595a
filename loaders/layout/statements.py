"""Sentences and list items with spans, split by sentencex over a paragraph's joined lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

import sentencex

from loaders.layout.lines import squeeze
from loaders.model import Line, Span, Statement

# "re-" at a line's end joins "engaging" on the next; "short-" before "and medium-term" does not.
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_][-‐])\s+(?=(?!(?:and|or|to)\b)[a-z])")
# The stop first, so that the engine leaps from stop to stop.
_MISSING_BLANK = re.compile(r"[.!?](?<=[a-z%)’].)(?=[A-Z‘][a-z])")
# Characters of an aside in brackets that belongs to the sentence before it; of one that a split may break.
MAX_ASIDE = 120
_ENDS_MID_CLAUSE = re.compile(r"(?:[,;–-]|\b(?:and|or|of|the|to|in|with|for|by|a|an))$")


def text_of(document_text: str, pieces: Sequence[Span]) -> str:
    """The text of a statement with these pieces: the slices joined and squeezed, words broken at line ends
    mended."""
    raw = "\n".join(document_text[p.start : p.end] for p in pieces)
    return squeeze(_BROKEN_WORD.sub("", raw) if "-\n" in raw or "- \n" in raw or "‐" in raw else raw)


def split_statements(document_text: str, lines: Sequence[Line], skip: int = 0) -> tuple[Statement, ...]:
    """The statements of a paragraph made of `lines`, without its first `skip` characters (number, bullet)."""
    if not lines:
        return ()
    first = lines[0].span.start + skip
    runs = _runs(document_text, lines, first)
    joined = "\n".join(document_text[r.start : r.end] for r in runs)
    flat = joined.replace("\n", " ")
    starts = [line.span.start for line in lines]
    statements = []
    for start, end in _sentence_ranges(flat):
        pieces = _pieces(runs, start, end)
        text = text_of(document_text, pieces)
        if text:
            statements.append(Statement(text, pieces, lines[bisect_right(starts, pieces[0].start) - 1].page))
    return tuple(statements)


def _runs(document_text: str, lines: Sequence[Line], first: int) -> list[Span]:
    """Consecutive stretches of the document that `lines` cover: broken only where furniture lies between.

    Lines of one stretch are separated by blanks alone, so the stretch as a whole slices the text.
    """
    runs: list[Span] = []
    previous: Line | None = None
    for line in lines:
        start = max(line.span.start, first)
        if previous is not None and document_text[previous.span.end : line.span.start].isspace():
            runs[-1] = Span(runs[-1].start, line.span.end)
        else:
            runs.append(Span(min(start, line.span.end), line.span.end))
        previous = line
    return runs


def _sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of sentences in `text`, blanks stripped."""
    edges = {0, len(text)}
    edges.update(accumulate(map(len, sentencex.segment("en", text))))
    edges.update(m.end() for m in _MISSING_BLANK.finditer(text))
    ordered = sorted(edges)
    ranges: list[tuple[int, int]] = []
    for a, b in pairwise(ordered):
        piece = text[a:b]
        stripped = piece.strip()
        if not stripped:
            continue
        start = text.index(stripped, a, b)
        end = start + len(stripped)
        if ranges and _continues(text[ranges[-1][0] : ranges[-1][1]], stripped):
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges


@cache
def _mid_clause(tail: str) -> bool:
    return bool(_ENDS_MID_CLAUSE.search(tail))


def _continues(before: str, after: str) -> bool:
    """Whether two pieces are really one sentence: the second starts in lower case or is an aside in brackets,
    or the first ends inside a clause or inside brackets."""
    if after[0].islower() or after[0] in ")],;:" or _mid_clause(before[-8:]):
        return True
    if after[0] == "(" and len(after) <= MAX_ASIDE and after.rstrip(".").endswith(")"):
        return True
    opened = before.rfind("(", -MAX_ASIDE)
    return opened > before.rfind(")") and after.find(")", 0, MAX_ASIDE) >= 0


def _pieces(runs: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Document spans of the range `[start, end)` of the runs' joined text (one separator between runs)."""
    pieces, at = [], 0
    for run in runs:
        length = run.end - run.start
        a, b = max(start - at, 0), min(end - at, length)
        if a < b:
            pieces.append(Span(run.start + a, run.start + b))
        at += length + 1
    return tuple(pieces)
