"""What a statement's neighbours tell about its polarity: "This means that ..." leans on the one before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from loaders.classify.context import StatementInContext
from loaders.classify.neighbours import follow_the_last
from loaders.classify.polarity_features import Reading

Numbers = npt.NDArray[np.float64]

_POINTING = ("reversal", "continuation")
LEANINGS = (*_POINTING, "consequence", "contrast", "concession", "example", "addition", "pronoun")
OWN, BEFORE, AFTER, AROUND = "own", "before", "after", "around"
SAME = ("before in paragraph", "after in paragraph")
_ALWAYS = (OWN, BEFORE, AFTER, AROUND, *SAME)
PARTS = (*_ALWAYS, *(f"{side} {kind}" for side in (BEFORE, AFTER) for kind in LEANINGS))
_REACH = 4
_FLOOR = 0.01


def neighbour_names(polarities: Sequence[str]) -> list[str]:
    """Names of the columns of `neighbour_features`."""
    return [f"(around: {part} {polarity})" for part in PARTS for polarity in polarities]


def neighbour_features(
    statements: Sequence[StatementInContext], readings: Sequence[Reading], shares: Numbers
) -> Numbers:
    """A row per statement: for each of `PARTS`, a number for each polarity.

    `shares` are the probabilities by the statements' own words, a row per statement. A neighbour counts while
    each statement's `previous` is the text of the one before, which ends at the end of a section."""
    count, width = shares.shape
    follows = follow_the_last(statements)
    leanings = np.array([_leaning(reading) for reading in readings])
    section = np.cumsum(~follows)
    # None is nan, which equals nothing.
    paragraph = np.array([statement.paragraph for statement in statements], dtype=np.float64)
    centred = shares - 1.0 / width
    found = np.zeros((count, len(PARTS), width))
    found[:, 0] = np.log(shares + _FLOOR)
    later = np.flatnonzero(follows)
    found[later, 1] = centred[later - 1]
    found[later - 1, 2] = centred[later]
    within = later[paragraph[later] == paragraph[later - 1]]
    found[within, 4] = centred[within - 1]
    found[within - 1, 5] = centred[within]
    leaning = later[leanings[later] >= 0]
    found[leaning, len(_ALWAYS) + leanings[leaning]] = centred[leaning - 1]
    found[leaning - 1, len(_ALWAYS) + len(LEANINGS) + leanings[leaning]] = centred[leaning]
    others = np.zeros((count, 1))
    for step in range(1, min(_REACH, count - 1) + 1):
        near = (section[step:] == section[:-step])[:, None]
        found[step:, 3] += centred[:-step] * near
        found[:-step, 3] += centred[step:] * near
        others[step:] += near
        others[:-step] += near
    found[:, 3] /= np.maximum(others, 1)
    return found.reshape(count, -1)


def _leaning(reading: Reading) -> int:
    """The kind of cue among the first words that ties the statement to the one before, by its place in
    `LEANINGS`; -1: none. What points back ("However, this is no longer ...") goes before a mere opening."""
    opening = [spot.kind for spot in reading.spotted[:2] if spot.start <= 1 + (spot.kind in _POINTING)]
    return min((LEANINGS.index(kind) for kind in opening if kind in LEANINGS), default=-1)
