"""Filters that read the words of a statement in their order.

Filters over one, two and three consecutive words respond to phrases; of each filter only its strongest
response in a statement counts. These responses and the mean of the word vectors are what is found in a
statement. (Kim 2014, "Convolutional Neural Networks for Sentence Classification",
https://aclanthology.org/D14-1181.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

import numpy as np
import numpy.typing as npt

from loaders.classify.ragged import Integers

Numbers = npt.NDArray[np.float32]

# Rows of a word table that stand for no word at all and for a word that training did not meet.
NOTHING, UNKNOWN = 0, 1
# Words that follow each other under the widest filter; words of a statement that are read.
WIDEST, LONGEST = 3, 100
# Statements read at a time: enough to be quick, few enough to be of like length.
_TOGETHER = 32


@dataclass(frozen=True)
class PhraseFilters:
    """`rows` gives each word its row of `vectors` (words by dimensions), from 2; `filters[k]` are those over
    k + 1 words, up to WIDEST (words by dimensions by filters); `bias` is that of all filters, the narrowest
    first."""

    rows: Mapping[str, int]
    vectors: Numbers
    filters: tuple[Numbers, ...]
    bias: Numbers

    @cached_property
    def _answers(self) -> tuple[tuple[Numbers, ...], ...]:
        """What each word adds to each filter of a width, at its first, second ... place."""
        return tuple(tuple(self.vectors @ weights for weights in of_width) for of_width in self.filters)

    def found(self, spoken: Sequence[Sequence[str]]) -> Numbers:
        """What is found in the words of each statement, up to LONGEST (statements by numbers): the strongest
        answer of each filter, none below 0, and then the mean of the vectors of its words."""
        rows = [list(map(self.rows.get, told[:LONGEST], repeat(UNKNOWN))) for told in spoken]
        found = np.empty((len(rows), len(self.bias) + self.vectors.shape[1]), np.float32)
        # Statements of like length are read together, one word below the other.
        order = np.argsort([len(told) for told in rows], kind="stable")
        for group in np.array_split(order, len(rows) // _TOGETHER + 1):
            if group.size:
                found[group] = self._found_together([rows[place] for place in group])
        return found

    def _found_together(self, statements: Sequence[Sequence[int]]) -> Numbers:
        rows = with_gaps(statements)
        positions = len(rows) - WIDEST + 1
        strongest = []
        for tables in self._answers:
            answers = tables[0].take(rows[:positions], axis=0)
            for place, table in enumerate(tables[1:], start=1):
                answers += table.take(rows[place : place + positions], axis=0)
            strongest.append(answers.max(axis=0))
        lengths = np.array([max(1, len(told)) for told in statements], np.float32)
        mean = self.vectors.take(rows, axis=0).sum(axis=0) / lengths[:, None]
        return np.hstack((np.maximum(np.hstack(strongest) + self.bias, 0), mean))


def with_gaps(statements: Sequence[Sequence[int]]) -> Integers:
    """The rows of words of some statements side by side (places by statements), with a gap before each, and
    after each one in which the widest filter finds nothing at all: a filter that answers to no word still
    answers to the gap."""
    longest = max(map(len, statements))
    rows = np.full((WIDEST - 1 + longest + WIDEST, len(statements)), NOTHING)
    for column, told in enumerate(statements):
        rows[WIDEST - 1 : WIDEST - 1 + len(told), column] = told
    return rows
