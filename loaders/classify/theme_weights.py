"""The file that keeps what training learnt about themes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from loaders.classify.neighbours import SIDES
from loaders.classify.perceptron import OutputLayer, PairNetwork
from loaders.classify.phrases import UNKNOWN, WIDEST, PhraseFilters
from loaders.classify.statement_network import StatementNetwork
from loaders.classify.theme_features import CUE_INPUTS, PAIR_FEATURES
from loaders.classify.theme_model import ThemeModel
from loaders.errors import MalformedVocabulary

_DAMAGE = (OSError, EOFError, KeyError, TypeError, ValueError, NotImplementedError, BadZipFile, zlib.error)


def save_model(model: ThemeModel, file: Path) -> None:
    """Writes the model, vectors of words and weights of places and neighbours as numbers of 16 bits, text as
    UTF-8 lines."""
    trusted, telling = sorted(model.reliability.items()), sorted(model.telling.items())
    network, statements = model.network, model.statements
    filters = statements.filters
    np.savez_compressed(
        file,
        themes=_packed(model.themes),
        kinds=_packed(model.kinds),
        words=_packed(sorted(filters.rows, key=filters.rows.__getitem__)),
        vectors=filters.vectors.astype(np.float16),
        filters=np.concatenate(filters.filters),
        filter_bias=filters.bias,
        places=_packed(sorted(statements.place_rows, key=statements.place_rows.__getitem__)),
        place_weights=statements.places.astype(np.float16),
        from_phrases=statements.from_phrases,
        from_cues=statements.from_cues,
        own_bias=statements.own_bias,
        from_own=statements.from_own,
        from_sides=statements.from_sides.astype(np.float16),
        around_bias=statements.around_bias,
        own_to_themes=statements.own_to_output,
        around_to_themes=statements.around_to_output,
        cues_to_themes=statements.cues_to_output,
        theme_bias=statements.output_bias,
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
        with file.open("rb") as opened, np.load(opened) as stored:
            held = {name: stored[name] for name in stored.files}
        _check(held)
        filters = PhraseFilters(
            {word: row for row, word in enumerate(_unpacked(held["words"]), start=UNKNOWN + 1)},
            held["vectors"].astype(np.float32),
            tuple(np.split(held["filters"], np.cumsum(range(1, WIDEST)))),
            held["filter_bias"],
        )
        return ThemeModel(
            _unpacked(held["themes"]),
            _unpacked(held["kinds"]),
            StatementNetwork(
                filters,
                {name: row for row, name in enumerate(_unpacked(held["places"]))},
                held["place_weights"].astype(np.float32),
                held["from_phrases"],
                held["from_cues"],
                held["own_bias"],
                held["from_own"],
                held["from_sides"].astype(np.float32),
                held["around_bias"],
                held["own_to_themes"],
                held["around_to_themes"],
                held["cues_to_themes"],
                held["theme_bias"],
            ),
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
    except _DAMAGE as fault:
        raise MalformedVocabulary(
            f"{file}: the weights of the themes cannot be read ({fault}). Restore the file or train again."
        ) from fault


def _check(held: Mapping[str, npt.NDArray[Any]]) -> None:
    """Raises ValueError where an array is missing, has not the shape that the others want or holds what is no
    number."""
    themes, kinds, words, places, cues, telling = (
        len(_unpacked(held[name])) for name in ("themes", "kinds", "words", "places", "cues", "telling")
    )
    dimensions, filters = held["filters"].shape[1:]
    units, pair_units = (held[name].shape[-1] for name in ("own_bias", "pair_features"))
    found, told = WIDEST * filters + dimensions, CUE_INPUTS * themes
    wanted = {
        "vectors": (UNKNOWN + 1 + words, dimensions),
        "filters": (sum(range(WIDEST + 1)), dimensions, filters),
        "filter_bias": (WIDEST * filters,),
        "place_weights": (places, units),
        "from_phrases": (found, units),
        "from_cues": (told, units),
        "own_bias": (units,),
        "from_own": (units, units),
        "from_sides": (len(SIDES), units, units),
        "around_bias": (units,),
        "own_to_themes": (units, themes),
        "around_to_themes": (units, themes),
        "cues_to_themes": (told, themes),
        "theme_bias": (themes,),
        "shares": (telling,),
        "reliability": (cues,),
        "pair_features": (len(PAIR_FEATURES), pair_units),
        "pair_themes": (themes, pair_units),
        "pair_kinds": (kinds, pair_units),
        "pair_weights": (pair_units, 1),
        "pair_bias": (1,),
        "limit": (),
    }
    for name, shape in wanted.items():
        if held[name].shape != shape:
            raise ValueError(f"“{name}” has the shape {held[name].shape}, and {shape} is wanted")
        if held[name].dtype.kind != "f" or not np.isfinite(held[name]).all():
            raise ValueError(f"“{name}” holds what is no number")


def _packed(lines: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _unpacked(stored: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(stored.tobytes().decode().split("\n")) if stored.size else ()


def _rated(stored: npt.NDArray[np.uint8], rates: npt.NDArray[np.float16]) -> dict[tuple[str, str], float]:
    pairs = [line.partition("\t") for line in _unpacked(stored)]
    return {(first, second): float(rate) for (first, _, second), rate in zip(pairs, rates, strict=True)}
