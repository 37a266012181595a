"""A query that names its graphs is told from one that only holds the word."""

from __future__ import annotations

import pytest

from graph_cli.dataset import names_dataset

QUERIES = [
    ("SELECT * FROM <http://a.test/g> { ?a ?b ?c }", True),
    ("SELECT * from named <http://a.test/g> { GRAPH ?g { ?a ?b ?c } }", True),
    ("PREFIX g: <http://a.test/> ASK FROM g:one { ?a ?b ?c }", True),
    ("SELECT*FROM<http://a.test/g>{ ?a ?b ?c }", True),
    ("CONSTRUCT { ?a ?b 'it''s' } # it's\nFROM <http://a.test/g> WHERE { ?a ?b ?c }", True),
    ("SELECT * { ?a ?b ?c }", False),
    ("# from: first day\nSELECT * { ?a ?b ?c }", False),
    ("SELECT ?from { ?from og:from $from ; from:x _:from ; og:until-from 1 }", False),
    ("PREFIX from: <http://a.test/from> SELECT * { ?a <http://a.test/from> ?c }", False),
    ("SELECT * { ?a ?b 'apart from that' , \"help from \\\" home\" , 'x'@from }", False),
    ('SELECT * { ?a ?b """help "from" home\nfrom school""" }', False),
    ("SELECT * { ?a ?b '''help 'from' home''' . FILTER(?c < 3) }", False),
]


@pytest.mark.parametrize(("query", "named"), QUERIES)
def test_dataset_clause(query: str, named: bool) -> None:
    assert names_dataset(query) is named
