"""The evidence for a statement: the sentence it is based on, and where in which document that is printed."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_cli.errors import BadValue
from graph_cli.graph import Graph
from graph_cli.table import Table, Value, select
from loaders.iris import PREFIXES

# From a node that stands on others to the statements that have evidence of their own.
_GROUNDS = """
SELECT DISTINCT ?claim WHERE {
  { <%(iri)s> og:bestConcern|og:bestStrength|og:judgement|og:earlier|og:later ?claim }
  UNION { <%(iri)s> og:summary/(og:bestConcern|og:bestStrength) ?claim }
  UNION { ?claim og:visit|og:person <%(iri)s> }
  ?claim og:evidence ?evidence ; og:document ?source .
  OPTIONAL { ?evidence oa:start ?offset }
} ORDER BY ?source ?offset ?claim"""
_SEARCH = """
SELECT ?claim WHERE {
  ?evidence oa:exact ?exact . FILTER(CONTAINS(LCASE(?exact), LCASE(%s)))
  ?claim og:evidence ?evidence ; og:document ?source .
  ?evidence oa:start ?offset
} ORDER BY ?source ?offset ?claim LIMIT %d"""
_PROPERTIES = "SELECT ?property ?value WHERE { <%s> ?property ?value } ORDER BY ?property ?value"
_LABEL = """SELECT (MIN(?said) AS ?label) WHERE {
  { <%(iri)s> skos:prefLabel ?said } UNION { <%(iri)s> rdfs:label ?said } UNION { <%(iri)s> foaf:name ?said }
}"""
_VISIT = (
    """SELECT ?label ?date WHERE { <%s> og:reportsOn ?visit . ?visit rdfs:label ?label ; og:date ?date }"""
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node in words: its `kind` ("Finding"), `sentences` as printed, and `details` as pairs of label and
    text."""

    iri: str
    kind: str
    sentences: tuple[str, ...]
    details: tuple[tuple[str, str], ...]


def found(graph: Graph, words: str, limit: int) -> list[str]:
    """IRIs of at most `limit` statements whose sentence contains the text `words`, ignoring case."""
    return [str(row[0]) for row in select(graph, _SEARCH % (Literal(words), limit)).rows]


def grounds(graph: Graph, iri: str) -> list[str]:
    """IRIs of the statements, each with evidence, on which the node `iri` is based. Raises BadValue if it is
    not an IRI."""
    return [str(row[0]) for row in select(graph, _GROUNDS % {"iri": _safe(iri)}).rows]


def explain(graph: Graph, iri: str) -> Explanation:
    """The node `iri` in words. Raises BadValue if the graph says nothing about it."""
    facts = _facts(graph, iri)
    if not facts:
        raise BadValue(f"The graph says nothing about {iri}.")
    kinds = [_local(kind) for kind in facts.pop(PREFIXES["rdf"] + "type", [])]
    sentences = [
        str(said)
        for e in facts.pop(_og("evidence"), [])
        for said in _facts(graph, str(e)).get(_oa("exact"), [])
    ]
    details: list[tuple[str, str]] = []
    for property_, values in facts.items():
        name = _words(_local(property_))
        if name in ("document", "section", "paragraph", "page"):
            continue
        details.append((name, "; ".join(_shown(graph, value) for value in values)))
    return Explanation(
        iri, ", ".join(kinds) or "Node", tuple(sentences), (*sorted(details), *_place(graph, facts))
    )


def _place(graph: Graph, facts: dict[str, list[Value]]) -> list[tuple[str, str]]:
    place = []
    for section in facts.get(_og("section"), []):
        about = _facts(graph, str(section))
        place.append(("section", str(about.get(_og("heading"), [""])[0]) or "(before the first heading)"))
        place.extend(("area", _shown(graph, area)) for area in about.get(_og("area"), []))
    for paragraph in facts.get(_og("paragraph"), []):
        place.append(("paragraph", str(_facts(graph, str(paragraph)).get(_og("printedNumber"), [""])[0])))
    place.extend(("page", str(page)) for page in facts.get(_og("page"), []))
    for document in facts.get(_og("document"), []):
        about = _facts(graph, str(document))
        place.append(("document", str(about.get(_og("fileName"), [document])[0])))
        for label, day in select(graph, _VISIT % _safe(str(document))).rows:
            place.append(("visit", f"{label} ({day})"))
    return place


def _facts(graph: Graph, iri: str) -> dict[str, list[Value]]:
    held: dict[str, list[Value]] = {}
    table: Table = select(graph, _PROPERTIES % _safe(iri))
    for property_, value in table.rows:
        held.setdefault(str(property_), []).append(value)
    return held


def _shown(graph: Graph, value: Value) -> str:
    text = str(value)
    if not text.startswith(("http://", "https://")):
        return text if len(text) <= 400 else text[:400] + " ..."
    label = select(graph, _LABEL % {"iri": _safe(text)}).rows
    return str(label[0][0]) if label and label[0][0] is not None else text


def _safe(iri: str) -> str:
    """`iri`, checked to be fit for SPARQL between angle brackets. Raises BadValue otherwise."""
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise BadValue(f"{iri!r} is not an IRI.") from error


def _words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _local(iri: Value) -> str:
    return str(iri).replace("#", "/").rsplit("/", 1)[-1]


def _og(name: str) -> str:
    return PREFIXES["og"] + name


def _oa(name: str) -> str:
    return PREFIXES["oa"] + name
