"""Grades given to areas: rows of judgement tables, headings with a grade, and sentences that state one.

A row begins a printed line with the name of an area and ends a line with a grade; both may be broken over
lines ("2. Children looked after and achieving / permanence / Requires / improvement"). Sentences are told by
the printed forms "judged-<area>", whose match ends where the grade begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from loaders.layout.lines import squeeze
from loaders.model import Contradiction, JudgementStated, Layout, Line, Section, Span
from loaders.recognise.judgement_tables import Table, TableWords, rows_broken_by_grade, tables
from loaders.recognise.names import alternatives
from loaders.vocabulary import Vocabulary

SENTENCE_FORMS = "judged-"
TABLE_HEADS = "judgement-table-head"
MAX_LINES_OF_ROW = 9
# Characters in which a report gives its judgements; after them only sections on an area judge it.
OPENING = 8000
_MARKS = " .*)0123456789"
# Under these headings grades are defined, or are those of earlier inspections.
_EARLIER = "earlier-inspections"
_RECORD = "judgement"
_ELSEWHERE = frozenset((_EARLIER, "grade-definitions", "contents", "method"))
_ROW_NUMBER = r"(?:[\W_]*)(?:\d{1,2}(?:\.\d{1,2})?[.:)]?\s+)?"
_BETWEEN = r"(?:\s*[:–-]\s*|\s+)\(?"
_AFTER_GRADE = r"(?:\s+Grade\s+\d)?"
# "Good at the last inspection" gives a grade, "good at training" does not.
_ENDS_STATEMENT = re.compile(
    r"[ \t\d.*]*(?:[;:,.\n]|$|\s(?:because|as|and|overall|with|for|(?:at|in)\s+(?:the|this|its|that|\d+))\b)",
    re.I,
)


def judgements_in(
    layout: Layout,
    vocabulary: Vocabulary,
    framework: str,
    judged: Callable[[JudgementStated], JudgementStated | None] | None = None,
) -> tuple[JudgementStated, ...]:
    """The judgements on areas of `framework`, in reading order, each area's grade once; with `judged`, what
    it makes of each grade that is printed (None: no judgement).

    An area with several grades is there once for each of them; see `contradictory`."""
    printed = _printed(layout, lambda kind: kind not in _ELSEWHERE)
    last_year = vocabulary.frameworks[framework].last_year
    first: dict[tuple[str, str], JudgementStated] = {}
    for stated in _stated(layout, printed, vocabulary, framework):
        stated = _of_its_time(stated, last_year, vocabulary)
        judgement = judged(stated) if judged else stated
        if judgement:
            first.setdefault((judgement.area, judgement.grade), judgement)
    return tuple(first.values())


def _of_its_time(stated: JudgementStated, last_year: int | None, vocabulary: Vocabulary) -> JudgementStated:
    """The judgement with the grade of the same place in the scale that was in use when `last_year` began:
    "Grade 3" was adequate before it was requires improvement."""
    grade = vocabulary.grades[stated.grade]
    when = f"{last_year}-01"
    if last_year is None or grade.in_use(when):
        return stated
    place = (grade.scale, grade.order)
    same = (each for each in vocabulary.grades.values() if (each.scale, each.order) == place)
    return replace(stated, grade=next(each.key for each in same if each.in_use(when)))


def earlier_judgements(layout: Layout, vocabulary: Vocabulary, framework: str) -> tuple[JudgementStated, ...]:
    """The grades that the document lists under the heading of earlier inspections, in reading order."""
    printed = _printed(layout, lambda kind: kind == _EARLIER)
    return tuple(_stated(layout, printed, vocabulary, framework))


class _Printed(NamedTuple):
    """A body line and the section in which it stands."""

    line: Line
    section: Section


def _printed(layout: Layout, wanted: Callable[[str], bool]) -> list[_Printed]:
    """The body lines of the sections whose kind is wanted."""
    printed: list[_Printed] = []
    lines = [line for line in layout.lines if not line.furniture]
    at = 0
    for section in layout.sections:
        first = at
        while at < len(lines) and lines[at].span.start < section.span.end:
            at += 1
        if wanted(section.kind):
            printed.extend([_Printed(line, section) for line in lines[first:at]])
    return printed


def _stated(
    layout: Layout, printed: Sequence[_Printed], vocabulary: Vocabulary, framework: str
) -> list[JudgementStated]:
    in_tables = list(_tables(layout.document.text, printed, vocabulary, framework))
    found = [judgement for table in in_tables for judgement in table.judgements]
    rest = [each for each in printed if not any(_within(each.line, table.span) for table in in_tables)]
    found += _rows(layout, [each.line for each in rest], vocabulary, framework)
    found += _sentences(layout, rest, vocabulary, framework)
    return sorted(found, key=lambda each: each.span.start)


def _within(line: Line, span: Span) -> bool:
    return span.start < line.span.end and line.span.start < span.end


def _tables(
    text: str, printed: Sequence[_Printed], vocabulary: Vocabulary, framework: str
) -> Iterator[Table]:
    """The tables, in the opening or in a record of judgements, that do not give area and grade in one row; a
    row whose grade stands inside the broken name of its area counts as one."""
    lines = [line for line, section in printed if line.span.start <= OPENING or section.kind == _RECORD]
    labels = _grade_labels(vocabulary)
    heads = vocabulary.printed_forms.patterns[TABLE_HEADS]
    words = TableWords(_area_patterns(vocabulary, framework), labels, heads)

    def key(printed: str) -> str:
        return _key(printed, vocabulary)

    def area(name: str) -> str | None:
        return vocabulary.area_of_heading(name, framework)

    yield from tables(text, lines, words, key)
    for row in rows_broken_by_grade(lines, labels, key, area):
        yield Table(row.span, (row,))


def contradictory(judgements: Iterable[JudgementStated]) -> tuple[Contradiction, ...]:
    """A contradiction for every further grade of an area; what is stated first is kept."""
    kept: dict[str, JudgementStated] = {}
    found: list[Contradiction] = []
    for judgement in judgements:
        first = kept.setdefault(judgement.area, judgement)
        if first.grade != judgement.grade:
            subject = f"grade {judgement.area}"
            found.append(Contradiction(subject, first.grade, judgement.grade, first.span, judgement.span))
    return tuple(found)


def grade_printed(text: str, at: int, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """Key and end of the grade that is printed at `at` of `text`; None where there is none."""
    match = _grade_pattern(_grade_labels(vocabulary)).match(text, at)
    return (_key(match.group(), vocabulary), match.end()) if match else None


def _rows(
    layout: Layout, lines: Sequence[Line], vocabulary: Vocabulary, framework: str
) -> list[JudgementStated]:
    text = layout.document.text
    labels = _grade_labels(vocabulary)
    patterns = _area_patterns(vocabulary, framework)
    row = _row_pattern(patterns, labels)
    found: list[JudgementStated] = []
    done = -1
    for index in _possible_rows(lines, labels):
        match = row.match(text, lines[index].span.start) if index > done else None
        last = match and _line_that_ends(lines, index, match.end())
        if match is None or last is None or _goes_on(text, match):
            continue
        area = next(key for i, (key, _) in enumerate(patterns) if match[f"a{i}"])
        span = Span(match.start("area"), match.end("grade"))
        found.append(JudgementStated(area, _key(match["grade"], vocabulary), squeeze(match["grade"]), span))
        done = last
    return found


def _goes_on(text: str, row: re.Match[str]) -> bool:
    """Whether the name of the area begins on the line before: "Children in care and / care leavers Good"."""
    return row.start() == row.start("area") and text[row.start()].islower()


def _possible_rows(lines: Sequence[Line], labels: tuple[str, ...]) -> list[int]:
    """Indexes of the lines that end with the last word of a grade, and of those shortly before them."""
    last_words = _last_words(labels)
    near: set[int] = set()
    for index, line in enumerate(lines):
        if line.text.rstrip(_MARKS).rpartition(" ")[2].strip("(").casefold() in last_words:
            near.update(range(max(0, index - MAX_LINES_OF_ROW + 1), index + 1))
    return sorted(near)


@cache
def _last_words(labels: tuple[str, ...]) -> frozenset[str]:
    """The last words of grades; "grade" is what "Grade 4" leaves without its number."""
    return frozenset(("grade", *(label.split()[-1].strip("()").casefold() for label in labels)))


def _line_that_ends(lines: Sequence[Line], first: int, end: int) -> int | None:
    """Index of the line whose last words, footnote marks and page numbers apart, end at `end`."""
    for index in range(first, min(len(lines), first + MAX_LINES_OF_ROW)):
        line = lines[index]
        rest = len(line.text) - len(line.text.rstrip(_MARKS))
        if line.span.start < end <= line.span.end:
            return index if line.span.end - end <= rest else None
    return None


def _sentences(
    layout: Layout, printed: Sequence[_Printed], vocabulary: Vocabulary, framework: str
) -> list[JudgementStated]:
    """Sentences that begin a line of the opening or of the section on the area that they judge."""
    text = layout.document.text
    printed = [each for each in printed if each.section.area or each.line.span.start <= OPENING]
    found: list[JudgementStated] = []
    for form in vocabulary.printed_forms.under(SENTENCE_FORMS):
        area = form.removeprefix(SENTENCE_FORMS)
        if framework not in vocabulary.areas[area].frameworks:
            continue
        for line, section in printed:
            start = line.span.start
            if start > OPENING and section.area != area:
                continue
            match = vocabulary.printed_forms.at(form, text, start)
            grade = grade_printed(text, match.end(), vocabulary) if match else None
            if match is None or grade is None or not _ENDS_STATEMENT.match(text, grade[1]):
                continue
            words = squeeze(text[match.end() : grade[1]])
            found.append(JudgementStated(area, grade[0], words, Span(start, grade[1])))
    return found


def _key(printed: str, vocabulary: Vocabulary) -> str:
    folded = squeeze(printed).casefold()
    keys = (g.key for g in vocabulary.grades.values() if folded in map(str.casefold, g.labels))
    return next(keys)


@lru_cache(maxsize=4)
def _grade_labels(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(label for grade in vocabulary.grades.values() for label in grade.labels)


@lru_cache(maxsize=64)
def _area_patterns(vocabulary: Vocabulary, framework: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (area.key, "|".join(f"(?:{pattern})" for pattern in area.heading_patterns))
        for area in vocabulary.areas.values()
        if framework in area.frameworks and area.heading_patterns
    )


@cache
def _grade_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*{alternatives(labels)}(?![^\W\d_])")


@cache
def _row_pattern(areas: tuple[tuple[str, str], ...], labels: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(f"(?P<a{i}>{pattern})" for i, (_, pattern) in enumerate(areas))
    names = names.replace("[ -]", "(?: |-)").replace(" ", r"\s+")
    return re.compile(
        rf"{_ROW_NUMBER}(?P<area>(?i:{names})){_BETWEEN}(?:(?:is|are)\s+)?"
        rf"(?P<grade>{alternatives(labels)}){_AFTER_GRADE}(?![^\W\d_])"
    )
