"""A theme is spoken for by the words of a statement, its place, its cues and the statements around it."""

from __future__ import annotations

import numpy as np
import pytest

from loaders.classify.context import StatementInContext
from loaders.classify.neighbours import SIDES, neighbours
from loaders.classify.phrases import PhraseFilters
from loaders.classify.statement_network import StatementNetwork, place_names

# What is found: 1 by the filter over one word where a statement says "supervision"; nothing else.
FILTERS = PhraseFilters(
    {"supervision": 2},
    np.array([[0.0], [0.0], [1.0]], np.float32),
    tuple(np.full((width, 1, 1), width == 1, np.float32) for width in (1, 2, 3)),
    np.zeros(3, np.float32),
)
OF_OWN, OF_SIDES = 0.5, dict(zip(SIDES, (0.5, 0.3, 0.2, 0.1, 1.0), strict=True))
OWN_BIAS, AROUND_BIAS, OUTPUT_BIAS = 0.5, -0.25, -0.1
OWN, AROUND, CUES, HEADING = 0.5, 0.75, 0.5, 2.0
NETWORK = StatementNetwork(
    filters=FILTERS,
    place_rows={"heading:leav": 0},
    places=np.array([[HEADING]], np.float32),
    from_phrases=np.array([[1.0], [0.0], [0.0], [0.0]], np.float32),
    from_cues=np.array([[2.0]], np.float32),
    own_bias=np.array([OWN_BIAS], np.float32),
    from_own=np.array([[OF_OWN]], np.float32),
    from_sides=np.array(list(OF_SIDES.values()), np.float32)[:, None, None],
    around_bias=np.array([AROUND_BIAS], np.float32),
    own_to_output=np.array([[OWN]], np.float32),
    around_to_output=np.array([[AROUND]], np.float32),
    cues_to_output=np.array([[CUES]], np.float32),
    output_bias=np.array([OUTPUT_BIAS], np.float32),
)


def statements(*texts: str, heading: str = "", paragraph: int | None = None) -> list[StatementInContext]:
    before = (None, *texts)
    return [
        StatementInContext(text, heading, "findings", None, previous, "ilacs", paragraph=paragraph)
        for text, previous in zip(texts, before, strict=False)
    ]


def log_odds(told: list[StatementInContext], cues: float = 0.0) -> list[float]:
    spoken = [statement.text.lower().strip(".").split() for statement in told]
    cue_numbers = np.full((len(told), 1), cues, np.float32)
    probable = NETWORK.probabilities(told, spoken, cue_numbers, neighbours(told))[:, 0].astype(float)
    return list(np.log(probable / (1 - probable)))


def said(own: float, around: float = 0.0) -> float:
    """What comes of so much in the units of a statement and of its surroundings."""
    return OWN * own + AROUND * max(0.0, OF_OWN * own + around + AROUND_BIAS) + OUTPUT_BIAS


def test_a_statement_alone_is_read_by_its_own_words() -> None:
    assert log_odds(statements("Supervision.")) == pytest.approx([said(1.5)], abs=1e-4)
    assert log_odds(statements("It is so.")) == pytest.approx([said(0.5)], abs=1e-4)


def test_the_heading_speaks_where_training_met_it() -> None:
    for heading, own in (("Care leavers", 0.5 + HEADING), ("Of other things", 0.5)):
        assert log_odds(statements("It is so.", heading=heading)) == pytest.approx([said(own)], abs=1e-4)


def test_cues_speak_in_the_statement_and_past_it() -> None:
    assert log_odds(statements("It is so."), cues=1.0) == pytest.approx([said(2.5) + CUES], abs=1e-4)


def test_the_statements_around_speak_by_where_they_stand() -> None:
    told = statements("Supervision.", "It is so.", "That is so.", "All is so.")
    first, second, third, last = log_odds(told)
    after = 0.5 * (OF_SIDES["after"] + OF_SIDES["two after"])
    assert first == pytest.approx(said(1.5, after), abs=1e-4)
    assert second == pytest.approx(said(0.5, 1.5 * OF_SIDES["before"] + after), abs=1e-4)
    both = 0.5 * OF_SIDES["before"] + 1.5 * OF_SIDES["two before"] + 0.5 * OF_SIDES["after"]
    assert third == pytest.approx(said(0.5, both), abs=1e-4)
    assert last == pytest.approx(said(0.5, 0.5 * (OF_SIDES["before"] + OF_SIDES["two before"])), abs=1e-4)


def test_the_opening_of_its_paragraph_speaks_for_a_statement() -> None:
    apart = log_odds(statements("Supervision.", "It is so."))
    together = log_odds(statements("Supervision.", "It is so.", paragraph=12))
    assert together[1] - apart[1] == pytest.approx(AROUND * 1.5 * OF_SIDES["opening"], abs=1e-3)


def test_a_statement_of_another_section_does_not_speak() -> None:
    told = [*statements("Supervision."), *statements("It is so.")]
    assert log_odds(told) == pytest.approx([said(1.5), said(0.5)], abs=1e-4)


def test_a_place_is_told_by_area_section_framework_and_the_stems_of_its_heading() -> None:
    (told,) = statements("", heading="Care leavers and care plans")
    assert place_names(told) == (
        "area:None",
        "section:findings",
        "framework:ilacs",
        "heading:care",
        "heading:leav",
        "heading:and",
        "heading:plan",
    )
