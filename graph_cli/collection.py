"""The files that a build is asked to read: folders are searched, named files are taken as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_cli.errors import AskedWrongly
from loaders.read import SUFFIXES


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, with the SHA-256 of its bytes."""

    path: Path
    sha256: str


def source_files(paths: Sequence[Path]) -> list[SourceFile]:
    """Every document among `paths`, in order of path; a file named directly is taken whatever its suffix.

    Raises AskedWrongly when a path is missing or nothing readable is found.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise AskedWrongly(f"{', '.join(missing)}: no such file or folder.")
    found = sorted({file for path in paths for file in _files(path)})
    if not found:
        named = ", ".join(map(str, paths))
        raise AskedWrongly(f"{named}: no document found ({', '.join(sorted(SUFFIXES))} are read).")
    return [source_file(file) for file in found]


def source_file(path: Path) -> SourceFile:
    """The file at `path`; its hash is empty where it cannot be read."""
    return SourceFile(path, _sha256(path))


def copies(files: Sequence[SourceFile]) -> tuple[tuple[Path, Path], ...]:
    """Pairs of each file that has the same bytes as an earlier one, and that earlier one."""
    first: dict[str, Path] = {}
    found = []
    for file in files:
        # A file that cannot be opened has no hash, and is no copy of another.
        before = first.setdefault(file.sha256, file.path) if file.sha256 else file.path
        if before != file.path:
            found.append((file.path, before))
    return tuple(found)


def _files(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        return (path,)
    return (
        file
        for file in path.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and file.is_file()
        and not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
    )


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""
