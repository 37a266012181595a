"""What follows from all documents together, and how two builds differ in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from loaders.derive import derive
from loaders.derive.model import Derivation
from loaders.derive.repetition_weights import RepetitionWeights
from loaders.facts import DocumentFacts
from loaders.resolve import predecessor_iris, resolve
from loaders.resolve.model import Resolution
from loaders.resolve.people import Override
from loaders.state.derived_graph import derived_graph
from loaders.state.resolved_graph import resolved_graph
from loaders.vocabulary import Vocabulary

Node = TypeVar("Node")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of comparing documents: what was resolved, its graph as N-Quads, and what was derived from
    it."""

    resolution: Resolution
    resolved: bytes
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class Change:
    """Lines of N-Quads to take out of the store, and lines to put in."""

    leaving: frozenset[bytes]
    coming: frozenset[bytes]


def compare(
    facts: Sequence[DocumentFacts],
    vocabulary: Vocabulary,
    repetition: RepetitionWeights,
    base: str,
    told: Sequence[Override],
) -> Comparison:
    """Compare all documents, with a reader's decisions on names (`told`); `base` begins the IRIs that are
    made. The same input gives the same outcome."""
    resolution = resolve(facts, vocabulary, base, told)
    return Comparison(
        resolution,
        resolved_graph(resolution, facts, vocabulary, base),
        derive(resolution, facts, predecessor_iris(vocabulary), vocabulary, repetition, base),
    )


def change(before: Comparison, after: Comparison, base: str) -> Change:
    """The change that turns the resolved and the derived graph of `before` into those of `after`.

    Derived nodes are compared before they are written out: they are by far the most, and few differ."""
    old = _lines(before.resolved, derived_graph(_missing(before.derivation, after.derivation), base))
    new = _lines(after.resolved, derived_graph(_missing(after.derivation, before.derivation), base))
    return Change(old - new, new - old)


def _missing(one: Derivation, other: Derivation) -> Derivation:
    """The nodes of `one` that `other` lacks or has with different values."""

    def missing(nodes: Sequence[Node], known: Sequence[Node]) -> tuple[Node, ...]:
        there = set(known)
        return tuple(node for node in nodes if node not in there)

    return Derivation(
        missing(one.summaries, other.summaries),
        missing(one.recurring, other.recurring),
        missing(one.repeated, other.repeated),
        missing(one.falls, other.falls),
    )


def _lines(*contents: bytes) -> frozenset[bytes]:
    return frozenset(line for content in contents for line in content.splitlines())
