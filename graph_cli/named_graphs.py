"""The named graphs that a graph is made of: their names and what each holds."""

from __future__ import annotations

from pyoxigraph import NamedNode, QueryTriples

from graph_cli.graph import Graph
from graph_cli.table import select


def graph_names(graph: Graph) -> list[str]:
    """IRIs of all named graphs, sorted. Raises what `Graph.query` raises."""
    return [str(name) for (name,) in select(graph, "SELECT DISTINCT ?g { GRAPH ?g {} } ORDER BY ?g").rows]


def graphs_of_document(graph: Graph, document: str) -> list[str]:
    """IRIs of the named graphs that declare `document` (an IRI) to be a document, sorted: one, or none if
    it is unknown. Raises what `Graph.query` raises."""
    declared = f"{NamedNode(document)} a og:Document"
    query = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {declared} }} }} ORDER BY ?g"
    return [str(name) for (name,) in select(graph, query).rows]


def triples_in(graph: Graph, name: str) -> QueryTriples:
    """All triples of the named graph `name`. Raises what `Graph.query` raises."""
    answer = graph.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {NamedNode(name)} {{ ?s ?p ?o }} }}")
    assert isinstance(answer, QueryTriples)
    return answer
