"""Triples as an answer in one of the formats of RDF."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize
from starlette.responses import Response

from graph_cli.explorer.negotiation import TRIPLES
from loaders.iris import PREFIXES

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}


def rdf(triples: Iterable[Triple], form: str) -> Response:
    """Each triple once, in an order that does not change; `form` is a name of FORMATS."""
    content = serialize(sorted(set(triples), key=str), format=FORMATS[form], prefixes=PREFIXES) or b""
    return Response(content, headers={"Content-Type": TRIPLES[form], "Vary": "Accept"})
