"""Documents into a graph: load what is new, compare everything, swap the finished graph in at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graph_cli.bundled import ontology_folder
from graph_cli.collection import SourceFile, source_files
from graph_cli.errors import AskedWrongly
from graph_cli.graph import is_remote
from graph_cli.ledger import Entry, Ledger, fingerprint, read_ledger, write_ledger
from graph_cli.overrides import read_overrides
from graph_cli.store import GraphStore
from graph_cli.workers import load_files
from loaders.derive import derive
from loaders.facts import DocumentFacts
from loaders.iris import NAMESPACE
from loaders.resolve import predecessor_iris, resolve
from loaders.resolve.model import Resolution
from loaders.state.derived_graph import derived_graph
from loaders.state.resolved_graph import resolved_graph
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
    """What a build ended with. `failures` are sentences that name a file and the reason."""

    files: int
    read: int
    unchanged: int
    removed: int
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

    Documents already in the graph stay, unless `fresh`; unchanged files are not read again; a document
    whose file has gone from one of the folders in `paths` leaves the graph. `strict`: a file that cannot be
    read stops the build. Raises BuildFailed (old graph untouched), StoreBusy, AskedWrongly.
    """
    files = source_files(paths)
    ontology = ontology_folder()
    loader = fingerprint(ontology)
    remote = isinstance(store, str) and is_remote(store)
    local = None if remote else GraphStore(store)
    known = None if fresh or local is None else read_ledger(local.current)
    if known is not None and known.base != base:
        raise AskedWrongly(f"{store} was built with the base {known.base}; use it again, or --fresh.")
    plan = _plan(files, paths, known, loader)
    told = read_overrides(overrides)
    with tempfile.TemporaryDirectory(prefix="ofsted-graph-") as folder:
        staging = Path(folder)
        if progress is not None:
            progress.begin(len(plan.to_read))
        failures, entries, quads = [], list(plan.kept), []
        for outcome in load_files(
            [f.path for f in plan.to_read], ontology, base, staging, jobs or os.cpu_count() or 1
        ):
            if progress is not None:
                progress.file_done(outcome.path)
            if outcome.facts is None or outcome.quads is None:
                failures.append(outcome.reason or str(outcome.path))
            else:
                entries.append(Entry(str(outcome.path.resolve()), outcome.facts))
                quads.append((outcome.facts.graph, outcome.quads))
        entries = _one_per_document(entries)
        failures.sort()
        if strict and failures:
            raise BuildFailed(_stopped(failures))
        if not entries:
            raise BuildFailed("\n".join([*failures, "No document could be read; nothing was built."]))
        if progress is not None:
            progress.stage("comparing documents")
        facts = [entry.facts for entry in entries]
        vocabulary = load_vocabulary(ontology)
        resolution = resolve(facts, vocabulary, base, told)
        unchanged = not quads and not plan.gone and known is not None
        if not (unchanged and known is not None and known.overrides == repr(told) and known.loader == loader):
            derivation = derive(resolution, facts, predecessor_iris(vocabulary), base)
            computed = {
                f"{base}graph/resolved": resolved_graph(resolution, facts, vocabulary, base),
                f"{base}graph/derived": derived_graph(derivation, base),
            }
            if progress is not None:
                progress.stage("writing the graph")
            ledger = Ledger(loader, base, repr(told), tuple(entries))
            if local is not None:
                _write_local(local, known, ledger, plan.gone, quads, computed, ontology, staging)
            else:
                _write_remote(str(store), quads, computed, ontology, base)
    return _summary(files, plan, failures, facts, resolution)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which files to read, which documents stay as they are, which graphs leave."""

    to_read: tuple[SourceFile, ...]
    kept: tuple[Entry, ...]
    unchanged: int
    gone: tuple[str, ...]


def _plan(files: Sequence[SourceFile], paths: Sequence[Path], known: Ledger | None, loader: str) -> _Plan:
    if known is None:
        return _Plan(tuple(files), (), 0, ())
    same_loader = known.loader == loader
    held = {entry.facts.sha256: entry for entry in known.entries}
    to_read = [f for f in files if not (same_loader and f.sha256 in held)]
    wanted = {f.sha256 for f in files}
    here = {str(f.path.resolve()) for f in files}
    roots = [path.resolve() for path in paths]

    def leaves(entry: Entry) -> bool:
        if entry.facts.sha256 in wanted:
            return False
        source = Path(entry.path)
        return entry.path in here or (any(source.is_relative_to(r) for r in roots) and not source.exists())

    gone = tuple(e.facts.graph for e in known.entries if leaves(e))
    read_again = {f.sha256 for f in to_read}
    kept = tuple(e for e in known.entries if e.facts.graph not in gone and e.facts.sha256 not in read_again)
    return _Plan(tuple(to_read), kept, len(files) - len(to_read), gone)


def _one_per_document(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by document IRI; of several files with the same bytes the first path counts."""
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.facts.iri, e.path)):
        found.setdefault(entry.facts.iri, entry)
    return list(found.values())


def _stopped(failures: Sequence[str]) -> str:
    return "\n".join([*failures, "Nothing was built, because of --strict; the old graph is as it was."])


def _write_local(
    store: GraphStore,
    known: Ledger | None,
    ledger: Ledger,
    gone: Sequence[str],
    quads: Sequence[tuple[str, Path]],
    computed: dict[str, bytes],
    ontology: Path,
    staging: Path,
) -> None:
    with store.build(fresh=known is None) as generation:
        target = generation.store
        for graph in gone:
            target.remove_graph(NamedNode(graph))
        if known is not None:
            for graph, _ in quads:
                target.remove_graph(NamedNode(graph))
        everything = staging / "all.nq"
        with everything.open("wb") as joined:
            for _, file in sorted(quads, key=lambda q: q[0]):
                with file.open("rb") as part:
                    shutil.copyfileobj(part, joined)
                file.unlink(missing_ok=True)
            if known is None:
                for content in computed.values():
                    joined.write(content)
        target.bulk_load(path=str(everything), format=RdfFormat.N_QUADS)
        if known is not None:
            for graph, content in computed.items():
                replace_graph(target, graph, content)
        if known is None or known.loader != ledger.loader:
            _load_reference(target, ontology, ledger.base)
        write_ledger(generation.path, ledger)


def replace_graph(store: Store, graph: str, content: bytes) -> None:
    """Make the N-Quads `content` all that `graph` holds, touching only what differs."""
    name = NamedNode(graph)
    old = set(store.quads_for_pattern(None, None, None, name))
    new = set(parse(content, format=RdfFormat.N_QUADS))
    for quad in old - new:
        store.remove(quad)
    store.extend(new - old)


def reference_quads(ontology: Path, base: str) -> list[Quad]:
    """Vocabulary, schemes and authorities as quads of the reference graph."""
    graph = NamedNode(f"{base}graph/reference")
    return [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for file in sorted(ontology.glob("*.ttl"))
        if file.stem != "shapes"
        for quad in parse(path=str(file), format=RdfFormat.TURTLE)
    ]


def _load_reference(store: Store, ontology: Path, base: str) -> None:
    store.remove_graph(NamedNode(f"{base}graph/reference"))
    store.extend(reference_quads(ontology, base))


def _write_remote(
    location: str,
    quads: Sequence[tuple[str, Path]],
    computed: dict[str, bytes],
    ontology: Path,
    base: str,
) -> None:
    from graph_cli.remote import RemoteGraph

    server = RemoteGraph(location)
    for graph, file in sorted(quads, key=lambda q: q[0]):
        server.replace_graph(graph, list(parse(path=str(file), format=RdfFormat.N_QUADS)))
    for graph, content in computed.items():
        server.replace_graph(graph, list(parse(content, format=RdfFormat.N_QUADS)))
    server.replace_graph(f"{base}graph/reference", reference_quads(ontology, base))


def _summary(
    files: Sequence[SourceFile],
    plan: _Plan,
    failures: Sequence[str],
    facts: Sequence[DocumentFacts],
    resolution: Resolution,
) -> BuildSummary:
    return BuildSummary(
        files=len(files),
        read=len(plan.to_read) - len(failures),
        unchanged=plan.unchanged,
        removed=len(plan.gone),
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
