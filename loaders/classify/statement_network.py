"""A network that reads statements in their order, and the words of each in theirs.

What is found in a statement (loaders/classify/phrases.py), its place and its cues reach the units of the
statement itself; those of the statement and of its neighbours reach the units of its surroundings; from both
comes a probability for each theme. (Statements are read as words are in a convolutional network, one level
up: Yang and others 2016, "Hierarchical Attention Networks for Document Classification",
https://aclanthology.org/N16-1174, with fixed neighbours in place of attention.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from loaders.classify.context import StatementInContext
from loaders.classify.neighbours import Neighbours
from loaders.classify.perceptron import logistic, rows_at
from loaders.classify.phrases import PhraseFilters
from loaders.classify.tokens import stem, words

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StatementNetwork:
    """From what is found, place and cues to themes.

    To the units of a statement lead `places` (features of a place by units; `place_rows` gives each its row),
    `from_phrases` (what is found in it, by units) and `from_cues` (cue inputs by units); to those of its
    surroundings `from_own` (units by units) and `from_sides` (`Neighbours.sides` by units by units); to the
    themes `own_to_output`, `around_to_output` (units by themes) and, past all units, `cues_to_output` (cue
    inputs by themes)."""

    filters: PhraseFilters
    place_rows: Mapping[str, int]
    places: Numbers
    from_phrases: Numbers
    from_cues: Numbers
    own_bias: Numbers
    from_own: Numbers
    from_sides: Numbers
    around_bias: Numbers
    own_to_output: Numbers
    around_to_output: Numbers
    cues_to_output: Numbers
    output_bias: Numbers

    def probabilities(
        self,
        statements: Sequence[StatementInContext],
        spoken: Sequence[Sequence[str]],
        cues: Numbers,
        beside: Neighbours,
    ) -> Numbers:
        """Statements by themes: how probable each theme is by the words `spoken` in each statement, its
        place, its `cues` (statements by numbers, from `cue_inputs`) and the same of its neighbours."""
        found = self.filters.found(spoken) @ self.from_phrases
        own = np.maximum(found + self._of_places(statements) + cues @ self.from_cues, 0)
        reached = own @ self.from_own + self.around_bias
        for side, weights in zip(beside.sides, self.from_sides, strict=True):
            reached += rows_at(own, side) @ weights
        around = np.maximum(reached, 0)
        log_odds = own @ self.own_to_output + around @ self.around_to_output + cues @ self.cues_to_output
        return logistic(log_odds + self.output_bias)

    def _of_places(self, statements: Sequence[StatementInContext]) -> Numbers:
        sums: dict[tuple[str, ...], Numbers] = {}
        units = np.empty((len(statements), len(self.own_bias)), np.float32)
        for row, statement in enumerate(statements):
            names = place_names(statement)
            if names not in sums:
                known = [self.place_rows[name] for name in names if name in self.place_rows]
                sums[names] = self.own_bias + self.places[known].sum(axis=0)
            units[row] = sums[names]
        return units


def place_names(statement: StatementInContext) -> tuple[str, ...]:
    """The features of a statement's place: area, section, framework and the stems of its heading."""
    return (
        f"area:{statement.area}",
        f"section:{statement.section_kind}",
        f"framework:{statement.framework}",
        *_of_heading(statement.heading),
    )


@lru_cache(maxsize=512)
def _of_heading(heading: str) -> tuple[str, ...]:
    return tuple(f"heading:{part}" for part in dict.fromkeys(map(stem, words(heading))))
