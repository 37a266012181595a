"""One file through every stage that needs no other document: its graph as N-Quads, and its facts."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.classify import Classifiers, classify, load_classifiers, themes_of_recommendations
from loaders.errors import UnknownFamily
from loaders.facts import (
    DocumentFacts,
    JudgementFact,
    MentionFact,
    PeriodFact,
    PersonFact,
    RecommendationFact,
)
from loaders.iris import NAMESPACE, slug
from loaders.layout import lay_out
from loaders.model import Finding, Report
from loaders.read import read_document
from loaders.recognise import recognise
from loaders.recognise.paragraph_references import paragraphs_meant, reference_shift
from loaders.state.document_graph import Council, DocumentGraph
from loaders.topics import topics
from loaders.vocabulary import Vocabulary, load_vocabulary

MONTHS = month_name[1:]
_MONTH_OF_YEAR = re.compile(rf"\b({'|'.join(MONTHS)})\s+(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document's graph as sorted N-Quads, and the facts that the comparison with others needs."""

    quads: bytes
    facts: DocumentFacts


@dataclass(frozen=True, slots=True)
class Loader:
    """Vocabulary and classifiers, loaded once, and the base IRI of what is minted."""

    vocabulary: Vocabulary
    classifiers: Classifiers
    base: str = NAMESPACE

    @classmethod
    def from_folder(cls, ontology: Path, base: str = NAMESPACE) -> Loader:
        """A loader with everything from the ontology folder."""
        vocabulary = load_vocabulary(ontology)
        return cls(vocabulary, load_classifiers(ontology, vocabulary), base)

    def load(self, path: Path) -> Loaded:
        """Read, lay out, recognise and classify one file.

        Raises `UnreadableDocument` or `UnknownFamily`, both with the reason in words.
        """
        layout = lay_out(read_document(path), self.vocabulary)
        try:
            report = recognise(layout, self.vocabulary)
        except UnknownFamily as error:
            raise UnknownFamily(f"{path}: {error}") from error
        findings = classify(report, self.classifiers, self.vocabulary)
        themes = themes_of_recommendations(report, findings, self.classifiers.themes)
        shift = reference_shift(report.recommendations, layout.paragraphs)
        meant = paragraphs_meant(report.recommendations, layout.paragraphs, shift)
        graph = DocumentGraph(report, findings, themes, meant, shift.shift, self._council(report), self.base)
        return Loaded(graph.write(), _facts(report, findings, themes, graph, self.vocabulary))

    def _council(self, report: Report) -> Council:
        """Name and IRI of the council; one that is not in the list goes by its plain name."""
        stated = report.authority
        if stated.key is not None:
            known = self.vocabulary.authorities[stated.key]
            return Council(known.iri, known.label, listed=True)
        name = self.vocabulary.plain_council_name(stated.printed) or "Unknown council"
        return Council(f"{self.base}authority/{slug(name) or 'unknown'}", name, listed=False)


def _facts(
    report: Report,
    findings: Sequence[Finding],
    themes: Sequence[tuple[str, ...]],
    graph: DocumentGraph,
    vocabulary: Vocabulary,
) -> DocumentFacts:
    iris = [graph.finding_iri(index) for index in range(len(findings))]
    return DocumentFacts(
        iri=graph.iri,
        graph=graph.graph,
        sha256=graph.document.sha256,
        name=graph.document.name,
        authority=report.authority.key,
        authority_iri=graph.council.iri,
        authority_printed=graph.council.name,
        framework=report.framework,
        subtype=report.subtype,
        slides=report.slides,
        periods=tuple(
            PeriodFact(
                p.start.isoformat() if p.start else None,
                p.end.isoformat() if p.end else None,
                p.day_month_start,
                p.day_month_end,
            )
            for p in report.periods
        ),
        published=report.published.on.isoformat() if report.published else None,
        months=() if any(p.start for p in report.periods) else _months(graph.document.text),
        people=tuple(
            PersonFact(graph.participation_iri(p.role, p.name), p.name, p.printed, p.role)
            for p in report.people
        ),
        judgements=tuple(
            JudgementFact(iri, j.area, j.grade, graph.evidence_iri((j.span,)))
            for iri, j in zip(graph.judgement_iris(), report.judgements, strict=True)
        ),
        mentions=tuple(
            MentionFact(
                graph.mention_iri(i),
                m.when,
                m.framework,
                m.area,
                m.grade,
                graph.evidence_iri((m.span,)),
                m.published,
            )
            for i, m in enumerate(report.earlier)
        ),
        recommendations=tuple(
            RecommendationFact(graph.recommendation_iri(i), r.text, themes[i], r.area)
            for i, r in enumerate(report.recommendations)
        ),
        contradictions=tuple(
            (
                c.subject,
                c.kept,
                c.other,
                graph.evidence_iri((c.kept_span,)),
                graph.evidence_iri((c.other_span,)),
            )
            for c in report.contradictions
        ),
        topics=topics(report.layout, findings, iris, vocabulary),
        findings=len(findings),
    )


def _months(text: str) -> tuple[str, ...]:
    months = (f"{year}-{MONTHS.index(month) + 1:02}" for month, year in _MONTH_OF_YEAR.findall(text))
    return tuple(sorted(months))
