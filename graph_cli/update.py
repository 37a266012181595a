"""Telling a SPARQL update from a query by its first keyword."""

from __future__ import annotations

import re

# Blanks, comments and declarations that may stand before the keyword.
_UPDATE = re.compile(
    r"(?:\s++|#[^\n]*+|(?:BASE|PREFIX\s++[^\s<]*+)\s*+<[^>]*+>)*+"
    r"(?:INSERT|DELETE|WITH|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b",
    re.IGNORECASE,
)


def is_update(sparql: str) -> bool:
    """Whether `sparql` would change a graph: no query of SPARQL 1.1 begins like an update."""
    return _UPDATE.match(sparql) is not None
