"""Errors as answers: JSON of one shape for programs, a page for people."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from graph_cli.errors import AskedWrongly, DeadlinePassed, EndpointFailed, GraphMissing
from graph_cli.explorer.negotiation import HTML, accept_header, best
from graph_cli.explorer.protocol import Refused
from graph_cli.explorer.site import site_of
from loaders.errors import OfstedGraphError


class NoSuchPage(Refused):
    """Nothing in the graph has this address."""

    def __init__(self, message: str) -> None:
        super().__init__(404, "not-found", message)


async def refused(request: Request, error: Exception) -> Response:
    """The answer to a request that was refused."""
    assert isinstance(error, Refused)
    if _wants_page(request):
        return _page(request, error)
    shape = {"error": {"status": error.status, "code": error.code, "message": error.message}}
    return JSONResponse(shape, error.status, error.headers)


async def routing_failed(request: Request, error: Exception) -> Response:
    """The answer where no route fits."""
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    message = "There is no such page." if error.status_code == 404 else f"{error.detail}."
    headers = dict(error.headers or {})
    return await refused(
        request, Refused(error.status_code, phrase.casefold().replace(" ", "-"), message, headers)
    )


async def failed(request: Request, error: Exception) -> Response:
    """The answer where the graph cannot be read or a value means nothing in it."""
    assert isinstance(error, OfstedGraphError)
    status, code = 500, "failed"
    if isinstance(error, GraphMissing):
        status, code = 503, "no-graph"
    elif isinstance(error, AskedWrongly):
        status, code = 400, "asked-wrongly"
    elif isinstance(error, DeadlinePassed):
        status, code = 504, "deadline-passed"
    elif isinstance(error, EndpointFailed):
        status, code = 502, "engine-failed"
    return await refused(request, Refused(status, code, str(error)))


def _wants_page(request: Request) -> bool:
    return best(accept_header(request), ("application/json", HTML)) == HTML


def _page(request: Request, error: Refused) -> Response:
    template = site_of(request).templates.get_template("error.html")
    tried = request.url.path.strip("/").split("/")[-1]
    html = template.render(
        status=error.status,
        phrase=HTTPStatus(error.status).phrase,
        message=error.message,
        tried=tried,
        search=f"/search?q={quote(tried)}",
    )
    return HTMLResponse(html, error.status, error.headers)
