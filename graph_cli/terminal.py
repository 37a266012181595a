"""Tables for reading on a screen."""

from __future__ import annotations

import os
import shutil
import sys

from graph_cli.table import Table, Value

WIDTH_WHERE_UNKNOWN = 160


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
        drawing.add_column(
            column.replace("_", " "),
            justify="right"
            if cells and all(isinstance(c, int | float) or c is None for c in cells)
            else "left",
            overflow="fold",
            no_wrap=longest <= 12,
            ratio=None if longest <= 40 else min(longest, 200),
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


def _shown(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
