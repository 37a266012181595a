"""Rows of a SELECT as plain Python values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import QueryResultsFormat, QuerySolutions

from graph_cli.errors import AskedWrongly
from graph_cli.graph import Graph
from loaders.iris import XSD

Value = str | int | float | bool | Decimal | date | None

_TRUTHS = ("true", "false")
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
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

    def part(self, first: int, number: int) -> Table:
        """`number` rows from the one at `first` (from 0)."""
        return Table(self.columns, self.rows[first : first + number])


def table_of(solutions: QuerySolutions) -> Table:
    """All rows of an answered SELECT: numbers, booleans and dates by their datatype, all else as text."""
    columns = tuple(variable.value for variable in solutions.variables)
    # The engine serialises, and equal cells are parsed once: several times as fast as going term by term.
    content = (solutions.serialize(format=QueryResultsFormat.TSV) or b"").decode()
    lines = content.split("\n")[1:-1]
    values = _Cells()
    rows = (line.split("\t") if columns else () for line in lines)
    return Table(columns, tuple(tuple(map(values.__getitem__, row)) for row in rows))


class _Cells(dict[str, Value]):
    """Values by cells of SPARQL's TSV format, each parsed when first met: terms as in Turtle, "" where
    unbound."""

    def __missing__(self, cell: str) -> Value:
        self[cell] = found = _value(cell)
        return found


def _value(cell: str) -> Value:
    if not cell:
        return None
    if cell[0] == '"':
        text, _, kind = cell[1:].rpartition('"')
        if "\\" in text:
            text = _ESCAPED.sub(lambda escaped: _MEANT[escaped[1]], text)
        return _typed(text, kind[3:-1]) if kind.startswith("^^") else text
    if cell.startswith("<<"):
        return cell
    if cell[0] == "<":
        return cell[1:-1]
    if cell.startswith("_:"):
        return cell[2:]
    if cell in _TRUTHS:
        return cell == "true"
    return _typed(cell, XSD + ("double" if "e" in cell.lower() else "decimal" if "." in cell else "integer"))


def _typed(text: str, kind: str) -> Value:
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


def select(graph: Graph, sparql: str) -> Table:
    """Ask a SELECT and read all its rows. Raises AskedWrongly for another form of query, and what
    `Graph.query` raises."""
    answer = graph.query(sparql)
    if not isinstance(answer, QuerySolutions):
        raise AskedWrongly("Only a SELECT query can be answered with a table.")
    return table_of(answer)
