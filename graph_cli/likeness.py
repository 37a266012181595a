"""Likeness of sentences: cosine of TF-IDF vectors over the n-grams of characters within their words.

N-grams of 3 to 5 characters make "prioritise" like "prioritisation" and let long words weigh more than short
ones, which found more of the same matter than stems with pairs of stems did (docs/similar.md).

A sentence's vector is the sum of its words' vectors. The index therefore keeps which words each sentence has,
and the n-grams of each word only once: a fifteenth of the numbers, with the same answers.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import IO, TypeAlias

import numpy as np
import numpy.typing as npt

from loaders.classify.tokens import words

# Part of the file name of indexes: raise it when words, weights or the layout of the file change.
VERSION = 1
SHORTEST, LONGEST = 3, 5
# How many sentences' n-grams are counted at a time: this bounds the memory that making the index takes.
AT_A_TIME = 5000

Places: TypeAlias = npt.NDArray[np.int32]
Starts: TypeAlias = npt.NDArray[np.int64]
Weights: TypeAlias = npt.NDArray[np.float32]
Bytes: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class LikenessIndex:
    """Sentences numbered in order of their names, words numbered in order, n-grams likewise.

    Lists of lists lie end to end: those of the i-th go from `starts[i]` to `starts[i + 1]`. Texts lie end to
    end (names) or one per line (n-grams, aspects), in UTF-8. `idf` of an n-gram is
    1 + ln((1 + sentences) / (1 + sentences that hold it)), `lengths` the Euclidean lengths of the vectors."""

    names: Bytes
    name_starts: Starts
    lengths: Weights
    word_starts: Starts
    words: Places
    word_weights: Weights
    ngrams: Bytes
    idf: Weights
    holder_starts: Starts
    holders: Places
    holder_counts: Weights
    aspects: Bytes
    aspect_starts: Starts
    aspect_rows: Places

    @classmethod
    def of(cls, sentences: Mapping[str, str], aspects: Iterable[tuple[str, str]]) -> LikenessIndex:
        """The index of `sentences` (text by name); pairs of `aspects` (name, aspect) tell what a question may
        be narrowed to. The same input gives the same bytes."""
        # Answering a question needs no scipy, and importing it takes longer than the answer.
        from scipy.sparse import csr_array

        names = sorted(sentences)
        vocabulary, word_starts, word_places, counts = _counted(sentences[name] for name in names)
        word_weights = np.array([0, *map(_weight, range(1, max(counts, default=0) + 1))], np.float32)[counts]
        in_sentence = csr_array((word_weights, word_places, word_starts), shape=(len(names), len(vocabulary)))
        parts = [Counter(_ngrams(word)) for word in vocabulary]
        ngrams = sorted({ngram for each in parts for ngram in each})
        ngram_of = {ngram: place for place, ngram in enumerate(ngrams)}
        part_places = np.array([ngram_of[g] for one in parts for g in one], dtype=np.int32)
        part_counts = np.array([n for one in parts for n in one.values()], dtype=np.float32)
        in_word = csr_array((part_counts, part_places, _starts(parts)), shape=(len(vocabulary), len(ngrams)))

        def stretches() -> Iterable[csr_array]:
            return (in_sentence[at : at + AT_A_TIME] @ in_word for at in range(0, len(names), AT_A_TIME))

        frequency = np.zeros(len(ngrams), dtype=np.int64)
        for each in stretches():
            frequency += np.bincount(each.indices, minlength=len(ngrams))
        idf = (1 + np.log((1 + len(names)) / (1 + frequency))).astype(np.float32)
        squares = []
        for each in stretches():
            each.data **= 2
            squares.append(each @ idf.astype(np.float64) ** 2)
        holding = in_word.tocsc()
        holding.sort_indices()
        kinds: dict[str, set[int]] = {}
        row_of = {name: row for row, name in enumerate(names)}
        for name, aspect in aspects:
            if name in row_of:
                kinds.setdefault(aspect, set()).add(row_of[name])
        having = [sorted(kinds[aspect]) for aspect in sorted(kinds)]
        encoded = [name.encode() for name in names]
        return cls(
            names=_bytes(b"".join(encoded)),
            name_starts=_starts(encoded),
            lengths=np.sqrt(np.concatenate([np.zeros(0), *squares])).astype(np.float32),
            word_starts=word_starts,
            words=word_places,
            word_weights=word_weights,
            ngrams=_lines(ngrams),
            idf=idf,
            holder_starts=holding.indptr.astype(np.int64),
            holders=holding.indices.astype(np.int32),
            holder_counts=holding.data,
            aspects=_lines(sorted(kinds)),
            aspect_starts=_starts(having),
            aspect_rows=np.array([row for rows in having for row in rows], dtype=np.int32),
        )

    def closest(self, text: str, among: Sequence[str], count: int) -> list[tuple[str, float]]:
        """The names of the `count` sentences most like `text` that have every aspect of `among`, and their
        likeness (above 0, at most 1); the closest first, equals in order of name."""
        scores = self._likeness(text)
        for aspect in among:
            having = np.zeros(len(scores), dtype=np.bool_)
            having[self._rows_having(aspect)] = True
            scores[~having] = 0
        likely = np.flatnonzero(scores)
        if len(likely) > count:
            least = np.partition(scores[likely], -count)[-count]
            likely = likely[scores[likely] >= least]
        chosen = likely[np.lexsort((likely, -scores[likely]))][:count]
        return [(self._name(row), float(scores[row])) for row in chosen]

    def write(self, file: IO[bytes]) -> None:
        """Write the index for `read`."""
        for each in fields(self):
            np.save(file, getattr(self, each.name), allow_pickle=False)

    @classmethod
    def read(cls, file: IO[bytes]) -> LikenessIndex:
        """The index that `write` wrote. Raises ValueError or EOFError for anything else."""
        return cls(*(np.load(file, allow_pickle=False) for _ in fields(cls)))

    def _likeness(self, text: str) -> Weights:
        """The cosine of `text` with each sentence, to four places, so that rounding does not order equals."""
        said: dict[str, float] = defaultdict(float)
        for word, number in Counter(words(text)).items():
            for ngram in _ngrams(word):
                said[ngram] += _weight(number)
        square = 0.0
        by_word: npt.NDArray[np.float64] = np.zeros(int(self.words.max(initial=-1)) + 1, dtype=np.float64)
        for ngram, weight in said.items():
            place = self._ngram_places.get(ngram)
            if place is None:
                # An n-gram that no sentence has makes the text less like all of them.
                square += (weight * (1 + math.log(1 + len(self.lengths)))) ** 2
                continue
            idf = float(self.idf[place])
            square += (weight * idf) ** 2
            holders = slice(self.holder_starts[place], self.holder_starts[place + 1])
            by_word[self.holders[holders]] += weight * idf**2 * self.holder_counts[holders]
        cosines = np.zeros(len(self.lengths), dtype=np.float32)
        if square > 0:
            # `reduceat` cannot sum over sentences without words.
            worded = np.flatnonzero(self.lengths)
            products = by_word.astype(np.float32).take(self.words) * self.word_weights
            sums = np.add.reduceat(products, self.word_starts[worded])
            cosines[worded] = sums / (self.lengths[worded] * np.float32(math.sqrt(square)))
        return cosines.clip(0, 1).round(4)

    def _rows_having(self, aspect: str) -> Places:
        place = self._aspect_places.get(aspect)
        ends = (0, 0) if place is None else self.aspect_starts[place : place + 2]
        return self.aspect_rows[slice(*ends)]

    def _name(self, row: int) -> str:
        return self.names[self.name_starts[row] : self.name_starts[row + 1]].tobytes().decode()

    @cached_property
    def _ngram_places(self) -> dict[str, int]:
        return _by_line(self.ngrams)

    @cached_property
    def _aspect_places(self) -> dict[str, int]:
        return _by_line(self.aspects)


class _Numbered(dict[str, int]):
    """Numbers for words, in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _counted(sentences: Iterable[str]) -> tuple[list[str], Starts, Places, npt.NDArray[np.int64]]:
    """All words in order; for each sentence its different words by their place there, as a list of lists, and
    how often each stands in it."""
    number_of, said, lengths = _Numbered(), array("i"), []
    for sentence in sentences:
        found = words(sentence)
        said.extend(map(number_of.__getitem__, found))
        lengths.append(len(found))
    vocabulary = sorted(number_of)
    place_of = np.empty(len(vocabulary), dtype=np.int64)
    place_of[[number_of[word] for word in vocabulary]] = np.arange(len(vocabulary))
    # Sentence and word in one number: sorted and counted at once.
    width = max(1, len(vocabulary))
    pairs = np.repeat(np.arange(len(lengths)), lengths) * width + place_of[np.asarray(said, dtype=np.intp)]
    different, counts = np.unique(pairs, return_counts=True)
    rows, places = np.divmod(different, width)
    starts = np.cumsum([0, *np.bincount(rows, minlength=len(lengths))], dtype=np.int64)
    return vocabulary, starts, places.astype(np.int32), counts


def _weight(number: int) -> float:
    """Of a word that stands `number` times in a sentence."""
    return 1 + math.log(number)


def _ngrams(word: str) -> list[str]:
    """Those of 3 to 5 characters, where a blank before and after the word counts as a character."""
    padded = f" {word} "
    return [
        padded[at : at + size]
        for size in range(SHORTEST, LONGEST + 1)
        for at in range(max(0, len(padded) - size + 1))
    ]


def _starts(lists: Iterable[Sequence[object] | Mapping[str, int]]) -> Starts:
    return np.cumsum([0, *(len(one) for one in lists)], dtype=np.int64)


def _bytes(content: bytes) -> Bytes:
    return np.frombuffer(content, dtype=np.uint8)


def _lines(texts: Sequence[str]) -> Bytes:
    return _bytes("\n".join(texts).encode())


def _by_line(lines: Bytes) -> dict[str, int]:
    return {text: place for place, text in enumerate(lines.tobytes().decode().split("\n"))}
