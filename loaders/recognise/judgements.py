"""Grades given to areas: rows of judgement tables, headings with a grade, and sentences that state one.

A row begins a printed line with the name of an area and ends a line with a grade; both may be broken over
lines ("2. Children looked after and achieving / permanence / Requires / improvement"). Sentences are told by
the printed forms "judged-<area>", whose match ends where the grade begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from loaders.layout.lines import squeeze
from loaders.model import Contradiction, JudgementStated, Layout, Line, Span
from loaders.recognise.names import alternatives
from loaders.vocabulary import Vocabulary

SENTENCE_FORMS = "judged-"
MAX_LINES_OF_ROW = 5
MAX_LINES_OF_SENTENCE = 3
SHORTEST_WORD = 3
_MARKS = " .*)0123456789"
# Under these headings grades are defined, or are those of earlier inspections.
_EARLIER = "earlier-inspections"
_ELSEWHERE = frozenset((_EARLIER, "grade-definitions", "contents", "method"))
_ROW_NUMBER = r"(?:[\W_]*)(?:\d{1,2}(?:\.\d{1,2})?[.:)]?\s+)?"
_BETWEEN = r"(?:\s*[:–-]\s*|\s+)"
_AFTER_GRADE = r"(?:\s+Grade\s+\d)?"
_ENDS_ROW = re.compile(r"(?:\s*\(?grade \d)?[\s.*)\d]*", re.I)
_ENDS_STATEMENT = re.compile(r"[ \t\d.*]*(?:[;:,.\n]|$|\s(?:because|as|and|overall|with|for|at|in)\b)", re.I)


def judgements_in(layout: Layout, vocabulary: Vocabulary, framework: str) -> tuple[JudgementStated, ...]:
    """The judgements on areas of `framework`, in reading order, each area's grade once.

    An area with several grades is there once for each of them; see `contradictory`."""
    stated = [
        each for each in _all(layout, vocabulary, framework) if _section(layout, each) not in _ELSEWHERE
    ]
    first: dict[tuple[str, str], JudgementStated] = {}
    for judgement in stated:
        first.setdefault((judgement.area, judgement.grade), judgement)
    return tuple(first.values())


def earlier_judgements(layout: Layout, vocabulary: Vocabulary, framework: str) -> tuple[JudgementStated, ...]:
    """The grades that the document lists under the heading of earlier inspections, in reading order."""
    return tuple(each for each in _all(layout, vocabulary, framework) if _section(layout, each) == _EARLIER)


def _all(layout: Layout, vocabulary: Vocabulary, framework: str) -> list[JudgementStated]:
    lines = [line for line in layout.lines if not line.furniture]
    graded = _graded_lines(layout.document.text, lines, _grade_labels(vocabulary))
    rows = _rows(layout, lines, [index for index, is_last in graded if is_last], vocabulary, framework)
    sentences = _sentences(layout, lines, [index for index, _ in graded], vocabulary, framework)
    return sorted([*rows, *sentences], key=lambda each: each.span.start)


def _section(layout: Layout, judgement: JudgementStated) -> str:
    """Kind of the section in which the judgement stands."""
    at = bisect_right(layout.sections, judgement.span.start, key=lambda section: section.span.start)
    return layout.sections[at - 1].kind


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
    layout: Layout, lines: Sequence[Line], graded: Iterable[int], vocabulary: Vocabulary, framework: str
) -> list[JudgementStated]:
    text = layout.document.text
    labels = _grade_labels(vocabulary)
    patterns = _area_patterns(vocabulary, framework)
    row = _row_pattern(patterns, labels)
    found: list[JudgementStated] = []
    done = -1
    for index in _shortly_before(graded, MAX_LINES_OF_ROW):
        start = lines[index].span.start
        match = row.match(text, start) if index > done else None
        last = match and _line_that_ends(lines, index, match.end())
        if match is None or last is None:
            continue
        area = next(key for i, (key, _) in enumerate(patterns) if match[f"a{i}"])
        span = Span(match.start("area"), match.end("grade"))
        found.append(JudgementStated(area, _key(match["grade"], vocabulary), squeeze(match["grade"]), span))
        done = last
    return found


def _graded_lines(text: str, lines: Sequence[Line], labels: tuple[str, ...]) -> list[tuple[int, bool]]:
    """Indexes of the lines that hold the last word of a grade; whether nothing but marks follows it there."""
    starts = [line.span.start for line in lines]
    found: dict[int, bool] = {}
    for word in _last_words(labels):
        at = text.find(word)
        while at >= 0:
            index = bisect_right(starts, at) - 1
            end = lines[index].span.end
            is_last = at < end and bool(_ENDS_ROW.fullmatch(text, at + len(word), end))
            found[index] = is_last or found.get(index, False)
            at = text.find(word, at + len(word))
    return sorted(found.items())


def _shortly_before(indexes: Iterable[int], reach: int) -> list[int]:
    near: set[int] = set()
    for index in indexes:
        near.update(range(max(0, index - reach + 1), index + 1))
    return sorted(near)


@cache
def _last_words(labels: tuple[str, ...]) -> tuple[str, ...]:
    words = {label.split()[-1].strip("()") for label in labels}
    cased = {form for word in words for form in (word, word.lower(), word.capitalize(), word.upper())}
    return tuple(sorted(word for word in cased if word.isupper() or len(word) > SHORTEST_WORD))


def _line_that_ends(lines: Sequence[Line], first: int, end: int) -> int | None:
    """Index of the line whose last words, footnote marks and page numbers apart, end at `end`."""
    for index in range(first, min(len(lines), first + MAX_LINES_OF_ROW)):
        line = lines[index]
        rest = len(line.text) - len(line.text.rstrip(_MARKS))
        if line.span.start < end <= line.span.end:
            return index if line.span.end - end <= rest else None
    return None


def _sentences(
    layout: Layout, lines: Sequence[Line], graded: Iterable[int], vocabulary: Vocabulary, framework: str
) -> list[JudgementStated]:
    text = layout.document.text
    forms = [
        (form, form.removeprefix(SENTENCE_FORMS))
        for form in vocabulary.printed_forms.under(SENTENCE_FORMS)
        if framework in vocabulary.areas[form.removeprefix(SENTENCE_FORMS)].frameworks
    ]
    found: list[JudgementStated] = []
    for index in _shortly_before(graded, MAX_LINES_OF_SENTENCE):
        start = lines[index].span.start
        for form, area in forms:
            match = vocabulary.printed_forms.at(form, text, start)
            grade = grade_printed(text, match.end(), vocabulary) if match else None
            if match is None or grade is None or not _ENDS_STATEMENT.match(text, grade[1]):
                continue
            printed = squeeze(text[match.end() : grade[1]])
            found.append(JudgementStated(area, grade[0], printed, Span(start, grade[1])))
    return found


def _key(printed: str, vocabulary: Vocabulary) -> str:
    folded = squeeze(printed).casefold()
    keys = (g.key for g in vocabulary.grades.values() if folded in map(str.casefold, g.labels))
    return next(keys)


def _grade_labels(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(label for grade in vocabulary.grades.values() for label in grade.labels)


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
