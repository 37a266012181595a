"""A linear model over features that are there or not, for several outputs at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from loaders.classify.ragged import Integers

Numbers = npt.NDArray[np.float32]
Value = str | tuple[str, str]

# Values of this kind are pairs of words, those of all others text.
PAIR = "pair"


class Features(NamedTuple):
    """Features of one kind in many statements: each value is found in the statement at its place."""

    kind: str
    values: Sequence[Value]
    places: Integers

    def names(self) -> list[str]:
        """The name of each: kind, colon and value ("word:plan", "pair:clear plan")."""
        texts = [value if isinstance(value, str) else " ".join(value) for value in self.values]
        return [f"{self.kind}:{text}" for text in texts]


def logistic(scores: npt.NDArray[np.floating]) -> Numbers:
    """The probabilities that scores of a logistic regression stand for."""
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)


@dataclass(frozen=True)
class LinearModel:
    """`rows` gives each known feature its row of `table` (features by outputs); `sizes` is each feature's
    share in the length of the feature vector, to which scores are scaled."""

    rows: Mapping[str, int]
    sizes: Numbers
    table: Numbers
    bias: Numbers

    @cached_property
    def _rows_by_kind(self) -> dict[str, dict[Value, int]]:
        found: dict[str, dict[Value, int]] = {}
        for name, row in self.rows.items():
            kind, _, text = name.partition(":")
            first, _, second = text.partition(" ")
            found.setdefault(kind, {})[(first, second) if kind == PAIR else text] = row
        return found

    def scores(self, features: Iterable[Features], statements: int) -> Numbers:
        """Scores (statements by outputs) of so many statements."""
        places, rows = self._known(features)
        scores = np.tile(self.bias, (statements, 1))
        if rows.size:
            starts = np.flatnonzero(np.diff(places, prepend=-1))
            length = np.sqrt(np.add.reduceat(self.sizes[rows], starts))
            scores[places[starts]] += np.add.reduceat(self.table[rows], starts, axis=0) / length[:, None]
        return np.asarray(scores, np.float32)

    def _known(self, features: Iterable[Features]) -> tuple[Integers, Integers]:
        """(place, row) of the features that the model knows, by place, each once in a statement."""
        keys = []
        for kind, values, places in features:
            rows_of = self._rows_by_kind.get(kind, {})
            rows = np.fromiter(map(rows_of.get, values, repeat(-1)), np.intp, len(values))
            keys.append((places * len(self.rows) + rows)[rows >= 0])
        found = np.sort(np.concatenate(keys))
        return np.divmod(found[np.diff(found, prepend=-1) > 0], len(self.rows))

    def telling(self, kind: str, least: float) -> list[dict[Value, float]]:
        """For each output the values of this kind with at least this weight for it, and their weights."""
        rows_of = self._rows_by_kind.get(kind, {})
        values, weights = list(rows_of), self.table[list(rows_of.values())]
        found: list[dict[Value, float]] = [{} for _ in self.bias]
        for place, output in zip(*map(np.ndarray.tolist, np.nonzero(weights >= least)), strict=True):
            found[output][values[place]] = weights[place, output]
        return found
