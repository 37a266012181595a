"""A theme over an authority's visits: persisting, returned, resolved, raised once, strengths only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from loaders.derive.course import course_of
from loaders.derive.model import RecurringTheme, Summary
from loaders.resolve.model import Visit


def recurring_themes(
    summaries: Sequence[Summary],
    visits: Sequence[Visit],
    predecessors: Mapping[str, Sequence[str]],
    base: str,
) -> tuple[RecurringTheme, ...]:
    """One node per authority and theme that any of its visits speaks of.

    An authority's history includes the visits of the councils whose place it took (`predecessors`), as
    long as it has a visit of its own.
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
        visit_count = sum(len(reported[each]) for each in line)
        for theme in sorted({key for each in line for key in by_authority.get(each, {})}):
            touching = [s for each in line for s in by_authority.get(each, {}).get(theme, [])]
            touching.sort(key=lambda s: (s.date, s.iri))
            found.append(_recurring(authority, theme, touching, visit_count, base))
    return tuple(found)


def _recurring(
    authority: str, theme: str, touching: Sequence[Summary], visit_count: int, base: str
) -> RecurringTheme:
    concerned = [place for place, s in enumerate(touching) if s.states_concern]
    bounds = (concerned[0], concerned[-1]) if concerned else None
    course = course_of([(s.concern_certainty, s.strength_certainty) for s in touching], bounds)
    praised = sum(s.states_strength for s in touching)
    return RecurringTheme(
        iri=f"{base}recurring/{authority.rsplit('/', 1)[-1]}/{theme}",
        authority=authority,
        theme=theme,
        status=course.status,
        certainty=course.certainty,
        first=touching[bounds[0]] if bounds else None,
        last=touching[bounds[1]] if bounds else None,
        with_concern=len(concerned),
        with_strength=praised,
        silent=visit_count - sum(s.states_concern or s.states_strength for s in touching),
        summaries=tuple(s.iri for s in touching),
    )
