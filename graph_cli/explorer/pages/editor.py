"""`/sparql` in a browser: a form for a query, and its answer."""

from __future__ import annotations

from urllib.parse import urlencode

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_cli.canned import canned_queries
from graph_cli.explorer.cells import cells
from graph_cli.explorer.negotiation import RESULTS, TRIPLES
from graph_cli.explorer.protocol import Asked, Refused
from graph_cli.explorer.site import Visitor, site_of
from graph_cli.table import Table, table_of
from loaders.iris import PREFIXES

MOST_ROWS = 500
LARGEST_ANSWER = 8_000_000
LONGEST_TEXT = 200_000
START = (
    "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    + """
SELECT ?council ?visit ?date WHERE {
  ?visit a og:Visit ; og:authority/skos:prefLabel ?council ; og:date ?date .
}
ORDER BY DESC(?date)
LIMIT 20
"""
)


def editor(request: Request) -> Response:
    """The form alone."""
    return _page(site_of(request).visitor(), START, str(request.base_url))


async def editor_with_answer(request: Request, asked: Asked) -> Response:
    """The form with the query and its answer, or the reason why there is none."""
    site = site_of(request)
    visitor = await run_in_threadpool(site.visitor)
    address = str(request.base_url)
    try:
        media_type, content = await site.exchange.whole(
            asked, f"{RESULTS['json']}, {TRIPLES['ttl']}", LARGEST_ANSWER
        )
    except Refused as refusal:
        return await run_in_threadpool(
            _page, visitor, asked.query, address, status=refusal.status, complaint=refusal.message
        )
    if not media_type.startswith(RESULTS["json"]):
        text = content.decode("utf-8", "replace")
        return await run_in_threadpool(_page, visitor, asked.query, address, text=text)
    answer = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(answer, QuerySolutions):
        return await run_in_threadpool(_page, visitor, asked.query, address, table=table_of(answer))
    return await run_in_threadpool(_page, visitor, asked.query, address, truth=bool(answer))


def _page(
    visitor: Visitor,
    query: str,
    address: str,
    *,
    status: int = 200,
    complaint: str | None = None,
    table: Table | None = None,
    text: str | None = None,
    truth: bool | None = None,
) -> Response:
    return visitor.page(
        "editor.html",
        status=status,
        query=query,
        address=address,
        complaint=complaint,
        columns=table.columns if table else (),
        cells=cells(visitor, table.part(0, MOST_ROWS), table.columns) if table else None,
        rows=len(table.rows) if table else 0,
        limit=MOST_ROWS,
        text=text[:LONGEST_TEXT] if text is not None else None,
        text_cut=text is not None and len(text) > LONGEST_TEXT,
        truth=truth,
        link=lambda form: "/sparql?" + urlencode({"query": query, "format": form}),
        downloads=tuple(TRIPLES)[:4] if text is not None else tuple(RESULTS),
        queries=canned_queries().values(),
    )
