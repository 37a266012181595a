"""What each recommendation is about and, apart from what it is for, what it asks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap

from loaders.classify.context import StatementInContext
from loaders.classify.themes import ThemeClassifier
from loaders.model import Finding, Report, Span
from loaders.vocabulary import Vocabulary

# A purpose is looked for after so many characters of what is asked.
_SHORTEST = 18
# References ("paragraph 12", the framework's outcomes) and abbreviations of what stands before.
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Less certain themes tell nothing of what a recommendation has in common with another one.
_HARDLY = 0.01


@dataclass(frozen=True, slots=True)
class RecommendationReading:
    """The themes of a recommendation; its words but for what stands in brackets and how probable (0 to 1)
    each theme is by these; those of the words that ask for something, and the same by these alone: "Improve
    supervision so that plans are better" asks for "Improve supervision"."""

    themes: tuple[str, ...]
    text: str
    certainties: Mapping[str, float]
    asked: str
    asked_certainties: Mapping[str, float]


def read_recommendations(
    report: Report, findings: Sequence[Finding], classifier: ThemeClassifier, vocabulary: Vocabulary
) -> tuple[RecommendationReading, ...]:
    """A reading of each recommendation of the report. Its themes are those of the findings that its
    statements are, which are read in their place; its own words tell where none of them is a finding."""
    begun = sorted((finding.statement.pieces[0].start, finding.themes) for finding in findings)
    stated = report.recommendations
    if not stated:
        return ()
    plain = [" ".join(_IN_BRACKETS.sub(" ", each.text).split()) for each in stated]
    asked = [what_is_asked(text, vocabulary) for text in plain]
    own = classifier.classify(_alone([each.text for each in stated], report))
    of_plain, of_asked = (_certainties(_alone(texts, report), classifier) for texts in (plain, asked))
    within = (_themes_within(each.pieces, begun) for each in stated)
    themes = [reading.themes if found is None else found for found, reading in zip(within, own, strict=True)]
    return tuple(starmap(RecommendationReading, zip(themes, plain, of_plain, asked, of_asked, strict=True)))


def what_is_asked(text: str, vocabulary: Vocabulary) -> str:
    """The words of a recommendation up to those that say what it is for or name particulars."""
    forms = vocabulary.printed_forms
    opening = forms.at("recommendation-opening", text, 0)
    purpose = forms.find("recommendation-purpose", text, (opening.end() if opening else 0) + _SHORTEST)
    return text[: purpose.start()] if purpose else text


def _alone(texts: Sequence[str], report: Report) -> list[StatementInContext]:
    """These words of the recommendations of the report, each with nothing beside it."""
    return [
        StatementInContext(text, "", "recommendations", each.area, None, report.framework)
        for text, each in zip(texts, report.recommendations, strict=True)
    ]


def _certainties(
    statements: Sequence[StatementInContext], classifier: ThemeClassifier
) -> list[dict[str, float]]:
    return [
        {
            theme: round(certainty, 3)
            for theme, certainty in zip(classifier.themes, row, strict=True)
            if certainty >= _HARDLY
        }
        for row in classifier.certainties(statements).tolist()
    ]


def _themes_within(
    pieces: Sequence[Span], begun: Sequence[tuple[int, tuple[str, ...]]]
) -> tuple[str, ...] | None:
    """The themes of the findings that begin in `pieces` of the text, each once; None where no finding does.
    `begun` are (start, themes) of all findings, sorted."""
    within = [
        themes
        for piece in pieces
        for _, themes in begun[bisect_left(begun, (piece.start,)) : bisect_left(begun, (piece.end,))]
    ]
    return tuple(dict.fromkeys(theme for themes in within for theme in themes)) if within else None
