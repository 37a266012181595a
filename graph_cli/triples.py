"""Triples as RDF files."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize

from loaders.iris import PREFIXES

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
}


def serialized(triples: Iterable[Triple], form: str) -> bytes:
    """Each triple once, in an order that does not change; `form` is a name of FORMATS."""
    return serialize(sorted(set(triples), key=str), format=FORMATS[form], prefixes=PREFIXES) or b""
