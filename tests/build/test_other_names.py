"""Files that were renamed or copied since the last build, and files that have no bytes to know them by."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from graph_cli.build import build
from tests.build.conftest import dump

LETTER = "ambershire-2009-unannounced.txt"


@pytest.mark.parametrize("given", ["folder", "file"])
@pytest.mark.parametrize(
    ("name", "stays", "read"),
    [
        ("a-renamed.txt", False, 1),
        ("z-renamed.txt", False, 1),
        ("a-copy.txt", True, 1),
        ("z-copy.txt", True, 0),
    ],
)
def test_a_renamed_or_copied_file_gives_the_graph_of_a_fresh_build(
    sample: Path, tmp_path: Path, given: str, name: str, stays: bool, read: int
) -> None:
    """Of a file and its copy the first by path counts, whichever came first."""
    folder = tmp_path / "letters"
    folder.mkdir()
    shutil.copy(sample / LETTER, folder / "letter.txt")
    build([folder], tmp_path / "grown", jobs=1)
    shutil.copy(folder / "letter.txt", folder / name)
    if not stays:
        (folder / "letter.txt").unlink()
    asked = folder if given == "folder" else folder / name
    summary = build([asked], tmp_path / "grown", jobs=1)
    assert (summary.read, summary.removed, summary.documents) == (read, 0, 1)
    assert build([asked], tmp_path / "grown", jobs=1).read == 0
    build([folder], tmp_path / "fresh", jobs=1)
    assert dump(tmp_path / "grown") == dump(tmp_path / "fresh")


@pytest.mark.skipif(
    not hasattr(socket, "AF_UNIX"), reason="sockets that lie in folders are a matter of POSIX"
)
def test_each_file_that_cannot_be_opened_is_named(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sockets, which even root cannot open: they have no hash, and so are no copies of each other."""
    monkeypatch.chdir(tmp_path)
    names = ["closed-1.txt", "closed-2.txt"]
    for name in names:
        with socket.socket(socket.AF_UNIX) as lying:
            lying.bind(name)
    for _ in range(2):
        summary = build([sample / LETTER, *map(Path, names)], tmp_path / "store", jobs=1)
        assert [failure.split(": ")[0] for failure in summary.failures] == names
        assert (summary.documents, summary.copies) == (1, ())
