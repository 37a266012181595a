"""What all tests share: the vocabulary, the sample, and the collection that lies beside the project, if it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(ROOT / "ontology")


@pytest.fixture(scope="session")
def sample() -> Path:
    return ROOT / "sample"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: the documents that this test reads are not part of the project")
    return SHARED
