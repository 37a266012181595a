"""An update is told from a query by its first keyword, whatever is declared or remarked before it."""

from __future__ import annotations

import pytest

from graph_cli.update import is_update


@pytest.mark.parametrize(
    ("sparql", "updates"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", True),
        ("delete where { ?s ?p ?o }", True),
        ("# to begin with\nPREFIX og: <http://e/#> prefix : <http://e/>\nBASE<http://e/>\nDROP ALL", True),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", True),
        ("CLEAR ALL", True),
        ("SELECT * { ?s ?p 'DELETE WHERE' }", False),
        ("# DELETE\nASK { ?s ?p ?o }", False),
        ("PREFIX add: <http://e/> SELECT * { add:insert ?p ?o }", False),
        ("SELECT ?delete { ?delete ?p ?o }", False),
        ("INSERTED", False),
        ("", False),
    ],
)
def test_updates_are_told_from_queries(sparql: str, updates: bool) -> None:
    assert is_update(sparql) is updates
