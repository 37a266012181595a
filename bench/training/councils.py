"""Which features a model may learn: those that speak of several councils, so that none is a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

FEWEST_COUNCILS = 3


def names_of_several_councils(
    found: Iterable[Iterable[str]], councils: Iterable[str], fewest: int
) -> list[str]:
    """What is found in at least `fewest` statements, and in some about each of FEWEST_COUNCILS councils, in
    order: the name of a council, a place or a person is none of it. `found` and `councils` are those of each
    statement."""
    count: Counter[str] = Counter()
    speaking_of: defaultdict[str, set[str]] = defaultdict(set)
    for names, council in zip(found, councils, strict=True):
        for name in set(names):
            count[name] += 1
            speaking_of[name].add(council)
    return sorted(
        name for name, times in count.items() if times >= fewest and len(speaking_of[name]) >= FEWEST_COUNCILS
    )
