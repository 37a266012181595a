"""Every other address: whatever in the graph has the IRI, as a page or as RDF."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode, QueryTriples
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph_cli.explorer.addresses import anchor, short_name
from graph_cli.explorer.failures import NoSuchPage
from graph_cli.explorer.negotiation import HTML, TRIPLES, accept_header, best
from graph_cli.explorer.pages.authority import authority
from graph_cli.explorer.pages.document import document
from graph_cli.explorer.pages.person import person
from graph_cli.explorer.pages.statement import Statement, stated
from graph_cli.explorer.pages.theme import theme
from graph_cli.explorer.pages.visit import visit
from graph_cli.explorer.protocol import Refused
from graph_cli.explorer.rdf import rdf
from graph_cli.explorer.site import Visitor, page_query, site_of
from graph_cli.triples import FORMATS
from loaders.iris import OG

PAGES: dict[str, Callable[[Visitor, str, Statement], Response]] = {
    OG + "Authority": authority,
    OG + "Theme": theme,
    OG + "Visit": visit,
    OG + "Inspector": person,
    OG + "Document": document,
}


def resource(request: Request) -> Response:
    """A page about the IRI, or its description as RDF: by an ending such as .ttl, else by the Accept header.

    Raises NoSuchPage where the graph knows no such IRI, Refused (406)."""
    path, form = _asked_for(request)
    visitor = site_of(request).visitor()
    found = next((iri for iri in visitor.addresses.iris(path) if visitor.node(iri)), None)
    iri = next((iri for iri in visitor.addresses.iris(path) if visitor.known(iri)), None)
    graph = None
    if iri is None and found and visitor.ask("graph-named", graph=found):
        graph = found
    if iri is None and graph is None:
        raise NoSuchPage(f"The graph holds nothing with the address /{path}.")
    if form is not None:
        return _rdf(visitor, iri, graph, form)
    return _page(visitor, path, iri or graph or "", graph is not None)


def _asked_for(request: Request) -> tuple[str, str | None]:
    path = request.path_params["path"]
    stem, _, ending = path.rpartition(".")
    if stem and ending in FORMATS:
        return stem, ending
    offers = (HTML, *(TRIPLES[name] for name in FORMATS))
    liked = best(accept_header(request), offers)
    if liked is None:
        offered = ", ".join(offers)
        raise Refused(406, "not-acceptable", f"None of the formats accepted is on offer: {offered}.")
    return path, next((name for name in FORMATS if TRIPLES[name] == liked), None)


def _page(visitor: Visitor, path: str, iri: str, is_graph: bool) -> Response:
    within = anchor(path)
    if within is not None:
        return RedirectResponse(f"/{within[0]}#{within[1]}", 303, {"Vary": "Accept"})
    about = stated(visitor, iri)
    for kind in about.kinds:
        if kind in PAGES:
            response = PAGES[kind](visitor, iri, about)
            break
    else:
        response = visitor.page(
            "resource.html",
            iri=iri,
            name=next(iter(about["rdfs:label"] or about["skos:prefLabel"] or about["dcterms:title"]), None)
            or short_name(iri),
            about=about,
            pointing=visitor.ask("pointing-here", object=iri),
            triples=visitor.ask("graph-size", graph=iri)[0]["triples"] if is_graph else None,
            address=f"/{path}",
        )
    response.headers["Vary"] = "Accept"
    return response


def _rdf(visitor: Visitor, iri: str | None, graph: str | None, form: str) -> Response:
    about = "describe-vocabulary" if f"{iri}#" == OG else "describe"
    query = page_query("graph-content" if iri is None else about)
    given = {"graph": NamedNode(graph)} if graph else {"subject": NamedNode(iri or "")}
    answer = visitor.reading.graph.query(query.bound(given))
    assert isinstance(answer, QueryTriples)
    return rdf(answer, form)
