"""A canned query: what it asks and answers, and its SPARQL with values filled in (graph_cli.canned says how
its file is written)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

GIVEN = re.compile(r"^[ \t]*#given\b.*$", re.MULTILINE)
UNLESS = re.compile(r"^.*#unless (?P<names>\w+(?:, \w+)*)$", re.MULTILINE)
GIVEN_AS = re.compile(
    r"(?P<indent>\s*)#given (?P<name>\w+)(?: (?P<beside>with|without) (?P<other>\w+))? as "
    r"(?P<variable>\?\w+|\(\?\w+ \?\w+\))(?P<pattern>.*)"
)
MARKED = re.compile(r"^ *#(counted|ordered)\b.*\n((?:.*\n)*?) *#end$", re.MULTILINE)
_PREFIX = re.compile(r"^PREFIX .*$", re.MULTILINE)
# What is given to a query that has stretches, beside its parameters.
STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that may be given. `type` is one of graph_cli.canned.TYPES; `choices` are the words that the
    type "choice" takes."""

    name: str
    type: str
    required: bool
    description: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; `detail` columns are left out of tables on the screen."""

    name: str
    description: str
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """How rows are ranked, by names of parameters: what they are to be like, which parameters narrow them
    (`among`), and which limits their number: `usual` by default, `most` at most."""

    like: str
    among: tuple[str, ...]
    limit: str
    usual: int
    most: int


@dataclass(frozen=True, slots=True)
class Stretches:
    """How rows stand group by group: the variables of `group` and `row`, and those by which groups are sorted
    (`order`, with blanks between)."""

    group: str
    order: str
    row: str


class Several(tuple[NamedNode, ...]):
    """Several terms for one VALUES block."""

    @classmethod
    def of(cls, iris: Iterable[str]) -> Several:
        """IRIs as terms."""
        return cls(NamedNode(iri) for iri in iris)

    def __str__(self) -> str:
        return " ".join(map(str, self))


class Closest(tuple[tuple[NamedNode, float], ...]):
    """Findings with their likeness (0 to 1), as rows of a VALUES block."""

    def __str__(self) -> str:
        return " ".join(f"({finding} {score:.4f})" for finding, score in self)


Term: TypeAlias = NamedNode | Literal | Several | Closest


@dataclass(frozen=True)
class CannedQuery:
    """A question with its SPARQL. `example` holds the options of an example command; `likeness` is set where
    the rows are ranked by it (ask graph_cli.closest for the SPARQL then), `stretches` where the rows can be
    had stretch by stretch (graph_cli.stretch)."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: str
    sparql: str
    likeness: Likeness | None = None
    stretches: Stretches | None = None

    @cached_property
    def shown_columns(self) -> tuple[str, ...]:
        """Columns of the table on the screen."""
        return tuple(column.name for column in self.columns if not column.detail)

    def bound(self, terms: Mapping[str, Term]) -> str:
        """The SPARQL with `terms`, by name of parameter, filled in. Lines keep their numbers in the file."""

        def give(line: re.Match[str]) -> str:
            given = GIVEN_AS.fullmatch(line[0])
            term = terms.get(given["name"]) if given else None
            if given is None or term is None:
                return line[0]
            if given["beside"] and (given["beside"] == "with") != (terms.get(given["other"]) is not None):
                return line[0]
            pattern = given["pattern"]
            if isinstance(term, NamedNode | Literal):
                # The planner uses terms that stand in a pattern, but not those that come from VALUES.
                pattern = re.sub(rf"\{given['variable']}\b", lambda _: str(term), pattern)
            return f"{given['indent']}VALUES {given['variable']} {{ {term} }}{pattern}"

        def drop(line: re.Match[str]) -> str:
            return "" if any(name in terms for name in line["names"].split(", ")) else line[0]

        return UNLESS.sub(drop, GIVEN.sub(give, self.sparql))

    def of_groups(self, groups: Sequence[NamedNode], terms: Mapping[str, Term]) -> str:
        """The SPARQL for the rows of some `groups` (in their order), of a query that has `stretches`."""
        assert self.stretches is not None
        group, order = self.stretches.group, self.stretches.order
        bound = self.bound({**terms, STRETCH: Several(groups)})
        # Numbers are compared faster than what the groups are sorted by.
        places = " ".join(f"({iri} {place})" for place, iri in enumerate(groups))
        ordered = bound.replace(f"\nORDER BY {order}", "\nORDER BY ?stretch_place")
        return f"{ordered}\nVALUES ({group} ?stretch_place) {{ {places} }}\n"

    def counting(self, terms: Mapping[str, Term]) -> str:
        """The SPARQL for the number of rows (?rows) of each group (?group), in the order of the groups; for a
        query that has `stretches`."""
        assert self.stretches is not None
        group, order, row = self.stretches.group, self.stretches.order, self.stretches.row
        marked = dict(MARKED.findall(self.bound(terms)))
        prologue = "\n".join(_PREFIX.findall(self.sparql))
        return (
            f"{prologue}\nSELECT ({group} AS ?group) ?rows WHERE {{\n"
            f"{{ SELECT {group} (COUNT({row}) AS ?rows) WHERE {{\n{marked['counted']}}} GROUP BY {group} }}\n"
            f"{marked['ordered']}}}\nORDER BY {order}"
        )
