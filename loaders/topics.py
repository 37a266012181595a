"""How often a document praises or criticises each theme and area, how certainly, and its best sentence on
each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.facts import TopicFact
from loaders.model import Finding, Layout, Section, Side
from loaders.vocabulary import BOARD, OVERALL, Vocabulary

IDEAL_CHARACTERS = 130
NAMED_BONUS = 0.2
ASKED_FOR, LEAST_TOLD = 0.35, 0.05
# The exponent by which certainty counts for more than style when a sentence is chosen: with 2, of 1,000
# sentences quoted where there was a choice 932 are read correctly, with 1 only 924 (labels of documents
# outside training).
SURELY_BEFORE_WELL = 2

# Key of a theme and of an area, "" for any.
_Topic = tuple[str, str]


@dataclass
class _Side:
    """One side (concerns or strengths) of a topic: `none_right` is the probability that all its findings so
    far were misread, `best` the score, IRI and sentence of the finding that represents them best."""

    none_right: float = 1.0
    best: tuple[float, str, str] | None = None

    def count(self, probability: float, score: float, iri: str, text: str) -> None:
        self.none_right *= 1 - probability
        if self.best is None or (score, iri) > self.best[:2]:
            self.best = (score, iri, text)


@dataclass
class _Tally:
    polarities: Counter[str] = field(default_factory=Counter)
    concern: _Side = field(default_factory=_Side)
    strength: _Side = field(default_factory=_Side)


def topics(
    layout: Layout, findings: Sequence[Finding], iris: Sequence[str], vocabulary: Vocabulary
) -> tuple[TopicFact, ...]:
    """A fact for each theme and each area that findings are about, and for each theme that is criticised
    within an area (there plain strengths are not counted), sorted. `findings` are those of the document in
    reading order, with their `iris`.

    Certainties assume that findings are misread independently of each other."""
    tallies: dict[_Topic, _Tally] = defaultdict(_Tally)
    before: tuple[Section, str] | None = None
    for finding, iri in zip(findings, iris, strict=True):
        section = layout.sections[layout.paragraphs[finding.paragraph].section]
        previous = before[1] if before is not None and before[0] is section else None
        before = (section, finding.statement.text)
        if finding.polarity == "neutral":
            continue
        asked_for = vocabulary.section_kinds[section.kind].implied_polarity == "concern"
        leaning = leaning_of(finding.statement.text, vocabulary)
        # What is to be done says less than what was found.
        score = stands_alone(finding, leaning) - (ASKED_FOR if asked_for else 0.0)
        heading = section.heading if asked_for and not finding.cued_blame else ""
        needed = heading or (previous if leaning else None)
        text = f"[{needed}] {finding.statement.text}" if needed else finding.statement.text
        for topic, certainty, side in _certain(finding, section.area):
            told = max(LEAST_TOLD, score + (NAMED_BONUS if topic[0] in finding.named_themes else 0.0))
            tally = tallies[topic]
            tally.polarities[side.polarity] += 1
            standing = round(told * (certainty * finding.certainty) ** SURELY_BEFORE_WELL, 4)
            if side.polarity != "strength":
                tally.concern.count(certainty * side.blame, standing, iri, text)
            if side.polarity != "concern":
                tally.strength.count(certainty * side.praise, standing, iri, text)
    return tuple(_fact(topic, tallies[topic]) for topic in sorted(tallies))


def _certain(finding: Finding, area: str | None) -> Iterator[tuple[_Topic, float, Side]]:
    """The topics of the finding, each with the probability that it is about it and what it says of it."""
    # The judgement on the whole inspection leaves out the safeguarding board, whose review stands beside it.
    within = {area or OVERALL} if area == BOARD else {area or OVERALL, OVERALL}
    for theme, certainty, side in zip(finding.themes, finding.theme_certainties, finding.sides, strict=True):
        yield (theme, ""), certainty, side
        if side.polarity != "strength":
            for each in sorted(within):
                yield (theme, each), certainty, side
    if area:
        yield ("", area), 1.0, Side(finding.polarity, finding.praise, finding.blame)


def leaning_of(text: str, vocabulary: Vocabulary) -> float:
    """How much of its score, 0 to 1, a sentence loses because it cannot be understood without the one
    before."""
    if vocabulary.printed_forms.at("leans-back", text, 0):
        return 0.35
    return 0.2 if any(vocabulary.printed_forms.all("points-back", text)) else 0.0


def stands_alone(finding: Finding, leaning: float) -> float:
    """How well a finding represents its themes when quoted alone, 0 to 1: it should be short, about little
    else, of one polarity, and complete without the sentence before it; `leaning` is what `leaning_of`
    gives."""
    text = finding.statement.text
    score = 1.0 - min(0.5, abs(len(text) - IDEAL_CHARACTERS) / 400)
    score -= 0.1 * max(0, len(finding.themes) - 1)
    score -= 0.3 if finding.polarity == "mixed" else 0.0
    score -= leaning
    score -= 0.25 if len(text) < 50 or text[-1] not in ".!" else 0.0
    return round(max(0.0, score), 4)


def _fact(topic: _Topic, tally: _Tally) -> TopicFact:
    theme, area = topic
    _, concern, criticism = tally.concern.best or (0.0, None, "")
    _, strength, praise = tally.strength.best or (0.0, None, "")
    return TopicFact(
        theme or None,
        area or None,
        tally.polarities["concern"],
        tally.polarities["strength"],
        tally.polarities["mixed"],
        round(1 - tally.concern.none_right, 2),
        round(1 - tally.strength.none_right, 2),
        concern,
        strength,
        criticism,
        praise,
    )
