"""A reader's decisions on names are read from a table; what is wrong with it is told with file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_cli.errors import AskedWrongly
from graph_cli.overrides import read_overrides
from loaders.resolve.people import Override


@pytest.fixture
def usual_limit() -> Iterator[None]:
    """The longest field that Python reads, which other programs in this process may have raised."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


def test_decisions_are_sorted_and_each_is_taken_once(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text(
        "\ufeffother,name,same\nJ Marlowe,Jane Marlowe,Yes\nAnn Ford,Anna Ford, no\nAnn Ford,Anna Ford,NO\n",
        "utf-8",
    )
    assert read_overrides(file) == (
        Override("Anna Ford", "Ann Ford", False),
        Override("Jane Marlowe", "J Marlowe", True),
    )
    assert read_overrides(None) == ()


@pytest.mark.usefixtures("usual_limit")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1: the columns must be"),
        (b"name,other\nA B,C D\n", "line 1: the columns must be"),
        (b"name,other,same,why\nA B,C D,yes,x\n", "line 1: the columns must be"),
        (b"name,other,same\nA B,C D,yes\nA B,C D,maybe\n", "line 3: two names are needed, and yes or no"),
        (b"name,other,same\nA B,,yes\n", "line 2: two names"),
        (b"name,other,same\nA B\n", "line 2: two names"),
        (b"name,other,same\nZo\xeb B,C D,yes\n", "cannot be read"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "names.csv"
    file.write_bytes(content)
    with pytest.raises(AskedWrongly, match=said) as raised:
        read_overrides(file)
    assert str(raised.value).startswith(str(file))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(AskedWrongly, match=r"none\.csv: cannot be read"):
        read_overrides(tmp_path / "none.csv")
