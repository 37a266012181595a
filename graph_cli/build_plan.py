"""What a build has to do: which files to read, which documents stay as they are, which graphs leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_cli.collection import SourceFile, source_file
from graph_cli.ledger import Entry, Ledger, Refusal


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What to do with the given files and with the documents that the graph holds already.

    `files` are all files that count; `to_read` those that must be read, with their hashes in `sha256` ("" for
    one that cannot be opened). `kept` are the documents that stay; `outdated` of them were read by other
    loaders or with another ontology. `refused` are files that were refused before and have not changed;
    `unchanged` counts files whose document stays. The graphs named in `gone` leave because their file has
    gone, those in `read_again` because their file is read again."""

    files: tuple[SourceFile, ...]
    to_read: tuple[Path, ...]
    sha256: Mapping[Path, str]
    kept: tuple[Entry, ...] = ()
    outdated: int = 0
    refused: tuple[Refusal, ...] = ()
    unchanged: int = 0
    gone: tuple[str, ...] = ()
    read_again: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether the graph will be different afterwards."""
        return bool(self.to_read or self.gone)

    @property
    def leaving(self) -> tuple[str, ...]:
        """Every graph to drop before anything is added."""
        return (*self.gone, *self.read_again)


def plan_build(
    given: Sequence[SourceFile], paths: Sequence[Path], known: Ledger | None, loader: str
) -> BuildPlan:
    """The plan for a build of the files `given`, which were found at `paths`, into the graph whose ledger is
    `known` (None: into an empty one) by the loaders and ontology with the fingerprint `loader`.

    Of several files with the same bytes only the first by path counts. The files of outdated documents are
    added to the given ones, so that no graph keeps what different loaders made; so are the files of which a
    given file is a copy."""
    files = [*given, *_files_of_documents(given, known, loader)]
    files.sort(key=lambda file: (file.path.resolve(), file.path))
    # A file that cannot be opened has no hash, and is no copy of another.
    first = {file.sha256 or str(file.path): file.path for file in reversed(files)}
    hashes = {path: "" if sha == str(path) else sha for sha, path in first.items()}
    if known is None:
        return BuildPlan(tuple(files), tuple(sorted(hashes)), hashes)
    refused = _still_refused(first, hashes, known) if known.loader == loader else {}
    held = _still_held(first, known, loader)
    again = first.keys() - held - refused.keys()
    gone = _gone(files, first, paths, known)
    kept = tuple(e for e in known.entries if e.facts.graph not in gone and e.facts.sha256 not in again)
    return BuildPlan(
        files=tuple(files),
        to_read=tuple(sorted(path for sha, path in first.items() if sha in again)),
        sha256=hashes,
        kept=kept,
        outdated=sum(entry.loader != loader for entry in kept),
        refused=tuple(refused[sha] for sha in sorted(refused)),
        unchanged=sum(file.sha256 in held for file in files),
        gone=gone,
        read_again=tuple(e.facts.graph for e in known.entries if e.facts.sha256 in again),
    )


def _still_refused(
    first: Mapping[str, Path], hashes: Mapping[Path, str], known: Ledger
) -> dict[str, Refusal]:
    """Refusals that hold for files at the same path with the same bytes, by hash."""
    refusals = {(refusal.path, refusal.sha256): refusal for refusal in known.refusals}
    files = {sha: (str(path), hashes[path]) for sha, path in first.items()}
    return {sha: refusals[file] for sha, file in files.items() if file in refusals}


def _still_held(first: Mapping[str, Path], known: Ledger, loader: str) -> set[str]:
    """Hashes of the documents that need not be read again: this loader read them, and no file with the same
    bytes and another path comes before theirs (a document states the name of its file)."""
    return {
        entry.facts.sha256
        for entry in known.entries
        if entry.loader == loader
        and (entry.facts.sha256 not in first or entry.path == str(first[entry.facts.sha256].resolve()))
    }


def _gone(
    files: Sequence[SourceFile], first: Mapping[str, Path], paths: Sequence[Path], known: Ledger
) -> tuple[str, ...]:
    """Graphs of documents whose bytes are no longer there: their file holds others now, or it has been
    removed from one of the folders in `paths`."""
    here = {str(file.path.resolve()) for file in files}
    roots = [path.resolve() for path in paths]

    def has_gone(entry: Entry) -> bool:
        if entry.facts.sha256 in first:
            return False
        source = Path(entry.path)
        return entry.path in here or (any(map(source.is_relative_to, roots)) and not source.exists())

    return tuple(entry.facts.graph for entry in known.entries if has_gone(entry))


def _files_of_documents(given: Sequence[SourceFile], known: Ledger | None, loader: str) -> list[SourceFile]:
    """The files, not among `given`, of documents that another loader read or whose bytes a given file has
    too, as far as they still hold these bytes."""
    here = {str(file.path.resolve()) for file in given}
    hashes = {file.sha256 for file in given}
    asked = [
        (entry, source_file(Path(entry.path)))
        for entry in (known.entries if known else ())
        if entry.path not in here and (entry.loader != loader or entry.facts.sha256 in hashes)
    ]
    return [file for entry, file in asked if file.sha256 == entry.facts.sha256]
