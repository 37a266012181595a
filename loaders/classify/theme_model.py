"""What training learnt about themes, and the file that keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from loaders.classify.decision_trees import DecisionTrees
from loaders.classify.linear_model import LinearModel
from loaders.errors import MalformedVocabulary

Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

# How far below the limit the best theme of a statement may lie that would else have none.
LAST_RESORT = 1.0


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """What training learnt: word scores, how far each cue can be trusted, how common each theme is, the trees
    that decide and the sum above which they say yes."""

    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    words: LinearModel
    reliability: Mapping[tuple[str, str], float]
    priors: Numbers
    trees: DecisionTrees
    limit: float


def decide(sums: npt.NDArray[np.floating], limit: float) -> Flags:
    """Statements by themes: those above the limit, and where none is, the best one if it is near."""
    given = sums > limit
    bare = np.flatnonzero(~given.any(axis=1) & (sums.max(axis=1) > limit - LAST_RESORT))
    given[bare, sums[bare].argmax(axis=1)] = True
    return given


def save_model(model: ThemeModel, file: Path) -> None:
    """Writes the model: word weights as whole numbers with one scale per theme, text as UTF-8 lines."""
    table = model.words.table
    scale = np.maximum(np.abs(table).max(axis=0), 1e-9) / 127
    trusted = sorted(model.reliability.items())
    np.savez_compressed(
        file,
        themes=_packed(model.themes),
        kinds=_packed(model.kinds),
        features=_packed(sorted(model.words.rows, key=model.words.rows.__getitem__)),
        sizes=model.words.sizes.astype(np.float16),
        weights=np.rint(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=model.words.bias,
        cues=_packed([f"{theme}\t{pattern}" for (theme, pattern), _ in trusted]),
        reliability=np.array([trust for _, trust in trusted], dtype=np.float16),
        priors=model.priors,
        columns=model.trees.columns.astype(np.int8),
        limits=model.trees.limits,
        leaves=model.trees.leaves,
        start=np.float32(model.trees.start),
        limit=np.float32(model.limit),
    )


def load_model(file: Path) -> ThemeModel:
    """Reads what `save_model` wrote. Raises MalformedVocabulary where that fails."""
    try:
        with np.load(file) as stored:
            held = {name: stored[name] for name in stored.files}
        words = LinearModel(
            {name: row for row, name in enumerate(_unpacked(held["features"]))},
            held["sizes"].astype(np.float32),
            held["weights"].astype(np.float32) * held["scale"],
            held["bias"],
        )
        pairs = [tuple(line.split("\t")) for line in _unpacked(held["cues"])]
        trust = [float(value) for value in held["reliability"]]
        trees = DecisionTrees(
            held["columns"].astype(np.intp), held["limits"], held["leaves"], float(held["start"])
        )
        return ThemeModel(
            _unpacked(held["themes"]),
            _unpacked(held["kinds"]),
            words,
            {(theme, pattern): value for (theme, pattern), value in zip(pairs, trust, strict=True)},
            held["priors"],
            trees,
            float(held["limit"]),
        )
    except (OSError, KeyError, ValueError, BadZipFile) as fault:
        raise MalformedVocabulary(f"{file}: the weights of the themes cannot be read ({fault}).") from fault


def _packed(lines: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _unpacked(stored: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(stored.tobytes().decode().split("\n"))
