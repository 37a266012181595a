"""Headings recognised by their words: the whole line must match, except for number, grade and footnote
mark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from loaders.openings import ByOpening

_NUMBER = re.compile(r"(?:(?:section|part) )?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.):]{1,2}\s+|\d\.\d\s+", re.I)
_FOOTNOTE = re.compile(r"(?<=[a-z?)])\d{1,2}$", re.I)
_SAME = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "─": "-", "−": "-", "\u00a0": " "})


class Headings:
    """Headings by the patterns of section kinds (`kinds`) and of judgement areas (`areas`), each by key;
    `grades` are the printed grades that a heading may end with."""

    def __init__(
        self,
        kinds: Mapping[str, Sequence[str]],
        areas: Mapping[str, Sequence[str]],
        grades: Sequence[str],
    ) -> None:
        self._kinds = [key for key, patterns in kinds.items() for _ in patterns]
        self._areas = [key for key, patterns in areas.items() for _ in patterns]
        self._patterns = ByOpening(
            [pattern for patterns in (*kinds.values(), *areas.values()) for pattern in patterns]
        )
        grade = "|".join(sorted(map(re.escape, grades), key=len, reverse=True))
        self._grades = tuple(grade.translate(_SAME).lower() for grade in grades)
        self._grade = re.compile(rf"(?:\s*[:-]\s*|\s+)(?:(?:is|are)[: ]+)?(?:{grade})$", re.I)

    def may_begin(self, text: str) -> bool:
        """Whether some heading may begin like `text`: a quick test, to spare most lines the full
        comparison."""
        return bool(self._patterns.possible(_unnumbered(text)))

    def kind(self, heading: str) -> str | None:
        """The first section kind, in the order of the scheme, that the heading announces."""
        first = next(iter(self._matched(heading)), len(self._kinds))
        return self._kinds[first] if first < len(self._kinds) else None

    def areas_named(self, heading: str) -> list[str]:
        """The areas that the heading names, in the order of the scheme."""
        matched, first = self._matched(heading), len(self._kinds)
        return list(dict.fromkeys(self._areas[place - first] for place in matched if place >= first))

    @lru_cache(maxsize=4096)  # noqa: B019 - one instance lives as long as the vocabulary
    def _matched(self, heading: str) -> tuple[int, ...]:
        """Places of the patterns that the heading matches, those of kinds before those of areas."""
        text = " ".join(heading.split())
        if not self.may_begin(text):
            return ()
        plain = _unnumbered(text.translate(_SAME))
        plain = _FOOTNOTE.sub("", plain) if plain[-1:].isdecimal() else plain
        plain = plain.strip().rstrip(":").rstrip()
        graded = plain.lower().endswith(self._grades)
        forms = (plain, self._grade.sub("", plain).rstrip(":- ")) if graded else (plain,)
        matched = {
            place
            for form in forms
            for place in self._patterns.possible(form)
            if self._patterns.compiled(place).fullmatch(form)
        }
        return tuple(sorted(matched))


def _unnumbered(text: str) -> str:
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text
