"""Passes a query to the engine and its answer back as it arrives, within the deadline."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

import httpx

from graph_cli.dataset import names_dataset
from graph_cli.explorer.engine import GRACE, Engine
from graph_cli.explorer.negotiation import RESULTS, TRIPLES
from graph_cli.explorer.protocol import QUERY, Asked, Refused
from graph_cli.parse_errors import why_not_parsed
from graph_cli.update import is_update

# What Oxigraph appends to an answer, with status 200, when it stops a query whose time is up.
CUT_SHORT = b"The SPARQL operation has been cancelled"
# Answers up to this size are read completely before the status is sent, so that it can say that the deadline
# passed.
HELD_BACK = 256 * 1024
NOT_IN_THESE = (
    f"The query has no answer in a format that the request takes: SELECT and ASK answer as "
    f"{', '.join(RESULTS.values())}; CONSTRUCT and DESCRIBE as {', '.join(TRIPLES.values())}."
)
_CODES = {400: "malformed-query", 406: "not-acceptable"}


class CutShort(Exception):
    """The answer ended before it was whole: the connection is broken off, so that nobody takes a part of it
    for the whole. `refusal` says the same to those to whom nothing has been sent yet."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the engine: the media type and the bytes as they come."""

    media_type: str
    chunks: AsyncGenerator[bytes, None]


class Exchange:
    """Asks one engine. `deadline` is in seconds, from when the engine has started to the last byte of the
    answer."""

    def __init__(self, engine: Engine, deadline: float, client: httpx.AsyncClient | None = None) -> None:
        self.engine = engine
        self.deadline = deadline
        self._client = client or httpx.AsyncClient(
            timeout=httpx.Timeout(None, connect=10.0), limits=httpx.Limits(), trust_env=False
        )

    async def close(self) -> None:
        """End the connections and the engine."""
        await self._client.aclose()
        await self.engine.close()

    async def ask(self, asked: Asked, accept: str) -> Reply:
        """The answer in a format of `accept`. Raises Refused: 400 for an update, 400 and 406 as the engine
        says, 502 when it cannot be reached, 504 after the deadline; and what `Engine.query_url` raises."""
        if is_update(asked.query):
            raise Refused(400, _CODES[400], "This is an update; only queries are answered here.")
        again = True
        while True:
            url = await self.engine.query_url()
            until = time.monotonic() + self.deadline + GRACE
            try:
                async with asyncio.timeout(max(0.1, until - time.monotonic())):
                    return await self._begin(url, asked, accept, until)
            except TimeoutError:
                await self.engine.give_up(url)
                raise self._too_late() from None
            except httpx.HTTPError as error:
                # The engine may have been ended by another query's deadline, or by a new build.
                if not again:
                    raise _failed(error) from error
                again = False

    async def whole(self, asked: Asked, accept: str, most: float = math.inf) -> tuple[str, bytes]:
        """The media type and the bytes of an answer of at most `most` bytes. Raises Refused: as `ask` does,
        and 413."""
        reply = await self.ask(asked, accept)
        content = bytearray()
        try:
            async with aclosing(reply.chunks) as chunks:
                async for chunk in chunks:
                    content += chunk
                    if len(content) > most:
                        raise Refused(
                            413,
                            "too-large",
                            "The answer is too long for a page: download it, or add a LIMIT.",
                        )
        except CutShort as cut:
            raise cut.refusal from cut
        return reply.media_type, bytes(content)

    async def _begin(self, url: str, asked: Asked, accept: str, until: float) -> Reply:
        whole = not asked.dataset and not names_dataset(asked.query)
        request = self._client.build_request(
            "POST",
            url,
            params=list(self.engine.union if whole else asked.dataset),
            content=asked.query.encode("utf-8", "surrogatepass"),
            headers={"Content-Type": QUERY, "Accept": accept},
        )
        response = await self._client.send(request, stream=True)
        try:
            if response.is_error:
                raise await _refusal(response)
            source = response.aiter_bytes()
            held = bytearray()
            ended = True
            async for chunk in source:
                held += chunk
                if len(held) > HELD_BACK:
                    ended = False
                    break
            if ended and held.endswith(CUT_SHORT):
                raise self._too_late()
        except BaseException:
            await response.aclose()
            raise
        media_type = response.headers.get("content-type", "application/octet-stream")
        return Reply(media_type, self._rest(response, bytes(held), source, until, url))

    async def _rest(
        self, response: httpx.Response, held: bytes, source: AsyncIterator[bytes], until: float, url: str
    ) -> AsyncGenerator[bytes, None]:
        try:
            tail = held
            while True:
                ready, tail = tail[: -len(CUT_SHORT)], tail[-len(CUT_SHORT) :]
                if ready:
                    yield ready
                try:
                    async with asyncio.timeout(max(GRACE, until - time.monotonic())):
                        tail += await anext(source)
                except StopAsyncIteration:
                    break
                except TimeoutError:
                    await self.engine.give_up(url)
                    raise CutShort(self._too_late()) from None
                except httpx.HTTPError as error:
                    raise CutShort(_failed(error)) from error
            if tail.endswith(CUT_SHORT):
                raise CutShort(self._too_late())
            yield tail
        finally:
            await response.aclose()

    def _too_late(self) -> Refused:
        return Refused(
            504,
            "deadline-passed",
            f"The query was stopped after {self.deadline:g} seconds. Ask for less, or let the server allow "
            "more: ofsted-graph serve --deadline SECONDS.",
        )


def _failed(error: httpx.HTTPError) -> Refused:
    return Refused(502, "engine-failed", f"The engine does not answer: {error or type(error).__name__}.")


async def _refusal(response: httpx.Response) -> Refused:
    if response.status_code == 406:
        return Refused(406, _CODES[406], NOT_IN_THESE)
    said = (await response.aread()).decode("utf-8", "replace").strip()
    if response.status_code == 400:
        return Refused(400, _CODES[400], f"The query does not parse: {why_not_parsed(said)}")
    return Refused(502, "engine-failed", f"The engine answers {response.status_code}: {said[:1000]}")
