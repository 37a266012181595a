"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

DEFAULT_STORE = "./ofsted-graph-store"
STORE_VARIABLE = "OFSTED_GRAPH_STORE"

Function = TypeVar("Function", bound=Callable[..., Any])

store_option = click.option(
    "--store",
    envvar=STORE_VARIABLE,
    default=DEFAULT_STORE,
    show_default=True,
    metavar="DIR|URL",
    help="Directory of the graph, or URL of a SPARQL server. [env: OFSTED_GRAPH_STORE]",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output.",
)


def format_option(formats: tuple[str, ...]) -> Callable[[Function], Function]:
    """`--format`, one of `formats`; left out, the output file's ending decides, else the first."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        help=f"Form of the answer; left out, the ending of -o decides, else {formats[0]}.",
    )


def chosen_format(given: str | None, output: Path | None, formats: tuple[str, ...]) -> str:
    """The format asked for by option or by the ending of the output file. Raises click.UsageError for an
    ending that says nothing."""
    if given or output is None:
        return given or formats[0]
    ending = output.suffix.lstrip(".").lower()
    if ending in formats:
        return ending
    raise click.UsageError(f"The ending of {output} names no format: add --format {'|'.join(formats)}.")
