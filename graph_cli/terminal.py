"""Tables for reading on a screen."""

from __future__ import annotations

import os
import shutil
import sys
from decimal import Decimal

from graph_cli.table import Table, Value

WIDTH_WHERE_UNKNOWN = 160
# Cells up to NARROW characters stay on one line; columns with a cell over LONG share what room is left.
NARROW, LONG = 14, 40


def print_table(table: Table, title: str | None = None) -> None:
    """Write the table to standard output: drawn and coloured on a terminal, plain otherwise."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawing
    from rich.text import Text

    on_screen = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=_width(on_screen), highlight=False)
    drawing = Drawing(
        title=title if on_screen else None,
        box=box.SIMPLE_HEAD,
        show_edge=False,
        header_style="bold",
        pad_edge=False,
    )
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        longest = max((len(_shown(cell)) for cell in cells), default=0)
        header = column.replace("_", " ")
        drawing.add_column(
            header,
            justify="right" if cells and all(map(_is_number, cells)) else "left",
            overflow="fold",
            min_width=max(min(longest, NARROW), *map(len, header.split())),
            max_width=None if longest > NARROW else max(NARROW, *map(len, header.split())),
            ratio=min(longest, 200) if longest > LONG else None,
            vertical="top",
        )
    for row in table.rows:
        drawing.add_row(*(Text(_shown(cell)) for cell in row))
    console.print(drawing)


def _width(on_screen: bool) -> int:
    if on_screen:
        return shutil.get_terminal_size().columns
    set_by_user = os.environ.get("COLUMNS", "")
    return int(set_by_user) if set_by_user.isdigit() else WIDTH_WHERE_UNKNOWN


def _is_number(cell: Value) -> bool:
    return cell is None or isinstance(cell, int | float | Decimal)


def _shown(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
