"""Visits and facts in, what national questions need out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.derive.model import Derivation
from loaders.derive.recurring import recurring_themes
from loaders.derive.repeated import repeated_recommendations
from loaders.derive.summaries import summarise
from loaders.facts import DocumentFacts
from loaders.resolve.model import Resolution


def derive(
    resolution: Resolution,
    facts: Sequence[DocumentFacts],
    predecessors: Mapping[str, Sequence[str]],
    base: str,
) -> Derivation:
    """Summaries, recurring themes and repeated recommendations of everything that is loaded."""
    documents = {each.iri: each for each in facts}
    summaries = summarise(resolution.visits, documents, base)
    return Derivation(
        summaries=summaries,
        recurring=recurring_themes(summaries, resolution.visits, predecessors, base),
        repeated=repeated_recommendations(resolution.visits, documents, predecessors, base),
    )
