"""Printed names gathered into people, never on a surname alone; every merge states its reason.

Merged without further evidence: names that differ only in case, accents, apostrophes, hyphens or blanks.
Merged with evidence: a short given name ("Andy" for "Andrew") or one letter more, less or other, when both
names inspect in the same years, never stand in one document, and no third name fits as well.
Other names that look alike are kept apart as doubts. A reader's overrides decide either way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from loaders.iris import slug
from loaders.resolve.model import Doubt, Merge, Person

MAX_YEARS_APART = 4
SEEN_OFTEN = 3
SEEN_RARELY = 2
MIN_LETTERS_FOR_MISPRINT = 5


@dataclass(frozen=True, slots=True)
class NameSeen:
    """A participation (IRI): the name, repaired and as printed, the document (IRI) and the year of the
    visit."""

    participation: str
    name: str
    printed: str
    document: str
    year: int


@dataclass(frozen=True, slots=True)
class Override:
    """A reader's decision on two names: whether they are the `same` person."""

    first: str
    second: str
    same: bool


@dataclass
class _Name:
    """All participations whose names fold to the same letters."""

    key: str
    seen: list[NameSeen] = field(default_factory=list)

    @property
    def name(self) -> str:
        counts = Counter(each.name for each in self.seen)
        return min(counts, key=lambda n: (-counts[n], -len(n), n))

    @property
    def documents(self) -> set[str]:
        return {each.document for each in self.seen}

    @property
    def years(self) -> tuple[int, int]:
        years = [each.year for each in self.seen]
        return min(years), max(years)

    @property
    def given(self) -> str:
        return self.key.split(" ")[0]

    @property
    def surname(self) -> str:
        return self.key.split(" ", 1)[-1]


def fold(name: str) -> str:
    """Letters only, lower case, hyphens and blanks alike: "Thomson- Jones" and "Thomson Jones" fold alike."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[’'`.]", "", letters).replace("-", " ").replace("‐", " ").split())


def resolve_people(
    seen: Sequence[NameSeen],
    short_forms: Mapping[str, frozenset[str]],
    overrides: Sequence[Override],
    base: str,
) -> tuple[tuple[Person, ...], tuple[Merge, ...], tuple[Doubt, ...]]:
    """People, merges with their reasons, and doubts, each ordered by IRI.

    `short_forms` maps a folded given name to all names it may stand for, itself included.
    """
    names: dict[str, _Name] = {}
    for each in sorted(seen, key=lambda s: s.participation):
        names.setdefault(fold(each.name), _Name(fold(each.name))).seen.append(each)
    settled = {frozenset((fold(o.first), fold(o.second))): o.same for o in overrides}
    joined: dict[str, tuple[str, str]] = {}
    doubtful: list[tuple[str, str, str]] = []
    pairs = sorted(_alike(names, short_forms), key=lambda p: (p.a.key, p.b.key))
    rivals = Counter(name for pair in pairs for name in (pair.a.key, pair.b.key))
    for pair in pairs:
        said = settled.pop(frozenset((pair.a.key, pair.b.key)), None)
        rare, often = sorted((pair.a, pair.b), key=lambda n: (len(n.documents), len(n.name), n.key))
        reason = "a reader's override" if said else _reason(pair, rivals)
        if said is False or not reason:
            if said is None:
                doubtful.append((pair.a.key, pair.b.key, pair.likeness))
            continue
        joined[rare.key] = (often.key, reason)
    for both, same in settled.items():
        keys = sorted(both & names.keys(), key=lambda k: (len(names[k].documents), k))
        if same and len(keys) == 2:
            joined[keys[0]] = (keys[1], "a reader's override")
    return _people(names, joined, doubtful, base)


@dataclass(frozen=True)
class _Pair:
    a: _Name
    b: _Name
    likeness: str
    kind: str


def _alike(names: Mapping[str, _Name], short_forms: Mapping[str, frozenset[str]]) -> Iterator[_Pair]:
    """Pairs of names that may be one person, and in what they are alike."""
    by_surname: dict[str, list[_Name]] = defaultdict(list)
    by_given: dict[str, list[_Name]] = defaultdict(list)
    for name in names.values():
        by_surname[name.surname].append(name)
        by_given[name.given].append(name)
    for group in by_surname.values():
        for a, b in combinations(sorted(group, key=lambda n: n.key), 2):
            if _short_form(a.given, b.given, short_forms):
                yield _Pair(
                    a, b, f"{a.given.title()} and {b.given.title()} are forms of one name", "short form"
                )
            elif one_letter_apart(a.given, b.given):
                yield _Pair(
                    a, b, "the given names differ in one letter, the surnames are the same", "misprint"
                )
            elif a.given.startswith(b.given) or b.given.startswith(a.given):
                part = "initial" if 1 in (len(a.given), len(b.given)) else "beginning"
                yield _Pair(a, b, f"one given name is the {part} of the other", "beginning")
    for group in by_given.values():
        for a, b in combinations(sorted(group, key=lambda n: n.key), 2):
            if one_letter_apart(a.surname, b.surname):
                yield _Pair(
                    a, b, "the surnames differ in one letter, the given names are the same", "misprint"
                )
            elif _part_of_double_name(a.surname, b.surname):
                yield _Pair(
                    a, b, "one surname is a part of the other, the given names are the same", "double name"
                )


def _short_form(a: str, b: str, short_forms: Mapping[str, frozenset[str]]) -> bool:
    return a != b and bool(short_forms.get(a, frozenset((a,))) & short_forms.get(b, frozenset((b,))))


def _part_of_double_name(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    return shorter in longer.split(" ") and shorter != longer


def one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter was added, lost, changed, or two neighbours swapped. Short words never are."""
    if a == b or max(len(a), len(b)) < MIN_LETTERS_FOR_MISPRINT or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    if len(a) == len(b):
        swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
        return a[start + 1 :] == b[start + 1 :] or swapped
    shorter, longer = sorted((a, b), key=len)
    return shorter[start:] == longer[start + 1 :]


def _reason(pair: _Pair, rivals: Mapping[str, int]) -> str | None:
    """Why the two are one person, or None where it stays a doubt."""
    a, b = pair.a, pair.b
    if a.documents & b.documents or pair.kind in ("beginning", "double name"):
        return None
    if rivals[a.key] > 1 or rivals[b.key] > 1:
        return None
    apart = max(a.years[0], b.years[0]) - min(a.years[1], b.years[1])
    if apart > MAX_YEARS_APART:
        return None
    if pair.kind == "misprint":
        rare, often = sorted((len(a.documents), len(b.documents)))
        if often < SEEN_OFTEN or rare > SEEN_RARELY:
            return None
    return f"{pair.likeness}; both inspect in the same years and never in one document"


def _people(
    names: Mapping[str, _Name],
    joined: Mapping[str, tuple[str, str]],
    doubtful: Sequence[tuple[str, str, str]],
    base: str,
) -> tuple[tuple[Person, ...], tuple[Merge, ...], tuple[Doubt, ...]]:
    def root(key: str) -> str:
        passed = set()
        while key in joined and key not in passed:
            passed.add(key)
            key = joined[key][0]
        return key

    groups: dict[str, list[_Name]] = defaultdict(list)
    for key in sorted(names):
        groups[root(key)].append(names[key])
    iris = {key: f"{base}person/{slug(names[key].name)}" for key in groups}
    people: list[Person] = []
    merges: list[Merge] = []
    for key, group in groups.items():
        seen = [each for name in group for each in name.seen]
        variants = sorted({form for each in seen for form in (each.name, each.printed)})
        person = Person(
            iris[key], names[key].name, tuple(variants), tuple(sorted(s.participation for s in seen))
        )
        people.append(person)
        merges.extend(_merges(person, group, joined))
    doubts = {
        Doubt(min(iris[root(a)], iris[root(b)]), max(iris[root(a)], iris[root(b)]), reason)
        for a, b, reason in doubtful
        if root(a) != root(b)
    }
    return (
        tuple(sorted(people, key=lambda p: p.iri)),
        tuple(sorted(merges, key=lambda m: (m.person, m.variant))),
        tuple(sorted(doubts, key=lambda d: (d.first, d.second))),
    )


def _merges(person: Person, group: Sequence[_Name], joined: Mapping[str, tuple[str, str]]) -> Iterator[Merge]:
    for name in group:
        for form in sorted({each.name for each in name.seen} - {person.name}):
            if name.key in joined:
                yield Merge(form, person.iri, joined[name.key][1])
            else:
                yield Merge(form, person.iri, "differs only in hyphens, accents, apostrophes, case or blanks")
