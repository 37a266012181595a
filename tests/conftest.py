"""What all tests share: the vocabulary, the sample, and the collection that lies beside the project, if it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pyoxigraph import NamedNode, RdfFormat

from graph_cli.build import build
from graph_cli.store import GraphStore
from loaders.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# The same examples in every run, and no clock: a slow machine must not fail a test.
settings.register_profile(
    "ofsted-graph", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ofsted-graph")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="Write the golden pairs anew.")


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


@pytest.fixture(scope="session")
def sample_store(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the sample."""
    store = tmp_path_factory.mktemp("built") / "store"
    build([sample], store, jobs=2)
    return store


@pytest.fixture(scope="session")
def councils(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the ontology and the two invented councils of tests/queries/councils.trig."""
    store = tmp_path_factory.mktemp("councils") / "store"
    reference = NamedNode("https://w3id.org/ofsted-graph/graph/reference")
    with GraphStore(store).build() as generation:
        for file in sorted((ROOT / "ontology").glob("*.ttl")):
            if file.stem != "shapes":
                generation.store.load(path=str(file), format=RdfFormat.TURTLE, to_graph=reference)
        generation.store.load(path=str(ROOT / "tests" / "queries" / "councils.trig"))
    return store
