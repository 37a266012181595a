"""Lines grouped into headings and paragraphs, with the printed paragraph numbers and bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from loaders.layout.lines import BULLET_MARKS
from loaders.model import Line
from loaders.vocabulary import Vocabulary

NUMBERED = re.compile(r"^(\d{1,3})\.(?!\d)\s*")
BULLET = re.compile(rf"^[{BULLET_MARKS}]\s*")
DASH_BULLET = re.compile(r"^[-–—−─―̶*·➢✓✔]\s+|^o\s(?=[a-z])")
# A stop may have an aside in brackets behind it: "... in time. (Recommendation)".
_CLOSED = r"[\"'’”)\]]*\d{0,2}(?: \([^()]{1,120}\))?$"
TERMINAL = re.compile(rf"[.!?:;]{_CLOSED}")
SENTENCE_END = re.compile(rf"[.!?]{_CLOSED}")

WRAPPED_WIDTH = 140
MAX_HEADING_LINES = 3
MAX_HEADING_CHARACTERS = 160
MAX_HEADING_WORDS = 12
MAX_NUMBER_JUMP = 4
FRONT_MATTER = "front-matter"


def ends_with(stop: re.Pattern[str], text: str) -> bool:
    """Whether `text` ends with `stop` (TERMINAL or SENTENCE_END). Most lines end with a letter and are told
    at once."""
    return not text[-1:].isalpha() and stop.search(text) is not None


@dataclass
class Block:
    """A heading, with the section `kind` and judgement `area` that it announces, or a paragraph being
    gathered, with its printed `number`, `bullet`, and the length of that marker (`skip`)."""

    lines: list[Line] = field(default_factory=list)
    heading: bool = False
    kind: str | None = None
    area: str | None = None
    number: str | None = None
    bullet: bool = False
    skip: int = 0
    after_blank: bool = False

    @property
    def text(self) -> str:
        """The block's lines joined by single spaces."""
        return " ".join(line.text for line in self.lines)


class BlockBuilder:
    """Reads the body lines in order and decides for each whether it begins a heading or a paragraph, or
    continues one."""

    def __init__(self, document_text: str, lines: Sequence[Line], vocabulary: Vocabulary) -> None:
        self.text = document_text
        self.lines = [line for line in lines if not line.furniture]
        self.vocabulary = vocabulary
        lengths = sorted(len(line.text) for line in self.lines) or [0]
        self.width = lengths[int(len(lengths) * 0.9)]
        self.wrapped = self.width < WRAPPED_WIDTH
        self.blocks: list[Block] = []
        self.last_number = 0
        self.evaluative = False
        self.on_cover = True
        self.saluted = False
        self.grades = {label.casefold() for grade in vocabulary.grades.values() for label in grade.labels}

    def build(self) -> list[Block]:
        """All blocks in reading order."""
        index = 0
        while index < len(self.lines):
            index += self._take(index)
        return self.blocks

    @property
    def _current(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    def _take(self, index: int) -> int:
        """Place the line at `index` and return how many lines were used: several for a heading over several
        lines."""
        line = self.lines[index]
        current = self._current
        blank = self._blank_before(index)
        self._follow_opening(current)
        begins = not line.text[0].islower()
        on_cover = self.on_cover and begins
        finished = on_cover or current is None or current.heading or self._finished(current, blank)
        if current and not finished and not current.bullet and line.text[0].isalpha():
            # Most lines: a sentence goes on, and neither number nor bullet begins the line.
            current.lines.append(line)
            return 1
        apart = on_cover or (self.saluted and begins and finished)
        if current and current.heading and current.area and self._completes_grade(current.text, line.text):
            current.lines.append(line)
            return 1
        if mark := BULLET.match(line.text):
            self._begin(line, bullet=True, skip=self._marker_length(line, mark))
            return 1
        if (mark := DASH_BULLET.match(line.text)) and (finished or blank or (current and current.bullet)):
            self._begin(line, bullet=True, skip=self._marker_length(line, mark))
            return 1
        used, kind, area = self._known_heading(index, finished)
        if used:
            self.blocks.append(Block(self.lines[index : index + used], heading=True, kind=kind, area=area))
            if kind is not None:
                self.evaluative = self.vocabulary.section_kinds[kind].evaluative
            return used
        if (mark := NUMBERED.match(line.text)) and self._numbers_on(int(mark.group(1)), finished):
            self.last_number = int(mark.group(1))
            self._begin(line, number=mark.group(1), skip=self._marker_length(line, mark))
            return 1
        if finished and (self.evaluative or not self.wrapped) and self._looks_like_heading(index, current):
            self.blocks.append(Block([line], heading=True))
            return 1
        if apart or current is None or current.heading or self._new_paragraph(line, current, blank):
            self._begin(line)
            self.blocks[-1].after_blank = blank
        elif finished and self.vocabulary.section_opened_by(line.text):
            self._begin(line)
        else:
            current.lines.append(line)
        return 1

    def _follow_opening(self, current: Block | None) -> None:
        """Titles, names and addresses before the first stop are a line each, and titles after a salutation
        end with a short line."""
        if current is None or not (self.on_cover or self.saluted):
            return
        if current.heading:
            self.on_cover, self.saluted = False, current.kind == FRONT_MATTER
        elif ends_with(SENTENCE_END, current.lines[-1].text):
            self.on_cover = self.saluted = False

    def _completes_grade(self, heading: str, line: str) -> bool:
        """Whether `line` is the grade under an area's heading, or the rest of one that the heading begins."""
        if line.casefold() in self.grades:
            return True
        joined = f"{heading} {line}".casefold()
        return any(len(line) < len(grade) and joined.endswith(grade) for grade in self.grades)

    def _begin(self, line: Line, number: str | None = None, bullet: bool = False, skip: int = 0) -> None:
        self.blocks.append(Block([line], number=number, bullet=bullet, skip=skip))

    def _marker_length(self, line: Line, mark: re.Match[str]) -> int:
        """Characters of the marker in the document's text, which may hold more blanks than `line.text`."""
        raw = self.text[line.span.start : line.span.end]
        marker = mark.group().strip()
        after = raw.find(marker) + len(marker)
        return after + len(raw[after:]) - len(raw[after:].lstrip())

    def _blank_before(self, index: int) -> bool:
        if index == 0:
            return True
        gap = self.text[self.lines[index - 1].span.end : self.lines[index].span.start]
        return gap.isspace() and gap.count("\n") > 1

    def _finished(self, current: Block, blank: bool) -> bool:
        last = current.lines[-1].text
        if blank or not self.wrapped or len(last) < 0.7 * self.width:
            return True
        return ends_with(TERMINAL, last)

    def _new_paragraph(self, line: Line, current: Block, blank: bool) -> bool:
        last, capital = current.lines[-1].text, line.text[0].isupper()
        if line.text[0].islower() and not ends_with(SENTENCE_END, last):
            return False
        if not self.wrapped:
            return capital or current.bullet or ends_with(TERMINAL, last)
        if blank:
            return capital or ends_with(TERMINAL, last)
        return capital and len(last) < 0.85 * self.width and ends_with(SENTENCE_END, last)

    def _numbers_on(self, number: int, finished: bool) -> bool:
        if number == self.last_number + 1:
            return True
        if not finished:
            return False
        return number == 1 or self.last_number == 0 or 0 < number - self.last_number <= MAX_NUMBER_JUMP

    def _known_heading(self, index: int, finished: bool) -> tuple[int, str | None, str | None]:
        """How many lines a heading that the vocabulary knows takes from `index` on (0: there is none), its
        section kind and its judgement area."""
        line = self.lines[index]
        current = self._current
        if not finished and not (current and current.bullet):
            return 0, None, None
        if len(line.text) > MAX_HEADING_CHARACTERS or line.text[0].islower():
            return 0, None, None
        further = (each.text for each in self.lines[index + 1 : index + MAX_HEADING_LINES])
        texts = [line.text, *takewhile(lambda text: not BULLET.match(text), further)]
        if not self.vocabulary.may_begin_heading(" ".join(texts)):
            return 0, None, None
        for count in range(len(texts), 0, -1):
            text = " ".join(texts[:count])
            if len(text) > MAX_HEADING_CHARACTERS:
                continue
            if any(self._blank_before(index + step) for step in range(1, count)):
                continue
            heading = text[:-1] if text.endswith(".") and self._numbered(index + count) else text
            kind, area = self.vocabulary.section_kind(heading), self.vocabulary.area_of_heading(heading)
            if (kind or area) and not self._sentence_goes_on(text, index + count):
                return count, kind, area
        return 0, None, None

    def _numbered(self, index: int) -> bool:
        """Whether the line at `index` begins a numbered paragraph."""
        return index < len(self.lines) and NUMBERED.match(self.lines[index].text) is not None

    def _sentence_goes_on(self, text: str, following: int) -> bool:
        """Whether the line after `text`, which reads like a heading, makes it the start of a sentence."""
        if not self.wrapped or text.endswith(":") or following >= len(self.lines):
            return False
        after = self.lines[following].text
        goes_on = after[0].islower() and not DASH_BULLET.match(after) and not self._blank_before(following)
        return goes_on and not self._completes_grade(text, after)

    def _looks_like_heading(self, index: int, current: Block | None) -> bool:
        """A short capitalised line without a stop between finished text and the start of a sentence."""
        line = self.lines[index].text
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        if not following or line.endswith(",") or (ends_with(TERMINAL, line) and not line.endswith("?")):
            return False
        if not (line[0].isupper() or line[0] in "‘'“") or len(line.split()) > MAX_HEADING_WORDS:
            return False
        if len(line) > (0.75 * self.width if self.wrapped else 90):
            return False
        listed = bool(BULLET.match(following) or DASH_BULLET.match(following))
        if not self.wrapped and self._blank_before(index) and listed:
            return True
        if current is None or not (current.heading or ends_with(SENTENCE_END, current.lines[-1].text)):
            return False
        return listed or following[0].isupper() or bool(NUMBERED.match(following))
