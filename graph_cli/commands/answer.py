"""How commands output a table: to the screen, to standard output or to a file, in any format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from graph_cli.table import Table

TABLE_FORMATS = ("table", "csv", "json", "md", "xlsx")


def hand_over(
    table: Table,
    form: str,
    output: Path | None,
    *,
    title: str,
    shown: Sequence[str] | None = None,
) -> None:
    """Write `table` in the format `form`: one of TABLE_FORMATS, or tsv. Only the format "table" is limited to
    the columns `shown`. Raises click.UsageError for Excel on a terminal, for "table" in a file, and for a
    file that cannot be written."""
    from graph_cli import tabular

    if form == "table" and output is None:
        from graph_cli.terminal import print_table

        print_table(table.only(shown) if shown else table, title)
        if not table.rows:
            click.echo("Nothing in the graph matches the question.", err=True)
        return
    if form == "xlsx":
        write_bytes(tabular.to_xlsx(table, title), output)
        return
    if form == "table":
        raise click.UsageError(
            "The format table is for the screen; for a file use --format csv, json, md or xlsx."
        )
    writers: dict[str, Callable[[Table], str]] = {
        "csv": tabular.to_csv,
        "tsv": tabular.to_tsv,
        "json": tabular.to_json,
        "md": tabular.to_markdown,
    }
    write_bytes(writers[form](table).encode("utf-8"), output, printable=True)


def write_bytes(content: bytes, output: Path | None, *, printable: bool = False) -> None:
    """Write to the file, or to standard output. Raises click.UsageError for a file that cannot be written
    and for unprintable bytes on a terminal."""
    if output is not None:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise click.UsageError(f"{output} cannot be written: {error.strerror}.") from error
        click.echo(f"Wrote {output}", err=True)
        return
    if not printable and sys.stdout.isatty():
        raise click.UsageError("This format cannot be shown on a terminal: name a file with -o FILE.")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
