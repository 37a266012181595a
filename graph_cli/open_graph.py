"""The graph at a location that the user gives: a store directory, or the URL of a SPARQL server."""

from __future__ import annotations

from graph_cli.graph import Graph, is_remote


def open_graph(location: str) -> Graph:
    """The graph at `location`, open for reading; a server is not contacted before the first query.

    Raises GraphMissing and StoreDamaged for a directory."""
    # Either brings libraries that the other does without.
    if is_remote(location):
        from graph_cli.remote import RemoteGraph

        return RemoteGraph(location)
    from graph_cli.store import GraphStore

    return GraphStore(location).open_for_reading()
