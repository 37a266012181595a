"""Ctrl-C ends any command in one sentence, from its first moments on."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

import graph_cli.__main__
from graph_cli import start

SENTENCE = "Stopped.\n"


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_while_the_command_line_begins(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(graph_cli.__main__, "main", interrupted)
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert (ended.value.code, capsys.readouterr().err) == (130, SENTENCE)


@pytest.mark.parametrize("moment", ["import_module", "click.Group.make_context", "click.Group.invoke"])
def test_while_a_command_begins_or_runs(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"graph_cli.__main__.{moment}", interrupted)
    result = CliRunner().invoke(graph_cli.__main__.main, ["queries"])
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", SENTENCE)


def test_nothing_that_takes_time_is_imported_before_interrupts_are_answered() -> None:
    code = "import sys; held = {*sys.modules}; import graph_cli.start; print(*({*sys.modules} - held))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {*done.stdout.split()} <= {"__future__", "graph_cli", "graph_cli.start", "graph_cli.interrupted"}


@pytest.mark.parametrize(
    ("store", "sentence"),
    [("graph", "Stopped; the graph is as it was.\n"), ("http://localhost:1/", SENTENCE)],
)
def test_only_a_build_into_a_directory_says_that_the_graph_is_as_it_was(
    store: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may have taken over some documents by then."""
    monkeypatch.setattr("graph_cli.build.build", interrupted)
    result = CliRunner().invoke(graph_cli.__main__.main, ["build", "letters", "--store", store])
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", sentence)
