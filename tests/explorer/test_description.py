"""The endpoint describes itself to programs: where it answers, in which formats, over which data."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from loaders.iris import RDF
from tests.explorer.explorer_client import BROWSER, Client

SD, VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
WELL_KNOWN = "/.well-known/void"


def described(text: str, form: RdfFormat = RdfFormat.TURTLE) -> set[tuple[str, str, str]]:
    return {
        (str(quad.subject.value), quad.predicate.value, str(quad.object.value))
        for quad in parse(text.encode(), format=form)
    }


@pytest.mark.parametrize("address", [WELL_KNOWN, "/sparql"])
def test_description_of_service_and_data(client: Client, address: str) -> None:
    response = client.get(address, "*/*")
    assert response.headers["content-type"] == "text/turtle"
    stated = described(response.text)
    service = "http://explorer/sparql"
    assert (service, RDF + "type", SD + "Service") in stated
    assert (service, SD + "endpoint", service) in stated
    (dataset,) = {subject for subject, kind, value in stated if value == VOID + "Dataset"}
    assert (dataset, VOID + "sparqlEndpoint", service) in stated
    (triples,) = {int(value) for subject, kind, value in stated if kind == VOID + "triples"}
    counted = client.send(
        "GET",
        "/sparql",
        params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"},
        headers={"Accept": "text/csv"},
    )
    assert counted.text == f"n\r\n{triples}\r\n"


def test_every_format_that_is_described_is_answered_with(client: Client) -> None:
    formats = {
        value.rsplit("/", 1)[-1]
        for _, kind, value in described(client.get("/sparql", "text/turtle").text)
        if kind == SD + "resultFormat"
    }
    names = {"SPARQL_Results_JSON": "json", "SPARQL_Results_XML": "xml", "SPARQL_Results_CSV": "csv",
             "SPARQL_Results_TSV": "tsv", "Turtle": "ttl", "JSON-LD": "jsonld", "N-Triples": "nt",
             "RDF_XML": "rdf", "N-Quads": "nq", "TriG": "trig"}  # fmt: skip
    assert formats == set(names)
    for name in names.values():
        query = "ASK {}" if name in ("json", "xml", "csv", "tsv") else "CONSTRUCT WHERE { ?s a ?o } LIMIT 1"
        assert client.send("GET", "/sparql", params={"query": query, "format": name}).status_code == 200


@pytest.mark.parametrize("form", [RdfFormat.JSON_LD, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML])
def test_description_in_other_formats(client: Client, form: RdfFormat) -> None:
    response = client.get(WELL_KNOWN, form.media_type)
    assert response.headers["content-type"] == form.media_type
    assert described(response.text, form) == described(client.get(WELL_KNOWN, "text/turtle").text)


def test_a_browser_sees_the_description_and_at_the_endpoint_the_form(client: Client) -> None:
    assert client.get(WELL_KNOWN).headers["content-type"] == "text/turtle"
    assert "<textarea" in client.get("/sparql").text
    assert client.get(WELL_KNOWN, "image/png").status_code == 406


@pytest.mark.parametrize("host", ["a b", '"><script>', "x\\y", "{}"])
@pytest.mark.parametrize("address", [WELL_KNOWN, "/sparql", "/", "/nothing", "/search?q=Ambershire"])
def test_a_host_that_is_none_does_no_harm(client: Client, host: str, address: str) -> None:
    for accept in ("*/*", BROWSER["Accept"]):
        response = client.send("GET", address, headers={"Host": host, "Accept": accept})
        assert response.status_code < 500
        assert "<script" not in response.text
