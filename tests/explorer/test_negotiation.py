"""The format that a client likes best wins; one that it cannot have is refused."""

from __future__ import annotations

import pytest

from graph_cli.explorer.negotiation import RESULTS, TRIPLES, best

JSON, XML, CSV, TSV = RESULTS.values()
TURTLE, JSONLD = TRIPLES["ttl"], TRIPLES["jsonld"]

ACCEPTED = [
    ("*/*", JSON),
    ("text/*", CSV),
    ("text/csv", CSV),
    ("TEXT/CSV", CSV),
    ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", XML),
    ("text/csv;q=0.5,*/*;q=0.1", CSV),
    ("application/sparql-results+json;q=0, */*;q=0.5", XML),
    ("application/json", JSON),
    ("text/xml", XML),
    ("text/turtle, text/csv;q=0.2", CSV),
    ("text/csv; charset=utf-8; q=0.3, text/tab-separated-values ;q=0.4", TSV),
    ("image/png", None),
    ("*/csv", None),
    ("garbage", None),
    ("text/csv;q=high", None),
    ("text/csv;q=0", None),
    ("", None),
]


@pytest.mark.parametrize(("accept", "expected"), ACCEPTED)
def test_best_format_of_results(accept: str, expected: str | None) -> None:
    assert best(accept, tuple(RESULTS.values())) == expected


def test_a_name_beats_a_wildcard_whatever_its_place() -> None:
    assert best("*/*, application/ld+json;q=0.5", (JSONLD, TURTLE)) == TURTLE
