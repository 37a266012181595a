"""Tables for reading on a screen."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from graph_cli.table import Table, Value

if TYPE_CHECKING:
    from rich.table import Table as Drawing

WIDTH_WHERE_UNKNOWN = 160
# Cells of up to NARROW characters stay on one line; columns with a cell longer than LONG share the remaining
# room, of which each needs LEAST_OF_LONG; GAP is the room between columns.
NARROW, LONG, LEAST_OF_LONG, GAP = 14, 40, 30, 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be drawn: `longest` is the length of its longest cell."""

    header: str
    longest: int
    numbers: bool

    @property
    def least(self) -> int:
        """Characters that its header and its short cells need on one line."""
        return max((min(self.longest, NARROW), *map(len, self.header.split())))

    @property
    def room(self) -> int:
        """Characters that it needs to be readable."""
        return max(self.least, LEAST_OF_LONG) if self.longest > LONG else self.least


def print_table(table: Table, title: str | None = None) -> None:
    """Write the table to standard output: drawn and coloured on a terminal, plain otherwise; as records,
    one line for each cell, where its columns do not fit beside each other, and two where the screen is too
    narrow even for that."""
    from rich.console import Console

    on_screen = sys.stdout.isatty()
    # With a height of its own, which nothing here needs, the console does not look at COLUMNS itself.
    console = Console(file=sys.stdout, width=_width(on_screen), height=1, highlight=False)
    columns = [_column(table, place) for place in range(len(table.columns))]
    fits = sum(column.room + GAP for column in columns) - GAP <= console.width
    drawing = _side_by_side(table, columns) if fits else _records(table, columns, console.width)
    drawing.title = title if on_screen else None
    console.print(drawing)


def _column(table: Table, place: int) -> Column:
    cells = [row[place] for row in table.rows]
    longest = max((len(_shown(cell)) for cell in cells), default=0)
    numbers = bool(cells) and all(map(_is_number, cells))
    return Column(table.columns[place].replace("_", " "), longest, numbers)


def _side_by_side(table: Table, columns: Sequence[Column]) -> Drawing:
    from rich import box
    from rich.table import Table as Drawing
    from rich.text import Text

    drawing = Drawing(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold", pad_edge=False)
    for column in columns:
        drawing.add_column(
            column.header,
            justify="right" if column.numbers else "left",
            overflow="fold",
            min_width=column.least,
            max_width=None if column.longest > NARROW else column.least,
            ratio=min(column.longest, 200) if column.longest > LONG else None,
            vertical="top",
        )
    for row in table.rows:
        drawing.add_row(*(Text(_shown(cell)) for cell in row))
    return drawing


def _records(table: Table, columns: Sequence[Column], width: int) -> Drawing:
    from rich.table import Table as Drawing
    from rich.text import Text

    drawing = Drawing(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
    beside = max(len(column.header) for column in columns) + GAP + LEAST_OF_LONG <= width
    drawing.add_column(style="bold" if beside else None, no_wrap=beside, overflow="fold")
    for number, row in enumerate(table.rows):
        if number:
            drawing.add_row("")
        for column, cell in zip(columns, row, strict=True):
            if cell is not None and beside:
                drawing.add_row(column.header, Text(_shown(cell), overflow="fold"))
            elif cell is not None:
                drawing.add_row(Text(column.header, style="bold"))
                drawing.add_row(Text(_shown(cell), overflow="fold"))
    return drawing


def _width(on_screen: bool) -> int:
    if on_screen:
        return shutil.get_terminal_size().columns
    set_by_user = os.environ.get("COLUMNS", "")
    return int(set_by_user) if set_by_user.isdecimal() and int(set_by_user) else WIDTH_WHERE_UNKNOWN


def _is_number(cell: Value) -> bool:
    return cell is None or isinstance(cell, int | float | Decimal)


def _shown(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
