"""`ofsted-graph plot`: pictures for a report."""

from __future__ import annotations

from pathlib import Path

import click
from pyoxigraph import NamedNode

from graph_cli.canned import canned_queries
from graph_cli.canned_query import Parameter
from graph_cli.commands.answer import write_bytes
from graph_cli.commands.options import store_option
from graph_cli.graph import Graph
from graph_cli.open_graph import open_graph

FORMS = ("png", "svg")
AUTHORITY = Parameter("authority", "authority", True, "")
THEME = Parameter("theme", "theme", True, "")
_SUMMARIES = """
SELECT (CONCAT(SUBSTR(STR(?date), 1, 7), " ", ?kind) AS ?visit)
  ?theme (?c + ?m AS ?concerns) (?s + ?m AS ?strengths)
WHERE {
  ?recurring og:authority %s ; a og:RecurringTheme ; og:summary ?summary .
  ?summary og:theme/skos:prefLabel ?theme ; og:date ?date ; og:framework/skos:notation ?kind ;
    og:concerns ?c ; og:strengths ?s ; og:mixedFindings ?m .
} ORDER BY ?date ?kind ?theme"""
_GRADES = """
SELECT ?date ?area ?grade ?rank WHERE {
  ?visit og:authority %s ; og:date ?date ; og:judgement ?judgement .
  ?judgement og:area ?judged ; og:grade ?mark .
  ?judged skos:prefLabel ?area ; og:order ?lane .
  ?mark skos:prefLabel ?grade ; og:order ?rank ; og:scale "four-point"
} ORDER BY ?lane ?date ?rank"""


@click.command(epilog="\b\nExample: ofsted-graph plot heat-map --authority Ambershire -o ambershire.svg")
@click.argument("view", type=click.Choice(("heat-map", "grades", "trend")), metavar="VIEW")
@click.option("--authority", metavar="AUTHORITY", help="The council, for heat-map and grades.")
@click.option("--theme", metavar="THEME", help="The theme, for trend.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write, .png or .svg.",
)
@store_option
def plot(view: str, authority: str | None, theme: str | None, output: Path, store: str) -> None:
    """Draw a VIEW.

    \b
    heat-map  a council's themes, visit by visit: concerns or strengths
    grades    a council's grades over the years
    trend     how often visits raise a theme, year by year
    """
    form = output.suffix.lstrip(".").lower()
    if form not in FORMS:
        raise click.UsageError(f"The name of a picture must end in {' or '.join(FORMS)}.")
    needed = "theme" if view == "trend" else "authority"
    word = theme if view == "trend" else authority
    if word is None:
        raise click.UsageError(f"{view} needs --{needed}.")
    if authority and theme:
        other = "authority" if needed == "theme" else "theme"
        raise click.UsageError(f"{view} shows one {needed} and takes no --{other}.")
    from graph_cli.pictures import picture_bytes

    write_bytes(picture_bytes(_drawn(open_graph(store), view, word), form), output)


def _drawn(graph: Graph, view: str, word: str) -> object:
    from graph_cli import pictures
    from graph_cli.parameters import term
    from graph_cli.table import select

    meant = term(graph, THEME if view == "trend" else AUTHORITY, word)
    if view == "trend":
        years = select(graph, canned_queries()["theme-trend"].bound({"theme": meant}))
        return pictures.trend(years, f"{_name(graph, meant)}: visits that raise it")
    if view == "grades":
        return pictures.grade_timeline(select(graph, _GRADES % meant), f"{_name(graph, meant)}: grades")
    return pictures.heat_map(
        select(graph, _SUMMARIES % meant), f"{_name(graph, meant)}: concerns and strengths, visit by visit"
    )


def _name(graph: Graph, meant: object) -> str:
    from graph_cli.table import select

    assert isinstance(meant, NamedNode)
    return str(select(graph, f"SELECT (MIN(?l) AS ?label) WHERE {{ {meant} skos:prefLabel ?l }}").rows[0][0])


command = plot
