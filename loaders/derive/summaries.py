"""Counts and best sentences per visit and theme, judgement area, and theme within an area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.derive.model import Summary
from loaders.facts import DocumentFacts, TopicFact
from loaders.iris import path_below
from loaders.resolve.model import Visit

# By whether a theme and whether an area is given.
_FOLDERS = {(True, False): "summary", (False, True): "area-summary", (True, True): "theme-in-area"}


def summarise(
    visits: Sequence[Visit], documents: Mapping[str, DocumentFacts], base: str
) -> tuple[Summary, ...]:
    """A summary for each visit and each topic (theme, area, theme within an area) of its documents, by IRI.

    Several documents about one visit repeat each other (a report as PDF and as text, slides about it), so
    only the first, which outranks the others, counts.
    """
    found: list[Summary] = []
    for visit in visits:
        if visit.documents:
            leading = documents[visit.documents[0]]
            found.extend(_summary(visit, topic, base) for topic in leading.topics)
    return tuple(sorted(found, key=lambda s: s.iri))


def _summary(visit: Visit, topic: TopicFact, base: str) -> Summary:
    path = path_below("visit", visit.iri)
    topics = [each for each in (topic.theme, topic.area) if each]
    return Summary(
        iri="/".join((f"{base}{_FOLDERS[bool(topic.theme), bool(topic.area)]}", path, *topics)),
        visit=visit.iri,
        authority=visit.authority,
        framework=visit.framework,
        date=visit.date,
        theme=topic.theme,
        area=topic.area,
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
