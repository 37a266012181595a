"""The command `ofsted-graph`. Each subcommand has a module of its own, which is imported when it is used."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click

from graph_cli.errors import AskedWrongly
from graph_cli.interrupted import stopped
from loaders.errors import OfstedGraphError

# What each module of graph_cli.commands is for, said here so that --help need not import them.
COMMANDS = {
    "build": "Read documents and create or extend the graph.",
    "fetch": "Fetch the inspection documents of a COUNCIL from the report site.",
    "queries": "List the canned queries, or show one in full.",
    "query": "Answer a canned query.",
    "sparql": "Answer your own SPARQL query.",
    "explain": "Show the evidence behind a statement.",
    "serve": "Serve the explorer and the SPARQL endpoint.",
    "export": "Write views for Gephi, or the whole graph as RDF.",
    "plot": "Draw a picture for a report.",
    "validate": "Check the graph against its shapes.",
    "demo": "Build the bundled sample and answer a question from it.",
}


class _AskedWrongly(click.ClickException):
    exit_code = 2


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"graph_cli.commands.{name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            ctx.fail(f"No such command {args[0]!r}. Commands: {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        try:
            return super().make_context(*args, **extra)
        except KeyboardInterrupt:
            stopped()

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            stopped()
        except OSError as error:
            if error.errno == errno.EPIPE:  # click ends quietly
                raise
            named = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{named}{error.strerror or error}.") from error
        except OfstedGraphError as error:
            raise (_AskedWrongly if isinstance(error, AskedWrongly) else click.ClickException)(
                str(error)
            ) from error


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"ofsted-graph {version('ofsted-graph')}")
    except PackageNotFoundError:
        click.echo("ofsted-graph (run from a checkout, not installed)")
    ctx.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="\b\nExample: ofsted-graph build reports\n         ofsted-graph query recurring-themes",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Inspections of English children's services as a graph: what persists, what was resolved, who inspected.

    Data goes to standard output, messages to standard error. The graph is kept in ./ofsted-graph-store unless
    --store or the environment variable OFSTED_GRAPH_STORE gives another directory or the URL of a SPARQL
    server.
    """


if __name__ == "__main__":
    main(prog_name="ofsted-graph")
