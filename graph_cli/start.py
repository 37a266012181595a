"""The first moments of `ofsted-graph`: Ctrl-C ends it in a sentence before its libraries are there."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

# 128 + SIGINT, as shells have it.
INTERRUPTED = 130


def main() -> None:
    """Run the command line."""
    try:
        from graph_cli.__main__ import main as commands

        commands(prog_name="ofsted-graph")
    except KeyboardInterrupt:
        stopped()


def stopped(said: str = "Stopped.") -> NoReturn:
    """Say that the command was stopped, and end it."""
    sys.stderr.write(f"{said}\n")
    raise SystemExit(INTERRUPTED)
