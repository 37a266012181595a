"""What the comparison of documents needs of each: small, kept beside the store, reloaded in milliseconds."""

from __future__ import annotations

from msgspec import Struct


class PeriodFact(Struct, frozen=True, gc=False):
    """ISO dates or None; `day_month` pairs (day, month) where the year is printed nowhere."""

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
    """An earlier inspection mentioned: ISO date with the printed precision, and what is said of it;
    `published` where the date is that of its report."""

    iri: str
    when: str
    framework: str | None
    area: str | None
    grade: str | None
    evidence: str
    published: bool = False


class RecommendationFact(Struct, frozen=True, gc=False):
    """A recommendation's IRI, words, themes and area."""

    iri: str
    text: str
    themes: tuple[str, ...]
    area: str | None


class TopicFact(Struct, frozen=True, gc=False):
    """How often a document praises and criticises one theme or one judgement area, the other being None;
    or criticises one within the other.

    `concern_certainty` and `strength_certainty` are how probable it is that one of them at least is really
    one, 0 to 1. `best_*` are IRIs of the findings that stand best for each side, `*_text` what they say."""

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
    """The facts of one document. `contradictions` are (subject, kept, other, evidence of kept, of other).
    `months` are the months that the text of a document without full dates speaks of ("2015-09"), each as
    often as it does: they tell the year that is printed nowhere."""

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
