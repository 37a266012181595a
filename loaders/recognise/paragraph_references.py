"""By how much the paragraph numbers that recommendations cite are off, worked out from the content.

Some reports were renumbered after their references were written, so that citations point a constant number of
paragraphs too far, or by one number up to some paragraph and by another from there on. For each possible
shift the words of the paragraphs it leads to are compared with those of the recommendations. A shift other
than 0 is assumed only if it fits clearly better, over many recommendations, than the numbers as printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from loaders.model import Paragraph, RecommendationStated

FARTHEST = 6
SHIFTS = range(-FARTHEST, FARTHEST + 1)
# A stem is a word's beginning: enough to bring "planning" and "plans" together, and to keep most words apart.
STEM = 6
_WORD = re.compile(r"[a-z]{4,}")
FEWEST_GAINS = 4
FEWEST_BESIDE_TURN = 6
LEAST_RATIO = 1.15
LEAST_SIGNIFICANCE = 2.0

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ShiftFound:
    """`shift` is what must be added to most printed numbers to reach the paragraph meant (-2: two too far).

    Where the shift changes, `turn` is the first printed number of the second stretch and `shift_after` its
    shift. `support` says by what share `shift` fits better than the best other one (1: no other fits at all;
    below 0: the content points elsewhere, but not clearly); `candidates` holds the likeness of each shift."""

    shift: int
    support: float
    candidates: tuple[tuple[int, float], ...] = ()
    shift_before: int | None = None
    turn: int | None = None
    shift_after: int | None = None

    def meant(self, printed: int) -> int:
        """The number of the paragraph that is meant where `printed` is cited."""
        if self.turn is None or self.shift_before is None or self.shift_after is None:
            return printed + self.shift
        return printed + (self.shift_before if printed < self.turn else self.shift_after)


def reference_shift(
    recommendations: Sequence[RecommendationStated], paragraphs: Sequence[Paragraph]
) -> ShiftFound:
    """The shift of a document's citations; 0 unless the content speaks clearly for another."""
    numbered = _by_number(recommendations, paragraphs)
    citing = [
        (each.text, [int(number) for number in each.paragraphs_printed])
        for each in recommendations
        if any(int(number) + shift in numbered for number in each.paragraphs_printed for shift in SHIFTS)
    ]
    if not citing:
        return ShiftFound(0, 0.0)
    reachable = {number + shift for _, cited in citing for number in cited for shift in SHIFTS}
    stems = {
        number: _stems(_text(paragraphs[index])) for number, index in numbered.items() if number in reachable
    }
    citations = _compared(citing, stems)
    means = {
        shift: _mean([_mean([each.like[shift] for each in own]) for own in citations]) for shift in SHIFTS
    }
    best = max(SHIFTS, key=lambda shift: (means[shift], -abs(shift)))
    printed = [_mean([each.like[0] for each in own]) for own in citations]
    if not _clearly_better([_mean([each.like[best] for each in own]) for own in citations], printed):
        best = 0
    others = max(mean for shift, mean in means.items() if shift != best)
    support = 1 - others / means[best] if means[best] else 0.0
    found = ShiftFound(best, support, tuple(means.items()))
    return _turned([each for own in citations for each in own], found) if best else found


def paragraphs_meant(
    recommendations: Sequence[RecommendationStated], paragraphs: Sequence[Paragraph], found: ShiftFound
) -> tuple[tuple[int, ...], ...]:
    """For each recommendation the indexes in `paragraphs` of those that it means, in the order cited."""
    numbered = _by_number(recommendations, paragraphs)
    meant = ([found.meant(int(number)) for number in each.paragraphs_printed] for each in recommendations)
    return tuple(tuple(numbered[number] for number in own if number in numbered) for own in meant)


@dataclass(frozen=True, slots=True)
class _Citation:
    """A printed number and the likeness of recommendation and paragraph at each shift."""

    number: int
    like: Mapping[int, float]


def _by_number(
    recommendations: Sequence[RecommendationStated], paragraphs: Sequence[Paragraph]
) -> dict[int, int]:
    """Index of the paragraph that bears each number and is no recommendation; the first, if several do."""
    own = {each.pieces[0].start for each in recommendations if each.pieces}
    numbered: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph.number is None or not paragraph.statements:
            continue
        if paragraph.statements[0].pieces[0].start not in own:
            numbered.setdefault(int(paragraph.number), index)
    return numbered


def _text(paragraph: Paragraph) -> str:
    return " ".join(statement.text for statement in paragraph.statements)


def _stems(text: str) -> Counter[str]:
    return Counter([word[:STEM] for word in _WORD.findall(text.lower())])


def _compared(
    citing: Sequence[tuple[str, list[int]]], stems: Mapping[int, Counter[str]]
) -> list[list[_Citation]]:
    """Each recommendation's citations with their likeness: cosine of TF-IDF, 0 for a missing paragraph."""
    counts = Counter(stem for held in stems.values() for stem in held)
    weights = {stem: log((1 + len(stems)) / (1 + count)) for stem, count in counts.items()}
    vectors = {number: _vector(held, weights) for number, held in stems.items()}
    compared: list[list[_Citation]] = []
    for text, cited in citing:
        vector = _vector(_stems(text), weights)
        compared.append(
            [
                _Citation(number, {shift: _dot(vector, vectors.get(number + shift, {})) for shift in SHIFTS})
                for number in cited
            ]
        )
    return compared


def _vector(stems: Mapping[str, int], weights: Mapping[str, float]) -> Vector:
    raw = {stem: (1 + log(count)) * weights.get(stem, 0.0) for stem, count in stems.items()}
    norm = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {stem: value / norm for stem, value in raw.items() if value}


def _dot(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum([value * other[stem] for stem, value in one.items() if stem in other])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _clearly_better(ones: Sequence[float], others: Sequence[float]) -> bool:
    """Whether the first likenesses are much greater, and greater throughout (one-sided paired t)."""
    gains = [one - other for one, other in zip(ones, others, strict=True)]
    if len(gains) < FEWEST_GAINS or sum(ones) < LEAST_RATIO * sum(others):
        return False
    mean = _mean(gains)
    variance = sum((gain - mean) ** 2 for gain in gains) / (len(gains) - 1)
    return mean > LEAST_SIGNIFICANCE * sqrt(variance / len(gains))


def _turned(citations: Sequence[_Citation], found: ShiftFound) -> ShiftFound:
    """`found` with the number at which the shift changes, if two shifts fit clearly better than one."""
    ordered = sorted(citations, key=lambda each: each.number)
    best: tuple[float, int, int, int] | None = None
    for cut in range(FEWEST_BESIDE_TURN, len(ordered) - FEWEST_BESIDE_TURN + 1):
        if ordered[cut - 1].number == ordered[cut].number:
            continue
        before, after = _best(ordered[:cut]), _best(ordered[cut:])
        fit = sum(e.like[before] for e in ordered[:cut]) + sum(e.like[after] for e in ordered[cut:])
        if best is None or fit > best[0]:
            best = (fit, cut, before, after)
    if best is None or best[2] == best[3]:
        return found
    _, cut, before, after = best
    two = [each.like[before] for each in ordered[:cut]] + [each.like[after] for each in ordered[cut:]]
    if not _clearly_better(two, [each.like[found.shift] for each in ordered]):
        return found
    most = before if cut * 2 > len(ordered) else after
    return ShiftFound(most, found.support, found.candidates, before, ordered[cut].number, after)


def _best(citations: Sequence[_Citation]) -> int:
    return max(SHIFTS, key=lambda shift: (sum(each.like[shift] for each in citations), -abs(shift)))
