"""Where a build writes: the next generation of a store directory, or a SPARQL server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from graph_cli.comparison import Change
from graph_cli.feeder import QuadFeeder
from graph_cli.graph import is_remote
from graph_cli.ledger import Ledger, write_ledger
from graph_cli.store import Generation, GraphStore


class Target(Protocol):
    """What a build needs of the place that it writes to."""

    staging: Path
    """A folder for files on their way; it goes when the build ends."""

    def forget(self, graphs: Sequence[str]) -> None:
        """Drop these named graphs."""

    def add(self, graph: str, file: Path) -> None:
        """Take over an N-Quads file that holds the whole of `graph`."""

    def no_more_files(self) -> None:
        """Every file has been added; what follows is `replace` or `change`."""

    def replace(self, graph: str, content: bytes) -> None:
        """Make the N-Quads `content` all that `graph` holds."""

    def change(self, change: Change) -> None:
        """Take out and put in some quads of graphs that were there before."""

    def settle(self) -> None:
        """Wait until everything is stored."""

    def remember(self, ledger: Ledger) -> None:
        """Keep what the next build wants to know."""


@contextmanager
def opened(store: Path | str, fresh: bool) -> Iterator[Target]:
    """The target at `store`. A directory's next generation becomes current when the block ends normally,
    and is discarded otherwise. Raises StoreBusy, AskedWrongly, EndpointFailed."""
    if isinstance(store, str) and is_remote(store):
        with TemporaryDirectory(prefix="ofsted-graph-") as folder:
            yield _Server(store, Path(folder))
        return
    with (
        GraphStore(store).build(fresh=fresh) as generation,
        # On the disk of the graph, which has room for it; the next build clears away what a killed one left.
        TemporaryDirectory(prefix="staging-", dir=generation.path.parent) as folder,
        QuadFeeder(generation.store, Path(folder)) as feeder,
    ):
        yield _Directory(generation, feeder, fresh, Path(folder))


class _Directory:
    """`fresh` where the generation began empty: then all that comes is loaded in bulk, and laid in order."""

    def __init__(self, generation: Generation, feeder: QuadFeeder, fresh: bool, staging: Path) -> None:
        self.staging = staging
        self._generation = generation
        self._feeder = feeder
        self._fresh = fresh

    def forget(self, graphs: Sequence[str]) -> None:
        for graph in graphs:
            self._generation.store.remove_graph(NamedNode(graph))

    def add(self, graph: str, file: Path) -> None:
        self._feeder.add(file)

    def no_more_files(self) -> None:
        self._feeder.load()

    def replace(self, graph: str, content: bytes) -> None:
        if self._fresh:
            # With the documents: each bulk load by itself makes the engine wait for the disk.
            self._feeder.add_lines(content)
        else:
            self._feeder.settle()
            replace_graph(self._generation.store, graph, content)

    def change(self, change: Change) -> None:
        self._feeder.settle()
        store = self._generation.store
        for quad in parse(b"\n".join(sorted(change.leaving)), format=RdfFormat.N_QUADS):
            store.remove(quad)
        store.extend(parse(b"\n".join(sorted(change.coming)), format=RdfFormat.N_QUADS))

    def settle(self) -> None:
        self._feeder.settle()
        if self._fresh:
            # Batches lie over each other, and every look-up would search each of them.
            self._generation.store.optimize()

    def remember(self, ledger: Ledger) -> None:
        write_ledger(self._generation.path, ledger)


class _Server:
    """A server keeps no ledger: each build sends everything that it was given."""

    def __init__(self, location: str, staging: Path) -> None:
        from graph_cli.remote import RemoteGraph

        self.staging = staging
        self._server = RemoteGraph(location)

    def forget(self, graphs: Sequence[str]) -> None:
        for graph in graphs:
            self._server.remove_graph(graph)

    def add(self, graph: str, file: Path) -> None:
        self._server.replace_graph(graph, list(parse(path=str(file), format=RdfFormat.N_QUADS)))
        file.unlink()

    def no_more_files(self) -> None:
        pass

    def change(self, change: Change) -> None:
        raise AssertionError("a server keeps no ledger, so that nothing is known to compare with")

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
