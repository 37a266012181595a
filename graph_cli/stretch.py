"""A stretch of a long answer, and how long it is, without asking for the rest.

Thousands of rows take seconds, and a screen shows some hundred. Where rows stand group by group
(CannedQuery.stretches), the numbers of rows of all groups tell in which groups the wanted rows are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_cli.canned_query import CannedQuery, Several
from graph_cli.closest import filled_in
from graph_cli.graph import Graph
from graph_cli.table import Table, select

# Rows that a screen shows at once.
ROWS_SHOWN = 200


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
    numbers = numbers_of(select(graph, query.counting(terms)))
    found = stretch_of(numbers, first, number)
    table = select(graph, query.of_groups(found.groups, terms))
    return Shown(table.part(found.skipped, number), sum(count for _, count in numbers))
