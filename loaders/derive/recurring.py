"""A theme over an authority's visits: what became of it, when a concern was first and last stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from loaders.derive.course import course_of
from loaders.derive.model import RecurringTheme, Summary
from loaders.iris import local_name
from loaders.resolve.model import Visit
from loaders.resolve.visits import UNKNOWN_DATE


def recurring_themes(
    summaries: Sequence[Summary],
    visits: Sequence[Visit],
    predecessors: Mapping[str, Sequence[str]],
    remits: Mapping[str, str],
    base: str,
) -> tuple[RecurringTheme, ...]:
    """A recurring theme for each authority and each theme that any of its dated visits speaks of.

    The history of an authority that has visits of its own includes those of the councils whose place it took
    (`predecessors`: IRIs by the authority's IRI). `remits` says at which children the visits of a framework
    look, by its key.
    """
    by_authority: dict[str, dict[str, list[Summary]]] = defaultdict(lambda: defaultdict(list))
    for summary in summaries:
        if summary.theme and not summary.area:
            by_authority[summary.authority][summary.theme].append(summary)
    reported: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.documents:
            reported[visit.authority].append(visit)
    found = []
    for authority in sorted(by_authority):
        line = (authority, *predecessors.get(authority, ()))
        history = sorted((v for each in line for v in reported[each]), key=lambda v: (v.date, v.iri))
        for theme in sorted({key for each in line for key in by_authority.get(each, {})}):
            touching = {s.visit: s for each in line for s in by_authority.get(each, {}).get(theme, [])}
            # A visit without a date has no place in the course.
            placed = [visit for visit in history if visit.date != UNKNOWN_DATE]
            dated = [touching.get(visit.iri) for visit in placed]
            if any(each and each.speaks for each in dated):
                touched = tuple(touching[visit.iri].iri for visit in history if visit.iri in touching)
                seen = [remits[visit.framework] for visit in placed]
                found.append(_recurring(authority, theme, dated, seen, touched, base))
    return tuple(found)


def _recurring(
    authority: str,
    theme: str,
    visits: Sequence[Summary | None],
    remits: Sequence[str],
    summaries: tuple[str, ...],
    base: str,
) -> RecurringTheme:
    """`visits` are the summaries of the visits with a date, in order, None where a visit has none on the
    theme, and `remits` at which children each looks; `summaries` are the IRIs of all summaries, of visits
    without a date too."""
    certain = [(s.concern_certainty, s.strength_certainty) if s else (0.0, 0.0) for s in visits]
    course = course_of(certain, remits)
    first, last = course.first, course.last
    speaking = [s for s in visits if s and s.speaks]
    return RecurringTheme(
        iri=f"{base}recurring/{local_name(authority)}/{theme}",
        authority=authority,
        theme=theme,
        status=course.status,
        certainty=course.certainty,
        speaking=len(speaking),
        first=visits[first.place] if first else None,
        last=visits[last.place] if last else None,
        first_is_clear=first is not None and first.is_clear,
        last_is_clear=last is not None and last.is_clear,
        with_concern=sum(s.states_concern for s in speaking),
        with_strength=sum(s.states_strength for s in speaking),
        silent=len(visits) - len(speaking),
        summaries=summaries,
    )
