"""The features of a statement by name, as training sees them, and as rows of the model are the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from loaders.classify.context import StatementInContext
from loaders.classify.theme_features import (
    PAIR_FEATURES,
    cue_table,
    feature_names,
    features,
    gather,
    neighbours,
    pair_features,
)
from loaders.classify.theme_model import load_model
from loaders.classify.themes import theme_cues
from loaders.vocabulary import Vocabulary

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
TEXTS = [
    "Supervision in Ambershire is regular, but supervision records are not.",
    "…",
    "Care leavers receive effective support, and care leavers value it.",
]


def told(text: str) -> StatementInContext:
    return StatementInContext(text, "Support for care leavers", "findings", None, None, "ilacs")


def test_every_feature_is_named_once_by_kind_and_value(vocabulary: Vocabulary) -> None:
    statements = [told(text) for text in TEXTS]
    (first, empty, _) = feature_names(statements, gather(TEXTS, theme_cues(ONTOLOGY, vocabulary)))
    expected = {"word:supervision", "pair:supervision in", "strong:supervision", "first:supervision"}
    assert expected <= set(first)
    assert {"area:None", "section:findings", "framework:ilacs", "heading:leav"} <= set(first)
    assert any(name.startswith("cue:supervision:supervis") for name in first)
    assert len(set(first)) == len(first)
    assert [name for name in empty if name.startswith(("word:", "pair:", "cue:", "first:"))] == []


def test_what_reaches_the_hidden_units_is_the_sum_of_the_weights_of_the_named_features(
    vocabulary: Vocabulary,
) -> None:
    model = load_model(ONTOLOGY / "theme-weights.npz").words
    statements = [told(text) for text in TEXTS]
    evidence = gather(TEXTS, theme_cues(ONTOLOGY, vocabulary))
    scores = model.scores(features(statements, evidence), len(statements))
    for given, names in zip(scores, feature_names(statements, evidence), strict=True):
        rows = [model.rows[name] for name in names if name in model.rows]
        expected = model.table[rows].sum(axis=0) / np.sqrt(model.sizes[rows].sum()) + model.bias
        assert given == pytest.approx(expected, abs=1e-5)


def test_every_pair_that_is_weighed_has_every_feature(vocabulary: Vocabulary) -> None:
    model = load_model(ONTOLOGY / "theme-weights.npz")
    statements = [told(text) for text in TEXTS]
    evidence = gather(TEXTS, theme_cues(ONTOLOGY, vocabulary))
    scores = model.by_words(features(statements, evidence), len(statements))
    columns = {theme: column for column, theme in enumerate(model.themes)}
    cues = cue_table(evidence, columns, model.reliability)
    rows, themes, pairs = pair_features(scores, cues, neighbours(statements), evidence)
    assert pairs.shape == (len(rows), len(PAIR_FEATURES)) == (len(themes), len(PAIR_FEATURES))
    assert {0, 2} <= set(rows.tolist())
    of_supervision = (rows == 0) & (themes == columns["supervision"])
    assert pairs[of_supervision, PAIR_FEATURES.index("cued")].tolist() == [1.0]
    assert pairs[of_supervision, PAIR_FEATURES.index("score")] == scores[0, columns["supervision"]]
