"""The dump that graphs are compared by."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat

from graph_cli.store import GraphStore


def dump(store: Path) -> list[bytes]:
    """The sorted N-Quads of the current graph."""
    content = GraphStore(store).open_for_reading().store.dump(format=RdfFormat.N_QUADS)
    return sorted((content or b"").splitlines())
