"""What the endpoint says about itself, as SPARQL 1.1 Service Description and VoID."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from starlette.requests import Request
from starlette.responses import Response

from graph_cli.explorer.negotiation import HTML, TRIPLES, accept_header, best
from graph_cli.explorer.protocol import Refused
from graph_cli.explorer.rdf import rdf
from graph_cli.explorer.site import site_of
from graph_cli.triples import FORMATS
from loaders.iris import NAMESPACE

VOID = "http://rdfs.org/ns/void#"
PLACE = ".well-known/void"
OFFERS = tuple(TRIPLES[name] for name in FORMATS)


def description(request: Request) -> Response:
    """The description in the RDF format that the client likes best, Turtle where it likes pages or anything.

    Raises Refused: 400 where the request names a host that is none, 406."""
    liked = best(accept_header(request), (*OFFERS, HTML))
    if liked is None:
        raise Refused(
            406, "not-acceptable", f"None of the formats accepted is on offer: {', '.join(OFFERS)}."
        )
    visitor = site_of(request).visitor()
    root = str(request.base_url)
    try:
        triples = list(_triples(root))
    except ValueError as error:
        raise Refused(400, "asked-wrongly", "The Host header names no host.") from error
    dataset = NamedNode(f"{root}{PLACE}#graph")
    (size,) = visitor.facts("triples")
    triples.append(Triple(dataset, NamedNode(VOID + "triples"), Literal(size["triples"])))
    if visitor.addresses.base != NAMESPACE:
        triples.append(Triple(dataset, NamedNode(VOID + "uriSpace"), Literal(visitor.addresses.base)))
    return rdf(triples, next((name for name in FORMATS if TRIPLES[name] == liked), "ttl"))


@cache
def _text() -> bytes:
    return Path(__file__).with_name("description.ttl").read_bytes()


def _triples(root: str) -> list[Triple]:
    return [quad.triple for quad in parse(_text(), format=RdfFormat.TURTLE, base_iri=root)]
