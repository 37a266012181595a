"""Judgements that dropped from one visit to the next, and what the earlier visit already criticised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from loaders.derive.model import Fall, Summary
from loaders.facts import DocumentFacts
from loaders.iris import path_below
from loaders.resolve.model import Visit
from loaders.resolve.visits import UNKNOWN_DATE
from loaders.vocabulary import OVERALL, Grade


def falls(
    visits: Sequence[Visit],
    documents: Mapping[str, DocumentFacts],
    summaries: Sequence[Summary],
    grades: Mapping[str, Grade],
    base: str,
) -> tuple[Fall, ...]:
    """Each judgement that is worse than the one before it, of the same authority and area and on the same
    scale, ordered by IRI. Its warnings are the summaries of what the earlier visit criticised in that area;
    where the overall judgement dropped, of what that whole visit criticised."""
    warnings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for summary in summaries:
        # What stands in a section on overall effectiveness is part of the whole visit.
        if summary.theme and summary.states_concern and summary.area != OVERALL:
            warnings[summary.visit, summary.area or OVERALL].append(summary.iri)
    grade_of = {j.iri: j.grade for document in documents.values() for j in document.judgements}
    found = []
    for earlier, later, area in _successive(visits):
        before, after = (grade_of[dict(visit.judgements)[area]] for visit in (earlier, later))
        if _is_worse(grades[after], grades[before]):
            found.append(
                Fall(
                    iri=f"{base}fall/{path_below('visit', later.iri)}/{area}",
                    authority=later.authority,
                    area=area,
                    before=earlier.iri,
                    after=later.iri,
                    grade_before=before,
                    grade_after=after,
                    warnings=tuple(sorted(warnings[earlier.iri, area])),
                )
            )
    return tuple(sorted(found, key=lambda fall: fall.iri))


def _is_worse(grade: Grade, other: Grade) -> bool:
    if grade.order is None or other.order is None or grade.scale != other.scale:
        return False
    return grade.order > other.order


def _successive(visits: Sequence[Visit]) -> Iterator[tuple[Visit, Visit, str]]:
    """(earlier visit, later visit, area) for each judgement and the last one before of its area; a visit
    without a date comes before none and after none."""
    last: dict[tuple[str, str], Visit] = {}
    dated = (visit for visit in visits if visit.date != UNKNOWN_DATE)
    for visit in sorted(dated, key=lambda visit: (visit.date, visit.iri)):
        for area, _ in visit.judgements:
            earlier = last.get((visit.authority, area))
            if earlier is not None and earlier.date < visit.date:
                yield earlier, visit, area
            last[visit.authority, area] = visit
