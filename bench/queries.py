"""Warm time of every canned query, with only what it needs and with each of its filters: of the first page,
which is what a terminal or the explorer shows, and of the whole answer, which a file gets.

    python -m bench.queries [STORE] [--only NAME ...] [--rounds N]

A filter gets the value that most of the graph has (the council with most documents, the commonest theme), so
that each is timed at its slowest; "as its example" are the filters of the query's example together. Prints
the median of CPU time, from question to table, in milliseconds, and marks what takes longer than the limit:
"over" where the first page does, "whole over" where all rows do. Other work on the machine lengthens CPU time
too, so that the least time of a first page is printed beside. Builds a store of ../shared/corpus and
../shared/seeds where none is named.
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph_cli.build import build
from graph_cli.canned import canned_queries
from graph_cli.canned_query import CannedQuery, Parameter
from graph_cli.closest import filled_in
from graph_cli.graph import Graph
from graph_cli.open_graph import open_graph
from graph_cli.parameters import term
from graph_cli.stretch import rows_from
from graph_cli.table import select

SHARED = Path(__file__).resolve().parents[2] / "shared"
LIMIT_MS = 200
FAR_OVER_S = 2.0
# Of more filters not every two are tried.
MOST_PAIRED = 5

_MOST_COMMON = {
    "authority": "?of a og:Document ; og:authority ?value",
    "document": "?of a og:Finding ; og:document ?value",
    "person": "?of og:person ?value ; og:visit ?visit",
    "region": "?of a og:Document ; og:authority ?council . ?council og:region ?value",
    "framework": "?of a og:Document ; og:framework ?value",
    "theme": "?of a og:Finding ; og:theme ?value",
    "polarity": "?of a og:Finding ; og:polarity ?value",
    "area": "?of a og:Judgement ; og:area ?value",
    "grade": "?of a og:Judgement ; og:grade ?value",
    "status": "?of a og:RecurringTheme ; og:status ?value",
    "role": "?of a og:Participation ; og:role ?value",
}
_WORDS = {
    "first-day": "2016",
    "last-day": "2018",
    "text": "supervision",
    "sentence": "Supervision is regular but seldom reflective.",
    "count": "20",
}

Terms = dict[str, NamedNode | Literal]


class Values:
    """A value for a parameter, asked of the graph once per type."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[str, NamedNode | Literal] = {}

    def of(self, parameter: Parameter) -> NamedNode | Literal:
        key = parameter.type + "|".join(parameter.choices)
        if key not in self._known:
            pattern = _MOST_COMMON.get(parameter.type)
            if pattern:
                word = str(select(self._graph, _most_common(pattern)).rows[0][0])
            else:
                word = parameter.choices[-1] if parameter.choices else _WORDS[parameter.type]
            self._known[key] = term(self._graph, parameter, word)
        return self._known[key]


def _most_common(pattern: str) -> str:
    return (
        f"SELECT ?value (COUNT(DISTINCT ?of) AS ?n) WHERE {{ {pattern} }} "
        "GROUP BY ?value ORDER BY DESC(?n) ?value LIMIT 1"
    )


def cases(query: CannedQuery, values: Values) -> Iterator[tuple[str, Terms]]:
    """Names of the filters and their terms: none, each one, both days, every two (of more than MOST_PAIRED,
    of those in the example), and those of the example all together."""
    needed = {p.name: values.of(p) for p in query.parameters if p.required}
    yield "", needed
    optional = {p.name: p for p in query.parameters if not p.required}
    for name, parameter in optional.items():
        yield name, {**needed, name: values.of(parameter)}
    shown = [word[2:] for word in shlex.split(query.example) if word.startswith("--")]
    together = {name: values.of(optional[name]) for name in shown if name in optional}
    pairs = set(combinations(optional if len(optional) <= MOST_PAIRED else together, 2))
    if {"from", "to"} <= optional.keys():
        pairs.add(("from", "to"))
    for pair in sorted(pairs):
        yield ", ".join(pair), {**needed, **{name: values.of(optional[name]) for name in pair}}
    if len(together) > 2:
        yield "as its example", {**needed, **together}


@dataclass(frozen=True, slots=True)
class Timed:
    """CPU milliseconds of an answer of `rows` rows: the median and the least of several."""

    median: float
    least: float
    rows: int


def timed(answer: Callable[[], int], rounds: int) -> Timed:
    """The time of `rounds` answers after one more; of a single one where that one took seconds."""
    spent = []
    started = time.process_time()
    rows = answer()
    for _ in range(1 if time.process_time() - started > FAR_OVER_S else rounds):
        started = time.process_time()
        answer()
        spent.append(time.process_time() - started)
    return Timed(1000 * statistics.median(spent), 1000 * min(spent), rows)


def report(store: str, only: list[str], rounds: int) -> None:
    graph = open_graph(store)
    values = Values(graph)
    late = late_at_best = whole_late = tried = 0
    print(f"{'query':28}{'filters':20}{'rows':>8}{'first page ms':>15}{'least':>7}{'whole ms':>10}")
    for name, query in canned_queries().items():
        if only and name not in only:
            continue
        for filters, terms in cases(query, values):
            page = whole = timed(partial(_rows_of_all, graph, query, terms), rounds)
            if query.stretches:
                page = timed(partial(_rows_of_a_page, graph, query, terms), rounds)
            tried += 1
            late += page.median > LIMIT_MS
            late_at_best += page.least > LIMIT_MS
            whole_late += whole.median > LIMIT_MS
            mark = "  over" if page.median > LIMIT_MS else "  whole over" if whole.median > LIMIT_MS else ""
            print(
                f"{name:28}{filters or '-':20}{whole.rows:8}{page.median:15.0f}{page.least:7.0f}"
                f"{whole.median:10.0f}{mark}",
                flush=True,
            )
    print(
        f"of {tried}, {late} first pages ({late_at_best} by their least times) and {whole_late} whole "
        f"answers take over {LIMIT_MS} ms"
    )


def _rows_of_all(graph: Graph, query: CannedQuery, terms: Terms) -> int:
    return len(select(graph, filled_in(graph, query, terms)).rows)


def _rows_of_a_page(graph: Graph, query: CannedQuery, terms: Terms) -> int:
    return rows_from(graph, query, terms).rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", nargs="?")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    if asked.store:
        report(asked.store, asked.only, asked.rounds)
        return
    folders = [SHARED / "corpus", SHARED / "seeds"]
    if not all(folder.is_dir() for folder in folders):
        parser.exit(0, f"{SHARED}/corpus and seeds are not here; name a built store.\n")
    with tempfile.TemporaryDirectory() as scratch:
        build(folders, scratch)
        report(scratch, asked.only, asked.rounds)


if __name__ == "__main__":
    main()
