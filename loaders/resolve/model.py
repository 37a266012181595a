"""What is known only when documents are compared: visits, people, merges, doubts, conflicts."""

from __future__ import annotations

from msgspec import Struct


class Visit(Struct, frozen=True, gc=False):
    """One inspection, however many documents report it. Dates are ISO; `date` is the best single one for
    ordering, `when` as much of it as is known (year, month or day; "" for nothing); `known_by` is "document"
    or "mention". `documents` are IRIs, the one that outranks the others first; `mentions` are IRIs of the
    mentions that mean it; `judgements` are pairs of an area's key and the IRI of the judgement that holds for
    the visit, `grade_mentions`, where no document reports it, the mentions that give its grades, one for each
    grade of an area. `start_from` and `end_from` are the documents that gave the dates."""

    iri: str
    authority: str
    framework: str
    start: str | None
    end: str | None
    published: str | None
    date: str
    known_by: str
    documents: tuple[str, ...]
    mentions: tuple[str, ...]
    judgements: tuple[tuple[str, str], ...]
    start_from: str | None = None
    end_from: str | None = None
    label: str = ""
    when: str = ""
    grade_mentions: tuple[str, ...] = ()


class Person(Struct, frozen=True, gc=False):
    """One inspector: the name most often printed, every printed form, and the participations."""

    iri: str
    name: str
    variants: tuple[str, ...]
    participations: tuple[str, ...]


class Merge(Struct, frozen=True, gc=False):
    """Why the printed name `variant` was taken for `person` (IRI)."""

    variant: str
    person: str
    reason: str


class Doubt(Struct, frozen=True, gc=False):
    """Two people (IRIs) who may be one, and why."""

    first: str
    second: str
    reason: str


class Conflict(Struct, frozen=True, gc=False):
    """Two statements about a visit that cannot both hold. `subject` is "start", "end" or "grade AREA"; `kept`
    and `other` are the two values (ISO dates or keys), `kept_in` and `other_in` the documents that state
    them."""

    iri: str
    visit: str
    subject: str
    kept: str
    other: str
    kept_in: str
    other_in: str
    evidence: tuple[str, ...]
    reason: str


class Resolution(Struct, frozen=True, gc=False):
    """Everything that was resolved over all documents."""

    visits: tuple[Visit, ...]
    people: tuple[Person, ...]
    merges: tuple[Merge, ...]
    doubts: tuple[Doubt, ...]
    conflicts: tuple[Conflict, ...]
