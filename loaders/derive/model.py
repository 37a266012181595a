"""What is derived from all visits: summaries, recurring themes, repeated recommendations, falls."""

from __future__ import annotations

from msgspec import Struct

# From this probability on a visit counts as saying something: it is more likely than not.
EVEN = 0.5


class Summary(Struct, frozen=True, gc=False):
    """How often a visit praises and criticises a theme (`area` is None) or a judgement area (`theme` is
    None); with both, how often it criticises the theme within the area.

    `*_certainty` is the probability, 0 to 1, that the visit states a concern, or a strength, at all; `best_*`
    are IRIs of findings, `*_text` their sentences. `date` is as in `Visit`."""

    iri: str
    visit: str
    authority: str
    framework: str
    date: str
    theme: str | None
    area: str | None
    concerns: int
    strengths: int
    mixed: int
    concern_certainty: float
    strength_certainty: float
    best_concern: str | None
    best_strength: str | None
    concern_text: str
    strength_text: str

    @property
    def states_concern(self) -> bool:
        """Whether it is more likely than not that the visit states a concern."""
        return self.concern_certainty >= EVEN

    @property
    def states_strength(self) -> bool:
        """Whether it is more likely than not that the visit states a strength."""
        return self.strength_certainty >= EVEN

    @property
    def speaks(self) -> bool:
        """Whether the visit counts as speaking of the theme or area."""
        return self.states_concern or self.states_strength


class RecurringTheme(Struct, frozen=True, gc=False):
    """A theme over the visits of an authority (and of the councils whose place it took), in date order.

    `speaking` and `silent` count the visits that speak of it and those that do not, `with_concern` and
    `with_strength` those that state either; `certainty` is the probability, 0 to 1, that the status is right.
    `first` and `last` are the summaries of the visits that most probably were the first and the last to state
    a concern; `*_is_clear` says whether that is certain enough to give the date. `summaries` are the IRIs of
    all summaries, in date order."""

    iri: str
    authority: str
    theme: str
    status: str
    certainty: float
    speaking: int
    first: Summary | None
    last: Summary | None
    first_is_clear: bool
    last_is_clear: bool
    with_concern: int
    with_strength: int
    silent: int
    summaries: tuple[str, ...]


class RepeatedRecommendation(Struct, frozen=True, gc=False):
    """A recommendation that was asked for again at a later visit: IRIs of both, the themes they share, and
    how probable it is that both ask for the same (`score`, 0 to 1)."""

    iri: str
    earlier: str
    later: str
    themes: tuple[str, ...]
    score: float


class Fall(Struct, frozen=True, gc=False):
    """A judgement on an area that is worse than the one before it, on the same area or on one that covers the
    same under another framework (`area_before`): IRIs of the two visits, keys of the two grades, and IRIs of
    the summaries of what the earlier visit criticised in that area (`warnings`)."""

    iri: str
    authority: str
    area: str
    area_before: str
    before: str
    after: str
    grade_before: str
    grade_after: str
    warnings: tuple[str, ...]


class Derivation(Struct, frozen=True, gc=False):
    """Everything that follows from documents and visits."""

    summaries: tuple[Summary, ...]
    recurring: tuple[RecurringTheme, ...]
    repeated: tuple[RepeatedRecommendation, ...]
    falls: tuple[Fall, ...]
