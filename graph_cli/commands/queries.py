"""`ofsted-graph queries`: the list of canned queries, one of them in full, or the values of a parameter."""

from __future__ import annotations

import click

from graph_cli.canned import canned_queries
from graph_cli.commands.answer import hand_over
from graph_cli.commands.options import store_option
from graph_cli.open_graph import open_graph
from graph_cli.parameters import LISTED, choices, definitions
from graph_cli.table import Table


@click.command(epilog="\b\nExample: ofsted-graph queries theme-persistence")
@click.argument("name", required=False)
@click.option(
    "--values",
    type=click.Choice(LISTED),
    help="List the values that a type of parameter takes, and what they mean.",
)
@store_option
def queries(name: str | None, values: str | None, store: str) -> None:
    """List the canned queries, or show one in full.

    With a NAME, print that query's file: what it asks, its parameters and columns, and its SPARQL.
    """
    if name and values:
        raise click.UsageError("Give a NAME or --values, not both.")
    if values:
        graph = open_graph(store)
        meant = definitions(graph, values)
        columns = ("code", "label", "also_called", *(("meaning",) if meant else ()))
        rows = tuple(
            (choice.code, choice.label, "; ".join(choice.others), meant.get(choice.iri))[: len(columns)]
            for choice in choices(graph, values)
        )
        hand_over(Table(columns, rows), "table", None, title=values)
    elif name:
        if name not in canned_queries():
            raise click.UsageError(f"No query is called {name!r}. Queries: {', '.join(canned_queries())}.")
        click.echo(canned_queries()[name].sparql, nl=False)
    else:
        listed = tuple(
            (query.name, query.question, " ".join(_usage(p.name, p.required) for p in query.parameters))
            for query in canned_queries().values()
        )
        hand_over(Table(("query", "question", "parameters"), listed), "table", None, title="Canned queries")
        click.echo("Next: ofsted-graph query NAME --help", err=True)


def _usage(name: str, required: bool) -> str:
    option = f"--{name.replace('_', '-')}"
    return option if required else f"[{option}]"


command = queries
