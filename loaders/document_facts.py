"""The facts of one document that its comparison with others needs (loaders/facts.py)."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence

from loaders.classify.recommendations import RecommendationReading
from loaders.facts import (
    DocumentFacts,
    JudgementFact,
    MentionFact,
    PeriodFact,
    PersonFact,
    RecommendationFact,
)
from loaders.model import Contradiction, Finding, Period, Report
from loaders.state.document_graph import DocumentGraph
from loaders.topics import topics
from loaders.vocabulary import Vocabulary

_MONTHS = month_name[1:]
_MONTH_OF_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(20\d\d)\b")


def document_facts(
    report: Report,
    findings: Sequence[Finding],
    recommendations: Sequence[RecommendationReading],
    graph: DocumentGraph,
    vocabulary: Vocabulary,
) -> DocumentFacts:
    """The facts of the document of `report`; their IRIs are those that `graph` gives. `recommendations`
    are the readings of each recommendation."""
    document = graph.document
    iris = [graph.finding_iri(index) for index in range(len(findings))]
    has_days = any(period.start for period in report.periods)
    return DocumentFacts(
        iri=graph.iri,
        graph=graph.graph,
        sha256=document.sha256,
        name=document.name,
        authority=report.authority.key,
        authority_iri=graph.council.iri,
        authority_printed=graph.council.name,
        framework=report.framework,
        subtype=report.subtype,
        slides=report.slides,
        periods=tuple(map(_period, report.periods)),
        published=report.published.on.isoformat() if report.published else None,
        months=() if has_days else _months(document.text),
        people=_people(report, graph),
        judgements=_judgements(report, graph),
        mentions=_mentions(report, graph),
        recommendations=_recommendations(recommendations, graph),
        contradictions=tuple(_contradiction(each, graph) for each in report.contradictions),
        topics=topics(report.layout, findings, iris, vocabulary),
        findings=len(findings),
    )


def _period(period: Period) -> PeriodFact:
    return PeriodFact(
        period.start.isoformat() if period.start else None,
        period.end.isoformat() if period.end else None,
        period.day_month_start,
        period.day_month_end,
    )


def _months(text: str) -> tuple[str, ...]:
    """The months that the text names ("2015-09"), each as often as it does, in order."""
    months = (f"{year}-{_MONTHS.index(month) + 1:02}" for month, year in _MONTH_OF_YEAR.findall(text))
    return tuple(sorted(months))


def _people(report: Report, graph: DocumentGraph) -> tuple[PersonFact, ...]:
    return tuple(
        PersonFact(graph.participation_iri(p.role, p.name), p.name, p.printed, p.role) for p in report.people
    )


def _judgements(report: Report, graph: DocumentGraph) -> tuple[JudgementFact, ...]:
    return tuple(
        JudgementFact(iri, judgement.area, judgement.grade, graph.evidence_iri((judgement.span,)))
        for iri, judgement in zip(graph.judgement_iris(), report.judgements, strict=True)
    )


def _mentions(report: Report, graph: DocumentGraph) -> tuple[MentionFact, ...]:
    return tuple(
        MentionFact(
            iri=graph.mention_iri(index),
            when=mention.when,
            framework=mention.framework,
            area=mention.area,
            grade=mention.grade,
            evidence=graph.evidence_iri((mention.span,)),
            published=mention.published,
        )
        for index, mention in enumerate(report.earlier)
    )


def _recommendations(
    readings: Sequence[RecommendationReading], graph: DocumentGraph
) -> tuple[RecommendationFact, ...]:
    return tuple(
        RecommendationFact(
            graph.recommendation_iri(index),
            reading.themes,
            reading.text,
            dict(reading.certainties),
            reading.asked,
            dict(reading.asked_certainties),
        )
        for index, reading in enumerate(readings)
    )


def _contradiction(stated: Contradiction, graph: DocumentGraph) -> tuple[str, str, str, str, str]:
    kept, other = (graph.evidence_iri((span,)) for span in (stated.kept_span, stated.other_span))
    return stated.subject, stated.kept, stated.other, kept, other
