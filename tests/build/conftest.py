"""A graph built from the sample once for all tests here, and the dump that graphs are compared by."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from graph_cli.build import build
from graph_cli.store import GraphStore


@pytest.fixture(scope="session")
def sample_store(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("built") / "store"
    build([sample], store, jobs=2)
    return store


def dump(store: Path) -> list[bytes]:
    """The sorted N-Quads of the current graph."""
    content = GraphStore(store).open_for_reading().store.dump(format=RdfFormat.N_QUADS)
    return sorted((content or b"").splitlines())
