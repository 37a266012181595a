"""Filters find phrases: the words of one statement, in their order, wherever in it they stand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.classify.phrases import LONGEST, PhraseFilters

WORDS = ("not", "regular", "supervision")
# Each word is a direction of its own; nothing and an unknown word are none of them.
VECTORS = np.vstack((np.zeros((2, 3)), np.eye(3))).astype(np.float32)
NOT, REGULAR, SUPERVISION = np.eye(3, dtype=np.float32)


def filters_over(*phrases: tuple[np.ndarray, ...]) -> PhraseFilters:
    """One filter of each width, 1 to 3, which answers to the given phrase only."""
    return PhraseFilters(
        {word: row for row, word in enumerate(WORDS, start=2)},
        VECTORS,
        tuple(np.array(phrase, np.float32)[:, :, None] for phrase in phrases),
        -np.array([len(phrase) - 1 for phrase in phrases], np.float32),
    )


FILTERS = filters_over((SUPERVISION,), (NOT, REGULAR), (SUPERVISION, NOT, REGULAR))


@pytest.mark.parametrize(
    ("told", "answers"),
    [
        ("supervision is not regular", [1, 1, 0]),
        ("supervision not regular", [1, 1, 1]),
        ("regular supervision not", [1, 0, 0]),
        ("regular", [0, 0, 0]),
        ("not", [0, 0, 0]),
        ("", [0, 0, 0]),
    ],
)
def test_a_filter_answers_to_its_words_in_their_order(told: str, answers: list[int]) -> None:
    assert FILTERS.found([told.split()])[:, :3].tolist() == [answers]


def test_no_filter_reaches_from_one_statement_into_the_next() -> None:
    found = FILTERS.found([["supervision", "is", "not"], ["regular"], ["supervision"]])
    assert found[:, :3].tolist() == [[1, 0, 0], [0, 0, 0], [1, 0, 0]]


def test_what_is_found_does_not_depend_on_what_is_read_with_it() -> None:
    spoken = [["supervision", "not", "regular"], *([["is"] * length for length in range(90)])]
    together = FILTERS.found(spoken)
    assert together[0].tolist() == FILTERS.found(spoken[:1])[0].tolist()
    assert together[1:, :3].max() == 0


def test_of_a_very_long_statement_only_the_beginning_is_read() -> None:
    told = ["is"] * LONGEST + ["supervision"]
    assert FILTERS.found([told]).tolist() == FILTERS.found([told[:LONGEST]]).tolist()
    assert FILTERS.found([told[1:]])[0, 0] == 1


texts = st.lists(st.lists(st.sampled_from([*WORDS, "is", "it"]), max_size=7), min_size=1, max_size=5)


@given(texts)
def test_what_is_found_is_what_a_search_of_every_place_finds(spoken: list[list[str]]) -> None:
    generator = np.random.default_rng(7)
    filters = PhraseFilters(
        FILTERS.rows,
        np.vstack((np.zeros((1, 3)), generator.normal(size=(4, 3)))).astype(np.float32),
        tuple(generator.normal(size=(width, 3, 4)).astype(np.float32) for width in (1, 2, 3)),
        generator.normal(size=12).astype(np.float32),
    )
    for told, found in zip(spoken, filters.found(spoken), strict=True):
        rows = [0, 0, *(filters.rows.get(word, 1) for word in told), 0, 0, 0]
        expected = []
        for width, weights in enumerate(filters.filters, start=1):
            windows = [filters.vectors[rows[at : at + width]] for at in range(len(rows) - width + 1)]
            expected.append(np.max([np.einsum("wd,wdf->f", window, weights) for window in windows], axis=0))
        mean = filters.vectors[rows].sum(axis=0) / max(1, len(told))
        strongest = np.maximum(np.concatenate(expected) + filters.bias, 0)
        assert found == pytest.approx(np.concatenate((strongest, mean)), abs=1e-5)
