"""Many regular expressions, indexed by what their matches can begin with, so that few of them need be
tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

LONGEST = 8
_UNREAD = re.compile(r"\(\?(?!:|=|!|<=|<!)")
_ATOM = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?::|=|!|<=|<!))?|."
_TOKEN = re.compile(rf"({_ATOM})((?:[*+?]|\{{[\d,]*\}})\??)?", re.DOTALL)


class _Begun(NamedTuple):
    """The first characters of some match; `whole` while they are all that the pattern, as far as it has been
    read, matches."""

    text: str
    whole: bool


_UNKNOWN = _Begun("", whole=False)


class ByOpening:
    """Regular expressions, which ignore case, indexed by their openings."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._at: dict[str, list[int]] = {}
        for index, pattern in enumerate(patterns):
            for opening in openings(pattern):
                self._at.setdefault(opening, []).append(index)
        self._lengths = sorted({len(opening) for opening in self._at})

    def possible(self, text: str) -> tuple[int, ...]:
        """Indexes, in order, of the patterns that may match at the beginning of `text`; for most texts there
        are none."""
        return self._beginning(text[:LONGEST].lower())

    @lru_cache(maxsize=4096)  # noqa: B019 - few instances, which live as long as the vocabulary
    def _beginning(self, start: str) -> tuple[int, ...]:
        return tuple(sorted({i for length in self._lengths for i in self._at.get(start[:length], ())}))

    def matching(self, text: str) -> Iterator[int]:
        """Indexes, in order, of the patterns that match at the beginning of `text`."""
        return (index for index in self.possible(text) if self.compiled(index).match(text))

    def compiled(self, index: int) -> re.Pattern[str]:
        """The pattern at `index`; compiled when first asked for, which most of them never are."""
        if index not in self._compiled:
            self._compiled[index] = re.compile(self._patterns[index], re.IGNORECASE)
        return self._compiled[index]


def openings(pattern: str) -> set[str]:
    """Lower-case texts such that every match of `pattern`, put in lower case, begins with one of them.

    Letters, digits, blanks, commas, groups and optional parts are followed; anything else ends an opening,
    which may therefore be "" (every text begins with that). For patterns with named groups, inline flags,
    comments or conditions, which are not analysed, it is always {""}."""
    if _UNREAD.search(pattern):
        return {""}
    begun, _ = _alternatives(iter(_TOKEN.findall(pattern)))
    return {each.text for each in begun}


def _alternatives(tokens: Iterator[tuple[str, str]]) -> tuple[set[_Begun], str]:
    """The beginnings of what precedes the next closing bracket, and the repetition that follows the
    bracket."""
    found: set[_Begun] = set()
    begun = {_Begun("", whole=True)}
    for atom, repeated in tokens:
        if atom == ")":
            return found | begun, repeated
        if atom == "|":
            found, begun = found | begun, {_Begun("", whole=True)}
            continue
        parts = {_Begun(atom.lower(), whole=True)} if atom.isalnum() or atom in " ," else {_UNKNOWN}
        if atom.startswith("("):
            parts, repeated = _alternatives(tokens)
            parts = {_UNKNOWN} if atom not in ("(", "(?:") else parts
        if any(each.whole for each in begun):
            begun = {joined for each in begun for joined in _continued(each, parts, repeated)}
    return found | begun, ""


def _continued(begun: _Begun, parts: set[_Begun], repeated: str) -> Iterator[_Begun]:
    if not begun.whole:
        yield begun
        return
    if repeated == "?":
        yield begun
    elif repeated:
        parts = {_UNKNOWN}
    for part in parts:
        text = begun.text + part.text
        yield _Begun(text[:LONGEST], part.whole and len(text) < LONGEST)
