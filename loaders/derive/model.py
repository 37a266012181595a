"""What national questions aggregate: summaries, recurring themes, repeated recommendations, falls."""

from __future__ import annotations

from msgspec import Struct

# From this certainty on a visit counts as saying something: it is likelier than not.
EVEN = 0.5


class Summary(Struct, frozen=True, gc=False):
    """How often a visit praises and criticises a theme or an area, the other being None; or criticises one
    within the other.

    `*_certainty` is how probable it is that the visit states a concern or a strength at all, 0 to 1; `best_*`
    are findings, `*_text` what they say."""

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
        """Whether the visit rather states a concern than not."""
        return self.concern_certainty >= EVEN

    @property
    def states_strength(self) -> bool:
        """Whether the visit rather states a strength than not."""
        return self.strength_certainty >= EVEN

    @property
    def speaks(self) -> bool:
        """Whether the visit rather states something than not."""
        return self.states_concern or self.states_strength


class RecurringTheme(Struct, frozen=True, gc=False):
    """A theme over the visits of an authority (and of the councils whose place it took), in date order.

    So many visits are `speaking` of it, the others `silent`; `certainty` is how probable it is that the
    status is that of the visits, 0 to 1; `first` and `last` are the summaries of the visits that most
    probably were the first and the last to state a concern, `*_is_clear` says whether that is certain enough
    to tell the date."""

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
    """Something asked for at a visit and asked for again at a later one; `score` is the likeness, 0 to 1."""

    iri: str
    earlier: str
    later: str
    themes: tuple[str, ...]
    score: float


class Fall(Struct, frozen=True, gc=False):
    """A judgement of an area that is worse than the last one before: IRIs of the two visits, keys of the
    grades, and the summaries of what the visit before criticised in the area."""

    iri: str
    authority: str
    area: str
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
