"""Options that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

DEFAULT_STORE = "./ofsted-graph-store"
STORE_VARIABLE = "OFSTED_GRAPH_STORE"

LONGEST = 24 * 60 * 60

Function = TypeVar("Function", bound=Callable[..., Any])


class Seconds(click.FloatRange):
    """A number of seconds from `min` to a day: what can be waited for."""

    def __init__(self, min: float = 0, *, min_open: bool = False) -> None:
        super().__init__(min, LONGEST, min_open=min_open)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds that `value` says. Raises click.BadParameter."""
        seconds: float = super().convert(value, param, ctx)
        if math.isnan(seconds):  # neither below nor above any bound
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return seconds


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
    """The option `--format`, one of `formats`; without it the ending of the output file decides, else the
    first."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        help=f"Output format.  [default: by the ending of -o, otherwise {formats[0]}]",
    )


def chosen_format(given: str | None, output: Path | None, formats: tuple[str, ...]) -> str:
    """The format given by the option, else by the ending of the output file, else the first of `formats`.

    Raises click.UsageError for an ending that is not one of `formats`."""
    if given or output is None:
        return given or formats[0]
    ending = output.suffix.lstrip(".").lower()
    if ending in formats:
        return ending
    raise click.UsageError(f"The ending of {output} names no format: add --format {'|'.join(formats)}.")
