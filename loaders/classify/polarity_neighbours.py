"""What a statement's neighbours tell about its polarity: "This means that ..." leans on the one before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from loaders.classify.context import StatementInContext
from loaders.classify.neighbours import neighbours
from loaders.classify.polarity_features import Reading

Numbers = npt.NDArray[np.float64]

_POINTING = ("reversal", "continuation")
LEANINGS = (*_POINTING, "consequence", "contrast", "concession", "example", "addition", "pronoun")
OWN, BEFORE, AFTER, AROUND = "own", "before", "after", "around"
BEFORE_WITHIN, AFTER_WITHIN = "before in paragraph", "after in paragraph"
_ALWAYS = (OWN, BEFORE, AFTER, AROUND, BEFORE_WITHIN, AFTER_WITHIN)
PARTS = (*_ALWAYS, *(f"{side} {kind}" for side in (BEFORE, AFTER) for kind in LEANINGS))
_PLACE = {part: place for place, part in enumerate(PARTS)}
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
    beside = neighbours(statements)
    later = np.flatnonzero(beside.at("before") >= 0)
    within = np.flatnonzero(beside.same_paragraph)
    section = np.cumsum(beside.at("before") < 0)
    leanings = np.array([_leaning(reading) for reading in readings])
    leaning = later[leanings[later] >= 0]
    centred = shares - 1.0 / width
    found = np.zeros((count, len(PARTS), width))
    found[:, _PLACE[OWN]] = np.log(shares + _FLOOR)
    for rows, before, after in (
        (later, _PLACE[BEFORE], _PLACE[AFTER]),
        (within, _PLACE[BEFORE_WITHIN], _PLACE[AFTER_WITHIN]),
        (leaning, len(_ALWAYS) + leanings[leaning], len(_ALWAYS) + len(LEANINGS) + leanings[leaning]),
    ):
        found[rows, before] = centred[rows - 1]
        found[rows - 1, after] = centred[rows]
    others = np.zeros((count, 1))
    for step in range(1, min(_REACH, count - 1) + 1):
        near = (section[step:] == section[:-step])[:, None]
        found[step:, _PLACE[AROUND]] += centred[:-step] * near
        found[:-step, _PLACE[AROUND]] += centred[step:] * near
        others[step:] += near
        others[:-step] += near
    found[:, _PLACE[AROUND]] /= np.maximum(others, 1)
    return found.reshape(count, -1)


def _leaning(reading: Reading) -> int:
    """The kind of cue among the first words that ties the statement to the one before, by its place in
    `LEANINGS`; -1: none. What points back ("However, this is no longer ...") goes before a mere opening."""
    opening = [spot.kind for spot in reading.spotted[:2] if spot.start <= 1 + (spot.kind in _POINTING)]
    return min((LEANINGS.index(kind) for kind in opening if kind in LEANINGS), default=-1)
