"""An answer that ends before it is whole is told as a failure, never shown as if it were all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph_cli.explorer.app import explorer
from graph_cli.explorer.current_graph import source_of
from graph_cli.explorer.exchange import CUT_SHORT, HELD_BACK, Exchange
from graph_cli.explorer.pages.editor import LARGEST_ANSWER
from graph_cli.explorer.site import Site
from tests.explorer.explorer_client import Client

ROWS = b" " * (HELD_BACK + 1)


@dataclass(frozen=True)
class Elsewhere:
    """An engine at an address at which nothing needs to be started."""

    union: tuple[tuple[str, str], ...] = ()

    async def query_url(self) -> str:
        return "http://engine.test/query"

    async def give_up(self, query_url: str) -> None:
        pass

    async def close(self) -> None:
        pass


class Broken(httpx.AsyncByteStream):
    """Bytes as they come, after which the connection breaks."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield ROWS
        raise httpx.ReadError("gone")


@pytest.fixture
def client(store: Path, request: pytest.FixtureRequest) -> Iterator[Client]:
    def answer(_: httpx.Request) -> httpx.Response:
        json = {"Content-Type": "application/sparql-results+json"}
        return httpx.Response(200, headers=json, **request.param)

    engine = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    asked = Client(explorer(Site(source_of(str(store)), Exchange(Elsewhere(), 5.0, engine))))
    yield asked
    asked.close()


@pytest.mark.parametrize("page", ["/sparql?query=SELECT*{}", "/query/documents?answer=yes"])
@pytest.mark.parametrize(
    ("client", "status", "said"),
    [
        ({"content": CUT_SHORT}, 504, "stopped after 5 seconds"),
        ({"content": ROWS + CUT_SHORT}, 504, "stopped after 5 seconds"),
        ({"stream": Broken()}, 502, "The engine does not answer: gone."),
    ],
    indirect=["client"],
)
def test_a_page_says_why_it_has_no_answer(client: Client, page: str, status: int, said: str) -> None:
    response = client.get(page)
    assert response.status_code == status
    assert said in response.text


@pytest.mark.parametrize("client", [{"content": CUT_SHORT}], indirect=True)
def test_a_program_is_told_by_the_status_where_nothing_has_been_sent(client: Client) -> None:
    response = client.get("/sparql?query=SELECT*{}", "text/csv")
    assert (response.status_code, response.json()["error"]["code"]) == (504, "deadline-passed")


@pytest.mark.parametrize("client", [{"content": b" " * (LARGEST_ANSWER + 1)}], indirect=True)
def test_an_answer_too_long_for_a_page_is_not_shown(client: Client) -> None:
    response = client.get("/sparql?query=SELECT*{}")
    assert response.status_code == 413
    assert "too long for a page" in response.text


def test_an_engine_that_was_just_replaced_is_asked_once_more(store: Path) -> None:
    """Another query's deadline or a new build may end it before it has answered."""
    asked_of_engine = []

    def answer(asked: httpx.Request) -> httpx.Response:
        asked_of_engine.append(asked)
        if len(asked_of_engine) == 1:
            raise httpx.ConnectError("gone")
        return httpx.Response(200, headers={"Content-Type": "text/csv"}, content=b"x\n")

    engine = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    client = Client(explorer(Site(source_of(str(store)), Exchange(Elsewhere(), 5.0, engine))))
    assert client.get("/sparql?query=SELECT*{}", "text/csv").text == "x\n"
    assert len(asked_of_engine) == 2
    client.close()
