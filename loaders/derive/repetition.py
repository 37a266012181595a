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
from functools import cached_property, lru_cache

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


@dataclass(frozen=True, eq=False)
class Rarity:
    """How much a stem or a theme (by key) weighs; `unheard` is the weight of any other stem."""

    words: Mapping[str, float]
    themes: Mapping[str, float]
    unheard: float

    @cached_property
    def columns(self) -> dict[str, int]:
        """The place of each stem among `words`."""
        return {stem: column for column, stem in enumerate(self.words)}


@dataclass(frozen=True, slots=True)
class Requests:
    """Recommendations as they are compared, a row each: the weights of their `words` and of the words `asked`
    (by the words of the rarity; unheard ones take part in none, though they make the others weigh less),
    the probabilities of `themes` and `asked_themes` (by its themes), the logarithms of their `lengths` in
    words; and how rare the themes are."""

    words: Numbers
    asked: Numbers
    themes: Numbers
    asked_themes: Numbers
    lengths: Numbers
    rarity: Numbers


def requests(recommendations: Sequence[RecommendationFact], rarity: Rarity) -> Requests:
    """The recommendations, in their order, with their words and themes as `rarity` weighs them."""
    themes = {theme: column for column, theme in enumerate(rarity.themes)}
    return Requests(
        _weights([each.text for each in recommendations], rarity),
        _weights([each.asked for each in recommendations], rarity),
        _certainties([each.certainties for each in recommendations], themes),
        _certainties([each.asked_certainties for each in recommendations], themes),
        np.array([math.log1p(stems(each.text).total()) for each in recommendations]),
        np.array(list(rarity.themes.values())),
    )


@lru_cache(maxsize=16384)
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
            earlier.words @ later.words.T,
            earlier.asked @ later.asked.T,
            shared @ earlier.rarity,
            shared_asked,
            shared_asked / fewest.clip(_FEW_THEMES),
            np.broadcast_to(earlier.lengths[:, None], shared_asked.shape),
        ),
        axis=2,
    )
    of_themes = np.sqrt(earlier.asked_themes[:, None] * later.asked_themes[None])
    return np.concatenate((features, of_themes), axis=2)


def _weights(texts: Sequence[str], rarity: Rarity) -> Numbers:
    """Texts by words of the rarity; the squares of a text's weights, unheard words included, add up to 1."""
    table = np.zeros((len(texts), len(rarity.words)))
    for row, text in zip(table, texts, strict=True):
        columns, weights = _weighed(text, rarity)
        row[columns] = weights
    return table


@lru_cache(maxsize=16384)
def _weighed(text: str, rarity: Rarity) -> tuple[list[int], list[float]]:
    # A build that adds documents compares the same recommendations twice.
    weights = {
        stem: (1 + math.log(times)) * rarity.words.get(stem, rarity.unheard)
        for stem, times in stems(text).items()
    }
    length, columns = math.hypot(*weights.values()), rarity.columns
    heard = [stem for stem in weights if stem in columns]
    return [columns[stem] for stem in heard], [weights[stem] / length for stem in heard]


def _certainties(told: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> Numbers:
    table = np.zeros((len(told), len(columns)))
    for row, certainties in zip(table, told, strict=True):
        known = [theme for theme in certainties if theme in columns]
        row[[columns[theme] for theme in known]] = [certainties[theme] for theme in known]
    return table
