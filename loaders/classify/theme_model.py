"""What training learnt about themes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loaders.classify.perceptron import PairNetwork
from loaders.classify.statement_network import StatementNetwork

Flags = npt.NDArray[np.bool_]

# How far below the limit the sum of a statement's best theme may lie if the statement would otherwise have
# none.
LAST_RESORT = 1.0


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """What training learnt: how words, place, cues and neighbours speak for themes, how often a word that
    tells of a theme was right, how far each cue can be trusted, the network that weighs a theme in its place
    and the sum above which it says yes."""

    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    statements: StatementNetwork
    telling: Mapping[tuple[str, str], float]
    reliability: Mapping[tuple[str, str], float]
    network: PairNetwork
    limit: float


def decide(sums: npt.NDArray[np.floating], limit: float) -> Flags:
    """Which themes are given (statements by themes, like `sums`): those above the limit, and where there is
    none, the best one if it is within LAST_RESORT."""
    given = sums > limit
    bare = np.flatnonzero(~given.any(axis=1) & (sums.max(axis=1) > limit - LAST_RESORT))
    given[bare, sums[bare].argmax(axis=1)] = True
    return given
