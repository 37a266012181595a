"""The features of a statement by name, as training sees them, and the sums of their weights are the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from loaders.classify.context import StatementInContext
from loaders.classify.polarity import WEIGHTS, load_statement_reader
from loaders.classify.polarity_features import clause_features, features, place_features
from loaders.classify.polarity_weights import BIAS, read_weights

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
TEXTS = [
    "Visits are regular, but plans are not clear and plans are not timely.",
    "",
    # Words that could be taken for the names of other features ("(both)", "(best)", "(no praise)", "(first) 0").
    "In short, both teams give no praise for the best of the first 12 plans.",
    "All other young people in Westmarsh",
]


def test_scores_are_the_sum_of_the_weights_of_the_named_features() -> None:
    reader, weights = load_statement_reader(ONTOLOGY), read_weights(ONTOLOGY / WEIGHTS)
    statements = [StatementInContext(text, "", "findings", None, None, "ilacs") for text in TEXTS]
    readings = [reader.read(text) for text in TEXTS]
    told = list(zip(statements, readings, strict=True))
    scores = weights.own_scores(
        [clause_features(reading) for reading in readings],
        [reading.tokens for reading in readings],
        [place_features(statement, reading, None) for statement, reading in told],
    )
    for given, (statement, reading) in zip(scores, told, strict=True):
        named = {BIAS: 1.0, **features(statement, reading, None)}
        known = {weights.rows[name]: value for name, value in named.items() if name in weights.rows}
        assert given == pytest.approx(np.array(list(known.values())) @ weights.table[list(known)])


def test_words_pairs_and_edges_of_a_statement_are_features() -> None:
    text = "Plans are clear."
    reading = load_statement_reader(ONTOLOGY).read(text)
    found = features(StatementInContext(text, "", "findings", None, None, "ilacs"), reading, "strength")
    assert {"plans", "$", "^ plans", "plans are", ". $", "section=findings plans"} <= set(found)
    assert {"implied=strength", "implied=strength capital", "kind=copula", "^>copula", "(praise)"} <= set(
        found
    )
    assert found["(fragment)"] == 0.0


def test_a_finding_under_a_heading_for_shortcomings_is_told_from_its_items() -> None:
    """Where a section implies a side, the form of a statement and the side that its cues take count together."""
    reader = load_statement_reader(ONTOLOGY)

    def shapes(text: str) -> set[str]:
        found = features(
            StatementInContext(text, "", "needs-improvement", None, None, "ilacs"),
            reader.read(text),
            "concern",
        )
        return {
            name for name in found if name.startswith("implied=concern clause") and name.endswith(("+", "-"))
        }

    assert shapes("Plans are clear.") == {"implied=concern clause True True False +"}
    assert shapes("Plans are not clear.") == {"implied=concern clause True True False -"}
    assert shapes("the timeliness of plans") == set()
