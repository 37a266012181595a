"""A graph that can be asked, wherever it is; a query that names no graphs sees the union of all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from graph_cli.dataset import names_dataset
from graph_cli.errors import BadSparql
from graph_cli.parse_errors import why_not_parsed
from loaders.iris import PREFIXES

Answer = QuerySolutions | QueryTriples | QueryBoolean


class Graph(Protocol):
    """What the commands and the explorer ask: a directory or a server."""

    @property
    def location(self) -> str:
        """The directory or URL, as the user gave it."""

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL 1.1 query, in which the prefixes of loaders.iris need no declaration.

        Raises BadSparql, EndpointFailed."""


@dataclass(frozen=True)
class LocalGraph:
    """An Oxigraph database opened for reading; `generation` is its folder."""

    location: str
    store: Store
    generation: Path

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL 1.1 query over the graphs that it names, or the union of all. Raises BadSparql."""
        try:
            return self.store.query(
                sparql, use_default_graph_as_union=not names_dataset(sparql), prefixes=PREFIXES
            )
        except (SyntaxError, ValueError) as error:
            raise BadSparql(f"The query does not parse: {why_not_parsed(str(error))}") from error


def is_remote(location: str) -> bool:
    """Whether `location` is the URL of a SPARQL server rather than a directory."""
    return location.startswith(("http://", "https://"))
