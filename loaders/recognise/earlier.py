"""Earlier inspections that a document only mentions: when, of which kind, with which grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from loaders.model import EarlierInspection, Layout, Span, Statement
from loaders.recognise.dates import months_in, periods_in
from loaders.vocabulary import Vocabulary

# A date belongs to a mention that is at most so many characters away, without a stop between.
NEAR = 60
# A grade may stand further away from the date.
FAR = 120
OVERALL = "overall-effectiveness"
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
    frameworks = list(_frameworks(said, vocabulary))
    for when, place in _dates(said):
        near = [word for word in words if _distance(word, place) <= NEAR]
        if all(_STOP.search(said, *_gap(word, place)) for word in near):
            continue
        led_by = [each for each in frameworks if each[1][1] <= place[0] or _distance(each[1], place) == 1]
        framework = _nearest(led_by, place, NEAR)
        grade = None if framework and not _graded(framework, vocabulary) else _nearest(grades, place, FAR)
        yield EarlierInspection(
            when=when,
            text=said,
            span=_whole(statement),
            framework=framework,
            area=OVERALL if grade and vocabulary.printed_forms.find("said-overall", said) else None,
            grade=grade,
        )


def _nearest(found: Sequence[tuple[str, tuple[int, int]]], place: tuple[int, int], reach: int) -> str | None:
    """What of `found` stands nearest to `place`, no more than `reach` characters away."""
    near = [(_distance(where, place), what) for what, where in found if _distance(where, place) <= reach]
    return min(near)[1] if near else None


def _graded(framework: str, vocabulary: Vocabulary) -> bool:
    """Whether inspections of the framework give grades at all."""
    return any(framework in area.frameworks for area in vocabulary.areas.values())


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
    """The grades that the statement says were given ("judged to be good"); no other use of such a word."""
    labels = tuple((label, grade.key) for grade in vocabulary.grades.values() for label in grade.labels)
    pattern, keys = _label_pattern(labels)
    for judged in vocabulary.printed_forms.all("judged", said):
        if match := pattern.search(said, judged.end(), judged.end() + NEAR):
            yield keys[_plain(match.group())], match.span()


def _frameworks(said: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[int, int]]]:
    labels = tuple((label, each.key) for each in vocabulary.frameworks.values() for label in each.labels)
    pattern, keys = _label_pattern(labels)
    for match in pattern.finditer(said):
        yield keys[_plain(match.group())], match.span()


def _plain(words: str) -> str:
    return words.casefold().replace("’", "'")


@lru_cache(maxsize=8)
def _label_pattern(labels: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for any of the labels, longest first, and the key of each."""
    keys = {_plain(label): key for label, key in labels}
    longest_first = sorted(keys, key=len, reverse=True)
    alternatives = "|".join(re.escape(label).replace("'", "['’]") for label in longest_first)
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE), keys
