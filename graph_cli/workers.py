"""Files are loaded in separate processes, so that one that hangs or crashes its process costs only itself."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from loaders.errors import OfstedGraphError
from loaders.facts import DocumentFacts

if TYPE_CHECKING:
    from loaders.load import Loader

SECONDS_PER_FILE = 120.0
MEMORY_PER_PROCESS = 4 * 2**30
_THREADS_OF_LINEAR_ALGEBRA = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its facts and the N-Quads file with its graph, or the reason why it was not
    read; `settled` if another attempt would end the same way."""

    path: Path
    facts: DocumentFacts | None
    quads: Path | None
    reason: str | None
    settled: bool = True


@contextmanager
def load_files(
    files: Sequence[Path],
    ontology: Path,
    base: str,
    staging: Path,
    jobs: int,
    seconds_per_file: float = SECONDS_PER_FILE,
) -> Iterator[Iterator[Outcome]]:
    """Load `files` in up to `jobs` processes, which begin at once and end with the block; gives the outcomes
    as they come; N-Quads go to `staging`, which must be there until then.

    A file that takes longer than `seconds_per_file` is given up and its process replaced."""
    # Large files first, so that no process is left with one at the end.
    waiting = sorted(files, key=lambda f: (f.stat().st_size if f.exists() else 0, f))
    crew: list[_Worker] = []
    try:
        with _deaf_to_interrupts():  # until each that was started is known to be ended
            crew.extend(_Worker(ontology, base, staging) for _ in range(min(jobs, len(files))))
        for worker in crew:
            worker.give(waiting.pop())
        yield _outcomes(crew, waiting, seconds_per_file)
    finally:
        for worker in crew:
            worker.stop()


def _outcomes(crew: Sequence[_Worker], waiting: list[Path], seconds_per_file: float) -> Iterator[Outcome]:
    while busy := [worker for worker in crew if worker.file is not None]:
        soonest = min(worker.deadline(seconds_per_file) for worker in busy)
        ready = wait([w.pipe for w in busy], timeout=max(0.0, soonest - time.monotonic()))
        for worker in busy:
            if worker.pipe in ready:
                yield worker.outcome()
            elif time.monotonic() >= worker.deadline(seconds_per_file):
                yield worker.give_up(f"took longer than {seconds_per_file:.0f} seconds; given up")
            else:
                continue
            if waiting:
                worker.give(waiting.pop())


class _Worker:
    """One process, and the file that it is reading (None: it is idle)."""

    def __init__(self, ontology: Path, base: str, staging: Path) -> None:
        self._setting = (ontology, base, staging)
        self.file: Path | None = None
        self._since = 0.0
        self._ready = False
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, *map(str, self._setting)), daemon=True)
        with _deaf_to_interrupts():
            process.start()
            self._process: BaseProcess = process
        theirs.close()

    def give(self, file: Path) -> None:
        """Hand over a file."""
        self.file, self._since = file, time.monotonic()
        self.pipe.send(str(file))

    def deadline(self, seconds: float) -> float:
        """When the present file is given up after `seconds`, on the monotonic clock."""
        return self._since + seconds

    def outcome(self) -> Outcome:
        """The answer for the present file, even if the process died of it.

        Raises MalformedVocabulary if the process could not load the ontology."""
        assert self.file is not None
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            return self.give_up("brought the reading process down; it is damaged or too large to read")
        if isinstance(answer, OfstedGraphError):
            raise answer
        reason, facts, quads = answer
        file, self.file = self.file, None
        if reason is not None:
            return Outcome(file, None, None, reason)
        return Outcome(file, msgspec.json.decode(facts, type=DocumentFacts), Path(quads), None)

    def give_up(self, reason: str) -> Outcome:
        """Replace the process by a new one; the outcome of the present file is `reason`."""
        assert self.file is not None
        file, self.file = self.file, None
        self.stop()
        self._start()
        return Outcome(file, None, None, f"{file}: {reason}", settled=False)

    def stop(self) -> None:
        """End the process at once."""
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, ontology: str, base: str, staging: str) -> None:
    """A worker's life: load vocabulary and classifiers once, then files until the pipe closes."""
    _bound_memory()
    # The workers share the cores already. Read by numpy's linear algebra when it is imported, just below: its
    # own threads would take twice the time of the cores, most of it for waiting.
    os.environ |= dict.fromkeys(_THREADS_OF_LINEAR_ALGEBRA, "1")
    # Readers and classifiers are imported by those who read, not by the process that waits for them.
    from loaders.load import Loader

    try:
        loader = Loader.from_folder(Path(ontology), base)
    except OfstedGraphError as error:
        pipe.send(error)
        return
    # Values of a document form no cycles and die with it; looking for cycles among them is wasted time.
    gc.freeze()
    gc.disable()
    while True:
        try:
            pipe.send(_answer(loader, Path(pipe.recv()), Path(staging)))
        except (EOFError, ConnectionError):  # the parent has ended, maybe while a file was being read
            os._exit(0)


def _answer(loader: Loader, file: Path, staging: Path) -> tuple[str | None, bytes, str]:
    """The reason why a file was not read, or its facts as JSON and the path of its N-Quads."""
    try:
        loaded = loader.load(file)
    except OfstedGraphError as error:
        return str(error), b"", ""
    except MemoryError:
        return f"{file}: needs more memory than a report can; not read", b"", ""
    except Exception as error:  # noqa: BLE001 - one file's fault is named, the others go on
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}, line {where.lineno}"
        fault = f"{type(error).__name__}: {error}; {place}"
        return f"{file}: a fault in ofsted-graph ({fault}); please report", b"", ""
    quads = staging / f"{loaded.facts.sha256}.nq"
    quads.write_bytes(loaded.quads)
    return None, msgspec.json.encode(loaded.facts), str(quads)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started within does not hear Ctrl-C, which a terminal sends to every process of a build: the
    parent alone answers it and ends its workers. The parent hears it as soon as this is over."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # else the first start begins it, which lets interrupts in again
    heard: list[int] = []
    # The mask is inherited; it does not keep the parent deaf, whose other threads hear for it. Only its main
    # thread answers, and only a handler of Python's (not None) can be put back.
    in_main_thread = threading.current_thread() is threading.main_thread()
    answering = signal.getsignal(signal.SIGINT) if in_main_thread else None
    if answering is not None:
        signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if answering is not None:
            signal.signal(signal.SIGINT, answering)
        if heard:
            signal.raise_signal(signal.SIGINT)


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = MEMORY_PER_PROCESS if hard == resource.RLIM_INFINITY else min(MEMORY_PER_PROCESS, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
