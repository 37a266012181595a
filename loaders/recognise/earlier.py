"""Earlier inspections that a document only mentions: when, of which kind, with which grade.

A date counts where the wording ties it to an inspection or a judgement (ontology/printed-forms.ttl, forms
"mention-..."): a date that merely stands in the same sentence belongs to something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from loaders.model import EarlierInspection, Layout, Paragraph, Span, Statement
from loaders.recognise.dates import months_in, periods_in
from loaders.recognise.earlier_area import Occasion
from loaders.recognise.earlier_grade import Given, grades_given, grades_of_next, inspection_named
from loaders.vocabulary import Vocabulary

MARK = "§"
KIND = "mention-kind-"
# Words that say whose inspection it was stand at most so far before and after the words that date it.
BEFORE = 60
AFTER = 30
# Between the kind of an inspection and the words that date it stands no more than a bracket and a blank.
TOUCHING = 3
# The digits first, so that the engine leaps from one "20" to the next.
_YEAR = re.compile(
    r"20\d\d(?<!\bAct 20..)(?<!\bRegulations 20..)(?<![\d/£,.-]20..)(?![\d/%]|,\d|\s*[-–]\s*\d)"
)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date that a sentence gives to an inspection: the span of the words that tie them together, the date
    (ISO, as precise as printed), and the span of the date itself."""

    words: Span
    when: str
    place: Span


def earlier_inspections(
    layout: Layout, vocabulary: Vocabulary, before: date | None
) -> tuple[EarlierInspection, ...]:
    """The inspections before the day `before` (None: any) that statements mention, in reading order; a
    mention that repeats date, framework, area and grade of another is left out.

    Inspections of schools, homes and other agencies, thematic and planned ones are left out."""
    found: dict[tuple[str, str | None, str | None, str | None], EarlierInspection] = {}
    for paragraph in layout.paragraphs:
        for mention in _mentions(paragraph, vocabulary):
            if before is None or mention.when < before.isoformat()[: len(mention.when)]:
                key = (mention.when, mention.framework, mention.area, mention.grade)
                found.setdefault(key, mention)
    return tuple(found.values())


def framework_named(words: str, year: int, vocabulary: Vocabulary, start: int = 0) -> str | None:
    """Key of the framework that `words` name from `start` on, the last where there are several; None where
    they name none that was in use in `year`."""
    forms = vocabulary.printed_forms
    named = [
        (match.end(), -match.start(), key)
        for key in (form.removeprefix(KIND) for form in forms.under(KIND))
        if vocabulary.frameworks[key].in_use(year)
        for match in forms.all(KIND + key, words)
        if match.end() >= start
    ]
    return max(named)[2] if named else None


def _mentions(paragraph: Paragraph, vocabulary: Vocabulary) -> Iterator[EarlierInspection]:
    for statement, following in zip_longest(paragraph.statements, paragraph.statements[1:]):
        if not _YEAR.search(statement.text):
            continue
        dates = sorted(_dates(statement.text), key=lambda each: each[1].start)
        marked = _marked(statement.text, dates)
        dated = _dated(marked, dates, vocabulary)
        for index, each in enumerate(dated):
            kind = _kind(marked, each, dated[:index], vocabulary)
            occasion, words = Occasion(each.when, kind), each.words
            later = (other.words.start for other in dated[index + 1 :] if other.words.start > words.start)
            end = max(next(later, len(marked)), words.end)
            given = grades_given(marked, words, each.place, end, occasion, vocabulary)
            told = [statement]
            if not given and len(dated) == 1 and following and not _YEAR.search(following.text):
                inspection, before = inspection_named(marked, words, vocabulary), marked[: words.start]
                given = grades_of_next(following.text, inspection, before, occasion, vocabulary)
                told += [following] if given else []
            for grade in given or (None,):
                yield _mention(occasion, grade, told, published=_published(marked, each, vocabulary))


def _kind(marked: str, each: _Dated, others: Sequence[_Dated], vocabulary: Vocabulary) -> str | None:
    """The framework that the words of the inspection, or those shortly before them, name."""
    earlier = [other.words.end for other in others if other.words.end <= each.words.start]
    begin = max(earlier, default=0)
    near = marked[max(begin, each.words.start - BEFORE) : each.words.end]
    start = len(near) - (each.words.end - each.words.start) - TOUCHING
    return framework_named(near, int(each.when[:4]), vocabulary, start)


def _published(marked: str, each: _Dated, vocabulary: Vocabulary) -> bool:
    return (
        vocabulary.printed_forms.find("mention-published", marked, each.words.start, each.words.end)
        is not None
    )


def _mention(
    occasion: Occasion, given: Given | None, told: Sequence[Statement], *, published: bool
) -> EarlierInspection:
    return EarlierInspection(
        when=occasion.when,
        text=" ".join(statement.text for statement in told),
        span=Span(told[0].pieces[0].start, told[-1].pieces[-1].end),
        framework=occasion.framework,
        area=given.area if given else None,
        grade=given.grade if given else None,
        published=published,
    )


def _dated(marked: str, dates: Sequence[tuple[str, Span]], vocabulary: Vocabulary) -> list[_Dated]:
    """The dates of inspections in reading order, each with the words that tie it to one."""
    forms = vocabulary.printed_forms
    found: dict[str, _Dated] = {}
    for match in forms.all("mention-dated", marked):
        near = slice(max(0, match.start() - BEFORE), match.end() + AFTER)
        if forms.find("mention-elsewhere", marked[near]):
            continue
        words = Span(*match.span())
        given = [(when, place) for when, place in dates if _inside(place, (words,))]
        # "Between the inspection in 2011 and 30 September 2016" is no list of inspections.
        for when, place in (each for each in given if len(each[0]) == len(given[0][0])):
            found.setdefault(when, _Dated(words, when, place))
    return sorted(found.values(), key=lambda each: each.place.start)


def _marked(said: str, dates: Sequence[tuple[str, Span]]) -> str:
    """`said` with every date overwritten by marks (MARK), so that printed forms can refer to dates."""
    for _, place in dates:
        said = said[: place.start] + MARK * (place.end - place.start) + said[place.end :]
    return said


def _dates(said: str) -> Iterator[tuple[str, Span]]:
    """Days, months and years with the printed precision; a part of a longer date is no date of its own."""
    taken: list[Span] = []
    for period in periods_in(said):
        if period.start is not None:
            taken.append(period.span)
            yield period.start.isoformat(), period.span
    for month, span in months_in(said):
        if not _inside(span, taken):
            taken.append(span)
            yield month, span
    for match in _YEAR.finditer(said):
        span = Span(*match.span())
        if not _inside(span, taken):
            yield match.group(), span


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)
