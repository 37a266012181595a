"""`ofsted-graph query NAME`: one subcommand for each canned query, made from its header."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from graph_cli.canned import canned_queries
from graph_cli.canned_query import CannedQuery, Parameter
from graph_cli.commands.answer import TABLE_FORMATS, hand_over
from graph_cli.commands.options import (
    DEFAULT_STORE,
    chosen_format,
    format_option,
    output_option,
    store_option,
)
from loaders.errors import OfstedGraphError


class _Queries(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(canned_queries())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        query = canned_queries().get(name)
        return _command(query) if query else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in canned_queries():
            near = difflib.get_close_matches(args[0], canned_queries(), n=3)
            listed = (
                f"Did you mean {' or '.join(near)}?" if near else f"Queries: {', '.join(canned_queries())}."
            )
            ctx.fail(f"No query is called {args[0]!r}. {listed}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Queries,
    epilog="\b\nExample: ofsted-graph query theme-persistence --authority Ambershire --theme supervision",
)
def query() -> None:
    """Answer a canned query.

    `ofsted-graph query NAME --help` shows a query's question, parameters and columns. Words such as THEME or
    AREA stand for a code or a name; `ofsted-graph queries --values theme` lists those of themes.
    """


def _command(query: CannedQuery) -> click.Command:
    @store_option
    @format_option(TABLE_FORMATS)
    @output_option
    def ask(store: str, format_: str | None, output: Path | None, **words: str | None) -> None:
        from graph_cli.closest import filled_in, is_indexed
        from graph_cli.graph import is_remote
        from graph_cli.open_graph import open_graph
        from graph_cli.parameters import term, without_documents
        from graph_cli.stretch import rows_from
        from graph_cli.table import select

        form = chosen_format(format_, output, TABLE_FORMATS)
        graph = open_graph(store)
        terms = {
            p.name: term(graph, p, given) for p in query.parameters if (given := words[p.name]) is not None
        }
        if query.likeness and not is_remote(store) and not is_indexed(graph):
            click.echo("Making the index of wordings first; this takes a while ...", err=True)
        if form == "table" and output is None and sys.stdout.isatty():
            first = rows_from(graph, query, terms)
            table, rows = first.table, first.rows
        else:
            table = select(graph, filled_in(graph, query, terms))
            rows = len(table.rows)
        hand_over(table, form, output, title=query.title, shown=query.shown_columns)
        if len(table.rows) < rows:
            click.echo(
                f"The first {len(table.rows):,} of {rows:,} rows; for all of them add -o {query.name}.csv "
                f"or -o {query.name}.xlsx.",
                err=True,
            )
        if not table.rows:
            for name in without_documents(graph, query.parameters, terms):
                click.echo(f"No document in the graph is about {name}.", err=True)

    shown, others = (
        "\n".join(f"  {c.name}: {c.description}" for c in query.columns if c.detail is detail)
        for detail in (False, True)
    )
    columns = f"Columns:\n{shown}"
    if others:
        columns += f"\n\n\b\nFurther columns, in every format but table:\n{others}"
    command = click.command(
        query.name,
        help=f"{query.question}\n\n\b\n{columns}",
        short_help=query.question,
        epilog=f"\b\nExample: ofsted-graph query {query.name} {query.example}".rstrip(" -"),
    )(ask)
    command.params = [*map(_option, query.parameters), *command.params]
    return command


def _option(parameter: Parameter) -> click.Option:
    listed = ""
    if parameter.choices:
        listed = f" One of {', '.join(parameter.choices)}."
    elif parameter.type in ("first-day", "last-day"):
        listed = " Write 2021-07-06, 2021-07 or 2021."
    return click.Option(
        [f"--{parameter.name.replace('_', '-')}", parameter.name],
        required=parameter.required,
        metavar=parameter.type.upper(),
        help=parameter.description + listed,
        shell_complete=lambda ctx, _, begun: _completions(ctx, parameter, begun),
    )


def _completions(ctx: click.Context, parameter: Parameter, begun: str) -> list[CompletionItem]:
    from graph_cli.open_graph import open_graph
    from graph_cli.parameters import LISTED, choices

    if parameter.choices:
        return [CompletionItem(word) for word in parameter.choices if word.startswith(begun)]
    if parameter.type not in LISTED:
        return []
    try:
        known = choices(open_graph(ctx.params.get("store") or DEFAULT_STORE), parameter.type)
    except OfstedGraphError:
        # A shell that completes has no place for a message.
        return []
    by_label = parameter.type in ("authority", "person", "document", "region")
    words = [(c.label, c.code) if by_label else (c.code, c.label) for c in known]
    return [
        CompletionItem(word, help=other)
        for word, other in words
        if word.casefold().startswith(begun.casefold())
    ]


command = query
