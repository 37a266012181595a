"""The entry point of `ofsted-graph`.

It imports next to nothing, so that Ctrl-C is answered with a sentence even while the libraries load."""

from __future__ import annotations

from graph_cli.interrupted import stopped


def main() -> None:
    """Run the command line."""
    try:
        from graph_cli.__main__ import main as commands

        commands(prog_name="ofsted-graph")
    except KeyboardInterrupt:
        stopped()
