"""Words of a statement as the classifiers compare them."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)|'")
_ENDINGS = ("ations", "ation", "ingly", "edly", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "e", "y")
_SHORTEST_STEM = 4
_SHORTEST_SINGULAR = 3


def words(text: str) -> list[str]:
    """Lower-case words in order: hyphens and slashes separate, a possessive 's is dropped
    ("Children's step-down plans" gives children, step, down, plans)."""
    folded = text.replace("’", "'").replace("‘", "'").replace("`", "'").lower()
    if "'" in folded:
        folded = _POSSESSIVE.sub("", folded)
    return WORD.findall(folded)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its inflection, cut by a few endings ("supervised" and "supervises" are one)."""
    for ending in _ENDINGS:
        shortest = _SHORTEST_SINGULAR if ending == "s" else _SHORTEST_STEM
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word
