"""The groups of children that a statement speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from loaders.vocabulary import Vocabulary

_WORD_BEGINS = r"\b"


def groups_of_each(texts: Iterable[str], vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Keys of the groups that each text names, in the order of their scheme (`og:groupPattern`)."""
    any_group, groups = _patterns(
        tuple((key, group.patterns) for key, group in vocabulary.child_groups.items())
    )
    return [
        tuple(key for key, pattern in groups if pattern.search(folded)) if any_group.search(folded) else ()
        for folded in map(str.lower, texts)
    ]


@lru_cache(maxsize=4)
def _patterns(
    groups: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    return (
        _any_of([pattern for _, patterns in groups for pattern in patterns]),
        tuple((key, _any_of(patterns)) for key, patterns in groups if patterns),
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Of alternatives that begin with plain letters, the search tries only those that can begin here."""
    begun = "|".join(f"(?:{pattern.removeprefix(_WORD_BEGINS)})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{begun})")
