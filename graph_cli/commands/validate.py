"""`ofsted-graph validate`: the graph against its shapes."""

from __future__ import annotations

import sys

import click

from graph_cli.bundled import ontology_folder
from graph_cli.canned_query import Parameter
from graph_cli.commands.options import store_option
from graph_cli.open_graph import open_graph

SHOWN_PER_MESSAGE = 5


@click.command(epilog="\b\nExample: ofsted-graph validate --document ambershire-letter.pdf")
@click.option(
    "--document", metavar="DOCUMENT", help="Check only the graph of this document, given by its file name."
)
@click.option(
    "--all", "every", is_flag=True, help="Show every node instead of the first few for each message."
)
@store_option
def validate(document: str | None, every: bool, store: str) -> None:
    """Check the graph against the SHACL shapes of the ontology, and say in plain words what violates them.

    The exit code is 1 if anything does.
    """
    from graph_cli.named_graphs import graph_names, graphs_of_document
    from graph_cli.parameters import term
    from graph_cli.shapes import Complaint, Shapes

    graph = open_graph(store)
    meant = term(graph, Parameter("document", "document", False, ""), document) if document else None
    names = graphs_of_document(graph, meant.value) if meant else graph_names(graph)
    shapes = Shapes(ontology_folder())
    found: dict[tuple[str, str], list[Complaint]] = {}
    with click.progressbar(names, label="Checking", file=sys.stderr) as bar:
        for name in bar:
            for complaint in shapes.complaints(graph, name):
                found.setdefault((complaint.severity, complaint.message), []).append(complaint)
    for (severity, message), complaints in sorted(found.items()):
        click.echo(f"{severity} ({len(complaints)}): {message}")
        shown = complaints if every else complaints[:SHOWN_PER_MESSAGE]
        for complaint in shown:
            stands = f" = {complaint.value}" if complaint.value else ""
            click.echo(f"    {complaint.node} {complaint.property}{stands}")
        if len(shown) < len(complaints):
            click.echo(f"    and {len(complaints) - len(shown)} more (--all shows them)")
    wrong = sum(len(c) for (severity, _), c in found.items() if severity == "wrong")
    if wrong:
        click.echo(f"{len(names)} graphs checked: {wrong} statements violate the shapes.", err=True)
        raise SystemExit(1)
    click.echo(f"{len(names)} graphs checked: all conform.", err=True)


command = validate
