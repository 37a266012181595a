"""What is stated with one subject."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from graph_cli.explorer.site import Visitor
from loaders.iris import PREFIXES, RDF


@dataclass(frozen=True)
class Statement:
    """Values by property; properties are asked for by prefixed name: `about["og:region"]`."""

    values: dict[str, list[Any]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> list[Any]:
        """All values of a property; empty where there is none."""
        prefix, _, local = name.partition(":")
        return self.values.get(PREFIXES[prefix] + local, [])

    def one(self, name: str) -> Any:
        """The first value of a property, or None."""
        return next(iter(self[name]), None)

    @property
    def kinds(self) -> list[str]:
        """IRIs of its classes."""
        return self.values.get(RDF + "type", [])


def stated(visitor: Visitor, iri: str) -> Statement:
    """Everything stated with `iri` as subject, its text left out."""
    values: dict[str, list[Any]] = defaultdict(list)
    for row in visitor.ask("about", subject=iri):
        if row["value"] not in values[row["property"]]:
            values[row["property"]].append(row["value"])
    return Statement(dict(values))
