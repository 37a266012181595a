"""Earlier inspections that documents only mention: each is joined to the visit it means, or makes a new one
known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from loaders.facts import DocumentFacts, MentionFact
from loaders.resolve.model import Visit
from loaders.resolve.visits import DAY, SAME_VISIT_DAYS, visit_iri
from loaders.vocabulary import OTHER_FRAMEWORK, OVERALL, Vocabulary

# A report comes out within so many months after its inspection began.
MONTHS_TO_PUBLISH = 3
YEAR, MONTH = len("2012"), len("2012-01")


@dataclass(frozen=True, slots=True)
class _Said:
    """A mention with the council that it is about (IRI and printed name) and the documents that make it;
    `kinds` are the frameworks that it may mean if it names none."""

    mention: MentionFact
    authority: str
    printed: str
    kinds: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def framework(self) -> str:
        return self.mention.framework or OTHER_FRAMEWORK


def join_mentions(
    visits: Sequence[Visit],
    facts: Sequence[DocumentFacts],
    predecessors: Mapping[str, Sequence[str]],
    vocabulary: Vocabulary,
    base: str,
) -> list[Visit]:
    """All visits, those known by mention included, each with the mentions that name it.

    `predecessors` gives the authority IRIs whose inspections an authority's documents may mean too. A mention
    that fits several visits is joined to none."""
    own_visit = {document: visit for visit in visits for document in visit.documents}
    by_authority: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_authority[visit.authority].append(visit)
    named: dict[str, list[str]] = defaultdict(list)
    unknown: dict[str, list[_Said]] = defaultdict(list)
    for document in sorted(facts, key=lambda f: f.iri):
        own = own_visit[document.iri]
        authorities = (document.authority_iri, *predecessors.get(document.authority_iri, ()))
        candidates = [v for a in authorities for v in by_authority[a] if v.date < own.date]
        for mention in document.mentions:
            if mention.when >= own.date[: len(mention.when)]:
                continue
            said = _said(mention, document, vocabulary)
            meant = _meant(said, candidates)
            if len(meant) == 1:
                named[meant[0].iri].append(mention.iri)
            elif not meant:
                unknown[said.authority].append(said)
    for authority in sorted(unknown):
        for visit in _by_mention(unknown[authority], by_authority[authority], base):
            visits = [*visits, replace(visit, mentions=())]
            named[visit.iri] += visit.mentions
    return [replace(v, mentions=tuple(sorted(named[v.iri]))) if named[v.iri] else v for v in visits]


def _said(mention: MentionFact, document: DocumentFacts, vocabulary: Vocabulary) -> _Said:
    """The mention, made by `document`, of an inspection of the council that existed at its time. An
    inspection that is not named is taken to be one that judges what the document's own kind of inspection
    judges."""
    authority, printed = document.authority_iri, document.authority_printed
    known = vocabulary.authorities.get(document.authority or "")
    while known and known.established and len(known.predecessors) == 1:
        if mention.when >= known.established.isoformat()[: len(mention.when)]:
            break
        known = vocabulary.authorities[known.predecessors[0]]
        authority, printed = known.iri, known.label
    judged = [area.frameworks for area in vocabulary.areas.values() if document.framework in area.frameworks]
    apart = judged and document.framework not in vocabulary.areas[OVERALL].frameworks
    kinds = (document.framework,) if apart else vocabulary.areas[OVERALL].frameworks
    if (
        apart
        and mention.framework is None
        and vocabulary.frameworks[document.framework].in_use(int(mention.when[:YEAR]))
    ):
        mention = replace(mention, framework=document.framework)
    return _Said(mention, authority, printed, kinds, (document.iri,))


def _meant(said: _Said, candidates: Sequence[Visit]) -> list[Visit]:
    """The visits that the mention may mean: those that took place then, else those whose report came out
    then."""
    mention = said.mention
    kinds = [mention.framework] if said.framework != OTHER_FRAMEWORK else [*said.kinds, OTHER_FRAMEWORK]
    for fits in (_in_time, _published_then):
        dated = [v for v in candidates if fits(said, v)]
        if found := [v for v in dated if v.framework in kinds]:
            return found
        # A month is precise enough for an inspection that the sentence calls by no particular name.
        if mention.framework is None and len(mention.when) > YEAR and len(dated) == 1:
            return dated
    return []


def _in_time(said: _Said, visit: Visit) -> bool:
    when, start, end = said.mention.when, visit.start, visit.end or visit.start
    if start is None or end is None:
        return visit.published is None and visit.date.startswith(when)
    if len(when) == DAY:
        return abs((date.fromisoformat(when) - date.fromisoformat(start)).days) <= SAME_VISIT_DAYS
    return start[: len(when)] <= when <= end[: len(when)]


def _published_then(said: _Said, visit: Visit) -> bool:
    """Whether the report came out then. Inspections that give grades do not follow each other within months:
    a date shortly after one is that of its report even where the sentence does not say so."""
    when = said.mention.when
    if visit.published is not None:
        return visit.published.startswith(when)
    if not visit.start or not (said.mention.published or visit.framework in said.kinds):
        return False
    months = (when,) if len(when) == MONTH else (f"{when}-01",) if len(when) == YEAR else ()
    return any(0 <= _months_after(visit.start, month) <= MONTHS_TO_PUBLISH for month in months)


def _months_after(start: str, when: str) -> int:
    return (int(when[:YEAR]) - int(start[:YEAR])) * 12 + int(when[5:MONTH]) - int(start[5:MONTH])


def _by_mention(said: Sequence[_Said], known: Sequence[Visit], base: str) -> list[Visit]:
    """The visits that mentions about one council make known: one for all mentions that certainly mean the
    same inspection; a year that fits several more precise ones makes none."""
    groups: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for each in sorted(said, key=_precise_first):
        fitting = [key for key in groups if _same(each, key, groups[key])]
        if len(fitting) > 1:
            continue
        groups[fitting[0] if fitting else (each.mention.when, each.framework)].append(each)
    return [_visit(group, base) for _, group in sorted(groups.items())]


def _precise_first(said: _Said) -> tuple[int, bool, bool, str, str]:
    mention = said.mention
    return -len(mention.when), mention.published, mention.framework is None, mention.when, mention.iri


def _same(said: _Said, key: tuple[str, str], group: Sequence[_Said]) -> bool:
    """Whether a mention means the inspection that more precise mentions made known."""
    when, framework = key
    mention = said.mention
    if said.framework != framework and not (mention.framework is None and len(mention.when) > YEAR):
        return False
    if mention.published and len(mention.when) == MONTH and len(when) >= MONTH:
        return 0 <= _months_after(when, mention.when) <= MONTHS_TO_PUBLISH
    return when.startswith(mention.when)


def _visit(group: Sequence[_Said], base: str) -> Visit:
    first = group[0]
    when = first.mention.when
    return Visit(
        iri=visit_iri(base, first.authority, when, first.framework),
        authority=first.authority,
        framework=first.framework,
        start=None,
        end=None,
        published=None,
        date=(when + "-01-01")[:DAY],
        known_by="mention",
        documents=(),
        mentions=tuple(each.mention.iri for each in group),
        judgements=(),
        grade_mentions=_one_of_each_grade(group),
        when=when,
        label=f"Inspection of {first.printed}, {when} (known by mention)",
    )


def _one_of_each_grade(group: Sequence[_Said]) -> tuple[str, ...]:
    """Of the mentions that give an area the same grade, which reports repeat, the first."""
    stated: dict[tuple[str, str], str] = {}
    for mention in (each.mention for each in group):
        if mention.area and mention.grade:
            stated.setdefault((mention.area, mention.grade), mention.iri)
    return tuple(stated.values())
