"""Earlier inspections under their own heading, each in a bullet or two sentences, or with a list of grades.

Where a sentence dates an inspection ("... was in June 2012.") and the next gives a grade, both tell of one
inspection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from loaders.model import EarlierInspection, Layout, Paragraph, Span, Statement
from loaders.recognise.dates import months_in, periods_in
from loaders.recognise.earlier import framework_named
from loaders.recognise.judgements import earlier_judgements, grade_printed
from loaders.vocabulary import OTHER_FRAMEWORK, Area, Vocabulary

HEADING = "earlier-inspections"


def listed_inspections(
    layout: Layout, vocabulary: Vocabulary, framework: str, before: date | None
) -> tuple[EarlierInspection, ...]:
    """The inspections before the day `before` under a heading of earlier inspections, in reading order.

    An inspection is of `framework` where the framework was in use, else of another kind; grades listed below
    a sentence ("adoption performance: good") are each a mention with their area."""
    mentions = [
        mention
        for paragraph in layout.paragraphs
        if layout.sections[paragraph.section].kind == HEADING
        for mention in _mentions(paragraph, vocabulary)
    ]
    for judgement in earlier_judgements(layout, vocabulary, framework):
        last = next((each for each in reversed(mentions) if each.span.end <= judgement.span.start), None)
        if last is not None:
            graded = replace(last, area=judgement.area, grade=judgement.grade, span=judgement.span)
            mentions.append(
                replace(graded, text=layout.document.text[judgement.span.start : judgement.span.end])
            )
    limit = before.isoformat() if before else ""
    return tuple(
        _classed(each, vocabulary, framework)
        for each in sorted(mentions, key=lambda each: each.span.start)
        if before is None or each.when < limit[: len(each.when)]
    )


def _classed(mention: EarlierInspection, vocabulary: Vocabulary, framework: str) -> EarlierInspection:
    """`mention` with its framework, as named or by its year, and the area of that framework that it names."""
    in_use = int(mention.when[:4]) > vocabulary.frameworks[framework].first_year
    kind = mention.framework or (framework if in_use else OTHER_FRAMEWORK)
    areas = (area for area in vocabulary.areas.values() if kind in area.frameworks)
    named = next((area.key for area in areas if _names(area, mention)), None)
    return replace(mention, framework=kind, area=mention.area or named)


def _names(area: Area, mention: EarlierInspection) -> bool:
    return any(
        re.search(rf"\b(?:{pattern})\b", mention.text, re.IGNORECASE) for pattern in area.heading_patterns
    )


def _mentions(paragraph: Paragraph, vocabulary: Vocabulary) -> Iterator[EarlierInspection]:
    statements = paragraph.statements
    if vocabulary.printed_forms.find("regulated-setting", statements[0].text if statements else ""):
        return
    for index, statement in enumerate(statements):
        place, when = _when(statement.text)
        if when is None or not vocabulary.printed_forms.find("mention", statement.text):
            continue
        told = [statement]
        following = statements[index + 1] if index + 1 < len(statements) else None
        grade = _grade(statement.text, vocabulary)
        if grade is None and following is not None and _when(following.text)[1] is None:
            grade = _grade(following.text, vocabulary)
            told += [following] if grade else []
        kind = framework_named(statement.text[:place], int(when[:4]), vocabulary)
        yield EarlierInspection(when, " ".join(each.text for each in told), _span(told), kind, grade=grade)


def _span(statements: list[Statement]) -> Span:
    return Span(statements[0].pieces[0].start, statements[-1].pieces[-1].end)


def _when(said: str) -> tuple[int, str | None]:
    """Place of the first day or month of the sentence, and the date with the printed precision."""
    days = [(each.span.start, each.start.isoformat()) for each in periods_in(said) if each.start]
    months = [(span.start, month) for month, span in months_in(said)]
    return min(days or months, default=(0, None))


def _grade(said: str, vocabulary: Vocabulary) -> str | None:
    """The one grade that the sentence says was given; None where it gives several."""
    given = {
        graded[0]
        for match in vocabulary.printed_forms.all("grade-given", said)
        if (graded := grade_printed(said, match.end(), vocabulary))
    }
    return given.pop() if len(given) == 1 else None
