"""Keywords are told from words: a federated query is refused, a question about services is not."""

from __future__ import annotations

import pytest

from graph_cli.explorer.protocol import asks_elsewhere

QUERIES = [
    ("SELECT * { SERVICE <http://elsewhere.test/> { ?a ?b ?c } }", True),
    ("SELECT * { service silent ?x { ?a ?b ?c } }", True),
    ("SELECT * { \\u0053ERVICE <http://elsewhere.test/> { } }", True),
    ("SELECT * { FILTER(?a<?b)SERVICE<http://elsewhere.test/>{ } }", True),
    ('SELECT * { FILTER(?x = """ # """) SERVICE <http://elsewhere.test/> { } }', True),
    ('SELECT * { FILTER(1<a:b#>"""\n1) SERVICE <http://elsewhere.test/> { } #"""\n}', True),
    ("SELECT * { ?x <http://a.test/#b> ?y . # it's\nSERVICE ?x { } }", True),
    ("PREFIX : <http://elsewhere.test/> SELECT * { SERVICE:x { } }", True),
    ("PREFIX ex: <http://elsewhere.test/> SELECT * { SERVICEex:x { } }", True),
    ("PREFIX ex: <http://elsewhere.test/> SELECT * { SERVICESILENTex:x { } }", True),
    ("SELECT * { ?x ?y 1SERVICE<http://elsewhere.test/>{ } }", True),
    ("SELECT * { ?x a:-1SERVICE<http://elsewhere.test/>{ } }", True),
    ("SELECT * { FILTER(1<'a>b') SERVICE <http://elsewhere.test/> { } FILTER('x'='x') }", True),
    ("SELECT * { ?x ?y ex:a\\' SERVICE <http://elsewhere.test/> { ?x ?y ex:a\\' } }", True),
    ("SELECT * { ?x ?y ex:a\\# SERVICE <http://elsewhere.test/> { }\n}", True),
    ("SELECT * { ?x ?y ?z . #\rSERVICE <http://elsewhere.test/> { } }", True),
    ('SELECT * { FILTER("a\\u0022"="b") SERVICE <http://elsewhere.test/> { } FILTER("a\\u0022"="b") }', True),
    ('SELECT * { ?x ?y "SERVICE users" }', False),
    ('SELECT * { ?x ?y ?z FILTER(REGEX(?z, "\\\\bservice\\\\b")) }', False),
    ("SELECT * { ?x ?y 'early help service' } # SERVICE", False),
    ("SELECT ?service { ?service og:service $SERVICE ; <http://a.test/service> ex:service-user }", False),
    ("SELECT * { ?services ?serviced ?x }", False),
]


@pytest.mark.parametrize(("query", "elsewhere"), QUERIES)
def test_service_keyword(query: str, elsewhere: bool) -> None:
    assert asks_elsewhere(query) is elsewhere
