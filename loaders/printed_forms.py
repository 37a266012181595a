"""Printed forms: the wordings by which a document says what it is, when, where and how.

They are the regular expressions of ontology/printed-forms.ttl, searched for in a document's raw text. A blank
in them matches any run of blanks and line ends (" ?" also none), an apostrophe any apostrophe or none, a
hyphen between letters any dash; "{council}" matches a council's name that is not ended by fixed words.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

_SMALL = r"(?:and|of|the|upon|on|in|with|by|&)"
_GAP = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"
_FIRST_LETTER = re.compile(r"\A[a-zA-Z]")
_WEEKDAY = "|".join(calendar.day_name)
_NAME_WORD = rf"(?:St\.|(?!(?:{_WEEKDAY})\b)[A-Z][\w'’‘-]*)"
# A hyphen of a word, not of a range of characters such as [a-z].
_HYPHEN = re.compile(r"(?<=[a-zA-Z])-(?=[a-zA-Z]{2})|(?<=[a-zA-Z]{2})-(?=[a-zA-Z])")
_COUNCIL = rf"(?P<council>(?-i:(?:the{_GAP})?{_NAME_WORD}(?:,?{_GAP}(?:{_SMALL}{_GAP}){{0,2}}{_NAME_WORD})*))"


@dataclass(frozen=True)
class PrintedForms:
    """The regular expressions and the label of each form, by key, in the order of the scheme."""

    patterns: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]

    @cached_property
    def _compiled(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        return {}

    def _of(self, key: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of `key`, compiled when they are first asked for: a document needs few of them."""
        if key not in self._compiled:
            self._compiled[key] = tuple(map(_for_raw_text, self.patterns[key]))
        return self._compiled[key]

    def find(self, key: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place in `text[start:end]` where a form of `key` is printed. Raises KeyError for a key
        that the scheme lacks."""
        stop = len(text) if end is None else end
        found = (match for pattern in self._of(key) if (match := pattern.search(text, start, stop)))
        return min(found, key=lambda match: match.start(), default=None)

    def all(self, key: str, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match of every pattern of `key`, pattern by pattern."""
        for pattern in self._of(key):
            yield from pattern.finditer(text, start, len(text) if end is None else end)

    def at(self, key: str, text: str, start: int) -> re.Match[str] | None:
        """The first pattern of `key` that matches exactly at `start` of `text`."""
        return next((found for pattern in self._of(key) if (found := pattern.match(text, start))), None)

    def under(self, prefix: str) -> tuple[str, ...]:
        """The keys that begin with `prefix`, in the order of the scheme."""
        return tuple(key for key in self.patterns if key.startswith(prefix))


def _for_raw_text(pattern: str) -> re.Pattern[str]:
    held, _, rest = pattern.partition("{council}")
    raw = _flexible(held) + (_COUNCIL + _flexible(rest) if "{council}" in pattern else "")
    # A first letter in both its cases is found far faster than one whose case is ignored.
    raw = _FIRST_LETTER.sub(lambda first: f"(?-i:[{first[0].lower()}{first[0].upper()}])", raw)
    return re.compile(raw, re.IGNORECASE | re.MULTILINE | re.DOTALL)


def _flexible(pattern: str) -> str:
    pattern = pattern.replace(" ?", r"\s*").replace(" ", r"\s+").replace("'", "['’‘`]?")
    return _HYPHEN.sub(r"\\s?[-‐‑–—]\\s?", pattern)
