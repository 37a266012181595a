"""Networks of one hidden layer, small enough to reckon by hand."""

from __future__ import annotations

import numpy as np
import pytest

from loaders.classify.perceptron import OutputLayer, PairNetwork

OUTPUT = OutputLayer(np.array([[2.0], [-1.0]], np.float32), np.array([0.5], np.float32))


@pytest.mark.parametrize(
    ("reached", "score"), [([1.0, 1.0], 1.5), ([-1.0, 1.0], -0.5), ([-3.0, -1.0], 0.5), ([2.0, 0.0], 4.5)]
)
def test_a_unit_that_less_than_nothing_reaches_is_silent(reached: list[float], score: float) -> None:
    assert OUTPUT.scores(np.array([reached], np.float32)).tolist() == [[score]]


@pytest.mark.parametrize(
    ("theme", "kind", "total"), [(0, 0, 4.5), (1, 0, 2.5), (0, -1, 2.5), (1, -1, 0.5), (0, 1, 1.5)]
)
def test_theme_and_kind_of_section_add_to_what_reaches_the_units_and_an_unknown_kind_adds_nothing(
    theme: int, kind: int, total: float
) -> None:
    network = PairNetwork(
        features=np.array([[1.0, 0.0]], np.float32),
        themes=np.array([[0.0, 0.0], [-1.0, 0.0]], np.float32),
        kinds=np.array([[1.0, 0.0], [0.0, 1.0]], np.float32),
        output=OUTPUT,
    )
    pairs = np.array([[1.0]], np.float32)
    assert network.sums(pairs, np.array([theme]), np.array([kind])).tolist() == [total]
