"""What a build remembers for the next one: each document's facts and source, and what read it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

import loaders
from graph_cli.errors import StoreDamaged
from loaders.facts import DocumentFacts

FILE = "ofsted-graph-ledger.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the graph: the absolute path it was read from, its facts, and the fingerprint of what
    read it, empty where that is not known."""

    path: str
    facts: DocumentFacts
    loader: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that holds no document, and the reason, which begins with the path."""

    path: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The documents (`entries`) and the refused files of a graph. `loader` is the fingerprint of the loaders
    and ontology that compared the documents, `base` begins the IRIs that were made, `overrides` are the
    reader's decisions on names, as `repr` writes them."""

    loader: str
    base: str
    overrides: str
    entries: tuple[Entry, ...]
    refusals: tuple[Refusal, ...] = ()


def read_ledger(generation: Path | None) -> Ledger | None:
    """The ledger of a generation; None when there is no generation.

    Raises StoreDamaged where its ledger is missing or of another version: what it holds is unknown."""
    if generation is None:
        return None
    try:
        return msgspec.json.decode((generation / FILE).read_bytes(), type=Ledger)
    except (OSError, msgspec.DecodeError) as error:
        raise StoreDamaged(
            f"{generation / FILE}, which says what documents the graph holds, is missing or of another "
            "version of ofsted-graph. Give all documents again with --fresh; the graph is as it was."
        ) from error


def write_ledger(generation: Path, ledger: Ledger) -> None:
    """Put the ledger beside the database of a generation."""
    (generation / FILE).write_bytes(msgspec.json.encode(ledger))


def fingerprint(ontology: Path) -> str:
    """SHA-256 of the loaders' code and of the ontology. Documents that were read with another one are read
    again."""
    digest = hashlib.sha256()
    code = Path(loaders.__file__).parent
    for folder in (code, ontology):
        for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
