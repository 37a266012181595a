"""`ofsted-graph export`: views for Gephi, or the whole graph as RDF."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.commands.answer import write_bytes
from graph_cli.commands.options import store_option
from graph_cli.open_graph import open_graph

NETWORK_ENDINGS = ("gexf", "graphml")
RDF_ENDINGS = ("ttl", "nt", "nq", "trig", "jsonld")
VIEW_NAMES = ("persistence", "inspectors", "co-occurrence", "visits")


@click.command(epilog="\b\nExample: ofsted-graph export persistence -o persistence.gexf")
@click.argument("view", type=click.Choice((*VIEW_NAMES, "all")), metavar="VIEW")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write; its ending selects the format: gexf or graphml for a view; for all, "
    "nq, trig or jsonld (named graphs kept apart), ttl or nt (merged into one).",
)
@store_option
def export(view: str, output: Path, store: str) -> None:
    """Write a VIEW for Gephi (GEXF, GraphML), or all of the graph as RDF.

    \b
    persistence    councils and the themes that visits raised as concerns
    inspectors     inspectors who were on visits together
    co-occurrence  themes that share findings
    visits         councils, their visits and the inspectors who made them
    all            every statement, as RDF
    """
    ending = output.suffix.lstrip(".").lower()
    possible = RDF_ENDINGS if view == "all" else NETWORK_ENDINGS
    if ending not in possible:
        raise click.UsageError(f"The name of a file for {view} must end in one of: {', '.join(possible)}.")
    graph = open_graph(store)
    if view == "all":
        from graph_cli.dump import dump

        try:
            dump(graph, output, ending)
        except OSError as error:
            raise click.UsageError(f"{output} cannot be written: {error.strerror or error}.") from error
        click.echo(f"Wrote {output}", err=True)
        return
    from graph_cli.network_files import to_gexf, to_graphml
    from graph_cli.views import VIEWS

    network = VIEWS[view](graph)
    if not network.edges:
        click.echo("The graph holds nothing for this view: the file has no edges.", err=True)
    write_bytes(to_gexf(network) if ending == "gexf" else to_graphml(network), output)
    click.echo(f"{len(network.nodes)} nodes, {len(network.edges)} edges", err=True)


command = export
