"""The graph that pages read: always of the last build that ended."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from graph_cli.graph import Graph, is_remote
from graph_cli.open_graph import open_graph
from graph_cli.store import GraphStore

SECONDS_KEPT = 60.0


@dataclass(frozen=True)
class Reading:
    """A graph open for reading, and a cache of what was worked out from it, valid as long as it does not
    change."""

    graph: Graph
    kept: dict[str, Any] = field(default_factory=dict)


class Source(Protocol):
    """Where pages get their graph from."""

    def reading(self) -> Reading:
        """The graph as it is now. Raises GraphMissing, StoreDamaged."""


class StoreSource:
    """A store directory: a new build is read as soon as it has ended."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._build: Build | None = None
        self._reading: Reading | None = None

    def reading(self) -> Reading:
        """The graph of the last build that ended. Raises GraphMissing, StoreDamaged."""
        with self._lock:
            build = last_build(self.store)
            if self._reading is None or build != self._build:
                self._reading, self._build = Reading(self.store.open_for_reading()), build
            return self._reading


class ServerSource:
    """A SPARQL server, which does not say when its graph changes: what was worked out is kept for
    SECONDS_KEPT."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._reading = Reading(graph)
        self._since = time.monotonic()

    def reading(self) -> Reading:
        """The graph as it is now, or was a minute ago."""
        if time.monotonic() - self._since > SECONDS_KEPT:
            self._reading, self._since = Reading(self.graph), time.monotonic()
        return self._reading


@dataclass(frozen=True, slots=True)
class Build:
    """What tells one build of a store from another, also where a store was deleted and built anew."""

    generation: Path
    ended: int


def last_build(store: GraphStore) -> Build:
    """The last build that ended. Raises GraphMissing before the first, StoreDamaged."""
    return Build(store.built(), (store.path / "current").stat().st_mtime_ns)


def source_of(location: str) -> Source:
    """The source for a directory or the URL of a SPARQL server."""
    return ServerSource(open_graph(location)) if is_remote(location) else StoreSource(GraphStore(location))
