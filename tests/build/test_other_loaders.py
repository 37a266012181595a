"""Building with other loaders or another ontology than the graph was built with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph_cli.__main__ import main
from graph_cli.build import build
from graph_cli.bundled import ontology_folder
from graph_cli.commands.build import told
from graph_cli.ledger import FILE as LEDGER
from tests.build.conftest import dump

LETTER, LATER, SLIDES = (
    "ambershire-2009-unannounced.txt",
    "ambershire-2021-focused-visit.txt",
    "ambershire-2015-council-slides.pptx",
)


@pytest.fixture
def folder(sample: Path, tmp_path: Path) -> Path:
    """Two letters."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name in (LETTER, LATER):
        shutil.copy(sample / name, folder / name)
    return folder


@pytest.fixture
def store(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The two letters as they were read with an ontology that has no cue for supervision."""
    store, ontology = tmp_path / "store", tmp_path / "ontology"
    shutil.copytree(ontology_folder(), ontology)
    cues = ontology / "theme-cues.ttl"
    cues.write_text(cues.read_text(encoding="utf-8").replace('"supervis', '"unheard'), encoding="utf-8")
    with monkeypatch.context() as earlier:
        earlier.setattr("graph_cli.build.ontology_folder", lambda: ontology)
        build([folder], store, jobs=1)
    return store


def test_a_file_added_by_other_loaders_has_all_documents_read_again(
    sample: Path, folder: Path, store: Path, tmp_path: Path
) -> None:
    fresh = tmp_path / "fresh"
    build([folder], fresh, jobs=1)
    assert dump(store) != dump(fresh), "what follows could not fail"
    summary = build([sample / SLIDES], store, jobs=1)
    assert (summary.files, summary.read, summary.unchanged, summary.outdated) == (3, 3, 0, 0)
    assert build([sample / SLIDES, folder], store, jobs=1).read == 0
    build([sample / SLIDES, folder], fresh, jobs=1)
    assert dump(store) == dump(fresh)


@pytest.mark.parametrize("change", ["unlink", "rewrite"])
def test_a_document_whose_bytes_are_no_longer_there_stays_until_they_are_again(
    sample: Path, folder: Path, store: Path, change: str
) -> None:
    """The summary says so; the document is read again once its file is back, given or not."""
    if change == "unlink":
        (folder / LATER).unlink()
    else:
        (folder / LATER).write_text("Bread, milk, a birthday card for Jo.\n")
    for read in (2, 0):
        summary = build([sample / SLIDES], store, jobs=1)
        assert (summary.read, summary.documents, summary.outdated) == (read, 3, 1)
        assert "1: read by an earlier version, and no longer there" in told(summary)
    shutil.copy(sample / LATER, folder / LATER)
    summary = build([sample / SLIDES], store, jobs=1)
    assert (summary.read, summary.documents, summary.outdated) == (1, 3, 0)
    assert "Outdated" not in told(summary)


@pytest.mark.parametrize("content", [None, b"{}", b"\xff"])
def test_a_graph_whose_documents_are_unknown_is_not_replaced_by_one_new_file(
    sample: Path, store: Path, content: bytes | None
) -> None:
    """A ledger that is gone, of another version or damaged: the graph stays until a build begins anew."""
    before = dump(store)
    (ledger,) = store.glob(f"generations/*/{LEDGER}")
    ledger.unlink()
    if content is not None:
        ledger.write_bytes(content)
    words = ["build", str(sample / SLIDES), "--store", str(store), "--jobs", "1"]
    result = CliRunner().invoke(main, words)
    assert (result.exit_code, dump(store)) == (1, before)
    assert "Give all documents again with --fresh" in result.stderr
    assert CliRunner().invoke(main, [*words, "--fresh"]).exit_code == 0
