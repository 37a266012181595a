"""Judgements that dropped from one visit to the next, and what the earlier visit already criticised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.derive.model import Fall, Summary
from loaders.facts import DocumentFacts
from loaders.iris import path_below
from loaders.resolve.model import Visit
from loaders.resolve.visits import UNKNOWN_DATE
from loaders.vocabulary import Area, Grade, Vocabulary


@dataclass(frozen=True, slots=True)
class _Judged:
    visit: Visit
    area: str
    grade: str


def falls(
    visits: Sequence[Visit],
    documents: Mapping[str, DocumentFacts],
    summaries: Sequence[Summary],
    vocabulary: Vocabulary,
    base: str,
) -> tuple[Fall, ...]:
    """Each judgement that is worse than the one before it, of the same authority and on the same scale,
    ordered by IRI. Its warnings are the summaries of what the earlier visit criticised in the area that it
    judged.

    The one before is that of the same area or of one that covers the same under another framework, whichever
    was given last. One on several areas together is compared with those on its parts where all of them are
    worse: what is said of one part alone may have been so before."""
    warnings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for summary in summaries:
        if summary.theme and summary.area and summary.states_concern:
            warnings[summary.visit, summary.area].append(summary.iri)
    grade_of = {j.iri: j.grade for document in documents.values() for j in document.judgements}
    found = [
        Fall(
            iri=f"{base}fall/{path_below('visit', after.visit.iri)}/{after.area}",
            authority=after.visit.authority,
            area=after.area,
            area_before=before.area,
            before=before.visit.iri,
            after=after.visit.iri,
            grade_before=before.grade,
            grade_after=after.grade,
            warnings=tuple(sorted(warnings[before.visit.iri, before.area])),
        )
        for before, after in _successive(visits, grade_of, vocabulary)
        if _is_worse(vocabulary.grades[after.grade], vocabulary.grades[before.grade])
    ]
    return tuple(sorted(found, key=lambda fall: fall.iri))


def _is_worse(grade: Grade, other: Grade) -> bool:
    if grade.order is None or other.order is None or grade.scale != other.scale:
        return False
    return grade.order > other.order


def _successive(
    visits: Sequence[Visit], grade_of: Mapping[str, str], vocabulary: Vocabulary
) -> Iterator[tuple[_Judged, _Judged]]:
    """Each judgement after the one before that it can be compared with; a visit without a date comes before
    none and after none."""
    last: dict[str, dict[str, _Judged]] = defaultdict(dict)
    dated = (visit for visit in visits if visit.date != UNKNOWN_DATE)
    for visit in sorted(dated, key=lambda visit: (visit.date, visit.iri)):
        judged = {area: _Judged(visit, area, grade_of[iri]) for area, iri in visit.judgements}
        earlier = {a: each for a, each in last[visit.authority].items() if each.visit.date < visit.date}
        for after in judged.values():
            before = _before(vocabulary.areas[after.area], earlier, judged, vocabulary)
            if before is not None:
                yield before, after
        last[visit.authority].update(judged)


def _before(
    area: Area, earlier: Mapping[str, _Judged], judged: Mapping[str, _Judged], vocabulary: Vocabulary
) -> _Judged | None:
    """The last judgement, by area in `earlier`, that can be compared with the one on `area` in `judged`."""
    wholes = [each for each in area.comparable if area.key in vocabulary.areas[each].parts]
    same = [each for each in area.comparable if each in area.close]
    known = [earlier[each] for each in (area.key, *same, *wholes) if each in earlier]
    before = max(known, key=lambda each: each.visit.date, default=None)
    if before is None or before.area not in wholes:
        return before
    parts = [judged.get(part) for part in vocabulary.areas[before.area].parts]
    grade = vocabulary.grades[before.grade]
    if all(part is not None and _is_worse(vocabulary.grades[part.grade], grade) for part in parts):
        return before
    return earlier.get(area.key)
