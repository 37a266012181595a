"""The graph checked against its SHACL shapes, named graph by named graph, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import QueryTriples, RdfFormat, serialize

from graph_cli.graph import Graph
from graph_cli.named_graphs import triples_in
from loaders.iris import PREFIXES

SH = "http://www.w3.org/ns/shacl#"
SEVERITIES = {"Violation": "wrong", "Warning": "doubtful", "Info": "note"}
# Links from one named graph to another are checked by class: what the links of a graph point at, and no more,
# stands beside it while it is checked.
_TARGET_TYPES = """
CONSTRUCT { ?other a ?class } WHERE {
  GRAPH <%(name)s> { ?node ?property ?other . FILTER(ISIRI(?other)) }
  ?other a ?class
}"""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A node that breaks a shape. `severity` is wrong, doubtful or note; `value` what stands there, or ""."""

    graph: str
    node: str
    property: str
    value: str
    message: str
    severity: str


class Shapes:
    """The shapes of a folder's shapes.ttl, ready to check graphs. Raises OSError."""

    def __init__(self, ontology: Path) -> None:
        self._shapes = _rdflib((ontology / "shapes.ttl").read_bytes(), "turtle")

    def complaints(self, graph: Graph, name: str) -> list[Complaint]:
        """Everything in the named graph `name` that breaks a shape, in order of node and property."""
        from pyshacl import validate
        from rdflib import RDF, URIRef

        data = _rdflib(_n_triples(triples_in(graph, name)), "nt")
        described = set(data.subjects(RDF.type))
        target_types = graph.query(_TARGET_TYPES % {"name": name})
        assert isinstance(target_types, QueryTriples)
        data += _rdflib(_n_triples(target_types), "nt")
        _, report, _ = validate(data, shacl_graph=self._shapes, inference="none", advanced=False)
        found = []
        for result in report.subjects(RDF.type, URIRef(SH + "ValidationResult")):
            node = report.value(result, URIRef(SH + "focusNode"))
            if node not in described:
                # Another graph describes it, and is checked for it.
                continue
            found.append(
                Complaint(
                    name,
                    str(node),
                    _local(report.value(result, URIRef(SH + "resultPath"))),
                    _shortened(report.value(result, URIRef(SH + "value"))),
                    str(report.value(result, URIRef(SH + "resultMessage")) or "breaks a shape"),
                    SEVERITIES[_local(report.value(result, URIRef(SH + "resultSeverity")))],
                )
            )
        return sorted(found, key=lambda c: (c.node, c.property, c.message, c.value))


def _n_triples(triples: QueryTriples) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _rdflib(content: bytes, form: str) -> Any:
    from rdflib import Graph as RdflibGraph

    return RdflibGraph().parse(data=content, format=form)


def _local(node: object) -> str:
    return "" if node is None else str(node).replace(PREFIXES["og"], "").replace("#", "/").rsplit("/", 1)[-1]


def _shortened(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 120 else text[:120] + " ..."
