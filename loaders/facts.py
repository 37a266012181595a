"""What comparing documents needs to know of each: small, kept beside the store, reloaded in milliseconds."""

from __future__ import annotations

from msgspec import Struct


class PeriodFact(Struct, frozen=True, gc=False):
    """Days of inspection as ISO dates, None where not stated; `day_month_*` are pairs (day, month) where the
    year is not printed."""

    start: str | None
    end: str | None
    day_month_start: tuple[int, int] | None = None
    day_month_end: tuple[int, int] | None = None


class PersonFact(Struct, frozen=True, gc=False):
    """A participation: its IRI, the repaired name and the printed one, and the role's key."""

    iri: str
    name: str
    printed: str
    role: str


class JudgementFact(Struct, frozen=True, gc=False):
    """A judgement: its IRI, area and grade keys, and the IRI of its evidence."""

    iri: str
    area: str
    grade: str
    evidence: str


class MentionFact(Struct, frozen=True, gc=False):
    """An earlier inspection that the document mentions: `when` is an ISO date as precise as printed;
    framework, area and grade are keys, where stated; `published` is true if the date is that of its
    report."""

    iri: str
    when: str
    framework: str | None
    area: str | None
    grade: str | None
    evidence: str
    published: bool = False


class RecommendationFact(Struct, frozen=True, gc=False):
    """A recommendation's IRI and themes; its words but for those in brackets, and how probable each theme is
    by these (0 to 1; the improbable ones are left out); those that ask for something, and the same by these
    alone."""

    iri: str
    themes: tuple[str, ...]
    text: str
    certainties: dict[str, float]
    asked: str
    asked_certainties: dict[str, float]


class TopicFact(Struct, frozen=True, gc=False):
    """How often a document praises and criticises a theme (`area` is None) or a judgement area (`theme` is
    None); with both, how often it criticises the theme within the area.

    `concern_certainty` is the probability, 0 to 1, that at least one of the findings read as concerns is one;
    `strength_certainty` likewise. `best_*` are IRIs of the findings that represent each side best, `*_text`
    are their sentences."""

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


class DocumentFacts(Struct, frozen=True, gc=False):
    """The facts of one document. `authority` is the council's key, None if it is not in the list.
    `contradictions` are (subject, kept value, other value, evidence of the kept one, of the other). `months`
    are the months ("2015-09") that a document without full dates mentions, each as often as it does: the year
    of the visit is worked out from them. `findings` is how many there are."""

    iri: str
    graph: str
    sha256: str
    name: str
    authority: str | None
    authority_iri: str
    authority_printed: str
    framework: str
    subtype: str | None
    slides: bool
    periods: tuple[PeriodFact, ...]
    published: str | None
    months: tuple[str, ...]
    people: tuple[PersonFact, ...] = ()
    judgements: tuple[JudgementFact, ...] = ()
    mentions: tuple[MentionFact, ...] = ()
    recommendations: tuple[RecommendationFact, ...] = ()
    contradictions: tuple[tuple[str, str, str, str, str], ...] = ()
    topics: tuple[TopicFact, ...] = ()
    findings: int = 0
