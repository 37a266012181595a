"""Loads graphs into a database while other files are still being read: engine and readers share the cores."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from pyoxigraph import RdfFormat, Store

# Large enough that the engine sorts well, small enough that the last batch is soon done.
BATCH_BYTES = 64 * 2**20


class QuadFeeder:
    """Gathers N-Quads files into batches and bulk-loads them one after the other in a thread of its own."""

    def __init__(self, store: Store, staging: Path) -> None:
        self._store = store
        self._staging = staging
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._loading: list[Future[None]] = []
        self._batches = 0
        self._batch = self._next()

    def __enter__(self) -> QuadFeeder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until the engine lets go of the store; what has not begun by then is not loaded."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def settle(self) -> None:
        """Wait until everything added is loaded."""
        self._load()
        for each in self._loading:
            each.result()
        self._loading.clear()

    def add(self, file: Path) -> None:
        """Take over a file of N-Quads; it is gone afterwards."""
        with self._batch.open("ab") as joined, file.open("rb") as part:
            shutil.copyfileobj(part, joined)
            size = joined.tell()
        file.unlink()
        if size >= BATCH_BYTES:
            self._load()

    def add_lines(self, lines: bytes) -> None:
        """Take over lines of N-Quads."""
        with self._batch.open("ab") as joined:
            joined.write(lines)

    def _load(self) -> None:
        full, self._batch = self._batch, self._next()
        if full.exists():
            self._loading.append(self._thread.submit(self._bulk_load, full))

    def _bulk_load(self, file: Path) -> None:
        self._store.bulk_load(path=str(file), format=RdfFormat.N_QUADS, lenient=True)
        file.unlink()

    def _next(self) -> Path:
        self._batches += 1
        return self._staging / f"batch-{self._batches}.nq"
