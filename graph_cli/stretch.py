"""A stretch of a long answer, and how long it is, without asking for the rest.

Thousands of rows take seconds, and a screen shows some hundred. Where rows stand group by group
(CannedQuery.stretches), the numbers of rows of all groups tell in which groups the wanted rows are."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_cli.canned_query import CannedQuery, Several
from graph_cli.closest import filled_in
from graph_cli.graph import Graph
from graph_cli.table import Table, select
from graph_cli.wording import WITHOUT_WORDINGS, places_of
from loaders.iris import finding_of, place_of

# Rows that a screen shows at once.
ROWS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where some rows of an answer are: in `groups`, behind the first `skipped` rows of these."""

    groups: Several
    skipped: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Some rows of an answer that has `rows` rows."""

    table: Table
    rows: int


def numbers_of(answer: Table) -> list[tuple[str, int]]:
    """Groups, by IRI, and how many rows each has, from the answer of `CannedQuery.counting`."""
    return [(str(group), int(str(number))) for group, number in answer.rows]


def stretch_of(numbers: Iterable[tuple[str, int]], first: int, number: int) -> Stretch:
    """Where the `number` rows from the one at `first` (from 0) are. `numbers` are groups, by IRI, and how
    many rows each has, in order."""
    groups: list[str] = []
    skipped = rows = 0
    for group, count in numbers:
        if rows + count > first and rows < first + number:
            skipped = skipped if groups else first - rows
            groups.append(group)
        rows += count
    return Stretch(Several.of(dict.fromkeys(groups)), skipped)


def in_order(findings: Iterable[tuple[str, int]], groups: Several) -> list[NamedNode]:
    """Findings, told by document and offset: by IRI, group by group, and as they stand in the text."""
    place = {group.value: number for number, group in enumerate(groups)}
    ordered = sorted(findings, key=lambda each: (place[each[0]], each[1]))
    return [NamedNode(finding_of(document, offset)) for document, offset in ordered]


def questions(
    query: CannedQuery, terms: Mapping[str, NamedNode | Literal], place: Callable[[int], int], number: int
) -> Generator[str, Table, Shown]:
    """Asks, in SPARQL, for the `number` rows from the one at `place(n)` (from 0) of the n rows that `query`,
    which has `stretches`, answers with `terms`; is sent each answer, and returns the rows."""
    if query.is_tallied(terms) and (yield WITHOUT_WORDINGS).rows:
        query = query.without_tally()
    numbers = numbers_of((yield query.counting(terms)))
    rows = sum(count for _, count in numbers)
    found = stretch_of(numbers, place(rows), number)
    if query.stretches is None or query.stretches.tally is None:
        answer = yield query.of_groups(found.groups, terms)
        return Shown(answer.part(found.skipped, number), rows)
    if words := query.words_in_lines(terms):
        lines = yield query.lines(found.groups, terms)
        findings = places_of(words, ((str(document), str(text)) for document, text in lines.rows))
    else:
        findings = [place_of(str(iri)) for (iri,) in (yield query.rows(found.groups, terms)).rows]
    ordered = in_order(findings, found.groups)
    wanted = Several(ordered[found.skipped : found.skipped + number])
    return Shown((yield query.of_groups(found.groups, terms, wanted)), rows)


def rows_from(
    graph: Graph,
    query: CannedQuery,
    terms: Mapping[str, NamedNode | Literal],
    first: int = 0,
    number: int = ROWS_SHOWN,
) -> Shown:
    """The `number` rows from the one at `first` (from 0) of what `query` answers with `terms`. Raises what
    graph_cli.closest.filled_in and `Graph.query` raise."""
    if query.stretches is None:
        table = select(graph, filled_in(graph, query, terms))
        return Shown(table.part(first, number), len(table.rows))
    asking = questions(query, terms, lambda rows: first, number)
    sparql = next(asking)
    while True:
        try:
            sparql = asking.send(select(graph, sparql))
        except StopIteration as ended:
            shown: Shown = ended.value
            return shown
