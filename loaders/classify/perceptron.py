"""Networks of one hidden layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loaders.classify.ragged import Integers

Numbers = npt.NDArray[np.float32]

# Log-odds below which a probability is nothing, and above which its exponential can be written down.
_NEVER = -80


def logistic(log_odds: npt.NDArray[np.floating]) -> Numbers:
    """The probabilities that log-odds stand for."""
    return np.asarray(1 / (1 + np.exp(-np.maximum(log_odds, _NEVER))), np.float32)


def rows_at(table: Numbers, places: Integers) -> Numbers:
    """The rows of the table at these places; zeros for -1, which is none."""
    return np.where((places >= 0)[:, None], table[places], np.float32(0))


@dataclass(frozen=True, slots=True)
class OutputLayer:
    """From the sums that reach hidden units to the outputs: `weights` are hidden units by outputs."""

    weights: Numbers
    bias: Numbers

    def scores(self, reached: Numbers) -> Numbers:
        """Scores (rows by outputs) from the sums that reach the hidden units (rows by units), which are
        rectified."""
        return np.asarray(np.maximum(reached, 0) @ self.weights + self.bias, np.float32)


@dataclass(frozen=True, slots=True)
class PairNetwork:
    """Weighs pairs of statement and theme. To the hidden units lead weights from the features of the pair
    (features by units) and one row of weights for each theme and for each kind of section."""

    features: Numbers
    themes: Numbers
    kinds: Numbers
    output: OutputLayer

    def sums(self, pairs: Numbers, themes: Integers, kinds: Integers) -> Numbers:
        """For each row of `pairs` (rows by features), which is about these themes in sections of these kinds
        (by number; -1: an unknown one): above 0 where the theme is rather there than not."""
        reached = pairs @ self.features + self.themes[themes] + rows_at(self.kinds, kinds)
        return self.output.scores(reached)[:, 0]
