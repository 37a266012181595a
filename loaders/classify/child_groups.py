"""The groups of children that a statement speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from loaders.vocabulary import Vocabulary

_WORD_BEGINS = r"\b"


def groups_of_each(texts: Iterable[str], vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Keys of the groups that each text names, in the order of their scheme (`og:groupPattern`)."""
    any_group, groups = _patterns(vocabulary)
    return [
        tuple([key for key, pattern in groups if pattern.search(folded, first.start())])
        if (first := any_group.search(folded))
        else ()
        for folded in map(str.lower, texts)
    ]


@lru_cache(maxsize=4)
def _patterns(vocabulary: Vocabulary) -> tuple[re.Pattern[str], Sequence[tuple[str, re.Pattern[str]]]]:
    """For any group, and for each by its key."""
    groups = vocabulary.child_groups.items()
    return (
        _any_of([pattern for _, group in groups for pattern in group.patterns]),
        [(key, _any_of(group.patterns)) for key, group in groups if group.patterns],
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Of alternatives that begin with plain letters, the search tries only those that can begin here."""
    begun = "|".join(f"(?:{pattern.removeprefix(_WORD_BEGINS)})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{begun})")
