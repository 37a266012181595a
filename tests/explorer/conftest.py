"""The explorer over the two invented councils, one more document with hostile text, and ways to ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_cli.explorer.app import explorer
from graph_cli.explorer.serve import site
from graph_cli.store import GraphStore
from loaders.iris import NAMESPACE, OA, OG, RDF
from tests.explorer.explorer_client import Client

LENGTH = 5000
HOSTILE = '</div><script>alert("1")</script> & <img src=x onerror=alert(2)> is weak.'
HOSTILE_DOCUMENT = NAMESPACE + "document/00000000000000ff"


@pytest.fixture(scope="session")
def store(councils: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the invented councils, and of a document that means harm."""
    place = tmp_path_factory.mktemp("explorer") / "store"
    shutil.copytree(councils, place)
    with GraphStore(place).build() as generation:
        # The invented documents' evidence lies up to here; their one sentence does not reach so far.
        for quad in list(generation.store.quads_for_pattern(None, NamedNode(OG + "text"), None)):
            generation.store.remove(quad)
            assert isinstance(quad.object, Literal)
            text = Literal(quad.object.value.ljust(LENGTH, "."))
            generation.store.add(Quad(quad.subject, quad.predicate, text, quad.graph_name))
        generation.store.extend(_hostile())
    return place


@pytest.fixture(scope="session")
def client(store: Path) -> Iterator[Client]:
    asked = Client(explorer(site(str(store), 20.0)))
    yield asked
    asked.close()


@pytest.fixture(scope="session")
def cors_client(store: Path) -> Iterator[Client]:
    asked = Client(explorer(site(str(store), 20.0), cors=True))
    yield asked
    asked.close()


def _hostile() -> Iterator[Quad]:
    graph = NamedNode(HOSTILE_DOCUMENT.replace("/document/", "/graph/document/"))

    def quad(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
        return Quad(NamedNode(subject), NamedNode(predicate), value, graph)

    text = f"Before. {HOSTILE} After."
    start = text.index(HOSTILE)
    document, part = NamedNode(HOSTILE_DOCUMENT), HOSTILE_DOCUMENT + f"/finding/{start}"
    evidence = HOSTILE_DOCUMENT + f"/evidence/{start}-{start + len(HOSTILE)}"
    yield quad(HOSTILE_DOCUMENT, RDF + "type", NamedNode(OG + "Document"))
    yield quad(HOSTILE_DOCUMENT, OG + "fileName", Literal('"><script>alert(3)</script>.txt'))
    yield quad(HOSTILE_DOCUMENT, OG + "text", Literal(text))
    yield quad(part, RDF + "type", NamedNode(OG + "Finding"))
    yield quad(part, OG + "document", document)
    yield quad(part, OG + "polarity", NamedNode(NAMESPACE + "polarity/concern"))
    yield quad(part, OG + "theme", NamedNode(NAMESPACE + "theme/neglect"))
    yield quad(part, OG + "page", Literal(1))
    yield quad(part, OG + "evidence", NamedNode(evidence))
    yield quad(evidence, OA + "exact", Literal(HOSTILE))
    yield quad(evidence, OA + "start", Literal(start))
    yield quad(evidence, OA + "end", Literal(start + len(HOSTILE)))
