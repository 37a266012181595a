"""The whole graph as an RDF file: graph by graph in order of name, sorted within each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from graph_cli.graph import Graph
from graph_cli.named_graphs import graph_names, triples_in
from loaders.iris import PREFIXES

QUADS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
TRIPLES = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}


def dump(graph: Graph, output: Path, form: str) -> None:
    """Write every named graph to `output`: nq, trig and jsonld keep the graphs apart, ttl and nt hold their
    union. Memory holds one named graph at a time. Raises what `Graph.query` raises, and OSError."""
    with output.open("wb") as file:
        if form in QUADS:
            serialize(_quads(graph), file, QUADS[form], prefixes=PREFIXES)
        else:
            serialize(_triples(graph), file, TRIPLES[form], prefixes=PREFIXES)


def _quads(graph: Graph) -> Iterator[Quad]:
    for name in graph_names(graph):
        node = NamedNode(name)
        for triple in _sorted_triples(graph, name):
            yield Quad(triple.subject, triple.predicate, triple.object, node)


def _triples(graph: Graph) -> Iterator[Triple]:
    for name in graph_names(graph):
        yield from _sorted_triples(graph, name)


def _sorted_triples(graph: Graph, name: str) -> list[Triple]:
    return sorted(triples_in(graph, name), key=str)
