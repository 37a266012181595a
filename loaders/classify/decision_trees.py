"""A sum of shallow decision trees, all of one depth, laid out as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class DecisionTrees:
    """Complete binary trees. Node k of a tree has the children 2k+1 and 2k+2; `columns` and `limits` are
    trees by inner nodes, `leaves` trees by leaves. A value up to the limit goes to the first child."""

    columns: npt.NDArray[np.intp]
    limits: Numbers
    leaves: Numbers
    start: float

    def sums(self, table: Numbers) -> Numbers:
        """The trees' sum for each row of the table (rows by columns)."""
        trees, inner = self.columns.shape
        values = np.ascontiguousarray(table.T)
        total = np.full(len(table), self.start, dtype=np.float32)
        everyone = np.arange(len(table))
        for tree in range(trees):
            columns, limits = self.columns[tree], self.limits[tree]
            node = (values[columns[0]] > limits[0]).astype(np.intp) + 1
            while node.size and node[0] < inner:
                node = 2 * node + 1 + (values[columns[node], everyone] > limits[node])
            total += self.leaves[tree][node - inner]
        return total
