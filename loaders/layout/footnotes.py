"""Footnotes at the foot of a page that nothing but their number sets apart from the text above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from loaders.model import Line

LONGEST = 6
_NUMBER = re.compile(r"(\d{1,2}) (?=[A-Z‘“'])")
_STOP = re.compile(r"[.!?:;][\"'’”)\]]*\d{0,2}$")


def footnotes_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines` with footnotes marked as furniture.

    A footnote begins in the last lines of a page with a number and a capital; either the text above it
    carries its number as a mark, or it stands in a sentence that goes on in lower case on the next page.
    """
    body = [index for index, line in enumerate(lines) if not line.furniture]
    pages = [list(indices) for _, indices in groupby(body, key=lambda index: lines[index].page)]
    notes: set[int] = set()
    for page, following in zip(pages, [*pages[1:], []], strict=False):
        after = lines[following[0]].text if following else ""
        for at in range(max(1, len(page) - LONGEST), len(page)):
            number = _NUMBER.match(lines[page[at]].text)
            if number and _is_footnote(number.group(1), [lines[index].text for index in page[:at]], after):
                notes.update(page[at:])
                break
    return tuple(
        replace(line, furniture=True) if index in notes else line for index, line in enumerate(lines)
    )


def _is_footnote(number: str, above: Sequence[str], after: str) -> bool:
    if after[:1].islower() and not _STOP.search(above[-1]):
        return True
    mark = re.compile(rf"[^\W\d][.,;:?!)’”]*{number}(?!\d)")
    return any(text == number or mark.search(text) for text in above)
