"""Findings that hold some words: their number and sentences, in a graph that has the wordings of its documents,
and in one of an earlier version, which has none, or has those of some documents alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from graph_cli.explorer.app import explorer
from graph_cli.explorer.serve import site
from graph_cli.store import GraphStore
from loaders.iris import place_of
from tests.earlier_graph import forget_wordings
from tests.explorer.explorer_client import Client


@pytest.fixture(scope="module")
def knowing(sample_store: Path) -> Iterator[Client]:
    asked = Client(explorer(site(str(sample_store), 20.0)))
    yield asked
    asked.close()


@pytest.fixture(scope="module", params=[None, "ambershire-2015-sif.pdf"])
def earlier(
    request: pytest.FixtureRequest, sample_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    place = tmp_path_factory.mktemp("earlier") / "store"
    shutil.copytree(sample_store, place)
    with GraphStore(place).build() as generation:
        forget_wordings(generation.store, request.param)
    asked = Client(explorer(site(str(place), 20.0)))
    yield asked
    asked.close()


def told(client: Client, address: str) -> tuple[str, list[str]]:
    """The heading of a page of findings, and the addresses of those on it, in their order."""
    page = html.fromstring(client.get(address).text)
    return page.findtext(".//h1"), page.xpath("//ul[contains(@class, 'findings')]/li/a/@href")


@pytest.mark.parametrize(
    "asked",
    [
        "text=social+workers",
        "text=Social+Workers&polarity=concern",
        "text=supervision&theme=supervision",
        "text=supervision&authority=Westmarsh",
        "text=children&visit=visit/ambershire/2015-09-21/sif&polarity=strength",
        "text=the",
        "text=the&page=2",
        "text=see[mn]",
        "text=nowhere+said",
    ],
)
def test_words_are_found_as_in_a_graph_that_has_not_all_wordings(
    knowing: Client, earlier: Client, asked: str
) -> None:
    assert told(knowing, f"/finding?{asked}") == told(earlier, f"/finding?{asked}")


@pytest.mark.parametrize("asked", ["text=social+workers", "text=supervision&polarity=concern", "text=the"])
def test_the_page_and_the_query_find_the_same(knowing: Client, asked: str) -> None:
    rows = knowing.get(f"/query/findings?{asked}&format=json").json()
    heading, addresses = told(knowing, f"/finding?{asked}")
    places = [place_of(address.strip("/")) for address in addresses]
    for document in {document for document, _ in places}:
        starts = [start for each, start in places if each == document]
        assert starts == sorted(starts)
    assert heading == f"{len(rows):,} findings"
    assert len(rows) > 5
    assert {address.strip("/") for address in addresses} <= {
        row["iri"].removeprefix("https://w3id.org/ofsted-graph/") for row in rows
    }


def test_search_tells_how_many_findings_hold_words_that_most_of_them_hold(knowing: Client) -> None:
    number = len(knowing.get("/query/findings?text=the&format=json").json())
    page = html.fromstring(knowing.get("/search?q=the").text)
    (link,) = page.xpath("//a[@href='/finding?text=the']")
    assert number > 100
    assert f"{number:,} findings with “the”" in " ".join(page.text_content().split()), link.text


def test_a_wording_has_a_page_of_its_facts(knowing: Client) -> None:
    page = html.fromstring(knowing.get("/polarity/concern").text)
    (address, *_) = [link for link in page.xpath("//a/@href") if "/wording/" in link]
    answer = knowing.get(address)
    assert answer.status_code == 200
    assert "og:lines" in answer.text
