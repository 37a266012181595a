"""A theme over an authority's visits: persisting, returned, resolved, raised once, strengths only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
        if summary.scheme == "theme":
            by_authority[summary.authority][summary.key].append(summary)
    reported: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.documents:
            reported[visit.authority].append(visit)
    found = []
    for authority in sorted(by_authority):
        line = (authority, *predecessors.get(authority, ()))
        visit_count = sum(len(reported[each]) for each in line)
        for theme in sorted({key for each in line for key in by_authority.get(each, {})}):
            speaking = [s for each in line for s in by_authority.get(each, {}).get(theme, [])]
            speaking.sort(key=lambda s: (s.date, s.iri))
            found.append(_recurring(authority, theme, speaking, visit_count, base))
    return tuple(found)


def status_of(states: Sequence[tuple[bool, bool]]) -> str:
    """Status from (states a concern, states a strength) per visit that speaks, in date order.

    Silence is never taken for resolution: visits that say nothing are not in `states`.
    """
    with_concern = [index for index, (concern, _) in enumerate(states) if concern]
    if not with_concern:
        return "strength-only"
    if with_concern[-1] != len(states) - 1:
        return "resolved"
    if len(with_concern) == 1:
        return "raised-once"
    between = range(with_concern[0], with_concern[-1])
    return "returned" if any(not states[index][0] for index in between) else "persisting"


def _recurring(
    authority: str, theme: str, speaking: Sequence[Summary], visit_count: int, base: str
) -> RecurringTheme:
    concerned = [s for s in speaking if s.states_concern]
    return RecurringTheme(
        iri=f"{base}recurring/{authority.rsplit('/', 1)[-1]}/{theme}",
        authority=authority,
        theme=theme,
        status=status_of([(s.states_concern, s.states_strength) for s in speaking]),
        first=concerned[0] if concerned else None,
        last=concerned[-1] if concerned else None,
        with_concern=len(concerned),
        with_strength=sum(s.states_strength for s in speaking),
        silent=visit_count - len(speaking),
        summaries=tuple(s.iri for s in speaking),
    )
