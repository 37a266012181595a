"""Earlier inspections under their own heading, each in a bullet or two sentences, or with a list of grades.

Where a sentence dates an inspection ("... was in June 2012.") and the next gives a grade, both tell of one
inspection.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from loaders.model import EarlierInspection, Layout, Paragraph, Span, Statement
from loaders.recognise.dates import months_in, periods_in
from loaders.recognise.earlier import framework_named
from loaders.recognise.earlier_area import Occasion
from loaders.recognise.earlier_grade import Given, grades_of_next
from loaders.recognise.judgements import earlier_judgements, grade_printed
from loaders.vocabulary import OTHER_FRAMEWORK, Vocabulary

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
        for mention in _mentions(paragraph, vocabulary, framework)
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
        each
        for each in sorted(mentions, key=lambda each: each.span.start)
        if before is None or each.when < limit[: len(each.when)]
    )


def _mentions(paragraph: Paragraph, vocabulary: Vocabulary, framework: str) -> Iterator[EarlierInspection]:
    statements = paragraph.statements
    if vocabulary.printed_forms.find("regulated-setting", statements[0].text if statements else ""):
        return
    for index, statement in enumerate(statements):
        place, when = _when(statement.text)
        if when is None or not vocabulary.printed_forms.find("mention", statement.text):
            continue
        occasion = Occasion(when, _kind(statement.text[:place], when, framework, vocabulary))
        told = [statement]
        following = statements[index + 1] if index + 1 < len(statements) else None
        named, dated = statement.text[:place], statement.text[place:]
        given = _given(dated, named, occasion, vocabulary) or _given(named, "", occasion, vocabulary)
        if not given and following is not None and _when(following.text)[1] is None:
            given = _given(following.text, statement.text, occasion, vocabulary)
            told += [following] if given else []
        text = " ".join(each.text for each in told)
        for each in given or (None,):
            mention = EarlierInspection(when, text, _span(told), occasion.framework)
            yield replace(mention, area=each.area, grade=each.grade) if each else mention


def _kind(words: str, when: str, framework: str, vocabulary: Vocabulary) -> str:
    """The framework that `words` name, else `framework` if it was in use in the year of the inspection."""
    in_use = int(when[:4]) > vocabulary.frameworks[framework].first_year
    return framework_named(words, int(when[:4]), vocabulary) or (framework if in_use else OTHER_FRAMEWORK)


def _given(said: str, inspection: str, occasion: Occasion, vocabulary: Vocabulary) -> tuple[Given, ...]:
    """The grades that `said` gives to the inspection that the words `inspection` name."""
    led = [
        graded[1]
        for match in vocabulary.printed_forms.all("grade-given", said)
        if (graded := grade_printed(said, match.end(), vocabulary))
    ]
    return grades_of_next(said, inspection, "", occasion, vocabulary, lambda grade: grade.end in led)


def _span(statements: list[Statement]) -> Span:
    return Span(statements[0].pieces[0].start, statements[-1].pieces[-1].end)


def _when(said: str) -> tuple[int, str | None]:
    """Place of the first day or month of the sentence, and the date with the printed precision."""
    days = [(each.span.start, each.start.isoformat()) for each in periods_in(said) if each.start]
    months = [(span.start, month) for month, span in months_in(said)]
    return min(days or months, default=(0, None))
