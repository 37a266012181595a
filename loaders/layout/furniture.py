"""Running headers, footers, page numbers, footnotes and markup: text that belongs to no paragraph.

PDFium joins a footer to the last line of a page and a page number to the first, so furniture is found as
spans, not as lines: whatever the edges of most pages have in common once digits are made equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from loaders.model import Document, Page, Span

EDGE = 300
MIN_FURNITURE_WORDS = 3

_MARKUP = re.compile(r"</?(?:ul|ol|li|p|div|span|br|table|tr|td|th|b|i|em|strong|h[1-6])\b[^<>\n]{0,200}>")
_LONE_NUMBER = re.compile(r"\n[ \t]*\n[ \t]*(\d{1,3})[ \t]*\n[ \t]*\n")
_FOOTNOTE = re.compile(r"\n[ \t]+\n(?=\d{1,2}(?:[ \t]*\n|[ \t]+[A-Z‘']))")
_LEADING_NUMBER = re.compile(r"\s*(\d{1,3})(?=[ \t]*(?:\n|$))")
_TRAILING_NUMBER = re.compile(r"(?<![\d£$.,/–-])(\d{1,3})\s*$")
_SHORT_FIRST_LINE = re.compile(r"\s*(\S+(?:[ \t]\S+)?)[ \t]*\n")
_SHORT_LAST_LINE = re.compile(r"\n[ \t]*(\S+(?:[ \t]\S+)?)\s*\Z")
_LETTERS = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\S+")


def furniture_spans(document: Document) -> list[Span]:
    """Spans of furniture in reading order; they may touch but do not overlap."""
    spans: list[Span] = []
    if len(document.pages) > 1:
        bodies = _trim_running_text(document, spans)
        _trim_running_lines(document.text, bodies, spans)
        _trim_page_numbers(document, bodies, spans)
        for body in bodies:
            spans.extend(_footnotes(document.text, body))
    else:
        spans.extend(Span(*m.span(1)) for m in _LONE_NUMBER.finditer(document.text))
    spans.extend(Span(*m.span()) for m in _MARKUP.finditer(document.text))
    return _merged(spans)


def _trim_running_text(document: Document, spans: list[Span]) -> list[Span]:
    """The bodies of the pages: without the words that the ends (and the starts) of neighbouring pages share,
    digits made equal. The spans of these words are added to `spans`."""
    text = document.text
    ends = _shared(
        document.pages, lambda page: text[max(page.span.start, page.span.end - EDGE) : page.span.end], -1
    )
    starts = _shared(
        document.pages, lambda page: text[page.span.start : min(page.span.end, page.span.start + EDGE)], 1
    )
    bodies = []
    for page, at_start, at_end in zip(document.pages, starts, ends, strict=True):
        start, end = page.span.start + at_start, max(page.span.start + at_start, page.span.end - at_end)
        if at_start:
            spans.append(Span(page.span.start, start))
        if at_end and end < page.span.end:
            spans.append(Span(end, page.span.end))
        bodies.append(Span(start, end))
    return bodies


def _shared(pages: tuple[Page, ...], edge: Callable[[Page], str], side: int) -> list[int]:
    """For each page how many characters at its edge are a running header or footer. `edge` gives a page's
    text there; `side` is 1 for the start of pages, -1 for their end."""
    edges = [edge(page) for page in pages]
    levelled = [_DIGITS.sub("#", each).split()[::side] for each in edges]
    counts: Counter[tuple[str, ...]] = Counter()
    for one, other in pairwise(levelled):
        common = []
        for a, b in zip(one, other, strict=False):
            if a != b:
                break
            common.append(a)
        while side > 0 and common and common[-1] == "#.":
            common.pop()
        if len(common) >= MIN_FURNITURE_WORDS:
            counts[tuple(common)] += 1
    running = [list(words) for words, n in counts.items() if n >= max(1, len(pages) // 4)]
    lengths = []
    for page, text, words in zip(pages, edges, levelled, strict=True):
        best = max((len(r) for r in running if words[: len(r)] == r), default=0)
        is_title = side > 0 and page.number == 1
        if best == 0 or is_title:
            lengths.append(0)
        elif side < 0:
            lengths.append(len(text) - [token.start() for token in _WORD.finditer(text)][-best])
        else:
            lengths.append([token.end() for token in _WORD.finditer(text)][best - 1])
    return lengths


def _trim_running_lines(text: str, bodies: list[Span], spans: list[Span]) -> None:
    """Cut a line of one or two words ("Page 3") that begins or ends most pages, digits levelled; without a
    digit it may be the title where it begins the first."""
    for seek, at_start in ((_SHORT_FIRST_LINE.match, True), (_SHORT_LAST_LINE.search, False)):
        found: dict[int, re.Match[str]] = {}
        for index, body in enumerate(bodies):
            start = body.start if at_start else max(body.start, body.end - EDGE)
            if match := seek(text, start, body.end):
                found[index] = match
        lines = Counter(_DIGITS.sub("#", match[1]) for match in found.values())
        running, support = lines.most_common(1)[0] if lines else ("", 0)
        if support < 2 or 2 * support <= len(bodies) or not _LETTERS.search(running):
            continue
        for index, match in found.items():
            is_title = at_start and index == 0 and "#" not in running
            if _DIGITS.sub("#", match[1]) == running and not is_title:
                spans.append(Span(*match.span(1)))
                old = bodies[index]
                bodies[index] = Span(match.end(1), old.end) if at_start else Span(old.start, match.start(1))


def _trim_page_numbers(document: Document, bodies: list[Span], spans: list[Span]) -> None:
    """Cut bare numbers that count up with the pages from the edges of `bodies`, and add their spans to
    `spans`."""
    text = document.text
    for pattern, at_start in ((_LEADING_NUMBER, True), (_TRAILING_NUMBER, False)):
        found: dict[int, re.Match[str]] = {}
        for index, body in enumerate(bodies):
            match = (
                pattern.match(text, body.start, body.end)
                if at_start
                else pattern.search(text, max(body.start, body.end - 12), body.end)
            )
            if match:
                found[index] = match
        offsets = Counter(int(m.group(1)) - index for index, m in found.items())
        if not offsets:
            continue
        offset, support = offsets.most_common(1)[0]
        if support < max(2, len(bodies) // 3):
            continue
        for index, match in found.items():
            if int(match.group(1)) - index != offset:
                continue
            spans.append(Span(match.start(1), match.end(1)))
            old = bodies[index]
            bodies[index] = Span(match.end(1), old.end) if at_start else Span(old.start, match.start(1))


def _footnotes(text: str, body: Span) -> list[Span]:
    """From the blank line that PDFium writes for a footnote's rule to the end of the page."""
    match = _FOOTNOTE.search(text, body.start + (body.end - body.start) // 3, body.end)
    return [Span(match.end(), body.end)] if match else []


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if span.start >= span.end:
            continue
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
