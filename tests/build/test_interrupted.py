"""Ctrl-C during a build: the old graph stands, and what is said is a sentence."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from graph_cli.build import build
from tests.build.conftest import dump

ROOT = Path(__file__).resolve().parents[2]
LETTER = "ambershire-2009-unannounced.txt"


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals to a process group are a matter of POSIX")
@pytest.mark.parametrize("readers", [0, 1])
def test_an_interrupt_of_the_whole_process_group_ends_a_build_in_words(
    sample: Path, tmp_path: Path, readers: int
) -> None:
    """A terminal sends Ctrl-C to workers too: while they start (0) or read (1), no traceback of theirs is seen."""
    store = tmp_path / "store"
    build([sample / LETTER], store, jobs=1)
    before = dump(store)
    words = [
        sys.executable,
        "-m",
        "graph_cli",
        "build",
        str(sample),
        "--store",
        str(store),
        "--jobs",
        "2",
        "--fresh",
    ]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    staged = store / "generations"
    deadline = time.monotonic() + 60
    while len(list(staged.glob("staging-*/*.nq"))) < readers or not list(staged.glob("staging-*")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, ("", "Stopped; the graph is as it was.\n"))
    assert dump(store) == before
    assert not list(staged.glob("staging-*")), "what was staged is cleared away"


def test_a_build_may_run_in_another_thread_than_the_main_one(sample: Path, tmp_path: Path) -> None:
    """Only the main thread may say who answers Ctrl-C; a build elsewhere leaves that alone."""
    answering = signal.getsignal(signal.SIGINT)
    with ThreadPoolExecutor(1) as elsewhere:
        summary = elsewhere.submit(build, [sample / LETTER], tmp_path / "store", 1).result()
    assert (summary.documents, signal.getsignal(signal.SIGINT)) == (1, answering)


def test_an_interrupt_while_the_readers_are_started_leaves_none_behind(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = BaseProcess.start

    def interrupted(process: BaseProcess) -> None:
        start(process)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(BaseProcess, "start", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build([sample], tmp_path / "store", jobs=2)
    assert multiprocessing.active_children() == []
