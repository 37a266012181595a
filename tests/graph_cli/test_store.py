"""A store swaps whole generations: readers see the old graph or the new one, whatever happens to a build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_cli.errors import AskedWrongly, GraphMissing, StoreBusy, StoreDamaged
from graph_cli.store import GraphStore
from graph_cli.table import select

BUILDER = """
import sys, time
from pyoxigraph import Literal, NamedNode, Quad
from graph_cli.store import GraphStore
with GraphStore(sys.argv[1]).build() as generation:
    print("begun", flush=True)
    for number in range(10**9):
        generation.store.add(Quad(NamedNode("http://e/half"), NamedNode("http://e/p"), Literal(number)))
"""


def statement(number: int) -> Quad:
    return Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal(number), NamedNode("http://e/g"))


def write(store: GraphStore, number: int) -> None:
    with store.build() as generation:
        generation.store.add(statement(number))


def numbers(store: GraphStore) -> list[object]:
    graph = store.open_for_reading()
    return [row[0] for row in select(graph, "SELECT ?o WHERE { ?s <http://e/p> ?o } ORDER BY ?o").rows]


def test_a_build_adds_to_the_graph_before(tmp_path: Path) -> None:
    store = GraphStore(tmp_path / "store")
    write(store, 1)
    write(store, 2)
    assert numbers(store) == [1, 2]


def test_a_fresh_build_begins_empty(tmp_path: Path) -> None:
    store = GraphStore(tmp_path / "store")
    write(store, 1)
    with store.build(fresh=True) as generation:
        assert not generation.store
        generation.store.add(statement(2))
    assert numbers(store) == [2]


def test_a_failed_build_leaves_the_old_graph(tmp_path: Path) -> None:
    store = GraphStore(tmp_path / "store")
    write(store, 1)
    with pytest.raises(TypeError), store.build() as generation:
        generation.store.extend([statement(2), None])  # type: ignore[list-item]
    assert numbers(store) == [1]
    write(store, 3)
    assert numbers(store) == [1, 3]


def test_an_open_reader_keeps_its_graph_while_others_are_built(tmp_path: Path) -> None:
    store = GraphStore(tmp_path / "store")
    write(store, 1)
    reader = store.open_for_reading()
    write(store, 2)
    write(store, 3)
    assert [row[0] for row in select(reader, "SELECT ?o WHERE { ?s ?p ?o }").rows] == [1]


def test_only_a_few_generations_are_kept(tmp_path: Path) -> None:
    store = GraphStore(tmp_path / "store")
    for number in range(6):
        write(store, number)
    assert sorted(p.name for p in (tmp_path / "store" / "generations").iterdir()) == [
        "000004",
        "000005",
        "000006",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_build_leaves_the_old_graph_and_no_lock(tmp_path: Path) -> None:
    store = GraphStore(tmp_path / "store")
    write(store, 1)
    builder = subprocess.Popen([sys.executable, "-c", BUILDER, store.path], stdout=subprocess.PIPE)
    assert builder.stdout is not None
    assert builder.stdout.readline() == b"begun\n"
    with pytest.raises(StoreBusy, match=f"process {builder.pid}"):
        write(store, 2)
    time.sleep(0.05)
    os.kill(builder.pid, signal.SIGKILL)
    builder.wait()
    builder.stdout.close()
    assert numbers(store) == [1]
    write(store, 3)
    assert numbers(store) == [1, 3]


def test_nothing_built_yet_tells_to_build(tmp_path: Path) -> None:
    with pytest.raises(GraphMissing, match="ofsted-graph build"):
        GraphStore(tmp_path / "none").open_for_reading()
    assert not (tmp_path / "none").exists()


def test_a_file_or_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(AskedWrongly, match="is a file"):
        write(GraphStore(file), 1)
    with pytest.raises(AskedWrongly, match="not a graph store"):
        write(GraphStore(tmp_path), 1)
    assert file.read_text() == "x"


@pytest.mark.parametrize("named", [b"generations/000099", b"", b"../elsewhere", b"generations/old", b"\xff"])
def test_damage_is_told(tmp_path: Path, named: bytes) -> None:
    store = GraphStore(tmp_path / "store")
    write(store, 1)
    (tmp_path / "store" / "generations" / "old").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "store" / "current").write_bytes(named)
    with pytest.raises(StoreDamaged, match="Build the graph again"):
        store.open_for_reading()
    with pytest.raises(StoreDamaged):
        write(store, 2)
    with store.build(fresh=True) as generation:
        generation.store.add(statement(3))
    assert numbers(store) == [3]


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    store = GraphStore(tmp_path / "store")
    write(store, 1)
    current = store.current
    assert current is not None
    (current / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreDamaged, match="cannot be read"):
        store.open_for_reading()
