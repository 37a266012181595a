"""Recommendations asked for again at a later visit: shared themes, and likeness of wording by TF-IDF cosine.

The weight of a word is learnt from all recommendations loaded, so that words of every recommendation
("ensure", "children") say little and rare ones ("dental", "chronologies") say much.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from loaders.derive.model import RepeatedRecommendation
from loaders.facts import DocumentFacts, RecommendationFact
from loaders.iris import path_below, slug
from loaders.resolve.model import Visit

# Of 299 pairs of the collection that were read, from here on 7 in 10 ask for the same and nearly all others
# for something related, from 0.3 on 8 in 10 and from 0.45 on all; below, 1 in 6 asks for the same.
MIN_SCORE = 0.2
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class _Asked:
    date: str
    visit: str
    recommendation: RecommendationFact
    vector: dict[str, float]


def repeated_recommendations(
    visits: Sequence[Visit],
    documents: Mapping[str, DocumentFacts],
    predecessors: Mapping[str, Sequence[str]],
    base: str,
) -> tuple[RepeatedRecommendation, ...]:
    """For each recommendation, the one most like it at each earlier visit, if it is like enough (MIN_SCORE)
    and shares a theme; ordered by IRI."""
    weights = _inverse_document_frequency(documents)
    asked: dict[str, list[_Asked]] = defaultdict(list)
    for visit in visits:
        for document in (documents[iri] for iri in visit.documents):
            if document.iri == visit.documents[0]:
                asked[visit.authority].extend(
                    _Asked(visit.date, visit.iri, r, _vector(r.text, weights))
                    for r in document.recommendations
                )
    found: dict[str, RepeatedRecommendation] = {}
    for authority in sorted(asked):
        everything = [
            a for each in (authority, *predecessors.get(authority, ())) for a in asked.get(each, [])
        ]
        for later in asked[authority]:
            for earlier in _most_alike_of_each_visit(later, everything):
                found[earlier.iri] = earlier
    return tuple(
        RepeatedRecommendation(base + r.iri, r.earlier, r.later, r.themes, r.score)
        for r in sorted(found.values(), key=lambda r: r.iri)
    )


def _most_alike_of_each_visit(later: _Asked, everything: Sequence[_Asked]) -> list[RepeatedRecommendation]:
    best: dict[str, RepeatedRecommendation] = {}
    for earlier in everything:
        if earlier.date >= later.date:
            continue
        themes = tuple(sorted(set(earlier.recommendation.themes) & set(later.recommendation.themes)))
        score = round(_cosine(earlier.vector, later.vector), 4) if themes else 0.0
        if score < MIN_SCORE:
            continue
        pair = RepeatedRecommendation(
            iri=f"repeated/{_path(earlier.recommendation.iri)}--{_path(later.recommendation.iri)}",
            earlier=earlier.recommendation.iri,
            later=later.recommendation.iri,
            themes=themes,
            score=score,
        )
        if earlier.visit not in best or (score, pair.iri) > (
            best[earlier.visit].score,
            best[earlier.visit].iri,
        ):
            best[earlier.visit] = pair
    return list(best.values())


def _path(recommendation: str) -> str:
    return slug(path_below("document", recommendation))


@cache
def _words(text: str) -> Counter[str]:
    # A build that adds documents compares the same recommendations twice.
    return Counter(_WORD.findall(text.casefold()))


def _inverse_document_frequency(documents: Mapping[str, DocumentFacts]) -> dict[str, float]:
    texts = [_words(r.text) for d in documents.values() for r in d.recommendations]
    counts = Counter(chain.from_iterable(texts))
    return {word: math.log((1 + len(texts)) / (1 + n)) for word, n in counts.items()}


def _vector(text: str, weights: Mapping[str, float]) -> dict[str, float]:
    vector = {word: (1 + math.log(n)) * weights.get(word, 0.0) for word, n in _words(text).items()}
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other.get(word, 0.0) for word, value in sorted(one.items()))
