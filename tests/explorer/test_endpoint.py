"""/sparql answers the SPARQL 1.1 Protocol for reading, and says in one shape why it does not answer."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote, quote_plus

import pytest

from tests.explorer.explorer_client import BROWSER, Client

ONE = "SELECT ?x WHERE { VALUES ?x { 1 } }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}


def by_get(client: Client, query: str, accept: str = "text/csv") -> str:
    response = client.get("/sparql?query=" + quote(query, safe=""), accept)
    assert response.status_code == 200, response.text
    return response.text


def said(client: Client, text: str, encode: object = None) -> str:
    query = f'SELECT ("{text}" AS ?said) {{}}'
    encoded = encode(query) if callable(encode) else quote(query, safe="")
    return list(csv.reader(io.StringIO(client.get("/sparql?query=" + encoded, "text/csv").text)))[1][0]


def test_get(client: Client) -> None:
    assert by_get(client, ONE) == "x\r\n1\r\n"


def test_post_form(client: Client) -> None:
    response = client.send(
        "POST", "/sparql", content="query=" + quote_plus(ONE), headers={**FORM, "Accept": "text/csv"}
    )
    assert response.text == "x\r\n1\r\n"


def test_post_query_with_charset(client: Client) -> None:
    headers = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": "text/csv"}
    response = client.send("POST", "/sparql", content='SELECT ("Zoë" AS ?x) {}', headers=headers)
    assert response.content.decode("utf-8") == "x\r\nZoë\r\n"


@pytest.mark.parametrize("text", ["100%", "%25", "a+b", "a b", "Zoë Ō’Neill", "&x=y", "#7", "日本"])
def test_text_is_decoded_once(client: Client, text: str) -> None:
    assert said(client, text) == text
    assert said(client, text, quote_plus) == text


ACCEPTS = [
    (ONE, "*/*", "application/sparql-results+json"),
    (ONE, "application/sparql-results+xml", "application/sparql-results+xml"),
    (ONE, "text/csv", "text/csv"),
    (ONE, "text/tab-separated-values", "text/tab-separated-values"),
    (ONE, "text/turtle, text/csv;q=0.1", "text/csv"),
    ("ASK {}", "application/json", "application/sparql-results+json"),
    ("CONSTRUCT WHERE { ?a a ?b } LIMIT 1", "*/*", "text/turtle"),
    ("CONSTRUCT WHERE { ?a a ?b } LIMIT 1", "application/ld+json", "application/ld+json"),
    ("DESCRIBE <http://a.test/>", "application/rdf+xml, text/csv", "application/rdf+xml"),
    ("DESCRIBE <http://a.test/>", "application/n-triples;q=0.9, text/turtle;q=0.8", "application/n-triples"),
]


@pytest.mark.parametrize(("query", "accept", "media_type"), ACCEPTS)
def test_format_by_accept(client: Client, query: str, accept: str, media_type: str) -> None:
    response = client.get("/sparql?query=" + quote(query, safe=""), accept)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].split(";")[0] == media_type


def test_several_accept_headers_count_as_one(client: Client) -> None:
    headers = [("Accept", "image/png"), ("Accept", "text/csv")]
    assert client.send("GET", "/sparql", params={"query": ONE}, headers=headers).text == "x\r\n1\r\n"


REFUSED = [
    ("GET", "", {"Accept": "text/csv"}, None, 400, "no-query"),
    ("GET", "?sparql=ASK{}", {"Accept": "*/*"}, None, 400, "no-query"),
    ("GET", "?query=ASK{}&default-graph-uri=no%20iri", {"Accept": "*/*"}, None, 400, "asked-wrongly"),
    ("GET", "?query=ASK{}&named-graph-uri=graph/derived", {"Accept": "*/*"}, None, 400, "asked-wrongly"),
    ("GET", "?query=ASK{}&format=ttl", {"Accept": "*/*"}, None, 406, "not-acceptable"),
    ("GET", "?query=SELEC", {"Accept": "*/*"}, None, 400, "malformed-query"),
    ("GET", "?query=ASK{}&query=ASK{}", {"Accept": "*/*"}, None, 400, "several-queries"),
    ("GET", "?query=%FF", {"Accept": "*/*"}, None, 400, "bad-encoding"),
    ("GET", "?query=ASK{}&format=docx", {"Accept": "*/*"}, None, 400, "unknown-format"),
    ("GET", "?query=ASK{}", {"Accept": "image/png"}, None, 406, "not-acceptable"),
    ("GET", "?query=ASK{}", {"Accept": "text/turtle"}, None, 406, "not-acceptable"),
    ("GET", "?query=ASK{}", {"Accept": "b?r;o;ken"}, None, 406, "not-acceptable"),
    ("GET", "?update=CLEAR%20ALL", {"Accept": "*/*"}, None, 403, "read-only"),
    ("POST", "", FORM, "update=CLEAR+ALL", 403, "read-only"),
    ("POST", "", {"Content-Type": "application/sparql-update"}, "CLEAR ALL", 403, "read-only"),
    ("POST", "", QUERY, "INSERT DATA { <a:a> <a:b> 1 }", 400, "malformed-query"),
    ("POST", "", QUERY, "ASK { SERVICE <http://127.0.0.1/> {} }", 403, "federated-query"),
    ("POST", "", FORM, "", 400, "no-query"),
    ("POST", "", QUERY, b"ASK { ?a ?b '\xff' }", 400, "bad-encoding"),
    ("POST", "", {"Content-Type": "text/plain"}, "ASK {}", 415, "unsupported-media-type"),
    ("POST", "", {}, b"", 415, "unsupported-media-type"),
    ("POST", "", QUERY, "#" * 1_000_001, 413, "too-large"),
    ("PUT", "", QUERY, "ASK {}", 405, "method-not-allowed"),
    ("DELETE", "", {}, None, 405, "method-not-allowed"),
]


@pytest.mark.parametrize(("method", "parameters", "headers", "body", "status", "code"), REFUSED)
def test_refusal(
    client: Client,
    method: str,
    parameters: str,
    headers: dict[str, str],
    body: str | bytes | None,
    status: int,
    code: str,
) -> None:
    """Every refusal has its status, a code for programs and a sentence for people."""
    response = client.send(method, "/sparql" + parameters, headers=headers, content=body)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    error = response.json()["error"]
    assert set(error) == {"status", "code", "message"}
    assert (error["status"], error["code"]) == (status, code)
    assert len(error["message"]) > 10
    assert status != 405 or "GET" in response.headers["allow"]


def test_a_malformed_query_is_told_its_place_and_what_is_wrong_there(client: Client) -> None:
    """Not the dozens of signs that might have stood there instead."""
    response = client.send("POST", "/sparql", headers=QUERY, content="SELECT ?x\n{ ?x a nope:Visit }")
    message = response.json()["error"]["message"]
    assert message == "The query does not parse: line 2, column 18: Prefix not found"


def test_an_update_sent_as_a_query_is_called_one(client: Client) -> None:
    response = client.send("POST", "/sparql", headers=QUERY, content="INSERT DATA { <a:a> <a:b> 1 }")
    assert response.json()["error"]["message"] == "This is an update; only queries are answered here."


def test_what_a_query_can_answer_with_is_told(client: Client) -> None:
    response = client.send("GET", "/sparql", params={"query": "ASK {}", "format": "ttl"})
    assert "SELECT and ASK answer as application/sparql-results+json" in response.json()["error"]["message"]


def test_options_tell_the_methods(client: Client) -> None:
    response = client.send("OPTIONS", "/sparql")
    assert (response.status_code, response.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_queries_see_the_union_of_named_graphs(client: Client) -> None:
    count = by_get(
        client, "SELECT (COUNT(*) AS ?n) { ?d a <https://w3id.org/ofsted-graph/vocabulary#Document> }"
    )
    assert count == "n\r\n7\r\n"


def test_dataset_of_the_protocol(client: Client) -> None:
    derived = "https://w3id.org/ofsted-graph/graph/derived"
    query = "SELECT (COUNT(*) AS ?n) { ?d a <https://w3id.org/ofsted-graph/vocabulary#Document> }"
    response = client.send(
        "GET",
        "/sparql",
        params={"query": query, "default-graph-uri": derived},
        headers={"Accept": "text/csv"},
    )
    assert response.text == "n\r\n0\r\n"


@pytest.mark.parametrize(
    ("graph", "number"), [("derived", 0), ("document/0000000000000002", 1), ("nothing", 0)]
)
def test_dataset_of_the_query(client: Client, graph: str, number: int) -> None:
    """FROM holds: what stands in no graph that it names is not counted."""
    query = f"""SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/ofsted-graph/graph/{graph}>
        {{ ?d a <https://w3id.org/ofsted-graph/vocabulary#Document> }}"""
    assert by_get(client, query) == f"n\r\n{number}\r\n"


def test_browser_gets_a_form_and_then_the_form_with_the_answer(client: Client) -> None:
    empty = client.get("/sparql")
    assert empty.status_code == 200
    assert "<textarea" in empty.text
    answered = client.send("GET", "/sparql", params={"query": ONE}, headers=BROWSER)
    assert "1 row" in answered.text
    wrong = client.send("GET", "/sparql", params={"query": "SELECT <b>"}, headers=BROWSER)
    assert wrong.status_code == 400
    assert "SELECT &lt;b&gt;" in wrong.text


def test_download_is_a_file_of_the_format_asked_for(client: Client) -> None:
    response = client.send("GET", "/sparql", params={"query": ONE, "format": "tsv"}, headers=BROWSER)
    assert response.headers["content-type"] == "text/tab-separated-values; charset=utf-8"
    assert 'filename="result.tsv"' in response.headers["content-disposition"]


def test_other_origins_may_read_only_when_asked_for(client: Client, cors_client: Client) -> None:
    headers = {"Origin": "https://elsewhere.test", "Accept": "text/csv"}
    for asked, allowed in ((client, None), (cors_client, "*")):
        response = asked.send("GET", "/sparql", params={"query": ONE}, headers=headers)
        assert response.headers.get("access-control-allow-origin") == allowed
