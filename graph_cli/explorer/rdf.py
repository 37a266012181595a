"""Triples as an answer in one of the formats of RDF."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple
from starlette.responses import Response

from graph_cli.explorer.negotiation import TRIPLES
from graph_cli.triples import serialized


def rdf(triples: Iterable[Triple], form: str) -> Response:
    """The answer in the format `form`, a name of graph_cli.triples.FORMATS."""
    return Response(serialized(triples, form), headers={"Content-Type": TRIPLES[form], "Vary": "Accept"})
