"""The SPARQL engine behind the endpoint: the Oxigraph server as a child process, or a server elsewhere."""

from __future__ import annotations

import asyncio
import math
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from graph_cli.errors import EndpointFailed
from graph_cli.explorer.current_graph import Build, last_build
from graph_cli.store import GraphStore

LOOPBACK = "127.0.0.1"
SECONDS_TO_START = 15.0
SECONDS_TO_STOP = 3.0
STARTS = 3
GRACE = 1.0


class Engine(Protocol):
    """What answers the queries of the endpoint."""

    @property
    def union(self) -> tuple[tuple[str, str], ...]:
        """Parameters by which a request asks for the union of all named graphs."""

    async def query_url(self) -> str:
        """URL that answers SPARQL queries on the graph as it is now. Raises GraphMissing, EndpointFailed."""

    async def give_up(self, query_url: str) -> None:
        """Stop a query that did not end at its deadline."""

    async def close(self) -> None:
        """End what was started."""


@dataclass(frozen=True)
class RemoteEngine:
    """A SPARQL server that somebody else runs; `url` as in graph_cli.remote."""

    url: str
    union: tuple[tuple[str, str], ...] = ()

    async def query_url(self) -> str:
        """Its query endpoint."""
        return self.url + "query" if self.url.endswith("/") else self.url

    async def give_up(self, query_url: str) -> None:
        """Do nothing: the server itself has to stop its queries."""

    async def close(self) -> None:
        """Nothing was started."""


@dataclass(frozen=True)
class _Child:
    process: subprocess.Popen[bytes]
    query_url: str
    build: Build
    messages: IO[bytes]

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.messages.close()


class OxigraphEngine:
    """The Oxigraph server on a private port, read-only, on the last build of a store.

    After a new build the next query starts a server on that; the old one ends once the queries that it may
    still be answering must have ended. A server that died is replaced by the next query."""

    union: tuple[tuple[str, str], ...] = (("union-default-graph", ""),)

    def __init__(self, store: GraphStore, deadline: float) -> None:
        self.store = store
        self.deadline = deadline
        self._lock = asyncio.Lock()
        self._current: _Child | None = None
        self._retiring: dict[asyncio.Task[None], _Child] = {}

    async def query_url(self) -> str:
        """URL that answers queries on the last build. Raises GraphMissing, StoreDamaged, EndpointFailed."""
        async with self._lock:
            build = last_build(self.store)
            current = self._current
            if current is None or not current.alive or current.build != build:
                self._current = await self._start(build)
                if current is not None:
                    self._retire(current)
                current = self._current
            return current.query_url

    async def give_up(self, query_url: str) -> None:
        """End the server: Oxigraph stops most queries at their deadline, but not all."""
        async with self._lock:
            if self._current is not None and self._current.query_url == query_url:
                await asyncio.to_thread(self._current.stop)
                self._current = None

    async def close(self) -> None:
        """End every server that was started."""
        async with self._lock:
            children = [*self._retiring.values(), *([self._current] if self._current else [])]
            self._current = None
            for task in self._retiring:
                task.cancel()
            await asyncio.gather(*self._retiring, return_exceptions=True)
            for child in children:
                await asyncio.to_thread(child.stop)

    def _retire(self, child: _Child) -> None:
        async def wait_and_stop() -> None:
            await asyncio.sleep(self.deadline + 2 * GRACE if child.alive else 0)
            await asyncio.to_thread(child.stop)

        task = asyncio.create_task(wait_and_stop())
        self._retiring[task] = child
        task.add_done_callback(lambda done: self._retiring.pop(done, None))

    async def _start(self, build: Build) -> _Child:
        said = ""
        for _ in range(STARTS):
            child = self._spawn(build)
            if await _answers(child):
                return child
            child.messages.seek(0)
            said = child.messages.read().decode("utf-8", "replace").strip().split("\n")[0]
            child.stop()
        raise EndpointFailed(f"The Oxigraph server does not start on {build.generation}: {said or 'no word'}")

    def _spawn(self, build: Build) -> _Child:
        port = _free_port()
        command = [str(oxigraph_program()), "serve-read-only", "--location", str(build.generation)]
        command += ["--bind", f"{LOOPBACK}:{port}"]
        command += ["--timeout-s", str(max(1, math.ceil(self.deadline)))]
        if os.name == "posix":
            leash = str(Path(__file__).with_name("leash.py"))
            command = [sys.executable, "-I", "-S", leash, str(os.getpid()), *command]
        messages = tempfile.TemporaryFile()  # noqa: SIM115 (closed when the child is stopped)
        # A session of its own, so that Ctrl-C reaches only the explorer, which then ends it in order.
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=messages,
            start_new_session=True,
        )
        return _Child(process, f"http://{LOOPBACK}:{port}/query", build, messages)


def oxigraph_program() -> Path:
    """The program that the package `oxigraph` installs. Raises EndpointFailed when it is not there."""
    folders = [str(Path(sys.executable).parent), sysconfig.get_path("scripts")]
    found = shutil.which("oxigraph", path=os.pathsep.join(folders)) or shutil.which("oxigraph")
    if found is None:
        raise EndpointFailed("The Oxigraph server is not installed. Install it: pip install oxigraph")
    return Path(found)


async def _answers(child: _Child) -> bool:
    port = int(child.query_url.rsplit(":", 1)[1].split("/")[0])
    patience = time.monotonic() + SECONDS_TO_START
    while child.alive and time.monotonic() < patience:
        try:
            _, writer = await asyncio.open_connection(LOOPBACK, port)
        except OSError:
            await asyncio.sleep(0.01)
            continue
        writer.close()
        await writer.wait_closed()
        return child.alive
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
