"""Documents into a graph: load what is new, compare everything, swap the finished graph in at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graph_cli.build_plan import BuildPlan, plan_build
from graph_cli.bundled import ontology_folder
from graph_cli.collection import copies, source_files
from graph_cli.comparison import Comparison, change, compare
from graph_cli.errors import AskedWrongly
from graph_cli.graph import is_remote
from graph_cli.ledger import Entry, Ledger, Refusal, fingerprint, read_ledger
from graph_cli.overrides import read_overrides
from graph_cli.store import GraphStore
from graph_cli.target import Target, opened
from graph_cli.workers import Outcome, load_files
from loaders.derive.repetition_weights import RepetitionWeights, read_repetition_weights
from loaders.iris import NAMESPACE
from loaders.resolve import resolve
from loaders.resolve.model import Resolution
from loaders.resolve.people import Override
from loaders.state.derived_graph import derived_graph
from loaders.vocabulary import Vocabulary, load_vocabulary


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
    """Load the documents at `paths` into the graph at `store` (a directory, or a SPARQL server's URL), with
    `jobs` processes that read files (by default one for each core).

    Documents already in the graph stay, unless `fresh`; unchanged files are not read again, unless other
    loaders or another ontology read them; a document whose file has gone from one of the folders in `paths`
    leaves the graph. With `strict`, a file that cannot be read stops the build. Raises BuildFailed (the old
    graph stands), StoreBusy, StoreDamaged, EndpointFailed, AskedWrongly.
    """
    files = source_files(paths)
    ontology = ontology_folder()
    loader = fingerprint(ontology)
    remote = isinstance(store, str) and is_remote(store)
    known = None if fresh or remote else read_ledger(GraphStore(store).current)
    if known is not None and known.base != base:
        raise AskedWrongly(f"{store} was built with the base {known.base}; use it again, or --fresh.")
    plan = plan_build(files, paths, known, loader)
    task = _Task(ontology, loader, base, read_overrides(overrides), known, plan, strict)
    if task.comparable is not None and not plan.changes:
        return _nothing_to_do(task, task.comparable)
    listener = progress or _Silence()
    with (
        opened(store, fresh=known is None) as target,
        load_files(plan.to_read, ontology, base, target.staging, jobs or os.cpu_count() or 1) as outcomes,
    ):
        # What needs none of the new documents is done while the first of them are being read.
        vocabulary, repetition = load_vocabulary(ontology), read_repetition_weights(ontology)
        reference = None if task.same_loader else reference_quads(ontology, base)
        known_entries = task.comparable.entries if task.comparable else None
        before = None if known_entries is None else task.compared(known_entries, vocabulary, repetition)
        target.forget(plan.leaving)
        entries, refusals = _take_in(task, outcomes, target, listener)
        listener.stage("comparing documents")
        after = task.compared(entries, vocabulary, repetition)
        listener.stage("writing the graph")
        _write(target, before, after, reference, base)
        target.remember(Ledger(loader, base, repr(task.overrides), tuple(entries), tuple(refusals.settled)))
    return _summary(task, len(entries) - len(plan.kept), refusals.reasons, entries, after.resolution)


@dataclass(frozen=True, slots=True)
class _Task:
    """What a build was asked to do and what it starts from: `loader` is the fingerprint of the present
    loaders and ontology, `known` the ledger of the graph that is extended (None: there is none, or it is not
    used)."""

    ontology: Path
    loader: str
    base: str
    overrides: tuple[Override, ...]
    known: Ledger | None
    plan: BuildPlan
    strict: bool

    @property
    def same_loader(self) -> bool:
        """Whether the present loaders and ontology made the graph that is extended."""
        return self.known is not None and self.known.loader == self.loader

    @property
    def comparable(self) -> Ledger | None:
        """The known ledger, if comparing its documents again would give what the graph holds."""
        same = self.same_loader and self.known is not None and self.known.overrides == repr(self.overrides)
        return self.known if same else None

    def compared(
        self, entries: Sequence[Entry], vocabulary: Vocabulary, repetition: RepetitionWeights
    ) -> Comparison:
        """The comparison of the documents of `entries`."""
        facts = [entry.facts for entry in entries]
        return compare(facts, vocabulary, repetition, self.base, self.overrides)


@dataclass(frozen=True, slots=True)
class _Refusals:
    """Why files could not be read: `reasons` of all, in order, and those that another try would not
    change."""

    reasons: tuple[str, ...]
    settled: tuple[Refusal, ...]


def _nothing_to_do(task: _Task, known: Ledger) -> BuildSummary:
    """The summary where no file has changed. Raises BuildFailed for files refused before, if `strict`."""
    reasons = tuple(refusal.reason for refusal in task.plan.refused)
    _check(task, reasons)
    facts = [entry.facts for entry in known.entries]
    resolution = resolve(facts, load_vocabulary(task.ontology), task.base, task.overrides)
    return _summary(task, 0, reasons, known.entries, resolution)


def _take_in(
    task: _Task, outcomes: Iterable[Outcome], target: Target, listener: Progress
) -> tuple[list[Entry], _Refusals]:
    """Hand over the graph of each file that could be read to `target`; the documents of the new graph, by
    IRI, and the files that could not be read. Raises BuildFailed where there is no document at all, or, if
    `strict`, where any file could not be read."""
    plan = task.plan
    entries, settled = list(plan.kept), list(plan.refused)
    reasons = [refusal.reason for refusal in settled]
    listener.begin(len(plan.to_read))
    for outcome in outcomes:
        listener.file_done(outcome.path)
        if outcome.facts is None or outcome.quads is None:
            reason = outcome.reason or str(outcome.path)
            reasons.append(reason)
            if outcome.settled:
                settled.append(Refusal(str(outcome.path), plan.sha256[outcome.path], reason))
        else:
            target.add(outcome.facts.graph, outcome.quads)
            entries.append(Entry(str(outcome.path.resolve()), outcome.facts, task.loader))
    target.no_more_files()
    reasons.sort()
    _check(task, reasons)
    if not entries:
        raise BuildFailed("\n".join([*reasons, "No document could be read; nothing was built."]))
    return sorted(entries, key=lambda entry: entry.facts.iri), _Refusals(tuple(reasons), tuple(settled))


def _check(task: _Task, failures: Sequence[str]) -> None:
    if task.strict and failures:
        strict = "Nothing was built, because of --strict; the old graph is as it was."
        raise BuildFailed("\n".join([*failures, strict]))


def _write(
    target: Target, before: Comparison | None, after: Comparison, reference: bytes | None, base: str
) -> None:
    """Bring the graphs beside those of documents up to date: only what differs where `before` is known; the
    reference graph where it is given."""
    if before is not None:
        target.change(change(before, after, base))
    else:
        target.replace(f"{base}graph/resolved", after.resolved)
        target.replace(f"{base}graph/derived", derived_graph(after.derivation, base))
    if reference is not None:
        target.replace(f"{base}graph/reference", reference)
    target.settle()


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
    task: _Task, read: int, failures: Sequence[str], entries: Sequence[Entry], resolution: Resolution
) -> BuildSummary:
    plan, facts = task.plan, [entry.facts for entry in entries]
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
