"""The weights that tell on which side of a mixed statement a theme stands, as training wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from loaders.errors import MalformedVocabulary

Numbers = npt.NDArray[np.float64]

STRENGTH, CONCERN, MIXED = SIDES = ("strength", "concern", "mixed")
BIAS, THEME = "(bias)", "theme "
SIDE_FEATURES = (
    "praise where said", "blame where said", "praise where it leads", "blame where it leads",
    "praise somewhere", "praise throughout", "blame somewhere", "blame throughout", "most said",
    "said in the whole", "said first", "leads first", "blamed first", "said and blamed first",
    "praise of the whole", "blame of the whole", "themes", "only theme",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SideWeights:
    """`features` (SIDE_FEATURES by SIDES), the `bias`, and what some themes have besides (by SIDES)."""

    features: Numbers
    bias: Numbers
    themes: Mapping[str, Numbers]

    def scores(self, features: Numbers, themes: Sequence[str]) -> Numbers:
        """A score of each side (rows by SIDES) from rows of SIDE_FEATURES, each about one of `themes`."""
        nothing = np.zeros(len(SIDES))
        started = np.array([self.themes.get(theme, nothing) for theme in themes])
        return np.asarray(features @ self.features + started + self.bias)


def read_side_weights(file: Path) -> SideWeights:
    """The weights in `file`, tab-separated: a header with SIDES, then a line for each feature and each theme
    with its name and its weight for each side. Raises MalformedVocabulary."""
    try:
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        if tuple(header.split("\t")[1:]) != SIDES:
            raise ValueError(f"its columns are not {', '.join(SIDES)}")
        parted = [line.split("\t") for line in lines]
        weights = {name: np.array(numbers, dtype=np.float64) for name, *numbers in parted}
        if any(row.shape != (len(SIDES),) or not np.isfinite(row).all() for row in weights.values()):
            raise ValueError("a line has not one number for each column")
        return SideWeights(
            np.array([weights[name] for name in SIDE_FEATURES]),
            weights[BIAS],
            {name.removeprefix(THEME): row for name, row in weights.items() if name.startswith(THEME)},
        )
    except (OSError, ValueError, KeyError) as fault:
        raise MalformedVocabulary(
            f"{file}: the weights of sides cannot be read ({fault}). Restore the file or train again."
        ) from fault


def save_side_weights(weights: SideWeights, file: Path) -> None:
    """Writes the weights so that `read_side_weights` reads them, in ten-thousandths."""
    named = {BIAS: weights.bias, **dict(zip(SIDE_FEATURES, weights.features, strict=True))}
    named |= {f"{THEME}{theme}": row for theme, row in sorted(weights.themes.items())}
    lines = ["\t".join(("feature", *SIDES))]
    lines += ["\t".join((name, *(f"{number:.4f}" for number in row))) for name, row in named.items()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
