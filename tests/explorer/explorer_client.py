"""Asks the explorer as a browser or a program does, without a socket."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import httpx
from starlette.applications import Starlette

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Client:
    """Asks an application without a socket, in a loop of its own."""

    def __init__(self, app: Starlette) -> None:
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._runner.run(self._stack.enter_async_context(app.router.lifespan_context(app)))
        transport = httpx.ASGITransport(app)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://explorer")

    def get(self, address: str, accept: str | None = None) -> httpx.Response:
        headers = BROWSER if accept is None else {"Accept": accept}
        return self.send("GET", address, headers=headers)

    def send(self, method: str, address: str, **how: object) -> httpx.Response:
        return self._runner.run(self._client.request(method, address, **how))  # type: ignore[arg-type]

    def close(self) -> None:
        self._runner.run(self._client.aclose())
        self._runner.run(self._stack.aclose())
        self._runner.close()
