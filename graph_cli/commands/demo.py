"""`ofsted-graph demo`: the bundled sample, built and asked the headline question."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from pathlib import Path

import click
from pyoxigraph import NamedNode

from graph_cli.bundled import sample_folder
from graph_cli.canned import canned_queries
from graph_cli.canned_query import Parameter
from graph_cli.commands.build import Bar, told
from graph_cli.graph import Graph

WIDTH = 100
STATUSES = ("persisting", "returned")


@click.command(epilog="\b\nExample: ofsted-graph demo --store ./demo-store")
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    help="Directory to keep the graph in; without it the graph is thrown away.",
)
@click.option(
    "--authority", default="Ambershire", show_default=True, help="The invented council to ask about."
)
def demo(store: Path | None, authority: str) -> None:
    """Build the bundled sample (invented councils) and answer from it: which concerns persist in Ambershire?

    Each concern is shown visit by visit, with the sentence it is based on.
    """
    from graph_cli import build as making
    from graph_cli.store import GraphStore

    with nullcontext(str(store)) if store else tempfile.TemporaryDirectory() as folder:
        with Bar() as bar:
            summary = making.build([sample_folder()], Path(folder), progress=bar)
        click.echo(told(summary), err=True)
        click.echo("Every council, person and sentence of the sample is invented.\n", err=True)
        _answer(GraphStore(folder).open_for_reading(), authority)
    kept = store or Path("demo-store")
    steps = [
        f"ofsted-graph query recurring-themes --authority {authority} --store {kept}",
        f"ofsted-graph serve --store {kept}",
        "ofsted-graph build YOUR-DOCUMENTS",
    ]
    if store is None:
        steps.insert(0, f"ofsted-graph demo --store {kept}    (keeps this graph)")
    click.echo("\nNext: " + "\n      ".join(steps), err=True)


def _answer(graph: Graph, authority: str) -> None:
    from graph_cli.parameters import choices, term
    from graph_cli.table import select

    council = term(graph, Parameter("authority", "authority", True, ""), authority)
    status_terms = {choice.code: choice for choice in choices(graph, "status")}
    click.echo(f"Which concerns persist in {authority}?")
    recurring = select(graph, canned_queries()["recurring-themes"].bound({"authority": council})).records()
    lasting = [row for row in recurring if row["status"] in STATUSES]
    if not lasting:
        click.echo("\nNone: no theme is a concern in two or more visits.")
    themes = {choice.code: choice for choice in choices(graph, "theme")}
    for row in lasting:
        theme = themes[str(row["theme"])]
        status = status_terms[str(row["status"])].label.lower()
        click.echo(f"\n{theme.label}: {status}, {row['visits_with_concern']} visits with a concern")
        visits = canned_queries()["theme-persistence"].bound(
            {"authority": council, "theme": NamedNode(theme.iri)}
        )
        for visit in select(graph, visits).records():
            click.echo(f"  {visit['date']}  {visit['framework']}: {visit['says']}")
            sides = ("both",) if visit["concern"] == visit["strength"] else ("concern", "strength")
            for kind in sides:
                if sentence := visit["concern" if kind == "both" else kind]:
                    click.echo(click.wrap_text(f"“{sentence}”", WIDTH, f"    {kind:<9}", " " * 14))


command = demo
