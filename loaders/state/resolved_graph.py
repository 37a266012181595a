"""The graph of what was resolved across documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.facts import DocumentFacts
from loaders.iris import DCTERMS, FOAF, OG, RDFS, concept, local_name, slug
from loaders.resolve.model import Resolution, Visit
from loaders.state.nquads import GraphWriter
from loaders.vocabulary import Vocabulary


def resolved_graph(
    resolution: Resolution, facts: Sequence[DocumentFacts], vocabulary: Vocabulary, base: str
) -> bytes:
    """Visits, people, merges, doubts, conflicts and the links from documents to them, as sorted N-Quads."""
    w = GraphWriter(f"{base}graph/resolved")
    documents = {each.iri: each for each in facts}
    for visit in resolution.visits:
        _visit(w, visit, documents, vocabulary)
    for person in resolution.people:
        w.kind(person.iri, OG + "Inspector")
        w.text(person.iri, FOAF + "name", person.name)
        w.text(person.iri, RDFS + "label", person.name)
        for variant in person.variants:
            w.text(person.iri, OG + "variant", variant)
        for participation in person.participations:
            w.link(participation, OG + "person", person.iri)
    for merge in resolution.merges:
        iri = f"{base}merge/{slug(merge.variant)}--{local_name(merge.person)}"
        w.kind(iri, OG + "Merge")
        w.link(iri, OG + "person", merge.person)
        w.text(iri, OG + "variant", merge.variant)
        w.text(iri, OG + "reason", merge.reason)
    for doubt in resolution.doubts:
        iri = f"{base}doubt/{local_name(doubt.first)}--{local_name(doubt.second)}"
        w.kind(iri, OG + "Doubt")
        w.link(iri, OG + "person", doubt.first)
        w.link(iri, OG + "person", doubt.second)
        w.text(iri, OG + "reason", doubt.reason)
    for conflict in resolution.conflicts:
        w.kind(conflict.iri, OG + "Conflict")
        w.link(conflict.iri, OG + "visit", conflict.visit)
        w.text(conflict.iri, OG + "subject", conflict.subject)
        w.text(conflict.iri, OG + "kept", conflict.kept)
        w.text(conflict.iri, OG + "other", conflict.other)
        w.link(conflict.iri, OG + "keptIn", conflict.kept_in)
        w.link(conflict.iri, OG + "otherIn", conflict.other_in)
        w.text(conflict.iri, OG + "reason", conflict.reason)
        for evidence in conflict.evidence:
            w.link(conflict.iri, OG + "evidence", evidence)
    return w.to_bytes()


def _visit(
    w: GraphWriter, visit: Visit, documents: Mapping[str, DocumentFacts], vocabulary: Vocabulary
) -> None:
    w.kind(visit.iri, OG + "Visit", vocabulary.frameworks[visit.framework].visit_class)
    w.link(visit.iri, OG + "framework", concept("framework", visit.framework))
    w.link(visit.iri, OG + "authority", visit.authority)
    w.text(visit.iri, RDFS + "label", visit.label)
    w.text(visit.iri, OG + "knownBy", visit.known_by)
    for name, value in (
        (OG + "start", visit.start),
        (OG + "end", visit.end),
        (DCTERMS + "issued", visit.published),
    ):
        if value:
            w.typed(visit.iri, name, value, "date")
    if visit.when:
        w.typed(visit.iri, OG + "date", visit.date, "date")
        w.when(visit.iri, OG + "when", visit.when)
        w.integer(visit.iri, OG + "year", int(visit.date[:4]))
    for name, source in (("startFrom", visit.start_from), ("endFrom", visit.end_from)):
        if source:
            w.link(visit.iri, OG + name, source)
    for _, judgement in visit.judgements:
        w.link(visit.iri, OG + "judgement", judgement)
    for mention in visit.grade_mentions:
        w.link(visit.iri, OG + "gradeMention", mention)
    for mention in visit.mentions:
        w.link(mention, OG + "visit", visit.iri)
    for rank, iri in enumerate(visit.documents, start=1):
        w.link(iri, OG + "reportsOn", visit.iri)
        w.integer(iri, OG + "rank", rank)
        for person in documents[iri].people:
            w.link(person.iri, OG + "visit", visit.iri)
