"""A linear model over named features that are there or not, for several outputs at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`rows` gives each known feature its row of `table` (features by outputs); `sizes` is each feature's
    share in the length of the feature vector, to which scores are scaled."""

    rows: Mapping[str, int]
    sizes: Numbers
    table: Numbers
    bias: Numbers

    def scores(self, found: Sequence[Sequence[str]]) -> Numbers:
        """Scores (statements by outputs) of statements that are given as the names of their features."""
        rows = self.rows
        known = [[rows[name] for name in names if name in rows] for names in found]
        flat = np.array([row for ids in known for row in ids or (0,)], dtype=np.intp)
        starts = np.cumsum([0, *(len(ids) or 1 for ids in known[:-1])])
        length = np.sqrt(np.add.reduceat(self.sizes[flat], starts))
        sums = np.add.reduceat(self.table[flat], starts, axis=0) / length[:, None]
        sums[[not ids for ids in known]] = 0
        return np.asarray(sums + self.bias, np.float32)

    def strongest(self, names: Sequence[str], output: int, prefix: str) -> str | None:
        """The feature with this prefix that speaks loudest for the output, if one speaks for it."""
        known = [name for name in names if name.startswith(prefix) and name in self.rows]
        best = max(known, key=lambda name: float(self.table[self.rows[name], output]), default=None)
        return best if best is not None and self.table[self.rows[best], output] > 0 else None
