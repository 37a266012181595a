"""A graph in a directory: generations of an Oxigraph database, and a file that names the one to read.

    STORE/current                  "generations/000012"
    STORE/generations/000012/      the database
    STORE/generations/staging-*/   what a running build has not stored yet
    STORE/build.lock               held while a build runs

A build works on the next generation and swaps by replacing `current`, so that readers see the old graph or
the new one and never a half of either, and a build that is killed leaves the old one in place.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from graph_cli.errors import AskedWrongly, GraphMissing, StoreDamaged
from graph_cli.graph import LocalGraph
from graph_cli.lock import BuildLock

GENERATIONS_KEPT_FOR_READERS = 2


@dataclass
class Generation:
    """A database being written. It becomes the current one when the block of `GraphStore.build` ends
    normally."""

    path: Path
    store: Store


class GraphStore:
    """The directory `path`, whether or not anything has been built in it yet."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    @property
    def current(self) -> Path | None:
        """The generation to read, or None before the first build.

        Raises StoreDamaged when `current` names no generation that is there."""
        try:
            named = (self.path / "current").read_text(encoding="utf-8", errors="replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        generation = self.path / named
        if not re.fullmatch("generations/[0-9]+", named) or not generation.is_dir():
            raise StoreDamaged(
                f"{self.path}/current names {named or 'nothing'}, which is not there. "
                "Build the graph again with --fresh."
            )
        return generation

    def built(self) -> Path:
        """The generation to read. Raises GraphMissing before the first build, else as `current` does."""
        generation = self.current
        if generation is None:
            raise GraphMissing(
                f"There is no graph in {self.path}. Build one first: "
                f"ofsted-graph build FOLDER --store {self.path}"
            )
        return generation

    def open_for_reading(self) -> LocalGraph:
        """The current graph, unchanged by later builds while it is open.

        Raises GraphMissing, StoreDamaged."""
        generation = self.built()
        return LocalGraph(str(self.path), _opened(generation), generation)

    @contextmanager
    def build(self, *, fresh: bool = False) -> Iterator[Generation]:
        """Yield the next generation to write to: a copy of the current one (hard links), or empty when
        `fresh` or the first. Leaving normally makes it current; leaving by an exception discards it.

        Raises StoreBusy while another process builds, AskedWrongly when `path` holds something else."""
        self._prepare_directory()
        lock = BuildLock(self.path / "build.lock")
        try:
            generation = self._begin(fresh)
            try:
                yield generation
            except BaseException:
                self._close(generation)
                shutil.rmtree(generation.path, ignore_errors=True)
                raise
            generation.store.flush()
            self._close(generation)
            self._make_current(generation)
        finally:
            lock.release()

    def _prepare_directory(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise AskedWrongly(f"{self.path} is a file; --store wants a directory.")
        if self.path.is_dir() and any(self.path.iterdir()) and not (self.path / "generations").is_dir():
            raise AskedWrongly(
                f"{self.path} holds files that are not a graph store. Choose an empty or new directory."
            )
        try:
            (self.path / "generations").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AskedWrongly(f"{self.path} cannot be made: {error.strerror}.") from error

    def _begin(self, fresh: bool) -> Generation:
        try:
            current = self.current
        except StoreDamaged:
            if not fresh:
                raise
            current = None
        number = int(current.name) if current else 0
        kept = range(number - GENERATIONS_KEPT_FOR_READERS + 1, number + 1)
        for folder in (self.path / "generations").iterdir():
            if not folder.name.isdigit() or int(folder.name) not in kept:
                shutil.rmtree(folder, ignore_errors=True)
        path = self.path / "generations" / f"{number + 1:06d}"
        if current is not None and not fresh:
            _opened(current).backup(str(path))
        return Generation(path, Store(str(path)))

    def _make_current(self, generation: Generation) -> None:
        aside = self.path / "current.new"
        with aside.open("w", encoding="utf-8") as file:
            file.write(generation.path.relative_to(self.path).as_posix() + "\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.path / "current")

    @staticmethod
    def _close(generation: Generation) -> None:
        # pyoxigraph closes a database when its last reference goes.
        del generation.store
        gc.collect()


def _opened(generation: Path) -> Store:
    try:
        return Store.read_only(str(generation))
    except (OSError, RuntimeError) as error:
        raise StoreDamaged(
            f"{generation} cannot be read: {error}. Build the graph again with --fresh."
        ) from error
