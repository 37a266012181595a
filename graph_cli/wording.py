"""Words in wordings (og:Wording), which have many sentences each, a line for each: there words are found in a
fraction of the time that it takes sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"[\\.^$|?*+(){}\[\]]")


def in_line(words: str) -> str:
    """A regular expression for SPARQL's functions, with the flag "i": `words` in the sentence of a line
    (og:lines), and what follows them there."""
    return _SPECIAL.sub(r"\\\g<0>", words) + r"[^\t\n]*\t[^\n]*"


def places_of(words: str, lines: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """Documents and offsets of the findings whose sentences hold `words` in any case, in no order. `lines`
    are documents and the lines (og:lines) of their wordings."""
    wanted = words.lower()
    parted = (
        (document, line.rpartition("\t")) for document, text in lines for line in text.lower().split("\n")
    )
    return [(document, int(offset)) for document, (sentence, _, offset) in parted if wanted in sentence]
