"""Canned queries that rank by likeness of wording: the closest findings, from an index beside the
database."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from graph_cli.canned_query import CannedQuery, Closest
from graph_cli.errors import AskedWrongly
from graph_cli.graph import Graph, LocalGraph
from graph_cli.likeness import VERSION, LikenessIndex
from graph_cli.table import select
from loaders.iris import document_of

FILE = f"ofsted-graph-likeness-{VERSION}.npy"

# One pattern each: joins over all findings take ten times as long in the engine as here.
_PAIRS = "SELECT ?subject ?object WHERE { ?subject %s ?object }"
_TEXT = "SELECT (MIN(?exact) AS ?text) WHERE { %s og:evidence/oa:exact ?exact }"

_indexes: WeakKeyDictionary[LocalGraph, LikenessIndex] = WeakKeyDictionary()
_one_at_a_time = threading.Lock()


def filled_in(graph: Graph, query: CannedQuery, terms: Mapping[str, NamedNode | Literal]) -> str:
    """The SPARQL of a canned query with `terms` filled in, and with the closest findings if it ranks by
    likeness.

    The first such question after a build makes the index, which takes a while. Raises AskedWrongly if `graph`
    is a server: each question would have to fetch all sentences, as a server does not say when its graph
    changes."""
    ranking = query.likeness
    if ranking is None or ranking.like not in terms:
        return query.bound(terms)
    if not isinstance(graph, LocalGraph):
        raise AskedWrongly(
            f"{query.name} compares wordings by an index that lies beside a store in a directory: "
            f"use --store DIRECTORY, not the server {graph.location}."
        )
    like = terms[ranking.like]
    given = terms.get(ranking.limit)
    count = min(int(given.value), ranking.most) if given else ranking.usual
    among = [terms[name].value for name in ranking.among if name in terms]
    return query.bound({**terms, ranking.like: _closest(graph, like, among, count)})


def _closest(graph: LocalGraph, like: NamedNode | Literal, among: list[str], count: int) -> Closest:
    text = like.value
    if isinstance(like, NamedNode):
        text = str(select(graph, _TEXT % like).rows[0][0] or "")
    found = index_of(graph).closest(text, among, count + 1)
    others = [(NamedNode(iri), score) for iri, score in found if like != NamedNode(iri)]
    return Closest(others[:count])


def index_of(graph: LocalGraph) -> LikenessIndex:
    """The index of the findings of a graph, without those of documents that repeat another about the same
    visit. It is kept in memory, else read from beside the database, else made and written there."""
    with _one_at_a_time:
        if graph not in _indexes:
            kept = graph.generation / FILE
            _indexes[graph] = _read(kept) or _made(graph, kept)
        return _indexes[graph]


def is_indexed(graph: Graph) -> bool:
    """Whether the index of a graph already lies beside its database."""
    return isinstance(graph, LocalGraph) and (graph.generation / FILE).is_file()


def _read(kept: Path) -> LikenessIndex | None:
    try:
        with kept.open("rb") as file:
            return LikenessIndex.read(file)
    except (OSError, ValueError, EOFError):
        # Not there yet, or not to be read: it is made anew.
        return None


def _made(graph: LocalGraph, kept: Path) -> LikenessIndex:
    # Findings and cues have a polarity, but cues no evidence and so no sentence: asking for the class of
    # findings too would read all their names once more.
    repeating = {document for document, rank in _pairs(graph, "og:rank") if rank != "1"}
    polarities = {
        finding: polarity
        for finding, polarity in _pairs(graph, "og:polarity")
        if document_of(finding) not in repeating
    }
    sentences: dict[str, str] = {}
    standing_on = defaultdict(list)
    for finding, evidence in _pairs(graph, "og:evidence"):
        if finding in polarities:
            standing_on[evidence].append(finding)
    for evidence, text in _pairs(graph, "oa:exact"):
        for finding in standing_on.get(evidence, ()):
            sentences[finding] = min(text, sentences.get(finding, text))
    index = LikenessIndex.of(sentences, _aspects(graph, polarities))
    aside = kept.with_name(f"{kept.name}.{os.getpid()}")
    # A store that cannot be written to is a good store; its index is then made once per process.
    with suppress(OSError):
        try:
            with aside.open("wb") as file:
                index.write(file)
            aside.replace(kept)
        finally:
            aside.unlink(missing_ok=True)
    return index


def _aspects(graph: LocalGraph, polarities: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from polarities.items()
    yield from _pairs(graph, "og:theme")
    councils = defaultdict(list)
    for document, council in _pairs(graph, "og:authority"):
        councils[document].append(council)
    for finding in polarities:
        for council in councils.get(document_of(finding), ()):
            yield finding, council


def _pairs(graph: LocalGraph, property_: str) -> Iterator[tuple[str, str]]:
    return ((str(subject), str(object_)) for subject, object_ in select(graph, _PAIRS % property_).rows)
