"""The council named on a report's cover beside the title, else in the sentence that judges its services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from loaders.model import AuthorityStated, Layout, Span
from loaders.recognise.authority import authority_mentioned, authority_printed
from loaders.vocabulary import Vocabulary

LONGEST_NAME = 120
LINES_OF_NAME = 3
_LETTER = re.compile(r"[^\W\d_]")


def council_on_cover(
    layout: Layout, vocabulary: Vocabulary, places: Sequence[tuple[int, int]], on: date | None
) -> AuthorityStated:
    """The council that the lines of the first of `places` (start and end in the text) name, together or one
    of them; else those of the next; else the one of the overall judgement; else the one that the document
    names most. `on` is a day of the inspection. `key` is None, `printed` as found, where none is listed."""
    text = layout.document.text
    unlisted: AuthorityStated | None = None
    printed = chain.from_iterable(_lines(layout, start, end) for start, end in places)
    for span in chain(printed, _judged(layout, vocabulary)):
        stated = authority_printed(text, span, vocabulary, on)
        if stated.key:
            return stated
        unlisted = unlisted or stated
    mentioned = authority_mentioned(text, vocabulary, on)
    return unlisted or mentioned or AuthorityStated(None, "", Span(0, 0))


def _lines(layout: Layout, start: int, end: int) -> Iterator[Span]:
    """The stretch of all lines, then those of few lines, then each line alone; lines without a letter are
    page numbers. A name broken over lines comes before its end, which may be another council's name."""
    spans = [
        Span(max(start, line.span.start), min(end, line.span.end))
        for line in layout.lines
        if start < line.span.end
        and line.span.start < end
        and not line.furniture
        and _LETTER.search(line.text)
    ]
    for count in dict.fromkeys((len(spans), *range(min(LINES_OF_NAME, len(spans)), 0, -1))):
        for first, last in zip(spans, spans[count - 1 :], strict=False):
            if last.end - first.start <= LONGEST_NAME:
                yield Span(first.start, last.end)


def _judged(layout: Layout, vocabulary: Vocabulary) -> Iterator[Span]:
    text = layout.document.text
    for line in layout.lines:
        match = vocabulary.printed_forms.at("judged-overall-effectiveness", text, line.span.start)
        if match and match.groupdict().get("council"):
            yield Span(*match.span("council"))
