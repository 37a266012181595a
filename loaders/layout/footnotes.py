"""Footnotes that only their number sets apart from the text above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from loaders.layout.lines import BULLET_MARKS
from loaders.model import Line

LONGEST = 6
_NUMBER = re.compile(r"(\d{1,2}) (?=[A-Z‘“'])")
_MARK_OF_HEADING = re.compile(r"(?<=[a-z?!)’”])\d{1,2}$")
_STOP = re.compile(r"[.!?:;][\"'’”)\]]*\d{0,2}$")


def footnotes_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines`, with footnotes and with footnote marks on lines of their own marked as furniture.

    A footnote begins in the last lines of a page with a number and a capital; either the text above it
    carries its number as a mark, or it stands in a sentence that goes on in lower case on the next page.
    """
    body = [index for index, line in enumerate(lines) if not line.furniture]
    pages = [list(indices) for _, indices in groupby(body, key=lambda index: lines[index].page)]
    notes = _lone_marks(lines, body)
    for page, following in zip(pages, [*pages[1:], []], strict=False):
        after = lines[following[0]].text if following else ""
        for at in range(max(1, len(page) - LONGEST), len(page)):
            number = _number(lines, page, at)
            if number is None:
                continue
            above = [lines[index].text for index in page[:at]]
            if after[:1].islower() and not _STOP.search(above[-1]):
                notes.update(page[at:])
            elif _is_marked(number, above):
                notes.update(_whole_note(lines, page[at:]))
    return tuple(
        replace(line, furniture=True) if index in notes else line for index, line in enumerate(lines)
    )


def without_mark(heading: str) -> str:
    """The heading without the number of a footnote that is glued to its last word."""
    return _MARK_OF_HEADING.sub("", heading)


def _whole_note(lines: Sequence[Line], tail: Sequence[int]) -> Sequence[int]:
    """The lines from the footnote's number to the first line that ends with a stop; what follows may be body
    text."""
    for count, index in enumerate(tail, start=1):
        if _STOP.search(lines[index].text) and not _is_lone(lines[index].text):
            return tail[:count]
    return tail


def _number(lines: Sequence[Line], page: Sequence[int], at: int) -> str | None:
    """The number with which the line begins a footnote; it may also be a number alone, above a line with a
    capital."""
    text = lines[page[at]].text
    if _is_lone(text) and at + 1 < len(page) and lines[page[at + 1]].text[0].isupper():
        return text
    number = _NUMBER.match(text)
    return number.group(1) if number else None


def _is_lone(text: str) -> bool:
    return len(text) <= 2 and text.isdecimal()


def _lone_marks(lines: Sequence[Line], body: Sequence[int]) -> set[int]:
    """Numbers between a stop and a capital, or above a bullet: marks that were raised in print."""
    return {
        index
        for before, index, after in zip(body, body[1:], body[2:], strict=False)
        if _is_lone(lines[index].text)
        and (
            lines[after].text[0] in BULLET_MARKS
            or (_STOP.search(lines[before].text) and lines[after].text[0].isupper())
        )
    }


def _is_marked(number: str, above: Sequence[str]) -> bool:
    """Whether the text above a footnote carries its number behind a word, or on a line of its own."""
    mark = re.compile(rf"[^\W\d][.,;:?!)’”]*{number}(?!\d)")
    return any(text == number or mark.search(text) for text in above)
