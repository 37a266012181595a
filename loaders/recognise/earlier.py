"""Earlier inspections that a document only mentions: when, of which kind, with which grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from loaders.model import EarlierInspection, Layout, Span, Statement
from loaders.recognise.dates import months_in, periods_in
from loaders.vocabulary import Vocabulary

# A date belongs to a mention that is at most so many characters away, without a stop between.
NEAR = 60
_YEAR = re.compile(r"(?<!\bAct )(?<!\bRegulations )(?<![\d/£,.-])(?:19|20)\d\d(?![\d/%]|,\d|\s*[-–]\s*\d)")
_STOP = re.compile(r"[.;:]\s")


def earlier_inspections(
    layout: Layout, vocabulary: Vocabulary, before: date | None
) -> tuple[EarlierInspection, ...]:
    """The inspections before the day `before` that statements mention, each month or year once.

    A date counts when it stands near a word for an inspection or judgement in the same sentence."""
    found: dict[tuple[str, str | None, str | None], EarlierInspection] = {}
    for paragraph in layout.paragraphs:
        for statement in paragraph.statements:
            if not _YEAR.search(statement.text):
                continue
            for mention in _mentions(layout.document.text, statement, vocabulary):
                if before is None or mention.when < before.isoformat()[: len(mention.when)]:
                    found.setdefault((mention.when, mention.framework, mention.grade), mention)
    return tuple(found.values())


def _mentions(text: str, statement: Statement, vocabulary: Vocabulary) -> Iterator[EarlierInspection]:
    said = statement.text
    words = [match.span() for match in vocabulary.printed_forms.all("mention", said)]
    grades = list(_grades(said, vocabulary))
    for when, (start, end) in _dates(said):
        near = [word for word in words if _distance(word, (start, end)) <= NEAR]
        if not any(_STOP.search(said, *_gap(word, (start, end))) is None for word in near):
            continue
        if not near:
            continue
        grade = min(grades, key=lambda each: _distance(each[1], (start, end)), default=None)
        framework = _framework(said, vocabulary)
        yield EarlierInspection(
            when=when,
            text=said,
            span=_whole(statement),
            framework=framework,
            area="overall-effectiveness" if grade and "overall" in said.casefold() else None,
            grade=grade[0] if grade else None,
        )


def _whole(statement: Statement) -> Span:
    return Span(statement.pieces[0].start, statement.pieces[-1].end)


def _dates(said: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Days, months and years with the printed precision; a part of a longer date is no date of its own."""
    taken: list[Span] = []
    for period in periods_in(said):
        if period.start is not None:
            taken.append(period.span)
            yield period.start.isoformat(), (period.span.start, period.span.end)
    for month, span in months_in(said):
        if not _inside(span, taken):
            taken.append(span)
            yield month, (span.start, span.end)
    for match in _YEAR.finditer(said):
        if not _inside(Span(*match.span()), taken):
            yield match.group(), match.span()


def _inside(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    first, second = sorted((one, other))
    return first[1], max(first[1], second[0])


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    start, end = _gap(one, other)
    return end - start


def _grades(said: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[int, int]]]:
    grades = tuple((label, grade.key) for grade in vocabulary.grades.values() for label in grade.labels)
    pattern, keys = _grade_pattern(grades)
    for match in pattern.finditer(said):
        yield keys[match.group().casefold()], match.span()


@lru_cache(maxsize=4)
def _grade_pattern(grades: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {label.casefold(): key for label, key in grades}
    longest_first = sorted(keys, key=len, reverse=True)
    judged = r"(?<!\bnot )\b"
    return re.compile(rf"{judged}(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), keys


def _framework(said: str, vocabulary: Vocabulary) -> str | None:
    folded = said.casefold().replace("’", "'")
    labels = (
        (len(label), framework.key)
        for framework in vocabulary.frameworks.values()
        for label in framework.labels
        if label.casefold().replace("’", "'") in folded
    )
    return max(labels, default=(0, None))[1]
