"""What becomes of a theme from visit to visit, and how certain that is.

A theme's status steps from one to the next with each visit that states a concern or only strengths; a visit
that says nothing leaves it where it is, for silence is never taken for resolution. What a visit says is known
only with some certainty, and so is where the steps lead.
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
# those between 0.6 and 0.7 are right in 66 of 100 cases, those from 0.7 on in 89 (bench/courses.py).
CLEAR = 0.7
# How often a visit says what no finding was read from: a concern where only strengths were read; a concern,
# and a strength, where nothing was (bench/courses.py).
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
    """The place of the first or the last visit that rather states a concern than not, and the probability, 0
    to 1, that none before or after it does and it does."""

    place: int
    certainty: float

    @property
    def is_clear(self) -> bool:
        """Whether its date can be told."""
        return self.certainty >= CLEAR


@dataclass(frozen=True, slots=True)
class Course:
    """The likeliest status, "" where no visit rather says anything than nothing; the status that can be told:
    that one, else one of LATEST, else "unclear"; the probability, 0 to 1, that what is told (where it is
    "unclear": the likeliest) is right; the first and the last concern, if there is one."""

    likeliest: str
    status: str
    certainty: float
    first: Concern | None
    last: Concern | None


def course_of(visits: Sequence[tuple[float, float]]) -> Course:
    """The course of a theme over all visits in date order, of each how probable it is by its findings that it
    states a concern and a strength (0 where there is none)."""
    (likeliest,) = _after([(float(concern >= EVEN), float(strength >= EVEN)) for concern, strength in visits])
    probable = [_with_what_is_missed(concern, strength) for concern, strength in visits]
    concerned = [place for place, (concern, _) in enumerate(visits) if concern >= EVEN]
    concerns = [concern for concern, _ in probable]
    return Course(
        likeliest,
        *_told(likeliest, _after(probable)),
        _outermost(concerned[0], concerns, concerns[: concerned[0]]) if concerned else None,
        _outermost(concerned[-1], concerns, concerns[concerned[-1] + 1 :]) if concerned else None,
    )


def _told(likeliest: str, probable: Mapping[str, float]) -> tuple[str, float]:
    """The narrowest status that is certain enough, and how certain it is."""
    certainty = round(probable[likeliest], 2)
    if likeliest and certainty < CLEAR:
        for latest, statuses in LATEST.items():
            shared = round(sum(probable.get(status, 0) for status in statuses), 2)
            if likeliest in statuses and shared >= CLEAR:
                return latest, shared
    return (likeliest if likeliest and certainty >= CLEAR else UNCLEAR), certainty


def _outermost(place: int, concerns: Sequence[float], beyond: Sequence[float]) -> Concern:
    return Concern(place, concerns[place] * prod(1 - other for other in beyond))


def _with_what_is_missed(concern: float, strength: float) -> tuple[float, float]:
    missed = MISSED_BESIDE_STRENGTH if strength >= EVEN else MISSED_CONCERN
    return max(concern, missed), max(strength, MISSED_STRENGTH)


def _after(visits: Sequence[tuple[float, float]]) -> Mapping[str, float]:
    """How probable each status is after all visits, "" where none says anything. Statuses that cannot be are
    left out."""
    statuses = {"": 1.0}
    for concern, strength in visits:
        only_strength = (1 - concern) * strength
        stepped: dict[str, float] = defaultdict(float)
        for status, probability in statuses.items():
            after_concern, after_strength = STEPS[status]
            stepped[after_concern] += probability * concern
            stepped[after_strength] += probability * only_strength
            stepped[status] += probability * (1 - concern - only_strength)
        statuses = {status: probability for status, probability in stepped.items() if probability}
    return statuses
