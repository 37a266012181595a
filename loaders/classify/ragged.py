"""Lists of whole numbers of different lengths, side by side in one array."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.intp]


class Ragged:
    """Many short lists of whole numbers."""

    def __init__(self, lists: Sequence[Sequence[int]]) -> None:
        self._lengths = np.fromiter(map(len, lists), np.intp, len(lists))
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._values = np.fromiter(chain.from_iterable(lists), np.intp)

    def at(self, places: Integers) -> tuple[Integers, Integers]:
        """All numbers of the lists at the places, and for each number which of the places it is from."""
        lengths = self._lengths[places]
        which = np.repeat(np.arange(len(places)), lengths)
        before = np.cumsum(lengths) - lengths
        return which, self._values[(self._starts[places] - before)[which] + np.arange(len(which))]
