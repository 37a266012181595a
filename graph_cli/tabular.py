"""Tables as CSV, JSON, Markdown and Excel."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from graph_cli.errors import AskedWrongly
from graph_cli.table import Table, Value

_UNPRINTABLE_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDEST_COLUMN = 80
# Excel's own limits; openpyxl cuts longer texts without a word.
_MOST_ROWS, _LONGEST_TEXT = 2**20, 2**15 - 1


def to_csv(table: Table) -> str:
    """Comma-separated values with a header; text stands as it is in the graph, empty where unknown."""
    return _separated(table, ",")


def to_tsv(table: Table) -> str:
    """Tab-separated values with a header, quoted where a cell holds a tab or a line break."""
    return _separated(table, "\t")


def _separated(table: Table, delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def to_json(table: Table) -> str:
    """A list of objects; numbers are numbers, dates ISO strings, unknown values null."""
    return json.dumps(table.records(), ensure_ascii=False, indent=1, default=_json) + "\n"


def to_markdown(table: Table) -> str:
    """A pipe table."""
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    return "".join("| " + " | ".join(_markdown(cell) for cell in line) + " |\n" for line in lines)


def to_xlsx(table: Table, title: str) -> bytes:
    """An Excel workbook of one sheet. Text is stored as text, also where it begins like a formula; numbers
    and dates are numbers and dates. Raises AskedWrongly for what does not fit in a sheet."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    if len(table.rows) >= _MOST_ROWS:
        raise AskedWrongly(f"An Excel sheet has no room for {len(table.rows):,} rows: use csv or json.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    if table.columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    for place, column in enumerate(table.columns):
        longest = max((len(_plain(row[place])) for row in table.rows), default=0)
        if longest > _LONGEST_TEXT:
            raise AskedWrongly(
                f"A text of {longest:,} characters in the column {column} does not fit in a cell of Excel, "
                f"which holds {_LONGEST_TEXT:,}: use csv or json."
            )
        width = min(_WIDEST_COLUMN, max(longest, len(column)) + 2)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width

    @cache
    def styled(place: int, kind: str) -> Any:
        """The cell for all values of a kind in a column, one after the other: styling one takes longer than
        writing it, and a row is written before the next is filled in."""
        made = WriteOnlyCell(sheet)
        made.font = Font(bold=kind == "head")
        made.alignment = Alignment(vertical="top", wrap_text=kind in ("head", "str"))
        return made

    def filled(content: Value, made: Any) -> Any:
        made.value = _UNPRINTABLE_IN_XML.sub(" ", content) if isinstance(content, str) else content
        if isinstance(content, str):
            made.data_type = "s"
        return made

    sheet.append([filled(column, styled(n, "head")) for n, column in enumerate(table.columns)])
    for row in table.rows:
        sheet.append([filled(content, styled(n, type(content).__name__)) for n, content in enumerate(row)])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _plain(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def _json(cell: object) -> object:
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    raise TypeError(f"{type(cell).__name__} has no place in a table")


def _markdown(cell: Value) -> str:
    return " ".join(_plain(cell).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())
