"""The weights of polarity, as training wrote them, and the scores that they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from pathlib import Path

import numpy as np
import numpy.typing as npt

from loaders.classify.polarity_features import BEGIN, END, WORD_WEIGHT
from loaders.classify.polarity_neighbours import neighbour_names
from loaders.classify.ragged import Integers
from loaders.classify.word_rows import WordRows
from loaders.errors import MalformedVocabulary

WEIGHT_UNIT = 1000
BIAS, AROUND_BIAS = "(bias)", "(around: bias)"

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class PolarityWeights:
    """`table` holds the weights of the statement's own features (row by name in `rows`, a column for each of
    `polarities`), `around` those of its neighbours' (loaders/classify/polarity_neighbours.py)."""

    polarities: tuple[str, ...]
    rows: Mapping[str, int]
    table: Numbers
    around: Numbers
    around_bias: Numbers

    @cached_property
    def _columns(self) -> Numbers:
        return np.ascontiguousarray(self.table.T)

    @cached_property
    def _word_rows(self) -> WordRows:
        parted = [(*name.partition(" "), row) for name, row in self.rows.items() if name.count(" ") == 1]
        return WordRows(self.rows, {(first, second): row for first, _, second, row in parted})

    def own_scores(
        self,
        clauses: Sequence[Mapping[str, float]],
        tokens: Sequence[Sequence[str]],
        places: Sequence[Mapping[str, float]],
    ) -> Numbers:
        """Score of each polarity, a row per statement, by the parts of `polarity_features.features`: what the
        clauses say, the words and what the place says."""
        parts = (self._named(clauses), self._spoken(tokens), self._named(places))
        statements, rows = np.divmod(np.concatenate([keys for keys, _ in parts]), len(self.rows))
        values = np.concatenate([values for _, values in parts])
        scores = [np.bincount(statements, weights[rows] * values, len(tokens)) for weights in self._columns]
        return np.asarray(np.stack(scores, axis=1) + self.table[self.rows[BIAS]])

    def _named(self, found: Sequence[Mapping[str, float]]) -> tuple[Integers, Numbers]:
        """(statement and row as one number, value) of each known feature."""
        statements = np.repeat(np.arange(len(found)), [len(one) for one in found])
        names, values = chain.from_iterable(found), chain.from_iterable(one.values() for one in found)
        rows = np.fromiter(map(self.rows.get, names, repeat(-1)), np.intp, len(statements))
        known = rows >= 0
        numbers = np.fromiter(values, np.float64, len(statements))
        return (statements * len(self.rows) + rows)[known], numbers[known]

    def _spoken(self, tokens: Sequence[Sequence[str]]) -> tuple[Integers, Numbers]:
        """The same of the words and of the pairs of words that follow each other, each once per statement."""
        spoken = [word for said in tokens for word in (BEGIN, *said, END)]
        statements = np.repeat(np.arange(len(tokens)), [len(said) + 2 for said in tokens])
        rows = np.concatenate(self._word_rows.of(spoken))
        keys = np.sort((np.concatenate((statements, statements[1:])) * len(self.rows) + rows)[rows >= 0])
        keys = keys[np.diff(keys, prepend=-1) != 0]
        return keys, np.full(len(keys), WORD_WEIGHT)


def read_weights(file: Path) -> PolarityWeights:
    """The weights in `file`, tab-separated: a header with the polarities, then a line for each feature with
    its name and, in thousandths, its weight for each polarity. Raises MalformedVocabulary."""
    try:
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        polarities = tuple(header.split("\t")[1:])
        parted = [line.partition("\t") for line in lines]
        numbers = "\t".join(numbers for _, _, numbers in parted).split("\t")
        table = np.array(list(map(int, numbers)), dtype=np.float64) / WEIGHT_UNIT
        table = table.reshape(len(lines), len(polarities))
        rows = {name: row for row, (name, _, _) in enumerate(parted)}
        around = [rows[name] for name in neighbour_names(polarities)]
        return PolarityWeights(polarities, rows, table, table[around], table[rows[AROUND_BIAS]])
    except (OSError, ValueError, KeyError) as fault:
        raise MalformedVocabulary(
            f"{file}: the weights of polarity cannot be read ({fault}). Restore the file or train again."
        ) from fault
