"""Per document: how often each theme and area is praised or criticised, and the best sentence for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.facts import TopicFact
from loaders.model import Finding, Layout
from loaders.vocabulary import Vocabulary

IDEAL_CHARACTERS = 130
NAMED_BONUS = 0.2
ASKED_FOR = 0.35


@dataclass
class _Tally:
    concerns: int = 0
    strengths: int = 0
    mixed: int = 0
    best: dict[str, tuple[float, str, str]] = field(default_factory=dict)


def topics(
    layout: Layout, findings: Sequence[Finding], iris: Sequence[str], vocabulary: Vocabulary
) -> tuple[TopicFact, ...]:
    """A fact for each theme and each area that a finding speaks of, ordered by scheme and key."""
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for finding, iri in zip(findings, iris, strict=True):
        if finding.polarity == "neutral":
            continue
        section = layout.sections[layout.paragraphs[finding.paragraph].section]
        area = section.area
        certain = {("theme", t): c for t, c in zip(finding.themes, finding.theme_certainties, strict=True)}
        if area:
            certain["area", area] = 1.0
        if not certain:
            continue
        score = stands_alone(finding, vocabulary)
        # What is to be done says less than what was found.
        score -= ASKED_FOR if vocabulary.section_kinds[section.kind].implied_polarity == "concern" else 0.0
        # A reason in quotation marks is a cue that stands in the sentence itself.
        named = {topic for topic, quoted, _ in (why.partition(": “") for why in finding.why) if quoted}
        for key, certainty in certain.items():
            told = score + (NAMED_BONUS if key[1] in named else 0.0)
            _count(tallies[key], finding, iri, round(told * certainty * finding.certainty, 4))
    return tuple(_fact(scheme, key, tallies[scheme, key]) for scheme, key in sorted(tallies))


def _count(tally: _Tally, finding: Finding, iri: str, score: float) -> None:
    if finding.polarity == "mixed":
        tally.mixed += 1
    elif finding.polarity == "concern":
        tally.concerns += 1
    else:
        tally.strengths += 1
    sides = ("concern", "strength") if finding.polarity == "mixed" else (finding.polarity,)
    for side in sides:
        if side not in tally.best or (score, iri) > tally.best[side][:2]:
            tally.best[side] = (score, iri, finding.statement.text)


def stands_alone(finding: Finding, vocabulary: Vocabulary) -> float:
    """How well a finding speaks for its themes by itself, 0 to 1: short, about little else, of one
    polarity, complete without the sentence before it."""
    text = finding.statement.text
    score = 1.0 - min(0.5, abs(len(text) - IDEAL_CHARACTERS) / 400)
    score -= 0.1 * max(0, len(finding.themes) - 1)
    score -= 0.3 if finding.polarity == "mixed" else 0.0
    if vocabulary.printed_forms.at("leans-back", text, 0):
        score -= 0.35
    elif any(vocabulary.printed_forms.all("points-back", text)):
        score -= 0.2
    score -= 0.25 if len(text) < 50 or text[-1] not in ".!" else 0.0
    return round(max(0.0, score), 4)


def _fact(scheme: str, key: str, tally: _Tally) -> TopicFact:
    _, concern, sentence = tally.best.get("concern", (0.0, None, ""))
    _, strength, _ = tally.best.get("strength", (0.0, None, ""))
    return TopicFact(scheme, key, tally.concerns, tally.strengths, tally.mixed, concern, strength, sentence)
