"""`/sparql`: the endpoint for programs, and an editor for people."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from graph_cli.explorer import description
from graph_cli.explorer.negotiation import HTML, RESULTS, TRIPLES, accept_header, best
from graph_cli.explorer.pages.editor import editor, editor_with_answer
from graph_cli.explorer.protocol import ALLOW, Asked, Refused, read_request
from graph_cli.explorer.site import site_of

OFFERS = (*RESULTS.values(), HTML)


async def sparql(request: Request) -> Response:
    """Answer a request by the SPARQL 1.1 Protocol; a browser gets the editor, with the answer if it asked,
    and a program that asks nothing gets the description of the service.

    Raises Refused."""
    asked = await read_request(request)
    accept = accept_header(request)
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=ALLOW)
    if asked is None:
        liked = best(accept, (*description.OFFERS, HTML))
        if liked == HTML:
            return editor(request)
        if liked is not None and not request.url.query:
            return await run_in_threadpool(description.description, request)
        raise Refused(400, "no-query", "The request carries no query: add ?query=SELECT...")
    wants_page = best(accept, OFFERS) == HTML and not asked.format
    if wants_page:
        return await editor_with_answer(request, asked)
    reply = await site_of(request).exchange.ask(asked, _formats(asked, accept))
    return StreamingResponse(reply.chunks, headers=_headers(asked, reply.media_type))


def _formats(asked: Asked, accept: str) -> str:
    """The client's best format for a table and for triples: which it will be, only the engine knows."""
    if asked.format:
        known = RESULTS | TRIPLES
        if asked.format not in known:
            raise Refused(
                400, "unknown-format", f"No format {asked.format!r}; use one of {', '.join(known)}."
            )
        return known[asked.format]
    liked = [best(accept, tuple(offers.values())) for offers in (RESULTS, TRIPLES)]
    if not any(liked):
        offered = ", ".join((*RESULTS.values(), *TRIPLES.values()))
        raise Refused(406, "not-acceptable", f"None of the formats accepted is on offer: {offered}.")
    return ", ".join(filter(None, liked))


def _headers(asked: Asked, media_type: str) -> dict[str, str]:
    # By setting it as a header, the engine's own type stays without a charset added.
    headers = {"Content-Type": media_type, "Vary": "Accept"}
    if asked.format:
        headers["Content-Disposition"] = f'attachment; filename="result.{asked.format}"'
    return headers
