"""What a SPARQL parser says of a query that does not parse, as a person reads it."""

from __future__ import annotations

import re
from textwrap import shorten

LONGEST = 240

_PLACED = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
# Among the signs that might have come, Oxigraph lists what is wrong: "Prefix not found".
_SENTENCE = re.compile(r"(?:^|, )([A-Z]\w+(?: \w+)* [a-z]+)(?=,|$)")


def why_not_parsed(said: str) -> str:
    """The place and the reason of a complaint of Oxigraph's parser; another complaint, shortened."""
    placed = _PLACED.search(said)
    if not placed:
        return shorten(said, LONGEST, placeholder=" ...")
    line, column, expected = placed.groups()
    reason = _SENTENCE.search(expected)
    why = reason[1] if reason else "expected " + shorten(expected, LONGEST, placeholder=" ...")
    return f"line {line}, column {column}: {why}"
