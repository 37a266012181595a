"""A document's own graph: one piece of evidence says one thing, whoever cites it."""

from __future__ import annotations

from pathlib import Path

from graph_cli.open_graph import open_graph
from graph_cli.table import select
from loaders.iris import OA, OG, finding_of
from loaders.layout import lay_out
from loaders.model import Span
from loaders.read import read_document
from loaders.recognise import recognise
from loaders.state.document_graph import Council, DocumentGraph
from loaders.vocabulary import Vocabulary


def test_evidence_cited_twice_keeps_the_pieces_it_was_first_cited_with(
    sample: Path, vocabulary: Vocabulary
) -> None:
    """A finding leaves out the page number in the middle of its sentence; a mention of an earlier inspection in
    the same sentence cites one span from end to end. Both have one evidence, which ends and quotes once."""
    layout = lay_out(read_document(sample / "ambershire-2021-focused-visit.txt"), vocabulary)
    report = recognise(layout, vocabulary)
    council = Council("https://example.org/ambershire", "Ambershire", listed=True)
    graph = DocumentGraph(
        report, (), [()] * len(report.recommendations), [()] * len(report.recommendations), 0, council
    )
    cut = graph.evidence((Span(10, 20), Span(25, 40)), "the sentence without the page number")
    whole = graph.evidence((Span(10, 40),))
    assert cut == whole
    lines = [line for line in graph.write().decode().splitlines() if line.startswith(f"<{cut}>")]
    for once, value in ((OA + "end", '"20"'), (OA + "exact", '"the sentence'), (OG + "continuedBy", "25-40")):
        found = [line for line in lines if f"<{once}>" in line]
        assert len(found) == 1, once
        assert value in found[0]


_FINDINGS = """PREFIX og: <https://w3id.org/ofsted-graph/vocabulary#> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?iri ?document ?polarity ?area ?text WHERE {
  ?iri a og:Finding ; og:document ?document ; og:polarity ?polarity ; og:evidence/oa:exact ?text ; og:section ?under .
  OPTIONAL { ?under og:area ?area }
}"""
_WORDINGS = """PREFIX og: <https://w3id.org/ofsted-graph/vocabulary#>
SELECT ?document ?polarity ?area ?findings ?lines WHERE {
  ?iri a og:Wording ; og:document ?document ; og:wordingPolarity ?polarity ; og:findings ?findings ; og:lines ?lines .
  OPTIONAL { ?iri og:wordingArea ?area }
}"""


def test_the_wordings_of_the_sample_have_each_finding_once_where_it_belongs(sample_store: Path) -> None:
    graph = open_graph(str(sample_store))
    told = []
    for document, polarity, area, number, lines in select(graph, _WORDINGS).rows:
        found = [line.split("\t") for line in str(lines).split("\n")]
        assert number == len(found)
        offsets = [int(offset) for _, offset in found]
        assert offsets == sorted(offsets)
        told += [
            (finding_of(str(document), offset), document, polarity, area, text)
            for offset, (text, _) in zip(offsets, found, strict=True)
        ]
    findings = select(graph, _FINDINGS).rows
    assert len(findings) > 200
    assert sorted(told, key=str) == sorted(findings, key=str)
