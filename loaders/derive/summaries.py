"""Counts and best sentences per visit and theme, and per visit and judgement area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.derive.model import Summary
from loaders.facts import DocumentFacts, TopicFact
from loaders.resolve.model import Visit


def summarise(
    visits: Sequence[Visit], documents: Mapping[str, DocumentFacts], base: str
) -> tuple[Summary, ...]:
    """A summary for each visit and each theme or area that its documents speak of, ordered by IRI.

    Several documents of one visit repeat each other (a report as PDF and as text, slides about it), so that
    only the weightiest counts.
    """
    found: list[Summary] = []
    for visit in visits:
        if visit.documents:
            leading = documents[visit.documents[0]]
            found.extend(_summary(visit, topic, base) for topic in leading.topics)
    return tuple(sorted(found, key=lambda s: s.iri))


def _summary(visit: Visit, topic: TopicFact, base: str) -> Summary:
    path = visit.iri.split("/visit/", 1)[-1]
    folder = "summary" if topic.scheme == "theme" else "area-summary"
    return Summary(
        iri=f"{base}{folder}/{path}/{topic.key}",
        visit=visit.iri,
        authority=visit.authority,
        framework=visit.framework,
        date=visit.date,
        scheme=topic.scheme,
        key=topic.key,
        concerns=topic.concerns,
        strengths=topic.strengths,
        mixed=topic.mixed,
        concern_certainty=topic.concern_certainty,
        strength_certainty=topic.strength_certainty,
        best_concern=topic.best_concern,
        best_strength=topic.best_strength,
        concern_text=topic.concern_text,
        strength_text=topic.strength_text,
    )
