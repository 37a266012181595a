"""Statements that cannot both hold: in a document, between a visit's documents, between mention and visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from loaders.facts import DocumentFacts, JudgementFact
from loaders.iris import local_name, path_below, slug
from loaders.resolve.model import Conflict, Visit
from loaders.vocabulary import Vocabulary


def find_conflicts(
    visits: Sequence[Visit], facts: Sequence[DocumentFacts], vocabulary: Vocabulary, base: str
) -> tuple[Conflict, ...]:
    """All conflicts, ordered by IRI."""
    documents = {each.iri: each for each in facts}
    found: dict[str, Conflict] = {}
    for visit in visits:
        reporting = [documents[iri] for iri in visit.documents]
        for conflict in (
            *_inside(visit, reporting, base),
            *_between(visit, reporting, base),
            *_with_mentions(visit, reporting, documents, vocabulary, base),
        ):
            found[conflict.iri] = conflict
    return tuple(found[iri] for iri in sorted(found))


def _inside(visit: Visit, reporting: Sequence[DocumentFacts], base: str) -> Iterator[Conflict]:
    for document in reporting:
        for subject, kept, other, *evidence in document.contradictions:
            yield Conflict(
                iri=_iri(base, visit, subject, document.iri, "inside"),
                visit=visit.iri,
                subject=subject,
                kept=kept,
                other=other,
                kept_in=document.iri,
                other_in=document.iri,
                evidence=tuple(evidence),
                reason="the document contradicts itself",
            )


def _between(visit: Visit, reporting: Sequence[DocumentFacts], base: str) -> Iterator[Conflict]:
    if len(reporting) < 2:
        return
    leading = reporting[0]
    kept = _first_grades(leading)
    for other in reporting[1:]:
        for judgement in other.judgements:
            if judgement.area in kept and kept[judgement.area].grade != judgement.grade:
                held = kept[judgement.area]
                yield Conflict(
                    iri=_iri(base, visit, f"grade {judgement.area}", other.iri, judgement.grade),
                    visit=visit.iri,
                    subject=f"grade {judgement.area}",
                    kept=held.grade,
                    other=judgement.grade,
                    kept_in=leading.iri,
                    other_in=other.iri,
                    evidence=(held.evidence, judgement.evidence),
                    reason="the report outranks slides about it"
                    if other.slides and not leading.slides
                    else "two documents of one visit give different grades; the first is kept",
                )


def _with_mentions(
    visit: Visit,
    reporting: Sequence[DocumentFacts],
    documents: Mapping[str, DocumentFacts],
    vocabulary: Vocabulary,
    base: str,
) -> Iterator[Conflict]:
    """Like is held against like: a grade remembered for an area against the grade of that area."""
    if not reporting:
        return
    held = _first_grades(reporting[0])
    for document in documents.values():
        for mention in document.mentions:
            if mention.iri not in visit.mentions or not mention.grade or not mention.area:
                continue
            judgement = _judged(mention.area, held, vocabulary)
            if judgement is None or _as_good(judgement.grade, mention.grade, vocabulary):
                continue
            yield Conflict(
                iri=_iri(base, visit, f"grade {judgement.area}", document.iri, "mention"),
                visit=visit.iri,
                subject=f"grade {judgement.area}",
                kept=judgement.grade,
                other=mention.grade,
                kept_in=reporting[0].iri,
                other_in=document.iri,
                evidence=(judgement.evidence, mention.evidence),
                reason="a later document remembers another grade; the visit's own report is kept",
            )


def _judged(area: str, held: Mapping[str, JudgementFact], vocabulary: Vocabulary) -> JudgementFact | None:
    """The judgement on `area`, or on the only area of the visit that stands for it under its framework."""
    if area in held:
        return held[area]
    alike = [held[other] for other in vocabulary.areas[area].comparable if other in held]
    return alike[0] if len(alike) == 1 else None


def _as_good(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two grades hold the same place, as adequate and requires improvement do."""
    first, second = vocabulary.grades[one], vocabulary.grades[other]
    return (first.scale, first.order) == (second.scale, second.order)


def _first_grades(document: DocumentFacts) -> dict[str, JudgementFact]:
    grades: dict[str, JudgementFact] = {}
    for judgement in document.judgements:
        grades.setdefault(judgement.area, judgement)
    return grades


def _iri(base: str, visit: Visit, subject: str, document: str, suffix: str) -> str:
    path = path_below("visit", visit.iri)
    return f"{base}conflict/{path}/{slug(subject)}/{local_name(document)}-{slug(suffix)}"
