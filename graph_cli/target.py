"""Where a build writes: the next generation of a store directory, or a SPARQL server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from graph_cli.feeder import QuadFeeder
from graph_cli.graph import is_remote
from graph_cli.ledger import Ledger, write_ledger
from graph_cli.remote import RemoteGraph
from graph_cli.store import Generation, GraphStore


class Target(Protocol):
    """What a build needs of the place that it writes to."""

    def forget(self, graphs: Sequence[str]) -> None:
        """Drop these named graphs."""

    def add(self, graph: str, file: Path) -> None:
        """Take over an N-Quads file that holds the whole of `graph`."""

    def settle(self) -> None:
        """Wait until everything added is stored."""

    def replace(self, graph: str, content: bytes) -> None:
        """Make the N-Quads `content` all that `graph` holds."""

    def remember(self, ledger: Ledger) -> None:
        """Keep what the next build wants to know."""


@contextmanager
def opened(store: Path | str, staging: Path, fresh: bool) -> Iterator[Target]:
    """The target at `store`. A directory's next generation becomes current when the block ends normally,
    and is discarded otherwise. Raises StoreBusy, AskedWrongly, EndpointFailed."""
    if isinstance(store, str) and is_remote(store):
        yield _Server(store)
        return
    with (
        GraphStore(store).build(fresh=fresh) as generation,
        QuadFeeder(generation.store, staging) as feeder,
    ):
        yield _Directory(generation, feeder, fresh)


class _Directory:
    def __init__(self, generation: Generation, feeder: QuadFeeder, fresh: bool) -> None:
        self._generation = generation
        self._feeder = feeder
        self._fresh = fresh

    def forget(self, graphs: Sequence[str]) -> None:
        for graph in graphs:
            self._generation.store.remove_graph(NamedNode(graph))

    def add(self, graph: str, file: Path) -> None:
        self._feeder.add(file)

    def settle(self) -> None:
        self._feeder.settle()

    def replace(self, graph: str, content: bytes) -> None:
        if self._fresh:
            self._generation.store.bulk_load(content, format=RdfFormat.N_QUADS, lenient=True)
        else:
            replace_graph(self._generation.store, graph, content)

    def remember(self, ledger: Ledger) -> None:
        write_ledger(self._generation.path, ledger)


class _Server:
    """A server keeps no ledger: each build sends everything that it was given."""

    def __init__(self, location: str) -> None:
        self._server = RemoteGraph(location)

    def forget(self, graphs: Sequence[str]) -> None:
        for graph in graphs:
            self._server.remove_graph(graph)

    def add(self, graph: str, file: Path) -> None:
        self._server.replace_graph(graph, list(parse(path=str(file), format=RdfFormat.N_QUADS)))
        file.unlink()

    def settle(self) -> None:
        pass

    def replace(self, graph: str, content: bytes) -> None:
        self._server.replace_graph(graph, list(parse(content, format=RdfFormat.N_QUADS)))

    def remember(self, ledger: Ledger) -> None:
        pass


def replace_graph(store: Store, graph: str, content: bytes) -> None:
    """Make the N-Quads `content` all that `graph` holds, touching only what differs."""
    old = set(store.quads_for_pattern(None, None, None, NamedNode(graph)))
    new = set(parse(content, format=RdfFormat.N_QUADS))
    for quad in old - new:
        store.remove(quad)
    store.extend(new - old)
