"""A linear model over features that are there or not, for several outputs at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from loaders.classify.ragged import Integers
from loaders.classify.tokens import stem
from loaders.classify.word_rows import UNKNOWN, WordRows

Numbers = npt.NDArray[np.float32]

WORD, PAIR = "word", "pair"


class Features(NamedTuple):
    """Features of one kind in many statements: each value is found in the statement at its place."""

    kind: str
    values: Sequence[str]
    places: Integers

    def named(self) -> Iterator[tuple[str, int]]:
        """The name of each (kind, colon and value: "section:findings"), and its place."""
        return (
            (f"{self.kind}:{value}", place) for value, place in zip(self.values, self.places, strict=True)
        )


class SpokenWords(NamedTuple):
    """Words of many statements, in order, which are features by their stems, by themselves and with the next
    word of the statement; each word is found in the statement at its place."""

    words: Sequence[str]
    places: Integers

    def named(self) -> Iterator[tuple[str, int]]:
        """The name of each ("word:plan", "pair:clear plan"), and its place."""
        stems = list(map(stem, self.words))
        places = self.places.tolist()
        for word, place in zip(stems, places, strict=True):
            yield f"{WORD}:{word}", place
        for (first, second), (place, next_place) in zip(pairwise(stems), pairwise(places), strict=True):
            if place == next_place:
                yield f"{PAIR}:{first} {second}", place


def logistic(scores: npt.NDArray[np.floating]) -> Numbers:
    """The probabilities that log-odds stand for."""
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
    def _rows_by_kind(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for name, row in self.rows.items():
            kind, _, value = name.partition(":")
            found.setdefault(kind, {})[value] = row
        return found

    @cached_property
    def _word_rows(self) -> WordRows:
        parted = [(*value.partition(" "), row) for value, row in self._rows_by_kind.get(PAIR, {}).items()]
        pairs = {(first, second): row for first, _, second, row in parted}
        return WordRows(self._rows_by_kind.get(WORD, {}), pairs, stem)

    def scores(self, features: Iterable[Features | SpokenWords], statements: int) -> Numbers:
        """Scores (statements by outputs) of so many statements."""
        places, rows = self._known(features)
        scores = np.tile(self.bias, (statements, 1))
        if rows.size:
            starts = np.flatnonzero(np.diff(places, prepend=-1))
            length = np.sqrt(np.add.reduceat(self.sizes[rows], starts))
            scores[places[starts]] += np.add.reduceat(self.table[rows], starts, axis=0) / length[:, None]
        return np.asarray(scores, np.float32)

    def _known(self, features: Iterable[Features | SpokenWords]) -> tuple[Integers, Integers]:
        """(place, row) of the features that the model knows, by place, each once in a statement."""
        keys = []
        for one in features:
            for places, rows in self._spoken(one) if isinstance(one, SpokenWords) else self._told(one):
                keys.append((places * len(self.rows) + rows)[rows >= 0])
        found = np.sort(np.concatenate(keys))
        return np.divmod(found[np.diff(found, prepend=-1) > 0], len(self.rows))

    def _told(self, features: Features) -> Iterator[tuple[Integers, Integers]]:
        rows_of = self._rows_by_kind.get(features.kind, {})
        rows = map(rows_of.get, features.values, repeat(UNKNOWN))
        yield features.places, np.fromiter(rows, np.intp, len(features.values))

    def _spoken(self, spoken: SpokenWords) -> Iterator[tuple[Integers, Integers]]:
        words, pairs = self._word_rows.of(spoken.words)
        yield spoken.places, words
        together = spoken.places[1:] == spoken.places[:-1]
        yield spoken.places[1:][together], pairs[together]
