"""A graph on a SPARQL 1.1 server: queries by the Protocol, writing by the Graph Store Protocol.

The server's default graph must be the union of its named graphs. Oxigraph does so with
`--union-default-graph`, Fuseki with `tdb2:unionDefaultGraph true`; GraphDB, RDF4J and Virtuoso always do.
"""

from __future__ import annotations

import os
import weakref

import httpx
from pyoxigraph import (
    Quad,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from graph_cli.errors import BadSparql, EndpointFailed
from graph_cli.graph import Answer
from loaders.iris import PREFIXES

SECONDS_TO_ANSWER = 120.0
RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
PROLOGUE = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())


class RemoteGraph:
    """The server at `location`: the URL of its query endpoint, or a URL that ends in "/" and below which
    `query` and `store` lie, as the Oxigraph server lays them out.

    Another server's Graph Store endpoint is named by the variable OFSTED_GRAPH_STORE_WRITE."""

    def __init__(self, location: str, client: httpx.Client | None = None) -> None:
        self.location = location
        self._query_url = location + "query" if location.endswith("/") else location
        beside = location if location.endswith("/") else location.rsplit("/", 1)[0] + "/"
        self._store_url = os.environ.get("OFSTED_GRAPH_STORE_WRITE") or beside + "store"
        self._client = client or httpx.Client(timeout=SECONDS_TO_ANSWER, follow_redirects=True)
        weakref.finalize(self, self._client.close)

    def query(self, sparql: str) -> Answer:
        """Answer a SPARQL 1.1 query. Raises BadSparql when the server finds it malformed, EndpointFailed
        when it cannot be reached or fails."""
        response = self._send(
            "POST",
            self._query_url,
            content=(PROLOGUE + sparql).encode("utf-8"),
            headers={"Content-Type": "application/sparql-query", "Accept": f"{RESULTS}, {TRIPLES};q=0.9"},
        )
        kind = response.headers.get("content-type", "").split(";")[0].strip()
        try:
            if kind == TRIPLES:
                return _triples(response.content)
            return parse_query_results(response.content, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise EndpointFailed(
                f"{self._query_url} answers with {kind or 'something'} that is not a SPARQL result. "
                "Is this the URL of its query endpoint?"
            ) from error

    def replace_graph(self, name: str, quads: list[Quad]) -> None:
        """Make `quads` the whole content of the named graph `name`. Raises EndpointFailed."""
        triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        body = serialize(triples, format=RdfFormat.N_TRIPLES)
        self._send(
            "PUT", self._store_url, params={"graph": name}, content=body, headers={"Content-Type": TRIPLES}
        )

    def remove_graph(self, name: str) -> None:
        """Delete the named graph `name`; one that is not there is no error. Raises EndpointFailed."""
        self._send("DELETE", self._store_url, params={"graph": name}, missing_ok=True)

    def _send(
        self,
        method: str,
        url: str,
        *,
        params: dict[str, str] | None = None,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
        missing_ok: bool = False,
    ) -> httpx.Response:
        try:
            response = self._client.request(method, url, params=params, content=content, headers=headers)
        except httpx.HTTPError as error:
            raise EndpointFailed(f"{url} cannot be reached: {error or type(error).__name__}.") from error
        if response.status_code == httpx.codes.BAD_REQUEST and method == "POST":
            raise BadSparql(f"{url} finds the query malformed: {response.text.strip()[:500]}")
        if response.is_error and not (missing_ok and response.status_code == httpx.codes.NOT_FOUND):
            said = f"{response.status_code} {response.reason_phrase}: {response.text.strip()[:300]}"
            raise EndpointFailed(f"{url} answers {said}")
        return response


def _triples(n_triples: bytes) -> QueryTriples:
    holder = Store()
    holder.load(n_triples, format=RdfFormat.N_TRIPLES)
    answer = holder.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(answer, QueryTriples)
    return answer
