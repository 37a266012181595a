"""Headings told by their words: a whole line must match, apart from number, printed grade, footnote mark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

_NUMBER = re.compile(r"^(?:(?:section|part) )?(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.):]{1,2}\s+|^\d\.\d\s+", re.I)
_FOOTNOTE = re.compile(r"(?<=[a-z?)])\d{1,2}$", re.I)
_SAME = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "─": "-", "−": "-", "\u00a0": " "})


class Headings:
    """Patterns of section kinds and judgement areas, by key; `grades` are the printed forms of grades."""

    def __init__(
        self,
        kinds: Mapping[str, Sequence[str]],
        areas: Mapping[str, Sequence[str]],
        grades: Sequence[str],
    ) -> None:
        self._kinds = {key: _whole(patterns) for key, patterns in kinds.items() if patterns}
        self._areas = {key: _whole(patterns) for key, patterns in areas.items() if patterns}
        grade = "|".join(sorted(map(re.escape, grades), key=len, reverse=True))
        self._grades = tuple(grade.translate(_SAME).lower() for grade in grades)
        self._any = _whole(
            [pattern for patterns in (*kinds.values(), *areas.values()) for pattern in patterns]
        )
        self._grade = re.compile(rf"(?:\s*[:-]\s*|\s+)(?:(?:is|are)[: ]+)?(?:{grade})$", re.I)

    def kind(self, heading: str) -> str | None:
        """The first section kind, in the order of the scheme, that the heading announces."""
        forms = self._forms(heading)
        if not forms:
            return None
        return next((key for key, whole in self._kinds.items() if any(map(whole.fullmatch, forms))), None)

    def areas_named(self, heading: str) -> list[str]:
        """The areas that the heading names, in the order of the scheme."""
        forms = self._forms(heading)
        if not forms:
            return []
        return [key for key, whole in self._areas.items() if any(map(whole.fullmatch, forms))]

    @lru_cache(maxsize=4096)  # noqa: B019 - one instance lives as long as the vocabulary
    def _forms(self, heading: str) -> tuple[str, ...]:
        text = " ".join(heading.translate(_SAME).split())
        plain = _FOOTNOTE.sub("", _NUMBER.sub("", text)).strip().rstrip(":").rstrip()
        graded = plain.lower().endswith(self._grades)
        forms = (plain, self._grade.sub("", plain).rstrip(":- ")) if graded else (plain,)
        return tuple(form for form in dict.fromkeys(forms) if self._any.fullmatch(form))


def _whole(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)
