"""The weights that tell whether two recommendations ask for the same, as training wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from loaders.derive.repetition import FEATURES, Numbers, Rarity, Requests, features_of_pairs
from loaders.errors import MalformedVocabulary

WEIGHTS = "repetition-weights.tsv"
HEADER = "what\tweight"
BIAS, THEME, RARE_THEME, RARE_WORD, UNHEARD = (
    "(bias)",
    "theme ",
    "rarity of theme ",
    "rarity of word ",
    "(unheard)",
)


@dataclass(frozen=True, slots=True)
class RepetitionWeights:
    """The weights of `features_of_pairs` (FEATURES, then the themes of `rarity` in their order), the `bias`
    and the rarity by which recommendations are compared."""

    features: Numbers
    bias: float
    rarity: Rarity

    def probabilities(self, earlier: Requests, later: Requests) -> Numbers:
        """How probable it is (0 to 1; earlier by later) that the later one asks for the same."""
        log_odds = features_of_pairs(earlier, later) @ self.features + self.bias
        return np.asarray(1 / (1 + np.exp(-log_odds)))


def read_repetition_weights(folder: Path) -> RepetitionWeights:
    """The weights in `folder` (the ontology): tab-separated lines of a name and a number below a header.
    Raises MalformedVocabulary."""
    file = folder / WEIGHTS
    try:
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        if header != HEADER:
            raise ValueError("its columns are not what and weight")
        weights = {name: float(number) for name, number in (line.split("\t") for line in lines)}
        if not np.isfinite(list(weights.values())).all():
            raise ValueError("a weight is not a number")
        themes = _named(weights, RARE_THEME)
        return RepetitionWeights(
            np.array([*(weights[name] for name in FEATURES), *(weights[THEME + theme] for theme in themes)]),
            weights[BIAS],
            Rarity(_named(weights, RARE_WORD), themes, weights[UNHEARD]),
        )
    except (OSError, ValueError, KeyError) as fault:
        raise MalformedVocabulary(
            f"{file}: the weights of repeated recommendations cannot be read ({fault}). Restore the file or "
            "train again."
        ) from fault


def _named(weights: Mapping[str, float], kind: str) -> dict[str, float]:
    return {name.removeprefix(kind): number for name, number in weights.items() if name.startswith(kind)}


def save_repetition_weights(weights: RepetitionWeights, folder: Path) -> None:
    """Writes the weights so that `read_repetition_weights` reads them, in ten-thousandths."""
    rarity = weights.rarity
    named = {BIAS: weights.bias, UNHEARD: rarity.unheard}
    names = (*FEATURES, *(THEME + theme for theme in rarity.themes))
    named |= dict(zip(names, weights.features.tolist(), strict=True))
    named |= {RARE_THEME + theme: number for theme, number in rarity.themes.items()}
    named |= {RARE_WORD + stem: number for stem, number in sorted(rarity.words.items())}
    lines = [HEADER, *(f"{name}\t{number:.4f}" for name, number in named.items())]
    (folder / WEIGHTS).write_text("\n".join(lines) + "\n", encoding="utf-8")
