"""Counts and best sentences per visit and theme, and per visit and judgement area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from loaders.derive.model import Summary
from loaders.facts import DocumentFacts, TopicFact
from loaders.resolve.model import Visit


def summarise(
    visits: Sequence[Visit], documents: Mapping[str, DocumentFacts], base: str
) -> tuple[Summary, ...]:
    """A summary for each visit and each theme or area that its documents speak of, ordered by IRI.

    A council's slides repeat what the report says; they count only where no report is loaded.
    """
    found: list[Summary] = []
    for visit in visits:
        reporting = [documents[iri] for iri in visit.documents]
        own = [d for d in reporting if not d.slides] or reporting
        topics: dict[tuple[str, str], list[TopicFact]] = defaultdict(list)
        for document in own:
            for topic in document.topics:
                topics[topic.scheme, topic.key].append(topic)
        found.extend(_summary(visit, *key, topics[key], base) for key in sorted(topics))
    return tuple(sorted(found, key=lambda s: s.iri))


def _summary(visit: Visit, scheme: str, key: str, topics: Sequence[TopicFact], base: str) -> Summary:
    path = visit.iri.split("/visit/", 1)[-1]
    folder = "summary" if scheme == "theme" else "area-summary"
    return Summary(
        iri=f"{base}{folder}/{path}/{key}",
        visit=visit.iri,
        authority=visit.authority,
        framework=visit.framework,
        date=visit.date,
        scheme=scheme,
        key=key,
        concerns=sum(t.concerns for t in topics),
        strengths=sum(t.strengths for t in topics),
        mixed=sum(t.mixed for t in topics),
        best_concern=_best((t.best_concern_score, t.best_concern) for t in topics),
        best_strength=_best((t.best_strength_score, t.best_strength) for t in topics),
    )


def _best(scored: Iterable[tuple[float, str | None]]) -> str | None:
    pairs = [(score, iri) for score, iri in scored if iri]
    return max(pairs)[1] if pairs else None
