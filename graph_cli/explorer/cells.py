"""Cells of answered tables, each linked to the page or the sentence behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph_cli.explorer.display import cell
from graph_cli.explorer.site import Visitor
from graph_cli.table import Table, Value
from loaders.iris import NAMESPACE

# Columns of canned queries that hold codes of themes, which pages show by name.
CODES_OF_THEMES = ("theme", "themes", "other_theme")
# Columns of canned queries that hold a name, and the type of parameter whose choices link it to a page.
NAMED_BY = {
    "authority": "authority",
    "other_authority": "authority",
    "document": "document",
    "one_in": "document",
    "other_in": "document",
    "person": "person",
    "inspector": "person",
}
# A text with more characters than this needs a wide column.
SENTENCE = 60
# Columns whose cells are linked by the IRI in another column of the row.
IRI_BESIDE = {
    "concern": "concern_iri",
    "strength": "strength_iri",
    "text": "iri",
    "earlier": "earlier_iri",
    "later": "later_iri",
    "sentence": "finding",
    "date": "visit",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Pieces of text, each with the address of a page or None; `kind` is "number", "date", "sentence"
    for text that needs room, or ""."""

    pieces: tuple[tuple[str, str | None], ...]
    kind: str


def cells(visitor: Visitor, table: Table, columns: Sequence[str]) -> list[list[Cell]]:
    """The rows of a table, of which `columns` are shown."""
    return [
        [Cell(tuple(_pieces(visitor, name, record)), _kind(record[name])) for name in columns]
        for record in table.records()
    ]


def _kind(value: Value) -> str:
    if isinstance(value, date):
        return "date"
    if isinstance(value, str) and len(value) > SENTENCE:
        return "sentence"
    return "number" if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else ""


def _pieces(visitor: Visitor, column: str, record: dict[str, Value]) -> list[tuple[str, str | None]]:
    addresses, value = visitor.addresses, record[column]
    beside = record.get(IRI_BESIDE.get(column, ""))
    if isinstance(beside, str) and value is not None:
        return [(cell(value), addresses.path(beside))]
    if not isinstance(value, str):
        return [(cell(value), None)]
    if value.startswith((addresses.base, NAMESPACE)) and " " not in value:
        return [(addresses.key(value), addresses.path(value))]
    if column in CODES_OF_THEMES:
        themes = visitor.kept("themes by code", lambda: {c.code: c for c in visitor.choices("theme")})
        codes = value.split(" ")
        if all(code in themes for code in codes):
            return [(themes[code].label, addresses.path(themes[code].iri)) for code in codes]
    kind = NAMED_BY.get(column)
    if kind is None:
        return [(value, None)]
    known = visitor.kept(f"named {kind}", lambda: {c.label: c.iri for c in visitor.choices(kind)})
    return [(value, addresses.path(known[value]) if value in known else None)]
