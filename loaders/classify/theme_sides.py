"""Which side of a statement each of its themes stands on: "Although caseloads are high, social workers
know children well" criticises caseloads and praises direct work.

Each clause is read as if it were a statement, by the models that read statements; a linear model, whose
weights stand in ontology/side-weights.tsv (made by bench/train_sides.py), weighs in which clauses a theme is
spoken of and what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from loaders.classify.context import StatementInContext
from loaders.classify.polarity import PolarityClassifier, PolarityReading, probabilities
from loaders.classify.side_weights import CONCERN, MIXED, SIDES, STRENGTH, SideWeights, read_side_weights
from loaders.classify.themes import ThemeClassifier, ThemeReading
from loaders.model import Side

Numbers = npt.NDArray[np.float64]

WEIGHTS = "side-weights.tsv"
# How probable it must be that a clause of a statement that only praises blames, or the other way round.
OTHERWISE = 0.3
# What a clause that does not speak of a theme still counts for it; how little a leading theme may be said.
_UNSAID, _BARELY = 0.02, 0.02


class Told(Struct, frozen=True, gc=False):
    """A statement with what the models read in it."""

    statement: StatementInContext
    polarity: PolarityReading
    themes: ThemeReading


class Parted(Struct, frozen=True, gc=False):
    """A statement whose themes may stand on different sides, its clauses in order, each as a statement that
    follows the one before, and how probable it is that each praises and blames (clauses by two)."""

    told: Told
    clauses: list[StatementInContext]
    leanings: Numbers


class SideClassifier:
    """Reads the sides of the themes of a document's statements."""

    def __init__(self, polarity: PolarityClassifier, themes: ThemeClassifier, weights: SideWeights) -> None:
        self._polarity = polarity
        self._themes = themes
        self._weights = weights

    def classify(self, told: Sequence[Told]) -> list[tuple[Side, ...]]:
        """For each statement the sides of its themes, in their order: that of the whole statement, unless it
        is parted."""
        parted = self.parted(told)
        sides = iter(self._sides([one for one in parted if one is not None]))
        return [
            _as_whole(one) if part is None else next(sides) for one, part in zip(told, parted, strict=True)
        ]

    def parted(self, told: Sequence[Told]) -> list[Parted | None]:
        """Each statement that is mixed or has a clause that leans the other way, with its clauses; None for
        all others."""
        clauses = [_clauses(one) if _may_part(one) else [] for one in told]
        every = [clause for of_one in clauses for clause in of_one]
        if not every:
            return [None] * len(told)
        leanings = np.split(self._polarity.by_words(every), np.cumsum([len(of_one) for of_one in clauses]))
        return [
            Parted(one, of_one, leaning) if of_one and _is_parted(one, leaning) else None
            for one, of_one, leaning in zip(told, clauses, leanings, strict=False)
        ]

    def _sides(self, parted: Sequence[Parted]) -> Iterator[tuple[Side, ...]]:
        if not parted:
            return iter(())
        counts = [len(one.told.themes.themes) for one in parted]
        rows = np.repeat(np.arange(len(parted)), counts)
        places = np.concatenate([np.arange(count) for count in counts])
        themes = [theme for one in parted for theme in one.told.themes.themes]
        scores = self._weights.scores(self.features(parted)[rows, places], themes)
        sides = map(_side, probabilities(scores).tolist())
        return (tuple(islice(sides, count)) for count in counts)

    def features(self, parted: Sequence[Parted]) -> Numbers:
        """`SIDE_FEATURES` of each theme of each statement (statements by most themes by features); where a
        statement has fewer themes, the rest is without meaning."""
        told = [one.told for one in parted]
        said, praise, blame, known = self._read(parted)
        leading = said / (said.max(axis=2, keepdims=True) + _BARELY)
        weight = (said + _UNSAID) * known[:, :, None]
        weight /= weight.sum(axis=1, keepdims=True)
        several = known.sum(axis=1)[:, None] > 1
        first = blame[:, :1] - praise[:, :1]
        themes = np.array([[len(one.themes.themes)] for one in told])
        columns = (
            _where(weight, praise),
            _where(weight, blame),
            _anywhere(leading, praise),
            _anywhere(leading, blame),
            praise.max(axis=1, keepdims=True),
            np.where(known, praise, 1).min(axis=1, keepdims=True),
            blame.max(axis=1, keepdims=True),
            np.where(known, blame, 1).min(axis=1, keepdims=True),
            said.max(axis=1),
            _filled([one.themes.certainties for one in told]),
            several * said[:, 0],
            several * leading[:, 0],
            several * first,
            several * said[:, 0] * first,
            np.array([[one.polarity.praise] for one in told]),
            np.array([[one.polarity.blame] for one in told]),
            themes,
            themes == 1,
        )
        shape = said[:, 0].shape
        return np.stack([np.broadcast_to(column, shape) for column in columns], axis=-1, dtype=np.float64)

    def _read(self, parted: Sequence[Parted]) -> tuple[Numbers, Numbers, Numbers, npt.NDArray[np.bool_]]:
        """How probable each theme of a statement is by each of its clauses (statements by most clauses by
        most themes), how probable it is that the clause praises, that it blames, and whether there is such a
        clause (statements by most clauses)."""
        themes = self._themes.certainties([clause for one in parted for clause in one.clauses])
        clauses = max(len(one.clauses) for one in parted)
        said = np.zeros((len(parted), clauses, max(len(one.told.themes.themes) for one in parted)))
        leanings = np.zeros((len(parted), clauses, 2))
        known = np.zeros((len(parted), clauses), dtype=bool)
        start = 0
        for row, one in enumerate(parted):
            count = len(one.clauses)
            columns = self._themes.columns(one.told.themes.themes)
            said[row, :count, : len(columns)] = themes[start : start + count, columns]
            leanings[row, :count] = one.leanings
            known[row, :count] = True
            start += count
        return said, leanings[:, :, 0], leanings[:, :, 1], known


def _may_part(told: Told) -> bool:
    if not told.themes.themes:
        return False
    polarity = told.polarity
    return polarity.polarity == MIXED or (
        polarity.polarity in (STRENGTH, CONCERN) and len(polarity.read.clauses) > 1
    )


def _is_parted(told: Told, leanings: Numbers) -> bool:
    praise, blame = leanings.max(axis=0, initial=0.0)
    otherwise = {STRENGTH: blame, CONCERN: praise}.get(told.polarity.polarity, 0.0)
    return told.polarity.polarity == MIXED or otherwise > OTHERWISE


def _clauses(told: Told) -> list[StatementInContext]:
    """The clauses in order, each as a statement that follows the one before; at least one."""
    read = told.polarity.read
    starts = [*(clause.start for clause in read.clauses), len(read.tokens)]
    clauses: list[StatementInContext] = []
    previous = told.statement.previous
    for start, end in pairwise(starts):
        if words := " ".join(read.tokens[start:end]).strip(" ,;."):
            text = f"{words[0].upper()}{words[1:]}."
            clauses.append(replace(told.statement, text=text, previous=previous))
            previous = text
    return clauses or [told.statement]


def _as_whole(told: Told) -> tuple[Side, ...]:
    reading = told.polarity
    return (Side(reading.polarity, reading.praise, reading.blame),) * len(told.themes.themes)


def _where(weight: Numbers, side: Numbers) -> Numbers:
    """How much of the side stands where the theme is said."""
    return np.asarray((weight * side[:, :, None]).sum(axis=1))


def _anywhere(share: Numbers, side: Numbers) -> Numbers:
    """How probable it is that some clause is about the theme and takes the side."""
    return np.asarray(1 - np.prod(1 - share * side[:, :, None], axis=1))


def _filled(rows: Sequence[Sequence[float]]) -> Numbers:
    """The rows as a table, zeros where a row is short."""
    table = np.zeros((len(rows), max(map(len, rows))))
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


def _side(shares: Sequence[float]) -> Side:
    """From the probabilities of `SIDES`."""
    praised, blamed, both = (shares[SIDES.index(side)] for side in (STRENGTH, CONCERN, MIXED))
    return Side(SIDES[shares.index(max(shares))], praised + both, blamed + both)


def load_side_classifier(
    folder: Path, polarity: PolarityClassifier, themes: ThemeClassifier
) -> SideClassifier:
    """The classifier with the weights in `folder` (the ontology). Raises MalformedVocabulary where they are
    missing or damaged."""
    return SideClassifier(polarity, themes, read_side_weights(folder / WEIGHTS))
