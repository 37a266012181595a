"""Whose documents to fetch: a council by any of its names, its GSS code or its Ofsted URN."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import OfstedGraphError


class UnknownCouncil(OfstedGraphError):
    """A name that fits no council."""


@dataclass(frozen=True, slots=True)
class Council:
    """A council whose documents are wanted. `key` is its local name in ontology/authorities.ttl, "" where
    it is not in the list; `urn` "" where unknown."""

    key: str
    name: str
    urn: str


@dataclass(frozen=True)
class Councils:
    """The councils that are known. `key_of` finds the key of a council by any printed name, else None."""

    known: tuple[Council, ...]
    key_of: Callable[[str], str | None]

    def named(self, text: str) -> Council:
        """The council that `text` means (name, key or URN); any other number is taken as the URN of a council
        that is not in the list. Raises UnknownCouncil, with the nearest names."""
        wanted = text.strip().casefold()
        key = self.key_of(text)
        for council in self.known:
            if key == council.key or wanted in (council.key.casefold(), council.urn or None):
                return council
        if wanted.isascii() and wanted.isdecimal() and 4 <= len(wanted) <= 10:
            return Council("", f"URN {wanted}", wanted)
        names = {council.name.casefold(): council.name for council in self.known}
        near = [names[name] for name in difflib.get_close_matches(wanted, names)]
        hint = f"Did you mean {' or '.join(near)}?" if near else "Give its name, GSS code or Ofsted URN."
        raise UnknownCouncil(f"No council is called “{text}”. {hint}")

    def listed(self, path: Path) -> list[Council]:
        """The councils that a text file names, one a line; empty lines and what follows "#" are skipped.

        Raises UnknownCouncil with the line."""
        councils = []
        try:
            lines = path.read_text("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise UnknownCouncil(f"{path} is not a text file in UTF-8.") from error
        for number, line in enumerate(lines, start=1):
            if text := line.partition("#")[0].strip():
                try:
                    councils.append(self.named(text))
                except UnknownCouncil as error:
                    raise UnknownCouncil(f"{path}, line {number}: {error}") from error
        if not councils:
            raise UnknownCouncil(f"{path} names no council.")
        return councils

    def listed_by_site(self, name: str, urn: str) -> Council:
        """The council that the site prints as `name` with `urn`: the known one with this URN, else with this
        name, else a new one."""
        key = self.key_of(name)
        by_urn = (council for council in self.known if council.urn == urn)
        by_name = (Council(council.key, council.name, urn) for council in self.known if council.key == key)
        return next(by_urn, None) or next(by_name, None) or Council("", name or f"URN {urn}", urn)


def once(councils: Iterable[Council]) -> list[Council]:
    """Each council once, in the order of first mention."""
    return list({council.key or council.urn: council for council in councils}.values())
