"""`/vocabulary`: every class and property, each at its anchor."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from graph_cli.explorer.negotiation import HTML, TRIPLES, accept_header, best
from graph_cli.explorer.pages.resource import resource
from graph_cli.explorer.site import site_of


def vocabulary(request: Request) -> Response:
    """The vocabulary as a page, or as RDF."""
    if best(accept_header(request), (HTML, *TRIPLES.values())) != HTML:
        request.path_params["path"] = "vocabulary"
        return resource(request)
    visitor = site_of(request).visitor()
    terms = visitor.ask("vocabulary")
    return visitor.page(
        "vocabulary.html",
        classes=[row for row in terms if row["kind"] == "class"],
        properties=[row for row in terms if row["kind"] == "property"],
    )
