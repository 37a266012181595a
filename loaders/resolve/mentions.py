"""Earlier inspections that documents only mention: joined to the visit meant, or visits known by mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.facts import DocumentFacts, MentionFact
from loaders.resolve.model import Visit
from loaders.resolve.visits import visit_iri

OVERALL = "overall-effectiveness"
OTHER = "other"


def join_mentions(
    visits: Sequence[Visit],
    facts: Sequence[DocumentFacts],
    predecessors: Mapping[str, Sequence[str]],
    base: str,
) -> list[Visit]:
    """All visits, those known by mention included, each with the mentions that name it.

    `predecessors` gives the authority IRIs whose inspections an authority's documents may mean too.
    """
    by_authority: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_authority[visit.authority].append(visit)
    named: dict[str, list[str]] = defaultdict(list)
    known_by_mention: dict[str, Visit] = {}
    own_visit = {document: visit for visit in visits for document in visit.documents}
    for document in sorted(facts, key=lambda f: f.iri):
        authorities = (document.authority_iri, *predecessors.get(document.authority_iri, ()))
        candidates = [v for a in authorities for v in by_authority[a] if v.iri != own_visit[document.iri].iri]
        for mention in document.mentions:
            if mention.when >= (own_visit[document.iri].date)[: len(mention.when)] and len(mention.when) > 4:
                continue
            meant = _meant(mention, candidates)
            if meant is None:
                meant = _by_mention(document, mention, base)
                meant = known_by_mention.setdefault(meant.iri, meant)
            named[meant.iri].append(mention.iri)
    everything = [*visits, *(known_by_mention[iri] for iri in sorted(known_by_mention))]
    return [replace(v, mentions=tuple(sorted(named[v.iri]))) if named[v.iri] else v for v in everything]


def _meant(mention: MentionFact, candidates: Sequence[Visit]) -> Visit | None:
    """The one visit that the mention's date and framework fit; None when none or several do."""
    dated = [v for v in candidates if _date_fits(mention.when, v)]
    if mention.framework and mention.framework != OTHER:
        exact = [v for v in dated if v.framework == mention.framework]
        return exact[0] if len(exact) == 1 else None
    if mention.grade and len(dated) > 1:
        dated = [v for v in dated if v.judgements]
    return dated[0] if len(dated) == 1 else None


def _date_fits(when: str, visit: Visit) -> bool:
    if len(when) == 10 and visit.start and visit.end:
        return visit.start <= when <= visit.end or when == visit.published
    return any(day is not None and day.startswith(when) for day in (visit.start, visit.end, visit.published))


def _by_mention(document: DocumentFacts, mention: MentionFact, base: str) -> Visit:
    return Visit(
        iri=visit_iri(base, document.authority_iri, mention.when, mention.framework or OTHER),
        authority=document.authority_iri,
        framework=mention.framework or OTHER,
        start=None,
        end=None,
        published=None,
        date=(mention.when + "-01-01")[:10],
        known_by="mention",
        documents=(),
        mentions=(),
        judgements=(),
        label=f"Inspection of {document.authority_printed}, {mention.when} (known by mention)",
    )
