"""The groups of children that a statement speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.vocabulary import Vocabulary


def child_groups(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Keys of the groups that the text names, in the order of their scheme (`og:groupPattern`)."""
    any_group, groups = _patterns(
        tuple((key, group.patterns) for key, group in vocabulary.child_groups.items())
    )
    if not any_group.search(text):
        return ()
    return tuple(key for key, pattern in groups if pattern.search(text))


@lru_cache(maxsize=4)
def _patterns(
    groups: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    joined = [
        (key, "|".join(f"(?:{pattern})" for pattern in patterns)) for key, patterns in groups if patterns
    ]
    return (
        re.compile("|".join(pattern for _, pattern in joined), re.I),
        tuple((key, re.compile(pattern, re.I)) for key, pattern in joined),
    )
