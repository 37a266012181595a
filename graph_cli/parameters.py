"""What a user gives for a parameter as an RDF term: a council by any of its names, a theme by code or
label."""

from __future__ import annotations

import difflib
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import Literal, NamedNode

from graph_cli.canned_query import Parameter
from graph_cli.errors import BadValue
from graph_cli.graph import Graph
from graph_cli.table import select
from loaders.iris import NAMESPACE, XSD

NEAR_CHOICES = 6

_CONCEPTS = """
SELECT ?iri ?code ?label ?other WHERE {
  ?iri skos:inScheme <%s> ; skos:notation ?code ; skos:prefLabel ?label .
  OPTIONAL { ?iri skos:altLabel ?other }
} ORDER BY ?code ?other"""
_DEFINITIONS = "SELECT ?iri ?definition WHERE { ?iri skos:inScheme <%s> ; skos:definition ?definition }"
_AUTHORITIES = """
SELECT ?iri ?code ?label ?other WHERE {
  ?iri a og:Authority ; skos:prefLabel ?label .
  BIND(REPLACE(STR(?iri), "^.*/", "") AS ?code)
  OPTIONAL { ?iri skos:altLabel ?other }
} ORDER BY ?label ?code ?other"""
_PEOPLE = """
SELECT ?iri ?code ?label ?other WHERE {
  ?iri a og:Inspector ; foaf:name ?label .
  BIND(REPLACE(STR(?iri), "^.*/", "") AS ?code)
  OPTIONAL { ?iri og:variant ?other }
} ORDER BY ?label ?code ?other"""
_DOCUMENTS = """
SELECT ?iri ?code ?label ?other WHERE {
  ?iri a og:Document ; og:fileName ?label .
  BIND(REPLACE(STR(?iri), "^.*/", "") AS ?code)
  BIND(REPLACE(?label, "[.][^.]*$", "") AS ?other)
} ORDER BY ?label ?code"""
_FINDING = "SELECT ?kind WHERE { %s a ?kind FILTER(?kind = og:Finding) }"
# The long forms of a council's name by its type: "{} County Council".
_NAME_TEMPLATES = """
SELECT DISTINCT ?iri ?template WHERE {
  ?iri a og:Authority ; og:authorityType ?type .
  ?type skos:inScheme ?scheme .
  { ?type og:nameTemplate ?template } UNION { ?scheme og:nameTemplate ?template }
}"""
_WITHOUT_DOCUMENTS = """
SELECT (MIN(?label) AS ?name) WHERE {
  %s skos:prefLabel ?label
  FILTER NOT EXISTS { %s og:successorOf* ?council . ?visit og:authority ?council ; og:knownBy "document" }
}"""
# No sentence is as long; databases refuse patterns that are much longer.
LONGEST_TEXT = 1000
_BLANKS = re.compile(r"\s+")
_LISTS = {"authority": _AUTHORITIES, "person": _PEOPLE, "document": _DOCUMENTS}
SCHEMES = ("theme", "polarity", "framework", "area", "grade", "status", "role", "region")
LISTED = (*SCHEMES, *_LISTS)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that the graph knows, with everything it may be called."""

    iri: str
    code: str
    label: str
    others: tuple[str, ...]

    def called(self, word: str) -> bool:
        """Whether `word` is its IRI, code, label or another of its names."""
        return word == self.iri or _fold(word) in map(_fold, (self.code, self.label, *self.others))


def choices(graph: Graph, kind: str) -> list[Choice]:
    """The values of a parameter of type `kind` (one of LISTED), ordered by code or name."""
    text = _LISTS.get(kind) or _CONCEPTS % (NAMESPACE + kind)
    found: dict[str, Choice] = {}
    for iri, code, label, other in select(graph, text).rows:
        earlier = found.get(str(iri))
        names = earlier.others if earlier else ()
        found[str(iri)] = Choice(
            str(iri), str(code), str(label), (*names, str(other)) if other is not None else names
        )
    return list(found.values())


def definitions(graph: Graph, kind: str) -> dict[str, str]:
    """What the values of a parameter of type `kind` (one of LISTED) mean, by IRI; empty for councils, people
    and documents."""
    return {str(iri): str(text) for iri, text in select(graph, _DEFINITIONS % (NAMESPACE + kind)).rows}


def term(graph: Graph, parameter: Parameter, word: str) -> NamedNode | Literal:
    """The RDF term that `word` stands for. Raises BadValue, whose message lists similar values."""
    word = word.strip()
    kind = parameter.type
    if not word:
        raise BadValue(f"--{parameter.name} is empty.")
    if kind in LISTED:
        known = choices(graph, kind)
        if kind == "authority" and not any(choice.called(word) for choice in known):
            known = _printed_in_full(graph, known)
        return NamedNode(_choose(known, parameter, word).iri)
    if kind == "sentence":
        return _sentence(graph, parameter, word)
    if kind == "choice":
        if word not in parameter.choices:
            raise BadValue(f"--{parameter.name} {word!r}: use one of {', '.join(parameter.choices)}.")
        return Literal(word)
    if kind in ("first-day", "last-day"):
        return _day(parameter, word)
    if kind == "count":
        return _count(parameter, word)
    if len(word) > LONGEST_TEXT:
        raise BadValue(f"--{parameter.name} has {len(word):,} letters; {LONGEST_TEXT:,} are the most.")
    # Sentences have single blanks between their words, and nothing else.
    return Literal(_BLANKS.sub(" ", word))


def _sentence(graph: Graph, parameter: Parameter, word: str) -> NamedNode | Literal:
    if not word.startswith(("http://", "https://")):
        return Literal(word)
    try:
        finding = NamedNode(word)
    except ValueError:
        raise BadValue(f"--{parameter.name} {word!r} is not an IRI.") from None
    if not select(graph, _FINDING % finding).rows:
        raise BadValue(f"--{parameter.name} {word!r} is not a finding in this graph.")
    return finding


def _printed_in_full(graph: Graph, known: list[Choice]) -> list[Choice]:
    """The councils `known`, each also called by the long forms of its names ("X County Council")."""
    templates: dict[str, list[str]] = {}
    for iri, template in select(graph, _NAME_TEMPLATES).rows:
        templates.setdefault(str(iri), []).append(str(template))
    return [
        replace(
            choice,
            others=(
                *choice.others,
                *(
                    template.replace("{}", name)
                    for template in templates.get(choice.iri, [])
                    for name in (choice.label, *choice.others)
                ),
            ),
        )
        for choice in known
    ]


def _choose(known: list[Choice], parameter: Parameter, word: str) -> Choice:
    called = [choice for choice in known if choice.called(word)]
    exact = [c for c in called if _fold(word) in (_fold(c.code), _fold(c.label)) or word == c.iri]
    fitting = exact or called
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise BadValue(f"--{parameter.name} {word!r} may mean any of these: {_told(fitting)}. Give the code.")
    if not known:
        raise BadValue(f"--{parameter.name} {word!r}: there is no {parameter.type} in this graph.")
    near = near_choices(known, word)
    hint = (
        f"Did you mean {_told(near)}?"
        if near
        else f"ofsted-graph queries --values {parameter.type} lists them."
    )
    article = "an" if parameter.type[0] in "aeiou" else "a"
    raise BadValue(f"--{parameter.name} {word!r} is not {article} {parameter.type} in this graph. {hint}")


def near_choices(known: list[Choice], word: str) -> list[Choice]:
    """The few choices most similar to `word`."""
    names = {_fold(name): choice for choice in known for name in (choice.code, choice.label, *choice.others)}
    folded = _fold(word)
    likely = [name for name in names if folded in name or name in folded] if len(folded) > 2 else []
    likely += difflib.get_close_matches(folded, names, n=NEAR_CHOICES, cutoff=0.6)
    chosen = list(dict.fromkeys(names[name].iri for name in likely))[:NEAR_CHOICES]
    by_iri = {choice.iri: choice for choice in known}
    return [by_iri[iri] for iri in chosen]


def _told(choices: list[Choice]) -> str:
    return ", ".join(f"{choice.label} ({choice.code})" for choice in choices)


def _day(parameter: Parameter, word: str) -> Literal:
    try:
        year, month, day = (*word.split("-"), *[""] * (2 - word.count("-")))
        if parameter.type == "last-day" and not day:
            day = str(monthrange(int(year), int(month or 12))[1])
        when = date(int(year), int(month or (12 if parameter.type == "last-day" else 1)), int(day or 1))
    except (ValueError, OverflowError):
        raise BadValue(
            f"--{parameter.name} {word!r} is not a date: write 2021-07-06, 2021-07 or 2021."
        ) from None
    return Literal(when.isoformat(), datatype=NamedNode(XSD + "date"))


def _count(parameter: Parameter, word: str) -> Literal:
    try:
        number = int(word)
    except ValueError:
        number = 0
    if number < 1:
        raise BadValue(f"--{parameter.name} {word!r} is not a whole number of 1 or more.")
    return Literal(number)


def _fold(text: str) -> str:
    """`text` as it is compared: "Stockton on Tees" is Stockton-on-Tees, "&" is "and"."""
    return " ".join(text.replace("’", "'").replace("-", " ").replace("&", " and ").casefold().split())


def without_documents(
    graph: Graph, parameters: Iterable[Parameter], terms: Mapping[str, object]
) -> list[str]:
    """Names of the councils among `terms` (values by parameter name) of which the graph has no document, nor
    of a predecessor."""
    councils = [terms[p.name] for p in parameters if p.type == "authority" and p.name in terms]
    return [
        str(row["name"])
        for council in councils
        for row in select(graph, _WITHOUT_DOCUMENTS.replace("%s", str(council))).records()
        if row["name"]
    ]
