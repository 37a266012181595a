"""A sum of shallow decision trees, all of one depth, laid out as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from loaders.classify.ragged import Integers

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True)
class DecisionTrees:
    """Complete binary trees. Node k of a tree has the children 2k+1 and 2k+2; `columns` and `limits` are
    trees by inner nodes, `leaves` trees by leaves. A value up to the limit goes to the first child."""

    columns: npt.NDArray[np.intp]
    limits: Numbers
    leaves: Numbers
    start: float

    @cached_property
    def _tests(self) -> tuple[Integers, Numbers, Integers]:
        """(columns, limits) of the different tests, by column, and the number of its test for each inner
        node."""
        nodes = np.stack((self.columns.ravel(), self.limits.ravel()))
        tests, numbers = np.unique(nodes, axis=1, return_inverse=True)
        return tests[0].astype(np.intp), tests[1].astype(np.float32), numbers.reshape(self.columns.shape)

    def _above(self, table: Numbers) -> npt.NDArray[np.uint8]:
        """Tests by rows, eight rows a byte: whether the row's value is above the limit."""
        columns, limits, _ = self._tests
        above = np.empty((len(limits), len(table)), dtype=np.bool_)
        begins = np.searchsorted(columns, np.arange(table.shape[1] + 1))
        for values, begin, end in zip(np.ascontiguousarray(table.T), begins, begins[1:], strict=False):
            np.greater(values, limits[begin:end, None], out=above[begin:end])
        return np.packbits(above, axis=1)

    def sums(self, table: Numbers) -> Numbers:
        """The trees' sum for each row of the table (rows by columns)."""
        tests = self._tests[2]
        above = self._above(table)
        trees, leaves = self.leaves.shape
        turns: list[npt.NDArray[np.uint8]] = []  # trees by rows, for each level passed: whether to the second
        leaf = np.zeros((trees, len(table)), dtype=np.uint8)
        for level in range(leaves.bit_length() - 1):
            nodes = above[tests[:, 2**level - 1 : 2 ** (level + 1) - 1].T]
            for turn in turns:
                first, second = np.split(nodes, 2)
                nodes = first ^ (turn & (first ^ second))
            turns.append(nodes[0])
            leaf = 2 * leaf + np.unpackbits(nodes[0], axis=1, count=len(table))
        reached = self.leaves.ravel()[leaf + np.arange(0, self.leaves.size, leaves)[:, None]]
        return np.asarray(np.add.reduce(reached, axis=0, initial=np.float32(self.start)))
