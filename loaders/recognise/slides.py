"""A council's own slides about an inspection: what they say of its days, grades and recommendations."""

from __future__ import annotations

from loaders.layout.lines import squeeze
from loaders.model import AuthorityStated, JudgementStated, Layout, Period, Report, Span
from loaders.recognise.authority import authority_mentioned
from loaders.recognise.cover import OPENING, periods_labelled, periods_said
from loaders.recognise.dates import periods_after
from loaders.recognise.judgements import contradictory, judgements_in
from loaders.recognise.people import team
from loaders.recognise.recommendations import recommendations_in
from loaders.vocabulary import OTHER_FRAMEWORK, Vocabulary

PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# Slides are recognised by so many wordings in which a council speaks of its own inspection; in a presentation
# file one is enough.
VOICES = 2


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """By the wordings in which a council, and no inspectorate, speaks of an inspection."""
    voices = {
        squeeze(match.group()).casefold()
        for match in vocabulary.printed_forms.all("council-voice", layout.document.text)
    }
    return len(voices) >= (1 if layout.document.media_type == PRESENTATION else VOICES)


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the slides state. Two grades for one area are both kept, with a contradiction."""
    framework, judgements = _framework(layout, vocabulary)
    text = layout.document.text
    periods = _days(layout, vocabulary)
    day = periods[0].start if periods else None
    first_line = next((line.text for line in layout.lines if not line.furniture), "")
    return Report(
        layout=layout,
        framework=framework,
        authority=authority_mentioned(text, vocabulary, day) or _unlisted(text, vocabulary),
        title=first_line,
        periods=periods,
        people=team(layout, vocabulary),
        judgements=judgements,
        recommendations=recommendations_in(layout, vocabulary),
        contradictions=contradictory(judgements),
        slides=True,
    )


def _unlisted(text: str, vocabulary: Vocabulary) -> AuthorityStated:
    """A council that is not in the list, by the first "X Council" of the slides."""
    start, end = vocabulary.council_phrase(text) or (0, 0)
    return AuthorityStated(None, squeeze(text[start:end]), Span(start, end))


def _framework(layout: Layout, vocabulary: Vocabulary) -> tuple[str, tuple[JudgementStated, ...]]:
    """The framework whose areas the slides grade most, else the one that they name, with the grades."""
    best: tuple[str, tuple[JudgementStated, ...]] = (_named(layout, vocabulary), ())
    for framework in vocabulary.frameworks:
        if not any(framework in area.frameworks for area in vocabulary.areas.values()):
            continue
        judgements = judgements_in(layout, vocabulary, framework)
        if len(_areas(judgements)) > len(_areas(best[1])):
            best = (framework, judgements)
    return best


def _areas(judgements: tuple[JudgementStated, ...]) -> set[str]:
    return {judgement.area for judgement in judgements}


def _named(layout: Layout, vocabulary: Vocabulary) -> str:
    text = squeeze(layout.document.text).casefold()
    named = (
        (len(label), framework.key)
        for framework in vocabulary.frameworks.values()
        for label in framework.labels
        if " " in label and label.casefold() in text
    )
    return max(named, default=(0, OTHER_FRAMEWORK))[1]


def _days(layout: Layout, vocabulary: Vocabulary) -> tuple[Period, ...]:
    text = layout.document.text
    visited = vocabulary.printed_forms.all("council-visit-days", text, 0, OPENING)
    told = (periods_after(text, match.end(), match.end() + OPENING) for match in visited)
    said = next((periods for periods in told if periods), ())
    return said or periods_labelled(layout, vocabulary) or periods_said(layout, vocabulary)
