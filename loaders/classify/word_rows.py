"""The rows of a model's table for words and for pairs of words that follow each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from loaders.classify.ragged import Integers

UNKNOWN = -1
_NO_PAIR = np.iinfo(np.intp).max


class WordRows:
    """Rows by word and by pair of words. What the model knows of a word is looked up when the word is first
    met, in whatever document, and numbers stand for words from then on."""

    def __init__(
        self,
        words: Mapping[str, int],
        pairs: Mapping[tuple[str, str], int],
    ) -> None:
        """`words` and `pairs` give the rows of those that the model knows."""
        self._words = words
        self._firsts = _numbered([first for first, _ in pairs])
        self._seconds = _numbered([second for _, second in pairs])
        keys = [self._firsts[first] * len(self._seconds) + self._seconds[second] for first, second in pairs]
        order = np.argsort(keys)
        self._keys = np.append(np.array(keys, dtype=np.intp)[order], _NO_PAIR)
        self._rows = np.append(np.fromiter(pairs.values(), np.intp, len(pairs))[order], UNKNOWN)
        self._numbers = _Numbers()
        # A column per word met: its row, its number as the first of a pair and as the second.
        self._known = np.empty((3, 0), dtype=np.intp)

    def of(self, spoken: Sequence[str]) -> tuple[Integers, Integers]:
        """The row of each word, and of each pair of a word and the next; `UNKNOWN` for what has none."""
        numbers = np.fromiter(map(self._numbers.__getitem__, spoken), np.intp, len(spoken))
        if new := self._numbers.met[self._known.shape[1] :]:
            self._known = np.concatenate((self._known, np.array(list(map(self._look_up, new))).T), axis=1)
        rows, firsts, seconds = (part[numbers] for part in self._known)
        pairs = np.full(max(0, len(spoken) - 1), UNKNOWN)
        possible = np.flatnonzero((firsts[:-1] >= 0) & (seconds[1:] >= 0))
        wanted = firsts[possible] * len(self._seconds) + seconds[possible + 1]
        places = np.searchsorted(self._keys, wanted)
        pairs[possible] = np.where(self._keys[places] == wanted, self._rows[places], UNKNOWN)
        return rows, pairs

    def _look_up(self, word: str) -> tuple[int, int, int]:
        return (
            self._words.get(word, UNKNOWN),
            self._firsts.get(word, UNKNOWN),
            self._seconds.get(word, UNKNOWN),
        )


class _Numbers(dict[str, int]):
    """Numbers words as they are first met."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.met)
        self.met.append(word)
        return number


def _numbered(words: Sequence[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(words))}
