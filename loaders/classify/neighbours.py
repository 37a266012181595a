"""Which statements stand beside which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loaders.classify.context import StatementInContext
from loaders.classify.ragged import Integers

SIDES = ("before", "two before", "after", "two after", "opening")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`sides` (SIDES by statements) are for each statement the places of the one before, two before, after,
    two after and opening its paragraph (-1: none), all in its own section; `same_paragraph` tells whether the
    one before is in its paragraph."""

    sides: Integers
    same_paragraph: npt.NDArray[np.bool_]

    def at(self, side: str) -> Integers:
        """The places of the neighbours at one of SIDES."""
        place: Integers = self.sides[SIDES.index(side)]
        return place


def neighbours(statements: Sequence[StatementInContext]) -> Neighbours:
    """Who stands beside whom: a statement follows the one ahead of it if that is its `previous`."""
    count = len(statements)
    before, opening = np.full(count, -1), np.full(count, -1)
    same = np.zeros(count, dtype=bool)
    for place, (last, here) in enumerate(pairwise(statements), start=1):
        if here.previous != last.text:
            continue
        before[place] = place - 1
        if here.paragraph is not None and here.paragraph == last.paragraph:
            same[place] = True
            opening[place] = opening[place - 1] if opening[place - 1] >= 0 else place - 1
    after = np.full(count, -1)
    after[before[before >= 0]] = np.flatnonzero(before >= 0)
    return Neighbours(np.stack((before, _twice(before), after, _twice(after), opening)), same)


def _twice(step: Integers) -> Integers:
    return np.where(step >= 0, step[step], -1)
