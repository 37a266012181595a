"""What the networks are told of statements."""

from __future__ import annotations

from pathlib import Path

from loaders.classify.context import StatementInContext
from loaders.classify.neighbours import neighbours
from loaders.classify.theme_features import (
    PAIR_FEATURES,
    cue_inputs,
    cue_table,
    gather,
    pair_features,
)
from loaders.classify.theme_weights import load_model
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


def test_the_network_is_told_of_each_theme_its_cues_and_how_early_the_first_stands(
    vocabulary: Vocabulary,
) -> None:
    evidence = gather(TEXTS, theme_cues(ONTOLOGY, vocabulary))
    columns = {theme: column for column, theme in enumerate(vocabulary.themes)}
    told = cue_inputs(cue_table(evidence, columns, {})).reshape(len(TEXTS), 3, len(columns))
    supervision = told[:, :, columns["supervision"]]
    # Two strong cues from the first of ten words on; else neither cue nor a place of one.
    assert supervision.tolist() == [[2.0, 0.0, 1.5], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]


def test_every_pair_that_is_weighed_has_every_feature(vocabulary: Vocabulary) -> None:
    model = load_model(ONTOLOGY / "theme-weights.npz")
    statements = [told(text) for text in TEXTS]
    evidence = gather(TEXTS, theme_cues(ONTOLOGY, vocabulary))
    columns = {theme: column for column, theme in enumerate(model.themes)}
    cues = cue_table(evidence, columns, model.reliability)
    beside = neighbours(statements)
    spoken = [one.words for one in evidence]
    scores = model.statements.probabilities(statements, spoken, cue_inputs(cues), beside)
    rows, themes, pairs = pair_features(scores, cues, beside, evidence)
    assert pairs.shape == (len(rows), len(PAIR_FEATURES)) == (len(themes), len(PAIR_FEATURES))
    assert {0, 2} <= set(rows.tolist())
    of_supervision = (rows == 0) & (themes == columns["supervision"])
    assert pairs[of_supervision, PAIR_FEATURES.index("cued")].tolist() == [1.0]
    assert pairs[of_supervision, PAIR_FEATURES.index("score")] == scores[0, columns["supervision"]]
