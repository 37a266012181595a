"""Councils by any printed name: listed names first, then the forms that name templates make of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol


class Council(Protocol):
    """What is needed to know of a council (loaders.vocabulary.Authority)."""

    @property
    def key(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def established(self) -> date | None: ...
    @property
    def dissolved(self) -> date | None: ...


class CouncilNames:
    """Index of every name and templated name of `councils`. `templates` are by kind of council, with "{}"
    for the name; those under "" hold for all."""

    def __init__(self, councils: Iterable[Council], templates: Mapping[str, tuple[str, ...]]) -> None:
        self._listed: dict[str, list[Council]] = {}
        self._derived: dict[str, list[Council]] = {}
        for council in councils:
            forms = (*templates[""], *templates.get(council.kind or "", ()))
            for name in council.names:
                self._listed.setdefault(folded(name), []).append(council)
                for form in forms:
                    self._derived.setdefault(folded(form.replace("{}", name)), []).append(council)

    def find(self, printed: str, on: date | None = None) -> str | None:
        """Key of the council that bears the name, preferring one in office on the day `on` (default: now)."""
        name = folded(printed)
        candidates = self._listed.get(name) or self._derived.get(name) or []
        ranked = sorted(candidates, key=lambda council: not _in_office(council, on))
        return ranked[0].key if ranked else None


def _in_office(council: Council, on: date | None) -> bool:
    if on is None:
        return council.dissolved is None
    return (council.established or date.min) <= on < (council.dissolved or date.max)


def folded(name: str) -> str:
    """A name without case, accents, punctuation and leading article: "The St. X-on-Y" -> "st x on y"."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    words = re.sub(r"[^a-z0-9 ]", "", re.sub(r"[\s\-–—_/,]+", " ", plain)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
