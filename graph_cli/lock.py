"""A lock between processes that the operating system releases when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from graph_cli.errors import StoreBusy

if sys.platform == "win32":
    import msvcrt

    def _seize(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _seize(descriptor: int) -> None:
        # A record lock is not inherited by forked workers, so an orphan of a killed build does not hold it.
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BuildLock:
    """The right to write to a store, from construction to `release`.

    The file keeps the holder's process id for the message alone; the lock itself ends with the process.
    Raises StoreBusy when a living process holds it."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _seize(self._descriptor)
        except OSError:
            holder = os.read(self._descriptor, 32).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            process = f" (process {holder})" if holder else ""
            raise StoreBusy(
                f"{path.parent} is being built by another ofsted-graph{process}. Wait until it is done, "
                "or build into another directory with --store."
            ) from None
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, f"{os.getpid()}\n".encode("ascii"))

    def release(self) -> None:
        """Let others build; harmless when called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
