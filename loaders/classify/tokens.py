"""Words of a statement as the classifiers compare them."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)|'")

# Endings that are cut in this order, with the shortest stem that may remain.
_ENDINGS = (("ations", 4), ("ation", 4), ("ingly", 4), ("edly", 4), ("ing", 4), ("ies", 3), ("ied", 3), ("ers", 4),
            ("ed", 4), ("es", 4), ("ly", 4), ("er", 4), ("s", 3), ("e", 4), ("y", 4))


def words(text: str) -> list[str]:
    """Lower-case words in order: hyphens and slashes separate, a possessive 's is dropped
    ("Children's step-down plans" gives children, step, down, plans)."""
    folded = text.translate(_APOSTROPHES).lower()
    if "'" in folded:
        folded = _POSSESSIVE.sub("", folded)
    return WORD.findall(folded)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its inflection, cut by a few endings ("supervised" and "supervises" are one)."""
    for ending, shortest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word
