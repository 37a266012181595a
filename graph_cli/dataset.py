"""Telling a query that names its own dataset (FROM, FROM NAMED) from one that asks everything."""

from __future__ import annotations

import re

_STRINGS = r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
# What holds words that are no keywords: long and short strings, IRIs, comments.
_NO_KEYWORD = re.compile(
    _STRINGS + r"""|<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*""", re.DOTALL
)
_FROM = re.compile(r"(?<![\w?$:@.-])FROM(?![\w:.-])", re.IGNORECASE)


def names_dataset(sparql: str) -> bool:
    """Whether the keyword FROM stands in `sparql`: its graphs then are all that it asks (SPARQL 1.1, section
    13.2), which engines forget when told to take the union of all graphs."""
    return bool(_FROM.search(sparql)) and bool(_FROM.search(_NO_KEYWORD.sub(" ", sparql)))
