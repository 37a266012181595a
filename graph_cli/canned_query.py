"""A canned query: what it asks and answers, and its SPARQL with values filled in (graph_cli.canned says how
its file is written)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from graph_cli.wording import in_line, pattern

GIVEN = re.compile(r"^[ \t]*#given\b.*$", re.MULTILINE)
UNLESS = re.compile(r"^.*#unless (?P<names>\w+(?:, \w+)*)$", re.MULTILINE)
GIVEN_AS = re.compile(
    r"(?P<indent>\s*)#given (?P<name>\w+)(?: (?P<beside>with|without) (?P<other>\w+))? as "
    r"(?:(?P<form>words|line) )?(?P<variable>\?\w+|\(\?\w+ \?\w+\))(?P<pattern>.*)"
)
UNCOUNTED = re.compile(r"^.*#uncounted(?: without (?P<name>\w+))?$\n", re.MULTILINE)
MARKED = re.compile(r"^ *#(counted|ordered)\b.*\n((?:.*\n)*?) *#end$", re.MULTILINE)
_PATTERNS = {"words": pattern, "line": in_line}
_PREFIX = re.compile(r"^PREFIX .*$", re.MULTILINE)
# What is given to a query that has stretches, beside its parameters.
STRETCH = "stretch"
TALLY = "tally"
ROW = "row"


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
class Tally:
    """Numbers of findings that the graph knows: the variable `number` has some of a group's. Where words are
    given, the findings whose sentences hold them are named in the variable `lines`: each line has a sentence,
    a tab, and the offset that ends the IRI of a finding of the group. There is none where the parameter
    `unless` has a value."""

    number: str
    lines: str
    unless: str


@dataclass(frozen=True, slots=True)
class Stretches:
    """How rows stand group by group: the variables of `group` and `row`, and those by which groups are sorted
    (`order`, with blanks between), and, where the graph knows their numbers, what these are (`tally`)."""

    group: str
    order: str
    row: str
    tally: Tally | None = None


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
            if given["form"] and isinstance(term, Literal):
                term = Literal(_PATTERNS[given["form"]](term.value))
            if isinstance(term, NamedNode | Literal):
                # The planner uses terms that stand in a pattern, but not those that come from VALUES.
                pattern = re.sub(rf"\{given['variable']}\b", lambda _: str(term), pattern)
            return f"{given['indent']}VALUES {given['variable']} {{ {term} }}{pattern}"

        def drop(line: re.Match[str]) -> str:
            return "" if any(name in terms for name in line["names"].split(", ")) else line[0]

        return UNLESS.sub(drop, GIVEN.sub(give, self.sparql))

    def of_groups(self, groups: Several, terms: Mapping[str, Term], rows: Several | None = None) -> str:
        """The SPARQL for the rows of some `groups` (in their order), or only for `rows` of these, of a query
        that has `stretches` (for `rows`, with a tally)."""
        assert self.stretches is not None
        group, order = self.stretches.group, self.stretches.order
        given: dict[str, Term] = {**terms, STRETCH: groups}
        if rows is not None:
            assert self.stretches.tally is not None
            given = {name: given[name] for name in (STRETCH, self.stretches.tally.unless) if name in given}
            given[ROW] = rows
        bound = self.bound(given)
        # Numbers are compared faster than what the groups are sorted by.
        places = " ".join(f"({iri} {place})" for place, iri in enumerate(groups))
        ordered = bound.replace(f"\nORDER BY {order}", "\nORDER BY ?stretch_place")
        return f"{ordered}\nVALUES ({group} ?stretch_place) {{ {places} }}\n"

    def counting(self, terms: Mapping[str, Term]) -> str:
        """The SPARQL for the number of rows (?rows) of each group (?group), in the order of the groups; for a
        query that has `stretches`."""
        assert self.stretches is not None
        group, order, tally = self.stretches.group, self.stretches.order, self.stretches.tally
        number = (
            f"SUM({tally.number})" if tally and self.is_tallied(terms) else f"COUNT({self.stretches.row})"
        )
        marked = self._marked(terms)
        return (
            f"{self._prologue}\nSELECT ({group} AS ?group) ?rows WHERE {{\n"
            f"{{ SELECT {group} ({number} AS ?rows) WHERE {{\n{marked['counted']}}} GROUP BY {group} }}\n"
            f"{marked['ordered']}}}\nORDER BY {order}"
        )

    def words_in_lines(self, terms: Mapping[str, Term]) -> str | None:
        """The words that are given, where the rows that hold them are found in `lines`; else None."""
        words = next((terms[p.name] for p in self.parameters if p.type == "text" and p.name in terms), None)
        return words.value if isinstance(words, Literal) and self.is_tallied(terms) else None

    def lines(self, groups: Several, terms: Mapping[str, Term]) -> str:
        """The SPARQL for groups and lines that hold the words which `terms` have, in this order."""
        assert self.stretches is not None
        assert self.stretches.tally is not None
        found = f"{self.stretches.group} {self.stretches.tally.lines}"
        counted = self._marked({**terms, STRETCH: groups})["counted"]
        return f"{self._prologue}\nSELECT {found} WHERE {{\n{counted}}}"

    def rows(self, groups: Several, terms: Mapping[str, Term]) -> str:
        """The SPARQL for the rows of some groups, by their IRIs alone, in no order."""
        assert self.stretches is not None
        counted = self.without_tally()._marked({**terms, STRETCH: groups})["counted"]
        return f"{self._prologue}\nSELECT {self.stretches.row} WHERE {{\n{counted}}}"

    def is_tallied(self, terms: Mapping[str, Term]) -> bool:
        """Whether numbers that the graph knows are added up instead of counting the rows for `terms`."""
        tally = self.stretches.tally if self.stretches else None
        return tally is not None and tally.unless not in terms

    def without_tally(self) -> CannedQuery:
        """This query, but its rows are counted."""
        assert self.stretches is not None
        return replace(self, stretches=replace(self.stretches, tally=None))

    def _marked(self, terms: Mapping[str, Term]) -> dict[str, str]:
        if self.is_tallied(terms):
            terms = {**terms, TALLY: Literal(True)}
        counted = UNCOUNTED.sub(lambda line: line[0] if line["name"] in terms else "", self.bound(terms))
        return dict(MARKED.findall(counted))

    @property
    def _prologue(self) -> str:
        return "\n".join(_PREFIX.findall(self.sparql))
