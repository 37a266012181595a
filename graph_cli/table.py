"""Rows of a SELECT as plain Python values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

from graph_cli.errors import AskedWrongly
from graph_cli.graph import Graph
from loaders.iris import XSD

Value = str | int | float | bool | Decimal | date | None
Term = NamedNode | BlankNode | Literal | Triple

_WHOLE_NUMBERS = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger"))


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows in the order of the query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """Each row by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def only(self, columns: Iterable[str]) -> Table:
        """The named columns, in the order given."""
        places = [self.columns.index(name) for name in columns]
        return Table(
            tuple(self.columns[p] for p in places), tuple(tuple(row[p] for p in places) for row in self.rows)
        )


def value(term: Term | None) -> Value:
    """An RDF term as a Python value: numbers, booleans and dates by their datatype, all else its text."""
    if term is None:
        return None
    if isinstance(term, Triple):
        return str(term)
    if not isinstance(term, Literal):
        return term.value
    kind, text = term.datatype.value, term.value
    try:
        if kind in _WHOLE_NUMBERS:
            return int(text)
        if kind == XSD + "decimal":
            return Decimal(text)
        if kind in (XSD + "double", XSD + "float"):
            return float(text)
        if kind == XSD + "boolean":
            return text in ("true", "1")
        if kind == XSD + "date":
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        return text
    return text


def table_of(solutions: QuerySolutions) -> Table:
    """All rows of an answered SELECT."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Table(columns, tuple(tuple(value(row[name]) for name in columns) for row in solutions))


def select(graph: Graph, sparql: str) -> Table:
    """Ask a SELECT and read all its rows. Raises AskedWrongly for another form of query, and what
    `Graph.query` raises."""
    answer = graph.query(sparql)
    if not isinstance(answer, QuerySolutions):
        raise AskedWrongly("A table needs a SELECT query.")
    return table_of(answer)
