"""What training learnt about themes, and the file that keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from loaders.classify.linear_model import Features, LinearModel, SpokenWords, logistic
from loaders.classify.perceptron import OutputLayer, PairNetwork
from loaders.errors import MalformedVocabulary

Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

# How far below the limit the best theme of a statement may lie that would else have none.
LAST_RESORT = 1.0


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """What training learnt: how words speak for themes (from words to hidden units, from there to themes),
    how often a word that tells of a theme was right, how far each cue can be trusted, the network that weighs
    a theme in its place and the sum above which it says yes."""

    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    words: LinearModel
    word_output: OutputLayer
    telling: Mapping[tuple[str, str], float]
    reliability: Mapping[tuple[str, str], float]
    network: PairNetwork
    limit: float

    def by_words(self, features: Iterable[Features | SpokenWords], statements: int) -> Numbers:
        """How probable each theme is by each statement's own words and cues (statements by themes)."""
        return logistic(self.word_output.scores(self.words.scores(features, statements)))


def decide(sums: npt.NDArray[np.floating], limit: float) -> Flags:
    """Statements by themes: those above the limit, and where none is, the best one if it is near."""
    given = sums > limit
    bare = np.flatnonzero(~given.any(axis=1) & (sums.max(axis=1) > limit - LAST_RESORT))
    given[bare, sums[bare].argmax(axis=1)] = True
    return given


def save_model(model: ThemeModel, file: Path) -> None:
    """Writes the model: word weights as whole numbers with one scale per hidden unit, text as UTF-8 lines."""
    table = model.words.table
    scale = np.maximum(np.abs(table).max(axis=0), 1e-9) / 127
    trusted, telling = sorted(model.reliability.items()), sorted(model.telling.items())
    network = model.network
    np.savez_compressed(
        file,
        themes=_packed(model.themes),
        kinds=_packed(model.kinds),
        features=_packed(sorted(model.words.rows, key=model.words.rows.__getitem__)),
        sizes=model.words.sizes.astype(np.float16),
        weights=np.rint(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=model.words.bias,
        word_weights=model.word_output.weights,
        word_bias=model.word_output.bias,
        telling=_packed(["\t".join(pair) for pair, _ in telling]),
        shares=np.array([share for _, share in telling], dtype=np.float16),
        cues=_packed(["\t".join(pair) for pair, _ in trusted]),
        reliability=np.array([trust for _, trust in trusted], dtype=np.float16),
        pair_features=network.features,
        pair_themes=network.themes,
        pair_kinds=network.kinds,
        pair_weights=network.output.weights,
        pair_bias=network.output.bias,
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
        return ThemeModel(
            _unpacked(held["themes"]),
            _unpacked(held["kinds"]),
            words,
            OutputLayer(held["word_weights"], held["word_bias"]),
            _rated(held["telling"], held["shares"]),
            _rated(held["cues"], held["reliability"]),
            PairNetwork(
                held["pair_features"],
                held["pair_themes"],
                held["pair_kinds"],
                OutputLayer(held["pair_weights"], held["pair_bias"]),
            ),
            float(held["limit"]),
        )
    except (OSError, KeyError, ValueError, BadZipFile) as fault:
        raise MalformedVocabulary(f"{file}: the weights of the themes cannot be read ({fault}).") from fault


def _packed(lines: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _unpacked(stored: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(stored.tobytes().decode().split("\n")) if stored.size else ()


def _rated(stored: npt.NDArray[np.uint8], rates: npt.NDArray[np.float16]) -> dict[tuple[str, str], float]:
    pairs = [line.partition("\t") for line in _unpacked(stored)]
    return {(first, second): float(rate) for (first, _, second), rate in zip(pairs, rates, strict=True)}
