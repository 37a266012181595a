"""Recommendations asked for again at a later visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from loaders.derive.model import RepeatedRecommendation
from loaders.derive.repetition import Requests, requests
from loaders.derive.repetition_weights import RepetitionWeights
from loaders.facts import DocumentFacts, RecommendationFact
from loaders.iris import path_below, slug
from loaders.resolve.model import Visit

# Told is what rather asks for the same than not.
MIN_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class _Round:
    """What one visit asked for."""

    date: str
    remit: str
    recommendations: tuple[RecommendationFact, ...]
    compared: Requests


def repeated_recommendations(
    visits: Sequence[Visit],
    documents: Mapping[str, DocumentFacts],
    predecessors: Mapping[str, Sequence[str]],
    remits: Mapping[str, str],
    weights: RepetitionWeights,
    base: str,
) -> tuple[RepeatedRecommendation, ...]:
    """For each recommendation, the one that it most probably repeats of each earlier visit that looked at the
    same children (`remits`, by the key of the framework), if that is probable enough (MIN_SCORE) and they
    share a theme; ordered by IRI."""
    rounds: dict[str, list[_Round]] = defaultdict(list)
    for visit in visits:
        for report in visit.documents[:1]:
            asked = documents[report].recommendations
            compared = requests(asked, weights.rarity)
            rounds[visit.authority].append(_Round(visit.date, remits[visit.framework], asked, compared))
    found = {
        repeated.iri: repeated
        for authority, later_rounds in rounds.items()
        for later in later_rounds
        for earlier in chain.from_iterable(
            rounds.get(each, ()) for each in (authority, *predecessors.get(authority, ()))
        )
        if earlier.date < later.date and earlier.remit == later.remit
        for repeated in _repeated(earlier, later, weights, base)
    }
    return tuple(found[iri] for iri in sorted(found))


def _repeated(
    earlier: _Round, later: _Round, weights: RepetitionWeights, base: str
) -> Iterable[RepeatedRecommendation]:
    """The likeliest of the earlier round for each of the later one."""
    scores = weights.probabilities(earlier.compared, later.compared).round(4)
    likeliest: dict[str, RepeatedRecommendation] = {}
    for row, column in np.argwhere(scores >= MIN_SCORE).tolist():
        before, again = earlier.recommendations[row], later.recommendations[column]
        if themes := set(before.themes) & set(again.themes):
            repeated = RepeatedRecommendation(
                iri=f"{base}repeated/{_path(before.iri)}--{_path(again.iri)}",
                earlier=before.iri,
                later=again.iri,
                themes=tuple(sorted(themes)),
                score=float(scores[row, column]),
            )
            known = likeliest.get(again.iri)
            if known is None or (known.score, known.iri) < (repeated.score, repeated.iri):
                likeliest[again.iri] = repeated
    return likeliest.values()


def _path(recommendation: str) -> str:
    return slug(path_below("document", recommendation))
