"""Building: documents in, a graph out; what happens on the second build, on faults and on being killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph_cli.build import BuildFailed, build
from graph_cli.commands.build import told
from graph_cli.errors import AskedWrongly
from graph_cli.store import GraphStore
from graph_cli.workers import load_files
from loaders.iris import NAMESPACE
from tests.build.conftest import dump

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
GRAPHS = (b"/graph/resolved> .", b"/graph/derived> .", b"/graph/reference> .")


def of_documents(lines: list[bytes]) -> set[bytes]:
    return {line for line in lines if not line.endswith(GRAPHS)}


def copy(sample: Path, folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(sample / name, folder / name)
    return folder


LETTER, LATER, SLIDES = (
    "ambershire-2009-unannounced.txt",
    "ambershire-2021-focused-visit.txt",
    "ambershire-2015-council-slides.pptx",
)


def test_two_builds_give_the_same_bytes(sample: Path, sample_store: Path, tmp_path: Path) -> None:
    """Another number of processes, another order of arrival: every quad is the same."""
    build([sample], tmp_path / "again", jobs=1)
    assert dump(tmp_path / "again") == dump(sample_store)


def test_a_graph_grown_file_by_file_equals_one_built_at_once(sample: Path, tmp_path: Path) -> None:
    for name in (LATER, LETTER, SLIDES):
        build([sample / name], tmp_path / "grown", jobs=1)
    build([sample / name for name in (LETTER, LATER, SLIDES)], tmp_path / "whole", jobs=1)
    assert dump(tmp_path / "grown") == dump(tmp_path / "whole")


def test_loading_a_document_leaves_the_other_documents_graphs_alone(sample: Path, tmp_path: Path) -> None:
    build([sample / LETTER], tmp_path / "store", jobs=1)
    before = of_documents(dump(tmp_path / "store"))
    build([sample / LATER], tmp_path / "store", jobs=1)
    after = of_documents(dump(tmp_path / "store"))
    assert before < after


def test_a_document_whose_file_has_gone_leaves_no_trace(sample: Path, tmp_path: Path) -> None:
    folder = copy(sample, tmp_path / "letters", LETTER, LATER)
    build([folder], tmp_path / "store", jobs=1)
    (folder / LATER).unlink()
    summary = build([folder], tmp_path / "store", jobs=1)
    assert summary.removed == 1
    build([folder], tmp_path / "only", jobs=1)
    assert dump(tmp_path / "store") == dump(tmp_path / "only")


def test_a_changed_file_replaces_what_it_said(sample: Path, tmp_path: Path) -> None:
    folder = copy(sample, tmp_path / "letters", LETTER)
    build([folder], tmp_path / "store", jobs=1)
    (folder / LETTER).write_bytes((sample / LATER).read_bytes())
    summary = build([folder], tmp_path / "store", jobs=1)
    assert (summary.read, summary.removed, summary.documents) == (1, 1, 1)


def test_unchanged_files_are_not_read_again(sample: Path, tmp_path: Path) -> None:
    """Nothing to do: no file is read and the graph is not even written anew."""
    store = tmp_path / "store"
    build([sample / LETTER, sample / LATER], store, jobs=1)
    before = GraphStore(store).current
    summary = build([sample / LETTER, sample / LATER], store, jobs=1)
    assert (summary.read, summary.unchanged) == (0, 2)
    assert GraphStore(store).current == before


def test_what_cannot_be_read_is_named_and_the_rest_loads(sample: Path, tmp_path: Path) -> None:
    folder = copy(sample, tmp_path / "mixed", LETTER)
    (folder / "notes.txt").write_text("Bread, milk, a birthday card for Jo.\n")
    (folder / "page.pdf").write_text("<!DOCTYPE html><html><body>Sorry</body></html>")
    summary = build([folder], tmp_path / "store", jobs=2)
    assert summary.documents == 1
    assert [reason.split(": ")[1][:34] for reason in summary.failures] == [
        "is readable, but it is not an insp",
        "is an HTML page, not a PDF; rename",
    ]


def test_strict_builds_nothing_and_keeps_the_old_graph(sample: Path, tmp_path: Path) -> None:
    folder = copy(sample, tmp_path / "mixed", LETTER)
    build([folder], tmp_path / "store", jobs=1)
    before = dump(tmp_path / "store")
    (folder / "empty.pdf").touch()
    copy(sample, folder, LATER)
    with pytest.raises(BuildFailed, match=r"empty\.pdf: is empty"):
        build([folder], tmp_path / "store", jobs=1, strict=True)
    assert dump(tmp_path / "store") == before


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "is empty"),
        ("picture.bin", b"\x89PNG\0\0\0", "binary file"),
    ],
)
def test_a_build_of_nothing_readable_fails_in_words(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BuildFailed, match=reason):
        build([tmp_path / name], tmp_path / "store", jobs=1)
    assert GraphStore(tmp_path / "store").current is None


def test_files_with_the_same_bytes_count_once_and_the_summary_says_so(sample: Path, tmp_path: Path) -> None:
    folder = copy(sample, tmp_path / "letters", LETTER)
    assert "left out" not in told(build([folder], tmp_path / "store", jobs=1))
    for number in range(2, 7):
        shutil.copy(folder / LETTER, folder / f"copy-{number}.txt")
    for read in (1, 0):
        summary = build([folder], tmp_path / "store", jobs=1, fresh=bool(read))
        assert (summary.files, summary.read, summary.documents) == (6, read, 1)
        (line,) = (line for line in told(summary).splitlines() if line.startswith("Copies "))
        assert "5 left out, byte for byte the same as another file: " in line
        assert f"{folder / 'copy-2.txt'} as {folder / LETTER}; " in line
        assert line.endswith("; 2 more")


def test_missing_paths_and_folders_without_documents_are_told(tmp_path: Path) -> None:
    with pytest.raises(AskedWrongly, match="nowhere: no such file or folder"):
        build([tmp_path / "nowhere"], tmp_path / "store")
    (tmp_path / "bare").mkdir()
    with pytest.raises(AskedWrongly, match="bare: no document found"):
        build([tmp_path / "bare"], tmp_path / "store")


def test_another_base_makes_other_iris_but_the_same_concepts(sample: Path, tmp_path: Path) -> None:
    build([sample / LETTER], tmp_path / "store", jobs=1, base="https://example.org/g/")
    lines = of_documents(dump(tmp_path / "store"))
    assert all(
        line.startswith((b"<https://example.org/g/", b"<" + NAMESPACE.encode() + b"authority"))
        for line in lines
    )
    assert any(NAMESPACE.encode() + b"theme/supervision" in line for line in lines)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_loads(sample: Path, tmp_path: Path) -> None:
    files = [sample / LETTER, sample / LATER]
    with load_files(files, ONTOLOGY, NAMESPACE, tmp_path, jobs=1, seconds_per_file=0.01) as loaded:
        outcomes = list(loaded)
    assert len(outcomes) == 2
    assert all(outcome.reason and "took longer than" in outcome.reason for outcome in outcomes)
    assert not any(outcome.settled for outcome in outcomes), "on a faster machine it may be read"
    with load_files(files, ONTOLOGY, NAMESPACE, tmp_path, jobs=1) as loaded:
        in_time = list(loaded)
    assert [outcome.reason for outcome in in_time] == [None, None]


# Runs the command line, counts how often it touches files within a folder, and kills itself before one of them.
KILLED_AT_A_TOUCH = """
import itertools, os, signal, sys

if __name__ == "__main__":
    within, moment, *words = sys.argv[1:]
    touches = itertools.count(1)

    def watch(event, arguments):
        if event.startswith(("open", "os.", "shutil.")) and str(arguments[:1]).find(within) > 0:
            touch = next(touches)
            if touch == int(moment):
                os.killpg(0, signal.SIGKILL)
            os.write(2, b"touch ")

    sys.addaudithook(watch)
    sys.argv[1:] = words
    from graph_cli.__main__ import main

    main()
"""


def test_a_build_killed_at_any_of_ten_moments_leaves_the_old_graph_readable(
    sample: Path, tmp_path: Path
) -> None:
    """Moments are those at which it touches the store or what it prepares for it, the last three before the
    new graph is in place among them: no clock decides. What the killed builds left, the next clears away."""
    script, store = tmp_path / "killed.py", tmp_path / "made" / "store"
    script.write_text(KILLED_AT_A_TOUCH)

    def add_sample(to: Path, moment: int) -> subprocess.CompletedProcess[bytes]:
        words = [str(to.parent), str(moment), "build", str(sample), "--store", str(to), "--jobs", "1"]
        return subprocess.run(
            [sys.executable, str(script), *words],
            capture_output=True,
            cwd=ONTOLOGY.parent,
            env={**os.environ, "PYTHONPATH": str(ONTOLOGY.parent)},
            start_new_session=True,
        )

    build([sample / LETTER], store, jobs=1)
    before = dump(store)
    shutil.copytree(store.parent, tmp_path / "tried")
    tried = add_sample(tmp_path / "tried" / "store", 0)
    assert tried.returncode == 0, tried.stderr
    touches = tried.stderr.count(b"touch ")
    assert touches > 20
    for moment in (*range(1, touches, touches // 7), touches - 2, touches - 1, touches):
        assert add_sample(store, moment).returncode == -signal.SIGKILL
        assert dump(store) == before, moment
    assert list(store.glob("generations/staging-*/"))
    assert build([sample], store, jobs=1).documents == 13
    assert not list(store.glob("generations/staging-*/"))


def test_an_unchanged_file_that_was_refused_is_named_again_without_being_read(
    sample: Path, tmp_path: Path
) -> None:
    folder = copy(sample, tmp_path / "mixed", LETTER)
    (folder / "page.pdf").write_text("<!DOCTYPE html><html><body>Sorry</body></html>")
    first = build([folder], tmp_path / "store", jobs=1)
    before = GraphStore(tmp_path / "store").current
    again = build([folder], tmp_path / "store", jobs=1)
    assert again.failures == first.failures
    assert (again.read, again.unchanged) == (0, 1)
    assert GraphStore(tmp_path / "store").current == before
    with pytest.raises(BuildFailed, match=r"page\.pdf: is an HTML page"):
        build([folder], tmp_path / "store", jobs=1, strict=True)
