"""How probable it is that a later recommendation asks for the same as an earlier one.

What they are compared by are the words and the themes that they share: of all that they say, and of what they
ask alone, without what it is for (loaders/classify/recommendations.py). A word or theme weighs the more the
fewer recommendations have it, so that "ensure" says little and "dental" much; and each theme that both ask
about has a weight of its own: who asks for supervision twice asks for the same, who speaks of leaving care
twice may not. The weights stand in ontology/repetition-weights.tsv (bench/train_repetition.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from loaders.facts import RecommendationFact

Numbers = npt.NDArray[np.float64]

FEATURES = (
    "words in common", "words asked in common", "themes in common", "themes asked in common",
    "share of the themes asked", "length of the earlier",
)  # fmt: skip
# "Assess" and "assessments" are one word: of 3, 4, 5, 6 and 9 letters, and of stems without endings, six told
# best what is asked again.
_STEM_LETTERS = 6
_WORD = re.compile(r"[a-z]{3,}")
# Of what has fewer themes than this in sum, the share that another one has too says nothing.
_FEW_THEMES = 0.3


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a stem or a theme (by key) weighs; `unheard` is the weight of any other stem."""

    words: Mapping[str, float]
    themes: Mapping[str, float]
    unheard: float


# Stem -> weight, of one text; the squares of the weights add up to 1.
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Requests:
    """Recommendations as they are compared: vectors of their `words` and of the words `asked`, one each,
    probabilities of `themes` and `asked_themes` (a row each, by the themes of `rarity`), the logarithms of
    their `lengths` in words, and how rare the themes are."""

    words: tuple[Vector, ...]
    asked: tuple[Vector, ...]
    themes: Numbers
    asked_themes: Numbers
    lengths: Numbers
    rarity: Numbers


def requests(recommendations: Sequence[RecommendationFact], rarity: Rarity) -> Requests:
    """The recommendations, in their order, with their words and themes as `rarity` weighs them."""
    themes = tuple(rarity.themes)
    texts = [stems(each.text) for each in recommendations]
    return Requests(
        tuple(_vector(text, rarity) for text in texts),
        tuple(_vector(stems(each.asked), rarity) for each in recommendations),
        _certainties([each.certainties for each in recommendations], themes),
        _certainties([each.asked_certainties for each in recommendations], themes),
        np.array([math.log1p(text.total()) for text in texts]),
        np.array(list(rarity.themes.values())),
    )


@lru_cache(maxsize=8192)
def stems(text: str) -> Counter[str]:
    """The stems of the words of three letters and more, each as often as it occurs."""
    return Counter(word[:_STEM_LETTERS] for word in _WORD.findall(text.casefold()))


def features_of_pairs(earlier: Requests, later: Requests) -> Numbers:
    """What each pair has in common (earlier by later by FEATURES and then themes)."""
    shared = np.minimum(earlier.themes[:, None], later.themes[None])
    shared_asked = np.minimum(earlier.asked_themes[:, None], later.asked_themes[None]).sum(axis=2)
    fewest = np.minimum(earlier.asked_themes.sum(axis=1)[:, None], later.asked_themes.sum(axis=1)[None])
    features = np.stack(
        (
            _cosines(earlier.words, later.words),
            _cosines(earlier.asked, later.asked),
            shared @ earlier.rarity,
            shared_asked,
            shared_asked / fewest.clip(_FEW_THEMES),
            np.broadcast_to(earlier.lengths[:, None], shared_asked.shape),
        ),
        axis=2,
    )
    of_themes = np.sqrt(earlier.asked_themes[:, None] * later.asked_themes[None])
    return np.concatenate((features, of_themes), axis=2)


def _vector(text: Mapping[str, int], rarity: Rarity) -> Vector:
    weights = {
        stem: (1 + math.log(times)) * rarity.words.get(stem, rarity.unheard) for stem, times in text.items()
    }
    length = math.hypot(*weights.values()) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}


def _cosines(earlier: Sequence[Vector], later: Sequence[Vector]) -> Numbers:
    columns = {stem: column for column, stem in enumerate(sorted({stem for one in earlier for stem in one}))}

    def table(vectors: Sequence[Vector]) -> Numbers:
        numbers = np.zeros((len(vectors), len(columns)))
        for row, vector in enumerate(vectors):
            for stem in vector.keys() & columns.keys():
                numbers[row, columns[stem]] = vector[stem]
        return numbers

    return table(earlier) @ table(later).T


def _certainties(told: Sequence[Mapping[str, float]], themes: Sequence[str]) -> Numbers:
    return np.array([[each.get(theme, 0.0) for theme in themes] for each in told]).reshape(-1, len(themes))
