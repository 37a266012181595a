"""Views of the graph as networks of nodes and weighted edges, for Gephi and other network tools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from graph_cli.graph import Graph
from graph_cli.table import Value, select
from loaders.iris import slug

# Other characters may not stand in an XML file; PDF text brings form feeds.
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Attribute = str | int | float


@dataclass
class Network:
    """An undirected network. `nodes` are (label, attributes) by id, `edges` (weight, attributes) by pair of
    ids. Attributes are only text and numbers, and their names begin with `og_`, because network formats give
    names such as type, start and pid a meaning of their own."""

    name: str
    nodes: dict[str, tuple[str, dict[str, Attribute]]] = field(default_factory=dict)
    edges: dict[tuple[str, str], tuple[float, dict[str, Attribute]]] = field(default_factory=dict)

    def node(self, kind: str, iri: Value, label: Value, **attributes: Value) -> str:
        """Add a node, or find it again; its id is readable and made of letters, digits and hyphens."""
        key = f"{kind}-{slug(re.sub('^.*?/' + kind + '/', '', str(iri)))}"
        if key not in self.nodes:
            held = {"kind": kind, "iri": str(iri), **attributes}
            self.nodes[key] = (_clean(str(label)), _attributes(held))
        return key

    def edge(self, first: str, second: str, weight: float, **attributes: Value) -> None:
        """Add the edge between two nodes; a second edge between them adds to its weight."""
        ends = (min(first, second), max(first, second))
        before, held = self.edges.get(ends, (0, {}))
        self.edges[ends] = (before + weight, {**_attributes(attributes), **held})


def _attributes(values: dict[str, Value]) -> dict[str, Attribute]:
    return {f"og_{name}": _attribute(value) for name, value in values.items()}


def _attribute(value: Value) -> Attribute:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return _clean("" if value is None else value.isoformat() if isinstance(value, date) else str(value))


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text)


_COUNCIL_NAMES = """OPTIONAL { SELECT ?council (MIN(?said) AS ?name) WHERE {
    ?council a og:Authority ; skos:prefLabel ?said
  } GROUP BY ?council }"""
_PERSISTENCE = f"""
SELECT ?council ?name ?topic ?theme ?group ?status ?certainty ?concerns ?strengths ?since ?until WHERE {{
  ?recurring a og:RecurringTheme ; og:authority ?council ; og:theme ?topic ; og:status/skos:notation ?status ;
    og:certainty ?certainty ; og:visitsWithConcern ?concerns ; og:visitsWithStrength ?strengths ;
    og:firstConcern ?first .
  OPTIONAL {{ ?recurring og:firstConcernDate ?since }}
  OPTIONAL {{ ?recurring og:lastConcernDate ?until }}
  ?topic skos:prefLabel ?theme ; skos:broader/skos:prefLabel ?group .
  {_COUNCIL_NAMES}
}} ORDER BY ?name ?council ?topic"""
_PARTICIPATIONS = f"""
SELECT ?visit ?label ?day ?person ?inspector ?role ?council ?name ?framework WHERE {{
  ?part a og:Participation ; og:person ?person ; og:visit ?visit ; og:role ?post .
  ?post og:inTeam true ; skos:notation ?role .
  ?person foaf:name ?inspector .
  ?visit rdfs:label ?label ; og:date ?day ; og:authority ?council ; og:framework/skos:notation ?framework .
  {_COUNCIL_NAMES}
}} ORDER BY ?day ?visit ?inspector ?person ?role"""
_VISITS = f"""
SELECT ?visit ?label ?when ?known ?council ?name ?framework WHERE {{
  ?visit a og:Visit ; rdfs:label ?label ; og:date ?day ; og:when ?when ; og:knownBy ?known ;
    og:authority ?council .
  {_COUNCIL_NAMES}
  OPTIONAL {{ ?visit a og:Visit ; og:framework/skos:notation ?framework }}
}} ORDER BY ?council ?day ?visit"""
_CO_OCCURRENCE = """
SELECT ?first ?second (COUNT(?finding) AS ?findings) (SUM(IF(?criticised, 1, 0)) AS ?concerns) WHERE {
  ?finding og:theme ?first, ?second ; a og:Finding ; og:polarity/skos:notation ?polarity .
  FILTER(STR(?first) < STR(?second))
  OPTIONAL { SELECT DISTINCT ?finding (true AS ?parted) WHERE { ?finding og:praises|og:criticises ?any } }
  BIND(IF(BOUND(?parted), EXISTS { ?finding og:criticises ?first . ?finding og:criticises ?second },
    ?polarity IN ("concern", "mixed")) AS ?criticised)
} GROUP BY ?first ?second ORDER BY ?first ?second"""
_THEMES = """
SELECT ?theme ?label ?group WHERE {
  ?theme a og:Theme ; skos:prefLabel ?label ; skos:broader/skos:prefLabel ?group
} ORDER BY ?theme"""


def persistence(graph: Graph) -> Network:
    """Councils and the themes on which visits stated a concern; weight: how many visits did."""
    network = Network("persistence")
    for council, name, topic, theme, group, status, certainty, concerns, strengths, since, until in _rows(
        graph, _PERSISTENCE
    ):
        network.edge(
            network.node("authority", council, name, group="council"),
            network.node("theme", topic, theme, group=group),
            float(str(concerns)),
            status=status,
            certainty=certainty,
            visits_with_strength=strengths,
            first_concern=since,
            last_concern=until,
        )
    return network


def inspectors(graph: Graph) -> Network:
    """Inspectors who were on a visit together; weight: on how many."""
    network = Network("inspectors")
    teams: dict[str, dict[str, None]] = {}
    for visit, _, day, person, inspector, *_ in _rows(graph, _PARTICIPATIONS):
        node = network.node("person", person, inspector, first_visit=day)
        teams.setdefault(str(visit), {})[node] = None
    for team in teams.values():
        members = list(team)
        for place, first in enumerate(members):
            for second in members[place + 1 :]:
                network.edge(first, second, 1)
    return network


def co_occurrence(graph: Graph) -> Network:
    """Themes that share findings; weight: how many, and how many of them criticise both."""
    network = Network("co-occurrence")
    about = {theme: (label, group) for theme, label, group in _rows(graph, _THEMES)}
    for first, second, findings, concerns in _rows(graph, _CO_OCCURRENCE):
        ends = [
            network.node("theme", theme, about[theme][0], group=about[theme][1]) for theme in (first, second)
        ]
        network.edge(ends[0], ends[1], int(str(findings)), concerns=concerns)
    return network


def visits(graph: Graph) -> Network:
    """Councils, their visits and the inspectors who made them."""
    network = Network("visits")
    for visit, label, when, known, council, name, framework in _rows(graph, _VISITS):
        network.edge(
            network.node("authority", council, name, date="", framework=""),
            network.node("visit", visit, label, date=when, framework=framework),
            1,
            role="visited",
            known_by=known,
        )
    for visit, label, day, person, inspector, role, _, _, framework in _rows(graph, _PARTICIPATIONS):
        network.edge(
            network.node("person", person, inspector, date="", framework=""),
            network.node("visit", visit, label, date=day, framework=framework),
            1,
            role=role,
            known_by="document",
        )
    return network


VIEWS: dict[str, Callable[[Graph], Network]] = {
    "persistence": persistence,
    "inspectors": inspectors,
    "co-occurrence": co_occurrence,
    "visits": visits,
}


def _rows(graph: Graph, sparql: str) -> Iterable[tuple[Value, ...]]:
    return select(graph, sparql).rows
