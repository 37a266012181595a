"""What is known only when documents are compared: visits, people, merges, doubts, conflicts."""

from __future__ import annotations

from msgspec import Struct


class Visit(Struct, frozen=True, gc=False):
    """One inspection, however many documents report it. Dates are ISO; `date` is the best single one for
    ordering, and `when` as much of it as is known: year, month or day, "" for none. `documents` are document
    IRIs, the weightiest first; `mentions` are mention IRIs that name it. `judgements` are the judgement IRIs
    that hold for it, by area key."""

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


class Person(Struct, frozen=True, gc=False):
    """One inspector: the name most often printed, every printed form, and the participations."""

    iri: str
    name: str
    variants: tuple[str, ...]
    participations: tuple[str, ...]


class Merge(Struct, frozen=True, gc=False):
    """Why a printed name was taken for a person."""

    variant: str
    person: str
    reason: str


class Doubt(Struct, frozen=True, gc=False):
    """Two people who may be one."""

    first: str
    second: str
    reason: str


class Conflict(Struct, frozen=True, gc=False):
    """Two statements that cannot both hold. `kept_in` and `other_in` are document IRIs."""

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
