"""What its neighbours say of a statement's polarity: "This means that ..." leans on the one before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loaders.classify.context import StatementInContext
from loaders.classify.polarity_features import Reading

Numbers = npt.NDArray[np.float64]

LEANINGS = ("consequence", "contrast", "concession", "example", "addition", "pronoun")
OWN, BEFORE, AFTER, AROUND = "own", "before", "after", "around"
PARTS = (OWN, BEFORE, AFTER, AROUND, *(f"{side} {kind}" for side in (BEFORE, AFTER) for kind in LEANINGS))
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
    found = np.zeros((count, len(PARTS), width))
    found[:, 0] = np.log(shares + _FLOOR)
    centred = shares - 1.0 / width
    runs = [index and statements[index].previous == statements[index - 1].text for index in range(count)]
    starts = [index for index in range(count) if not runs[index]] + [count]
    leanings = [_leaning(reading) for reading in readings]
    for start, end in pairwise(starts):
        for index in range(start, end):
            if index > start:
                found[index, 1] = centred[index - 1]
                if kind := leanings[index]:
                    found[index, 4 + LEANINGS.index(kind)] = centred[index - 1]
            if index + 1 < end:
                found[index, 2] = centred[index + 1]
                if kind := leanings[index + 1]:
                    found[index, 4 + len(LEANINGS) + LEANINGS.index(kind)] = centred[index + 1]
            near = slice(max(start, index - _REACH), min(end, index + _REACH + 1))
            others = near.stop - near.start - 1
            if others:
                found[index, 3] = (centred[near].sum(axis=0) - centred[index]) / others
    return found.reshape(count, -1)


def _leaning(reading: Reading) -> str:
    """The kind of cue among the first two words that ties the statement to the one before, if any."""
    for spot in reading.spotted[:2]:
        if spot.start <= 1 and spot.kind in LEANINGS:
            return spot.kind
    return ""
