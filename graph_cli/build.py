"""Documents into a graph: load what is new, compare everything, swap the finished graph in at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graph_cli.bundled import ontology_folder
from graph_cli.collection import SourceFile, copies, source_file, source_files
from graph_cli.comparison import change, compare
from graph_cli.errors import AskedWrongly
from graph_cli.graph import is_remote
from graph_cli.ledger import Entry, Ledger, Refusal, fingerprint, read_ledger
from graph_cli.overrides import read_overrides
from graph_cli.store import GraphStore
from graph_cli.target import opened
from graph_cli.workers import load_files
from loaders.facts import DocumentFacts
from loaders.iris import NAMESPACE
from loaders.resolve import resolve
from loaders.resolve.model import Resolution
from loaders.state.derived_graph import derived_graph
from loaders.vocabulary import load_vocabulary


class Progress(Protocol):
    """Told how a build goes on; a progress bar, or nothing."""

    def begin(self, total: int) -> None:
        """`total` files are to be read."""

    def file_done(self, path: Path) -> None:
        """A file has been read or given up."""

    def stage(self, name: str) -> None:
        """What is done after the files: "comparing documents", "writing the graph"."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build ended with. `failures` are sentences that name a file and the reason; `copies` are files
    with the bytes of another one, which alone was read; `outdated` documents stay as earlier
    loaders read them, because their files are no longer there."""

    files: int
    read: int
    unchanged: int
    removed: int
    outdated: int
    copies: tuple[tuple[Path, Path], ...]
    failures: tuple[str, ...]
    documents: int
    by_framework: tuple[tuple[str, int], ...]
    authorities: int
    visits: int
    visits_by_mention: int
    people: int
    judgements: int
    findings: int
    recommendations: int
    conflicts: int
    merges: int
    doubts: int


class _Silence:
    """Progress that nobody watches."""

    def begin(self, total: int) -> None:
        pass

    def file_done(self, path: Path) -> None:
        pass

    def stage(self, name: str) -> None:
        pass


class BuildFailed(AskedWrongly):
    """Nothing was built; the old graph stands."""


def build(
    paths: Sequence[Path],
    store: Path | str,
    jobs: int | None = None,
    strict: bool = False,
    base: str = NAMESPACE,
    progress: Progress | None = None,
    overrides: Path | None = None,
    fresh: bool = False,
) -> BuildSummary:
    """Load the documents at `paths` into the graph at `store` (a directory, or a SPARQL server's URL).

    Documents already in the graph stay, unless `fresh`; unchanged files are not read again, unless other
    loaders or another ontology read them; a document whose file has gone from one of the folders in `paths`
    leaves the graph. `strict`: a file that cannot be read stops the build. Raises BuildFailed (old graph
    untouched), StoreBusy, StoreDamaged, AskedWrongly.
    """
    files = source_files(paths)
    ontology = ontology_folder()
    loader = fingerprint(ontology)
    remote = isinstance(store, str) and is_remote(store)
    known = None if fresh or remote else read_ledger(GraphStore(store).current)
    if known is not None and known.base != base:
        raise AskedWrongly(f"{store} was built with the base {known.base}; use it again, or --fresh.")
    plan = _plan(files, paths, known, loader)
    told = read_overrides(overrides)
    listener = progress or _Silence()
    comparable = known is not None and (known.loader, known.overrides) == (loader, repr(told))
    if known is not None and comparable and not plan.changes:
        reasons = tuple(refusal.reason for refusal in plan.refused)
        if strict and reasons:
            raise BuildFailed(_stopped(reasons))
        facts = [entry.facts for entry in known.entries]
        return _summary(0, plan, reasons, facts, resolve(facts, load_vocabulary(ontology), base, told))
    with (
        opened(store, fresh=known is None) as target,
        load_files(plan.to_read, ontology, base, target.staging, jobs or os.cpu_count() or 1) as outcomes,
    ):
        # While the readers begin, what needs no document that they read.
        vocabulary = load_vocabulary(ontology)
        same_reference = known is not None and known.loader == loader
        reference = None if same_reference else reference_quads(ontology, base)
        before = None
        if known is not None and comparable:
            before = compare([entry.facts for entry in known.entries], vocabulary, base, told)
        target.forget(plan.leaving)
        entries, refusals = list(plan.kept), list(plan.refused)
        failures = [refusal.reason for refusal in refusals]
        listener.begin(len(plan.to_read))
        for outcome in outcomes:
            listener.file_done(outcome.path)
            if outcome.facts is None or outcome.quads is None:
                reason = outcome.reason or str(outcome.path)
                failures.append(reason)
                if outcome.settled:
                    refusals.append(Refusal(str(outcome.path), plan.sha256[outcome.path], reason))
            else:
                target.add(outcome.facts.graph, outcome.quads)
                entries.append(Entry(str(outcome.path.resolve()), outcome.facts, loader))
        target.no_more_files()
        entries.sort(key=lambda entry: entry.facts.iri)
        failures.sort()
        if strict and failures:
            raise BuildFailed(_stopped(failures))
        if not entries:
            raise BuildFailed("\n".join([*failures, "No document could be read; nothing was built."]))
        listener.stage("comparing documents")
        facts = [entry.facts for entry in entries]
        after = compare(facts, vocabulary, base, told)
        listener.stage("writing the graph")
        if before is not None:
            target.change(change(before, after, base))
        else:
            target.replace(f"{base}graph/resolved", after.resolved)
            target.replace(f"{base}graph/derived", derived_graph(after.derivation, base))
        if reference is not None:
            target.replace(f"{base}graph/reference", reference)
        target.settle()
        target.remember(Ledger(loader, base, repr(told), tuple(entries), tuple(refusals)))
    return _summary(len(entries) - len(plan.kept), plan, failures, facts, after.resolution)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which files count, which of them to read (with their hashes), which documents stay as they are, how
    many of these are `outdated`, which files were refused before and are the same, which graphs leave because
    their file went (`gone`) or is read again."""

    files: tuple[SourceFile, ...]
    to_read: tuple[Path, ...]
    sha256: Mapping[Path, str]
    kept: tuple[Entry, ...]
    outdated: int
    refused: tuple[Refusal, ...]
    unchanged: int
    gone: tuple[str, ...]
    read_again: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether the graph will be another."""
        return bool(self.to_read or self.gone)

    @property
    def leaving(self) -> tuple[str, ...]:
        """Every graph to drop before anything is added."""
        return (*self.gone, *self.read_again)


def _plan(files: Sequence[SourceFile], paths: Sequence[Path], known: Ledger | None, loader: str) -> _Plan:
    """Of several files with the same bytes the first by path counts. To the given files come those of
    outdated documents, lest a graph holds for ever what different loaders made, and those that a given file
    is a copy of."""
    files = [*files, *_files_of_documents(files, known, loader)]
    files.sort(key=lambda file: (file.path.resolve(), file.path))
    # A file that cannot be read has no hash, and is like no other.
    first = {file.sha256 or str(file.path): file.path for file in reversed(files)}
    hashes = {path: "" if sha == str(path) else sha for sha, path in first.items()}
    if known is None:
        return _Plan(tuple(files), tuple(sorted(hashes)), hashes, (), 0, (), 0, (), ())
    same_loader = known.loader == loader
    refused = {(r.path, r.sha256): r for r in known.refusals if same_loader}
    told = {
        sha: refused[str(path), hashes[path]]
        for sha, path in first.items()
        if (str(path), hashes[path]) in refused
    }
    # A document says the name of its file.
    held = {
        sha
        for sha, source in ((e.facts.sha256, e.path) for e in known.entries if e.loader == loader)
        if sha not in first or source == str(first[sha].resolve())
    }
    again = first.keys() - held - told.keys()
    here = {str(f.path.resolve()) for f in files}
    roots = [path.resolve() for path in paths]

    def leaves(entry: Entry) -> bool:
        if entry.facts.sha256 in first:
            return False
        source = Path(entry.path)
        return entry.path in here or (any(source.is_relative_to(r) for r in roots) and not source.exists())

    gone = tuple(entry.facts.graph for entry in known.entries if leaves(entry))
    kept = tuple(e for e in known.entries if e.facts.graph not in gone and e.facts.sha256 not in again)
    return _Plan(
        files=tuple(files),
        to_read=tuple(sorted(path for sha, path in first.items() if sha in again)),
        sha256=hashes,
        kept=kept,
        outdated=sum(entry.loader != loader for entry in kept),
        refused=tuple(told[sha] for sha in sorted(told)),
        unchanged=sum(file.sha256 in held for file in files),
        gone=gone,
        read_again=tuple(e.facts.graph for e in known.entries if e.facts.sha256 in again),
    )


def _files_of_documents(given: Sequence[SourceFile], known: Ledger | None, loader: str) -> list[SourceFile]:
    """The files, not among `given`, of documents that another loader read or whose bytes are given elsewhere
    too, if they still hold these bytes."""
    here = {str(file.path.resolve()) for file in given}
    hashes = {file.sha256 for file in given}
    asked = [
        (entry, source_file(Path(entry.path)))
        for entry in (known.entries if known else ())
        if entry.path not in here and (entry.loader != loader or entry.facts.sha256 in hashes)
    ]
    return [file for entry, file in asked if file.sha256 == entry.facts.sha256]


def _stopped(failures: Sequence[str]) -> str:
    return "\n".join([*failures, "Nothing was built, because of --strict; the old graph is as it was."])


def reference_quads(ontology: Path, base: str) -> bytes:
    """Vocabulary, schemes and authorities as N-Quads of the reference graph."""
    graph = NamedNode(f"{base}graph/reference")
    quads = (
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for file in sorted(ontology.glob("*.ttl"))
        if file.stem != "shapes"
        for quad in parse(path=str(file), format=RdfFormat.TURTLE)
    )
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert written is not None
    return written


def _summary(
    read: int,
    plan: _Plan,
    failures: Sequence[str],
    facts: Sequence[DocumentFacts],
    resolution: Resolution,
) -> BuildSummary:
    return BuildSummary(
        files=len(plan.files),
        read=read,
        unchanged=plan.unchanged,
        removed=len(plan.gone),
        outdated=plan.outdated,
        copies=copies(plan.files),
        failures=tuple(failures),
        documents=len(facts),
        by_framework=tuple(sorted(Counter(f.framework for f in facts).items())),
        authorities=len({f.authority_iri for f in facts}),
        visits=sum(bool(v.documents) for v in resolution.visits),
        visits_by_mention=sum(not v.documents for v in resolution.visits),
        people=len(resolution.people),
        judgements=sum(len(f.judgements) for f in facts),
        findings=sum(f.findings for f in facts),
        recommendations=sum(len(f.recommendations) for f in facts),
        conflicts=len(resolution.conflicts),
        merges=len(resolution.merges),
        doubts=len(resolution.doubts),
    )
