"""What all graded reports of 2009 to 2018 have in common: a cover, a team, grades and recommendations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from loaders.model import EarlierInspection, JudgementStated, Layout, Report
from loaders.recognise.council_on_cover import council_on_cover
from loaders.recognise.cover import footer_contradictions, periods_labelled, published
from loaders.recognise.earlier import earlier_inspections
from loaders.recognise.judgements import contradictory, judgements_in
from loaders.recognise.listed_inspections import HEADING, listed_inspections
from loaders.recognise.people import listed_team, team
from loaders.recognise.recommendations import recommendations_in
from loaders.vocabulary import Vocabulary


def graded_report(
    layout: Layout,
    vocabulary: Vocabulary,
    framework: str,
    title: str,
    named_in: Sequence[tuple[int, int]],
    subtype: str | None = None,
    judged: Callable[[JudgementStated], JudgementStated | None] | None = None,
) -> Report:
    """The report of `framework`; `named_in` are the places of the cover that may name the council, in turn.

    Without a printed `title` ("") the framework's label stands for it. `judged` is as in
    `judgements_in`."""
    periods = periods_labelled(layout, vocabulary)
    issued = published(layout, vocabulary)
    day = (periods[0].start if periods else None) or (issued.on if issued else None)
    judgements = judgements_in(layout, vocabulary, framework, judged)
    return Report(
        layout=layout,
        framework=framework,
        authority=council_on_cover(layout, vocabulary, named_in, day),
        title=title or vocabulary.frameworks[framework].label,
        periods=periods,
        published=issued,
        people=team(layout, vocabulary) or listed_team(layout, vocabulary),
        judgements=judgements,
        recommendations=recommendations_in(layout, vocabulary),
        earlier=_earlier(layout, vocabulary, framework, day),
        contradictions=(*contradictory(judgements), *footer_contradictions(layout, periods)),
        subtype=subtype,
    )


def _earlier(
    layout: Layout, vocabulary: Vocabulary, framework: str, before: date | None
) -> tuple[EarlierInspection, ...]:
    """Those listed under their own heading, then those mentioned anywhere else."""
    listed = listed_inspections(layout, vocabulary, framework, before)
    sections = [section.span for section in layout.sections if section.kind == HEADING]
    mentioned = (
        each
        for each in earlier_inspections(layout, vocabulary, before)
        if not any(span.start <= each.span.start < span.end for span in sections)
    )
    return (*listed, *mentioned)
