"""Golden pairs: each document of the sample in, its sorted N-Quads out.

After a change that is meant to change what is read, write the pairs anew and read the difference:

    python -m pytest tests/golden --write-golden
    git diff tests/golden
"""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.load import Loader
from loaders.read import SUFFIXES

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
    golden = Path(__file__).parent / f"{document.name}.nq"
    quads = loader.load(document).quads
    if request.config.getoption("--write-golden"):
        golden.write_bytes(quads)
    expected = golden.read_bytes()
    missing = sorted(set(expected.splitlines()) - set(quads.splitlines()))
    extra = sorted(set(quads.splitlines()) - set(expected.splitlines()))
    assert (missing, extra) == ([], [])
    assert quads == expected
