"""The same commands against a SPARQL server: the Oxigraph server of the package, on a port of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad

from graph_cli.__main__ import main
from graph_cli.errors import BadSparql, EndpointFailed
from graph_cli.named_graphs import graph_names
from graph_cli.remote import RemoteGraph
from graph_cli.store import GraphStore

OXIGRAPH = Path(sys.executable).parent / "oxigraph"


@pytest.fixture(scope="module")
def server(councils: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("server") / "data"
    GraphStore(councils).open_for_reading().store.backup(str(data))
    command: list[str | Path] = [
        OXIGRAPH,
        "serve",
        "--location",
        str(data),
        "--bind",
        f"127.0.0.1:{port}",
        "--union-default-graph",
    ]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    for _ in range(100):
        try:
            httpx.get(url)
            break
        except httpx.TransportError:
            time.sleep(0.05)
    yield url
    running.terminate()
    running.wait()


@pytest.mark.parametrize(
    "words",
    [
        ["inspections"],
        ["findings", "--authority", "Ambershire", "--theme", "supervision", "--from", "2015"],
        ["theme-persistence", "--authority", "Ambershire", "--theme", "supervision"],
        ["recurring-themes", "--status", "persisting"],
        ["compare", "--authority", "Ambershire", "--peers", "neighbours"],
        ["recommendations"],
    ],
)
def test_canned_queries_answer_as_they_do_locally(server: str, councils: Path, words: list[str]) -> None:
    local, remote = (
        CliRunner().invoke(main, ["query", *words, "--format", "csv", "--store", where])
        for where in (str(councils), server)
    )
    assert remote.exit_code == 0, remote.output
    assert remote.stdout == local.stdout
    assert local.stdout.count("\n") > 1


def test_sparql_and_exports_work_remotely(server: str, tmp_path: Path) -> None:
    runner = CliRunner()
    construct = "CONSTRUCT { ?s a og:Merge } WHERE { ?s a og:Merge }"
    assert "og:Merge" in runner.invoke(main, ["sparql", construct, "--store", server]).stdout
    assert "yes" in runner.invoke(main, ["sparql", "ASK { ?s a og:Visit }", "--store", server]).stdout
    done = runner.invoke(main, ["export", "all", "-o", str(tmp_path / "all.nq"), "--store", server])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "all.nq").stat().st_size > 100_000


def test_graphs_are_replaced_and_removed(server: str) -> None:
    remote = RemoteGraph(server)
    name = "http://example.org/a%20graph+1%25"
    quads = [Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("é ☃"), NamedNode(name))]
    remote.replace_graph(name, quads)
    remote.replace_graph(name, quads)
    assert name in graph_names(remote)
    remote.remove_graph(name)
    remote.remove_graph(name)
    assert name not in graph_names(remote)


def test_failures_are_sentences(server: str) -> None:
    with pytest.raises(BadSparql, match="malformed"):
        RemoteGraph(server).query("SELECT")
    with pytest.raises(EndpointFailed, match="404"):
        RemoteGraph(server + "nowhere").query("ASK {}")
    with pytest.raises(EndpointFailed, match="cannot be reached"):
        RemoteGraph("http://127.0.0.1:9/").query("ASK {}")


@pytest.mark.parametrize(
    ("kind", "content"), [("text/html", "<p>hello</p>"), ("application/n-triples", "<p>hello</p>")]
)
def test_what_is_no_result_is_told(kind: str, content: str) -> None:
    answer = httpx.Response(200, headers={"Content-Type": kind}, text=content)
    page = httpx.MockTransport(lambda request: answer)
    with pytest.raises(EndpointFailed, match=f"{kind} that is not a SPARQL result"):
        RemoteGraph("http://example.org/query", httpx.Client(transport=page)).query("ASK {}")
