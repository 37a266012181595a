"""`ofsted-graph explain`: the evidence behind a statement."""

from __future__ import annotations

import click

from graph_cli.commands.options import store_option
from graph_cli.errors import AskedWrongly
from graph_cli.explanation import Explanation, explain, found, grounds
from graph_cli.open_graph import open_graph

WIDTH = 100


@click.command("explain", epilog='\b\nExample: ofsted-graph explain "weekly supervision"')
@click.argument("iri_or_text", metavar="IRI|SEARCH-TEXT")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Show at most this many statements.",
)
@store_option
def explain_command(iri_or_text: str, limit: int, store: str) -> None:
    """Show the evidence behind a statement: its sentence, the section, paragraph, page and document where it
    is printed, the visit, and for a finding its polarity, its themes and why it was classified that way.

    Give the IRI of anything in the graph (queries print them), or words from the sentence.
    """
    iri_or_text = iri_or_text.strip()
    if not iri_or_text:
        raise AskedWrongly("There is nothing to look for: give an IRI, or words from a sentence.")
    graph = open_graph(store)
    if iri_or_text.startswith(("http://", "https://")):
        _print(explain(graph, iri_or_text))
        statements = grounds(graph, iri_or_text)
    else:
        statements = found(graph, iri_or_text, limit + 1)
        if not statements:
            click.echo(f"No sentence contains {iri_or_text!r}. Try fewer words.", err=True)
            raise SystemExit(1)
    for place, iri in enumerate(statements[:limit]):
        if place or iri_or_text.startswith("http"):
            click.echo()
        _print(explain(graph, iri))
    if len(statements) > limit:
        click.echo(f"There are more than these {limit}; show more with --limit.", err=True)


def _print(explanation: Explanation) -> None:
    for sentence in explanation.sentences:
        click.echo(click.wrap_text(f"“{sentence}”", WIDTH))
    click.echo(f"  {explanation.kind}  {explanation.iri}")
    for name, text in explanation.details:
        click.echo(click.wrap_text(text, WIDTH, f"  {name:<14} ", " " * 17))


command = explain_command
