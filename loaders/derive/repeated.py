"""Recommendations asked for again at a later visit: those that share a theme, by the likeness of their words.

The likeness is the cosine of TF-IDF vectors in which themes count as words. The weight of a word or theme is
learnt from all recommendations loaded, so that what many speak of ("ensure", "assessment") says little and
what few do ("dental", private fostering) says much: two that share a narrow theme need fewer words in common.
Containment of the shorter in the longer, groups of themes and n-grams of letters found no more (405 pairs).
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

# How probable it is that the later one asks for the same, by the likeness: fitted to 352 pairs of the
# collection that were read. Of those with a score from 0.7 on 8 in 10 ask for the same, from 0.55 to 0.7
# 7 in 10, from 0.4 to 0.55 9 in 20; 9 in 10 of all for that or for a part of it. Listed is what rather does.
_STEEPNESS, _EVEN_AT = 12.9, 0.287
MIN_SCORE = 0.5
# "Plan", "plans" and "planning" are one word: of 4, 5, 6, 7 and all letters 4 told best what is asked again.
_STEM_LETTERS = 4
_WORD = re.compile(r"[a-z]{3,}")
# References ("paragraph 12", the framework's outcomes) and abbreviations of what stands before.
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class _Asked:
    date: str
    visit: str
    remit: str
    recommendation: RecommendationFact
    vector: dict[str, float]


def repeated_recommendations(
    visits: Sequence[Visit],
    documents: Mapping[str, DocumentFacts],
    predecessors: Mapping[str, Sequence[str]],
    remits: Mapping[str, str],
    base: str,
) -> tuple[RepeatedRecommendation, ...]:
    """For each recommendation, the one most like it at each earlier visit that looked at the same children
    (`remits`, by the key of the framework), if it is like enough (MIN_SCORE) and shares a theme; ordered by
    IRI."""
    weights = _inverse_document_frequency(documents)
    asked: dict[str, list[_Asked]] = defaultdict(list)
    for visit in visits:
        for document in (documents[iri] for iri in visit.documents):
            if document.iri == visit.documents[0]:
                asked[visit.authority].extend(
                    _Asked(visit.date, visit.iri, remits[visit.framework], r, _vector(r, weights))
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
        if earlier.date >= later.date or earlier.remit != later.remit:
            continue
        themes = tuple(sorted(set(earlier.recommendation.themes) & set(later.recommendation.themes)))
        score = _probability(_cosine(earlier.vector, later.vector)) if themes else 0.0
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


def _probability(likeness: float) -> float:
    return round(1 / (1 + math.exp(_STEEPNESS * (_EVEN_AT - likeness))), 4)


@cache
def _words(text: str) -> Counter[str]:
    # A build that adds documents compares the same recommendations twice.
    return Counter(word[:_STEM_LETTERS] for word in _WORD.findall(_IN_BRACKETS.sub(" ", text.casefold())))


def _terms(recommendation: RecommendationFact) -> dict[str, int]:
    """How often each word and theme occurs; no word looks like a theme."""
    return {**_words(recommendation.text), **{f"theme/{theme}": 1 for theme in recommendation.themes}}


def _inverse_document_frequency(documents: Mapping[str, DocumentFacts]) -> dict[str, float]:
    everything = [_terms(r) for d in documents.values() for r in d.recommendations]
    counts = Counter(chain.from_iterable(everything))
    # What all have still weighs a little: two recommendations alone are the same if they read the same.
    return {term: math.log((2 + len(everything)) / (1 + n)) for term, n in counts.items()}


def _vector(recommendation: RecommendationFact, weights: Mapping[str, float]) -> dict[str, float]:
    vector = {term: (1 + math.log(n)) * weights.get(term, 0.0) for term, n in _terms(recommendation).items()}
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {term: vector[term] / length for term in sorted(vector)}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other.get(term, 0.0) for term, value in one.items())
