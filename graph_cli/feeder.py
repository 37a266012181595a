"""Loads finished graphs into a database while other files are still being read."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from pyoxigraph import RdfFormat, Store

# Large enough for the engine to sort efficiently, small enough for the last batch to be finished soon.
BATCH_BYTES = 64 * 2**20
# The second thread helps once no more files are read; each takes some 250 MB of memory.
THREADS = 2


class QuadFeeder:
    """Gathers N-Quads files into batches and bulk-loads them in threads of its own."""

    def __init__(self, store: Store, staging: Path) -> None:
        self._store = store
        self._staging = staging
        self._threads = ThreadPoolExecutor(max_workers=THREADS)
        self._loading: list[Future[None]] = []
        self._batches = 0
        self._batch = self._next()
        self._last = [self._next() for _ in range(THREADS)]

    def __enter__(self) -> QuadFeeder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until the engine has released the store; batches that have not begun by then are not
        loaded."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def add(self, file: Path) -> None:
        """Take over a file of N-Quads, which is deleted."""
        with self._batch.open("ab") as joined, file.open("rb") as part:
            shutil.copyfileobj(part, joined)
            size = joined.tell()
        file.unlink()
        if size >= BATCH_BYTES:
            self.load()

    def load(self) -> None:
        """Begin to load the files added so far, without waiting for more."""
        full, self._batch = self._batch, self._next()
        self._begin(full)

    def add_lines(self, lines: bytes) -> None:
        """Take over lines of N-Quads, to be loaded at `settle`, divided evenly among the threads."""
        view, begin = memoryview(lines), 0
        for number, batch in enumerate(self._last, start=1):
            end = lines.find(b"\n", len(lines) * number // THREADS - 1) + 1 or len(lines)
            with batch.open("ab") as joined:
                joined.write(view[begin:end])
            begin = end

    def settle(self) -> None:
        """Wait until everything added is loaded."""
        self.load()
        for batch in self._last:
            self._begin(batch)
        for each in self._loading:
            each.result()
        self._loading.clear()

    def _begin(self, batch: Path) -> None:
        if batch.exists():
            self._loading.append(self._threads.submit(self._bulk_load, batch))

    def _bulk_load(self, file: Path) -> None:
        self._store.bulk_load(path=str(file), format=RdfFormat.N_QUADS, lenient=True)
        file.unlink()

    def _next(self) -> Path:
        self._batches += 1
        return self._staging / f"batch-{self._batches}.nq"
