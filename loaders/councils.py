"""Councils by any printed name: their listed names first, then the long forms made from templates of
names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# Letters of a name that may be misprinted: Harlow, Barrow and Boston are districts, one letter off a council.
SHORTEST_MISPRINTED = 7


@dataclass(frozen=True)
class Authority:
    """A council. `key` is its GSS code; `region`, `kind`, `neighbours` (statistical ones), `predecessors` and
    `successors` are keys; `dfe` and `urn` are its numbers at the Department for Education and at Ofsted;
    `established` and `dissolved` are known for councils that came or went since 2009."""

    key: str
    iri: str
    label: str
    aliases: tuple[str, ...]
    region: str | None
    kind: str | None
    dfe: str | None
    urn: str | None
    neighbours: tuple[str, ...]
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    established: date | None = None
    dissolved: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The label and every alias, without the forms that name templates add."""
        return (self.label, *self.aliases)


_CAPITALISED = r"[A-Z][\w’'-]+[^\S\n]"
_JOINING = "and|of|upon|on|in|the|with|under"


class CouncilNames:
    """Finds councils by name. `templates` ("{} County Council") give the long forms of names by the kind of
    council; those under "" hold for every kind."""

    def __init__(self, councils: Iterable[Authority], templates: Mapping[str, tuple[str, ...]]) -> None:
        self._listed: dict[str, list[Authority]] = {}
        self._derived: dict[str, list[Authority]] = {}
        forms = sorted({form for each in templates.values() for form in each}, key=len, reverse=True)
        self._worn = [re.compile(re.escape(form).replace(r"\{\}", "(.+)"), re.I) for form in forms]
        councils_words = "|".join(
            form[3:] for form in forms if form.startswith("{} ") and form.endswith("Council")
        )
        self._unlisted = re.compile(rf"\b(?:{_CAPITALISED}(?:(?:{_JOINING})\s)*)+?(?:{councils_words})\b")
        for council in councils:
            own_forms = (*templates[""], *templates.get(council.kind or "", ()))
            for name in council.names:
                self._listed.setdefault(folded(name), []).append(council)
                for form in own_forms:
                    self._derived.setdefault(folded(form.replace("{}", name)), []).append(council)

    def plain(self, printed: str) -> str:
        """`printed` without the words that only say what kind of body it is: "Westmarsh Borough Council" ->
        "Westmarsh". By this name the documents of a council that is not in the list find each other."""
        name = " ".join(printed.split())
        while match := next(filter(None, (form.fullmatch(name) for form in self._worn)), None):
            name = match.group(1).strip()
        return name

    def unlisted(self, text: str) -> re.Match[str] | None:
        """The first words of the form "X ... Council" in the text, whatever X is."""
        return self._unlisted.search(text)

    def find(self, printed: str, on: date | None = None) -> str | None:
        """Key of the council with the name `printed`; of several, one that existed on the day `on` (by
        default one that still exists). None if there is no such council."""
        name = folded(printed)
        candidates = self._listed.get(name) or self._derived.get(name) or []
        ranked = sorted(candidates, key=lambda council: not _in_office(council, on))
        return ranked[0].key if ranked else None

    def misprinted(self, printed: str, on: date | None = None) -> str | None:
        """Key of the only council in office whose listed name differs from `printed` by one slip of the pen,
        after its first letter; None for short names. (Many a word is like those: leading, Reading.)"""
        name = folded(printed)
        if len(name) < SHORTEST_MISPRINTED:
            return None
        resembling = {
            council.key: known
            for known in self._listed
            if _one_slip(name, known)
            for council in self._listed[known]
            if _in_office(council, on)
        }
        (key, known), *others = resembling.items() or ((None, ""),)
        return key if not others and known[:1] == name[0] else None


def _one_slip(name: str, other: str) -> bool:
    """Whether one letter was added, left out or changed, or two were swapped."""
    if abs(len(name) - len(other)) > 1:
        return False
    head = _shared(name, other)
    tail = _shared(name[head:][::-1], other[head:][::-1])
    here, there = name[head : len(name) - tail], other[head : len(other) - tail]
    return max(len(here), len(there)) <= 1 or here == there[::-1]


def _shared(name: str, other: str) -> int:
    """How many letters both begin with."""
    differing = (i for i, (a, b) in enumerate(zip(name, other, strict=False)) if a != b)
    return next(differing, min(len(name), len(other)))


def _in_office(council: Authority, on: date | None) -> bool:
    if on is None:
        return council.dissolved is None
    return (council.established or date.min) <= on < (council.dissolved or date.max)


def folded(name: str) -> str:
    """A name without case, accents, punctuation and leading article: "The St. X-on-Y" -> "st x on y"."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    words = re.sub(r"[^a-z0-9 ]", "", re.sub(r"[\s\-–—_/,]+", " ", plain)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
