"""`ofsted-graph serve` as a process: it answers, follows builds, keeps deadlines and leaves nothing behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, Quad

from graph_cli.store import GraphStore

# Millions of pairs: no engine is done with it in a second.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS_ROWS = "SELECT * WHERE { ?a ?b ?c . ?d ?b ?f . ?g ?b ?i }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?d a <https://w3id.org/ofsted-graph/vocabulary#Document> }"


@dataclass
class Server:
    process: subprocess.Popen[str]
    address: str
    store: Path

    def csv(self, query: str) -> httpx.Response:
        return httpx.get(
            self.address + "sparql", params={"query": query}, headers={"Accept": "text/csv"}, timeout=20
        )

    def engines(self) -> list[int]:
        folder = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in folder.read_text().split()]


@contextmanager
def serving(store: Path, *options: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "graph_cli", "serve", "--port", "0", "--store", str(store), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:[0-9]+/", process.stderr.readline())
            assert found
            yield Server(process, found[0], store)
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def server(councils: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = tmp_path_factory.mktemp("serve") / "store"
    shutil.copytree(councils, store)
    with serving(store, "--deadline", "1") as server:
        yield server


def test_answers_queries_and_pages(server: Server) -> None:
    assert server.csv(COUNT).text == "n\r\n6\r\n"
    assert httpx.get(server.address, headers={"Accept": "text/html"}, timeout=20).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"), [("elsewhere.test", 400), ("localhost:1", 200), ("[::1]:8000", 200)]
)
def test_no_other_name_leads_to_this_machine(server: Server, name: str, status: int) -> None:
    """A page of a site whose name was made to point here would be allowed to read all that is served."""
    response = httpx.get(server.address + "static/icon.svg", headers={"Host": name}, timeout=20)
    assert response.status_code == status


def test_with_cors_any_name_does(councils: Path) -> None:
    with serving(councils, "--cors") as server:
        response = httpx.get(
            server.address + "static/icon.svg", headers={"Host": "elsewhere.test"}, timeout=20
        )
        assert response.status_code == 200


def test_deadline_is_told_in_time(server: Server) -> None:
    """Also by an engine that does not notice it itself; the next query is answered as if nothing had been."""
    began = time.monotonic()
    response = server.csv(ENDLESS)
    assert response.status_code == 504
    assert response.json()["error"]["code"] == "deadline-passed"
    assert time.monotonic() - began < 8
    assert server.csv(COUNT).text == "n\r\n6\r\n"


def test_part_of_an_answer_is_never_taken_for_the_whole(server: Server) -> None:
    """An answer that the deadline cuts while it is sent breaks off the connection."""
    with pytest.raises(httpx.RemoteProtocolError):
        server.csv(ENDLESS_ROWS)


def test_new_build_is_seen_without_restart(server: Server) -> None:
    document = NamedNode("https://w3id.org/ofsted-graph/document/0000000000000009")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    graph = NamedNode("https://w3id.org/ofsted-graph/graph/document/0000000000000009")
    with GraphStore(server.store).build() as generation:
        generation.store.add(
            Quad(document, kind, NamedNode("https://w3id.org/ofsted-graph/vocabulary#Document"), graph)
        )
        assert server.csv(COUNT).text == "n\r\n6\r\n"
    assert server.csv(COUNT).text == "n\r\n7\r\n"


def test_new_build_lets_queries_end_that_were_asked_before(councils: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(councils, store)
    asked = {"query": f"{ENDLESS_ROWS} LIMIT 30000"}
    with (
        serving(store) as server,
        httpx.stream(
            "GET", server.address + "sparql", params=asked, headers={"Accept": "text/csv"}, timeout=20
        ) as answer,
    ):
        chunks = answer.iter_bytes()
        begun = next(chunks).count(b"\n")
        with GraphStore(store).build():
            pass
        assert server.csv(COUNT).text == "n\r\n6\r\n"
        assert begun + sum(chunk.count(b"\n") for chunk in chunks) == 30_001


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_engine_that_died_is_started_again(server: Server) -> None:
    server.csv(COUNT)
    for pid in server.engines():
        os.kill(pid, signal.SIGKILL)
    assert server.csv(COUNT).status_code == 200


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_engine_ends_with_the_explorer(councils: Path, sent: signal.Signals) -> None:
    with serving(councils) as server:
        assert server.csv(COUNT).status_code == 200
        (engine,) = server.engines()
        server.process.send_signal(sent)
        server.process.wait(10)
        assert server.process.stderr is not None
        said = server.process.stderr.read()
    for _ in range(50):
        if not Path(f"/proc/{engine}").exists():
            break
        time.sleep(0.1)
    assert not Path(f"/proc/{engine}").exists()
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--store", "nowhere"], "There is no graph in nowhere"),
        (["--port", "70000"], "70000"),
        (["--host", "256.0.0.1"], "256.0.0.1"),
    ],
)
def test_what_cannot_be_served_is_said(councils: Path, options: list[str], words: str) -> None:
    store = [] if "--store" in options else ["--store", str(councils)]
    command = [sys.executable, "-m", "graph_cli", "serve", *store, *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
