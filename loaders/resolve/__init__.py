"""Facts of all documents in, visits and people out, each once; conflicts and doubts are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.facts import DocumentFacts
from loaders.resolve.conflicts import find_conflicts
from loaders.resolve.mentions import join_mentions
from loaders.resolve.model import Resolution
from loaders.resolve.people import NameSeen, Override, fold, resolve_people
from loaders.resolve.visits import VisitDraft, draft_visits, visit_of
from loaders.vocabulary import Vocabulary


def resolve(
    facts: Sequence[DocumentFacts], vocabulary: Vocabulary, base: str, overrides: Sequence[Override] = ()
) -> Resolution:
    """Compare all documents and name what they have in common; `base` begins the IRIs that are made,
    `overrides` are a reader's decisions on names. The outcome does not depend on the order of `facts`."""
    ordered = sorted(facts, key=lambda f: f.iri)
    visits = [visit_of(draft, base, _label(draft, vocabulary)) for draft in draft_visits(ordered)]
    everything = join_mentions(visits, ordered, predecessor_iris(vocabulary), vocabulary, base)
    years = {document: int(visit.date[:4]) for visit in visits for document in visit.documents}
    seen = [
        NameSeen(person.iri, person.name, person.printed, document.iri, years[document.iri])
        for document in ordered
        for person in document.people
        if vocabulary.roles[person.role].inspects
    ]
    people, merges, doubts = resolve_people(seen, short_forms(vocabulary), overrides, base)
    conflicts = find_conflicts(everything, ordered, vocabulary, base)
    return Resolution(tuple(sorted(everything, key=lambda v: v.iri)), people, merges, doubts, conflicts)


def predecessor_iris(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Authority IRI -> IRIs of the councils whose place it took, and of theirs."""
    found: dict[str, tuple[str, ...]] = {}
    for authority in vocabulary.authorities.values():
        chain: list[str] = []
        waiting = list(authority.predecessors)
        while waiting:
            key = waiting.pop(0)
            if key not in chain:
                chain.append(key)
                waiting.extend(vocabulary.authorities[key].predecessors)
        found[authority.iri] = tuple(vocabulary.authorities[key].iri for key in chain)
    return found


def short_forms(vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """The full given names that each given name may stand for, itself included, all folded
    (`people.fold`)."""
    meant: dict[str, set[str]] = {}
    for concept in vocabulary.given_names.values():
        for label in concept.labels:
            meant.setdefault(fold(label), {fold(label)}).add(fold(concept.label))
    return {name: frozenset(forms) for name, forms in meant.items()}


def _label(draft: VisitDraft, vocabulary: Vocabulary) -> str:
    leading = draft.leading
    authority = vocabulary.authorities.get(leading.authority or "")
    name = authority.label if authority else leading.authority_printed
    framework = vocabulary.frameworks[draft.framework].label
    return f"{framework}: {name}, {draft.start.isoformat() if draft.start else 'undated'}"
