"""Golden pairs: each document of the sample in, its sorted N-Quads out; all in, what follows from them out.

After a change that is meant to change what is read, write the pairs anew and read the difference:

    python -m pytest tests/golden --write-golden
    git diff tests/golden
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_cli.comparison import compare
from loaders.derive.repetition_weights import read_repetition_weights
from loaders.iris import NAMESPACE
from loaders.load import Loader
from loaders.read import SUFFIXES
from loaders.state.derived_graph import derived_graph
from loaders.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(p for p in (ROOT / "sample").iterdir() if p.suffix in SUFFIXES)


@pytest.fixture(scope="module")
def loader() -> Loader:
    return Loader.from_folder(ROOT / "ontology")


def test_every_document_of_the_sample_has_its_pair() -> None:
    pairs = {p.stem for p in Path(__file__).parent.glob("*.nq")}
    assert len(DOCUMENTS) == 13
    assert pairs == {document.name for document in DOCUMENTS}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_document_of_the_sample_gives_its_quads(
    document: Path, loader: Loader, request: pytest.FixtureRequest
) -> None:
    assert_golden(Path(__file__).parent / f"{document.name}.nq", loader.load(document).quads, request)


def test_the_documents_of_a_council_compared_give_the_resolved_and_the_derived_graph(
    loader: Loader, vocabulary: Vocabulary, request: pytest.FixtureRequest
) -> None:
    documents = [document for document in DOCUMENTS if document.name.startswith("westmarsh")]
    found = compare(
        [loader.load(document).facts for document in documents],
        vocabulary,
        read_repetition_weights(ROOT / "ontology"),
        NAMESPACE,
        (),
    )
    folder = Path(__file__).parent / "compared"
    assert_golden(folder / "resolved.nq", found.resolved, request)
    assert_golden(folder / "derived.nq", derived_graph(found.derivation, NAMESPACE), request)


def assert_golden(golden: Path, quads: bytes, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(quads)
    expected = golden.read_bytes()
    missing = sorted(set(expected.splitlines()) - set(quads.splitlines()))
    extra = sorted(set(quads.splitlines()) - set(expected.splitlines()))
    assert (missing, extra) == ([], [])
    assert quads == expected
