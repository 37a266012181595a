"""Likeness of sentences: what counts as like, what narrows it, and that an index can be kept."""

from __future__ import annotations

import io
import random

import pytest

from graph_cli.likeness import LikenessIndex

SENTENCES = {
    "a": "Supervision of social workers is regular.",
    "b": "Social workers are supervised regularly.",
    "c": "Too few foster carers are recruited.",
    "d": "Recruitment of foster carers is slow.",
    "e": "Supervision of social workers is regular.",
    "f": "—",
}
ASPECTS = [("a", "strength"), ("b", "strength"), ("c", "concern"), ("d", "concern"), ("f", "neutral")]
INDEX = LikenessIndex.of(SENTENCES, ASPECTS)


def names(text: str, among: tuple[str, ...] = (), count: int = 10) -> list[str]:
    return [name for name, _ in INDEX.closest(text, among, count)]


def written(index: LikenessIndex) -> bytes:
    file = io.BytesIO()
    index.write(file)
    return file.getvalue()


def test_same_words_are_wholly_alike_and_equals_come_by_name() -> None:
    assert INDEX.closest("Supervision of social workers is regular.", (), 2) == [("a", 1.0), ("e", 1.0)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("supervising a social worker with regularity", "ae"),
        ("RECRUITED CARERS", "c"),
        ("recruitment", "d"),
        ("slowly", "d"),
        ("fostering is slow", "d"),
    ],
)
def test_inflected_words_are_like_each_other(text: str, first: str) -> None:
    assert names(text)[0] in first


def test_scores_fall_and_lie_between_0_and_1() -> None:
    scores = [score for _, score in INDEX.closest("Foster carers are supervised", (), 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_words_that_no_sentence_holds_make_a_text_less_like_any() -> None:
    alone = INDEX.closest("recruitment of carers", (), 1)[0][1]
    assert INDEX.closest("recruitment of carers by zeppelin", (), 1)[0][1] < alone


@pytest.mark.parametrize("text", ["", "—", "9999", "qqq zzz"])
def test_text_without_known_words_is_like_nothing(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        (("strength",), {"a", "b"}),
        (("concern",), {"c", "d"}),
        (("strength", "concern"), set()),
        (("neutral",), set()),
        (("unheard-of",), set()),
        ((), {"a", "b", "c", "d", "e"}),
    ],
)
def test_aspects_narrow_what_may_be_found(among: tuple[str, ...], expected: set[str]) -> None:
    assert set(names("Social workers and foster carers are recruited", among)) == expected


@pytest.mark.parametrize("count", [0, 1, 3])
def test_count_takes_the_closest(count: int) -> None:
    text = "Social workers are supervised by foster carers"
    assert names(text, (), count) == names(text)[:count]


def test_index_does_not_depend_on_the_order_of_what_it_is_made_from() -> None:
    shuffled = list(SENTENCES.items())
    random.Random(3).shuffle(shuffled)
    assert written(LikenessIndex.of(dict(shuffled), reversed(ASPECTS))) == written(INDEX)


def test_kept_index_answers_the_same() -> None:
    kept = LikenessIndex.read(io.BytesIO(written(INDEX)))
    assert kept.closest("carers", ("concern",), 5) == INDEX.closest("carers", ("concern",), 5)


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.99])
def test_half_an_index_is_refused(share: float) -> None:
    whole = written(INDEX)
    with pytest.raises((ValueError, EOFError)):
        LikenessIndex.read(io.BytesIO(whole[: int(len(whole) * share)]))


@pytest.mark.parametrize("sentences", [{}, {"a": ""}, {"a": "—", "b": "..."}])
def test_nothing_to_compare_with_is_no_error(sentences: dict[str, str]) -> None:
    assert LikenessIndex.of(sentences, [("a", "strength")]).closest("carers", ("strength",), 5) == []
