"""What becomes of a theme from visit to visit, and how certain that is.

Each visit that states a concern, or only strengths, moves the theme from one status to the next (STEPS); a
visit that says nothing leaves it as it is, for silence is never taken for resolution; nor does praise by a
visit of one remit put to rest a concern of another's, which looks at other children. Because what a visit
says is known only with some probability, the status is a distribution, and the likeliest one is given with
its probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from loaders.derive.model import EVEN

UNCLEAR = "unclear"
# What can be told where the status cannot: whether the latest visit that speaks of the theme criticised it.
LATEST = {
    "criticised-last": ("persisting", "returned", "raised-once"),
    "praised-last": ("resolved", "strength-only"),
}
# Below this certainty a status or a date is no more than a guess: of statuses that training did not see,
# those between 0.6 and 0.7 are right in 73 of 100 cases, those from 0.7 on in 91 (bench/courses.py).
CLEAR = 0.7
# How often a visit says something that no finding shows: a concern where only strengths were read; a concern,
# and a strength, where nothing was read (bench/courses.py).
MISSED_BESIDE_STRENGTH, MISSED_CONCERN, MISSED_STRENGTH = 0.09, 0.03, 0.065
# The status after a visit with a concern, and after one with only strengths, by the status before it.
STEPS = {
    "": ("raised-once", "strength-only"),
    "strength-only": ("raised-once", "strength-only"),
    "raised-once": ("persisting", "resolved"),
    "persisting": ("persisting", "resolved"),
    "resolved": ("returned", "resolved"),
    "returned": ("returned", "resolved"),
}


@dataclass(frozen=True, slots=True)
class Concern:
    """The first or the last visit that more likely than not states a concern: its index among the visits, and
    the probability, 0 to 1, that it does and that no visit before it (or after it) does."""

    place: int
    certainty: float

    @property
    def is_clear(self) -> bool:
        """Whether it is certain enough for its date to be given."""
        return self.certainty >= CLEAR


@dataclass(frozen=True, slots=True)
class Course:
    """The `likeliest` status (key in ontology/statuses.ttl; "" if no visit speaks of the theme); the `status`
    to show: that one, else one of LATEST, else "unclear"; the probability, 0 to 1, that the status shown (of
    an "unclear" one: the likeliest) is right; the first and the last concern, if there is one."""

    likeliest: str
    status: str
    certainty: float
    first: Concern | None
    last: Concern | None


def course_of(visits: Sequence[tuple[float, float]], remits: Sequence[str] | None = None) -> Course:
    """The course of a theme over `visits` in date order. Each is a pair of probabilities by its findings:
    that it states a concern, and that it states a strength (0 without such findings). `remits` says at which
    children each looks (None: all at the same)."""
    clearly = [(float(concern >= EVEN), float(strength >= EVEN)) for concern, strength in visits]
    (likeliest,) = _after(clearly, remits)
    probable = [_with_what_is_missed(concern, strength) for concern, strength in visits]
    concerned = [place for place, (concern, _) in enumerate(visits) if concern >= EVEN]
    concerns = [concern for concern, _ in probable]
    return Course(
        likeliest,
        *_told(likeliest, _after(probable, remits)),
        _outermost(concerned[0], concerns, concerns[: concerned[0]]) if concerned else None,
        _outermost(concerned[-1], concerns, concerns[concerned[-1] + 1 :]) if concerned else None,
    )


def _told(likeliest: str, probable: Mapping[str, float]) -> tuple[str, float]:
    """The narrowest status that is certain enough, and how certain it is."""

    def certainty(statuses: Sequence[str]) -> float:
        return round(sum(probable.get(status, 0) for status in statuses), 2)

    alone = (likeliest,)
    for status, statuses in {likeliest: alone, **LATEST}.items():
        if status and likeliest in statuses and certainty(statuses) >= CLEAR:
            return status, certainty(statuses)
    return UNCLEAR, certainty(alone)


def _outermost(place: int, concerns: Sequence[float], beyond: Sequence[float]) -> Concern:
    return Concern(place, concerns[place] * prod(1 - other for other in beyond))


def _with_what_is_missed(concern: float, strength: float) -> tuple[float, float]:
    missed = MISSED_BESIDE_STRENGTH if strength >= EVEN else MISSED_CONCERN
    return max(concern, missed), max(strength, MISSED_STRENGTH)


def _after(visits: Sequence[tuple[float, float]], remits: Sequence[str] | None) -> Mapping[str, float]:
    """The probability of each status after all visits ("": no visit has said anything); impossible statuses
    are left out."""
    # With each status, the remits of the visits whose concerns nothing has put to rest.
    reached: dict[tuple[str, frozenset[str]], float] = {("", frozenset()): 1.0}
    for (concern, strength), remit in zip(visits, remits or [""] * len(visits), strict=True):
        only_strength = (1 - concern) * strength
        stepped: dict[tuple[str, frozenset[str]], float] = defaultdict(float)
        for (status, unsettled), probability in reached.items():
            after_concern, after_strength = STEPS[status]
            left = unsettled - {remit}
            stepped[after_concern, unsettled | {remit}] += probability * concern
            stepped[status if left else after_strength, left] += probability * only_strength
            stepped[status, unsettled] += probability * (1 - concern - only_strength)
        reached = {state: probability for state, probability in stepped.items() if probability}
    statuses: dict[str, float] = defaultdict(float)
    for (status, _), probability in reached.items():
        statuses[status] += probability
    return statuses
