"""Visits and documents' facts in, what questions about many councils need out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.derive.falls import falls
from loaders.derive.model import Derivation
from loaders.derive.recurring import recurring_themes
from loaders.derive.repeated import repeated_recommendations
from loaders.derive.repetition_weights import RepetitionWeights
from loaders.derive.summaries import summarise
from loaders.facts import DocumentFacts
from loaders.resolve.model import Resolution
from loaders.vocabulary import Vocabulary


def derive(
    resolution: Resolution,
    facts: Sequence[DocumentFacts],
    predecessors: Mapping[str, Sequence[str]],
    vocabulary: Vocabulary,
    repetition: RepetitionWeights,
    base: str,
) -> Derivation:
    """What follows from everything that is loaded. Summaries of a theme within an area are kept only where a
    fall points to them. `predecessors` are IRIs of the councils whose place an authority took, by its IRI;
    `repetition` tells which recommendations ask for the same."""
    documents = {each.iri: each for each in facts}
    summaries = summarise(resolution.visits, documents, base)
    remits = {framework.key: framework.remit for framework in vocabulary.frameworks.values()}
    dropped = falls(resolution.visits, documents, summaries, vocabulary, base)
    warnings = {warning for fall in dropped for warning in fall.warnings}
    return Derivation(
        summaries=tuple(s for s in summaries if not (s.theme and s.area) or s.iri in warnings),
        recurring=recurring_themes(summaries, resolution.visits, predecessors, remits, base),
        repeated=repeated_recommendations(
            resolution.visits, documents, predecessors, remits, repetition, base
        ),
        falls=dropped,
    )
