"""Stretches of long answers: the rows of a page without the rest, and how many there are in all."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph_cli.build import build
from graph_cli.canned import canned_queries
from graph_cli.canned_query import CannedQuery, Parameter
from graph_cli.graph import Graph
from graph_cli.open_graph import open_graph
from graph_cli.parameters import LISTED, choices, term
from graph_cli.store import GraphStore
from graph_cli.stretch import Shown, rows_from, stretch_of
from graph_cli.table import Table, select
from loaders.iris import SKOS
from tests.earlier_graph import forget_wordings

IN_STRETCHES = {name: query for name, query in canned_queries().items() if query.stretches}
WORDS = {"first-day": "2012", "last-day": "2023", "text": "the"}


@pytest.fixture(scope="module")
def graph(sample_store: Path) -> Graph:
    return open_graph(str(sample_store))


def values(graph: Graph, parameter: Parameter) -> list[str]:
    """Up to four values that a parameter may have."""
    if parameter.type in LISTED:
        return [choice.code for choice in choices(graph, parameter.type)][:4]
    return [WORDS[parameter.type]]


def test_the_long_answers_come_in_stretches() -> None:
    assert set(IN_STRETCHES) == {
        "before-the-fall",
        "findings",
        "provenance",
        "recommendations",
        "recurring-themes",
    }


@pytest.mark.parametrize("query", IN_STRETCHES.values(), ids=list(IN_STRETCHES))
def test_all_pages_together_are_the_whole_answer_whatever_is_asked(
    graph: Graph, councils: Path, query: CannedQuery
) -> None:
    filled = pages_that_are_the_whole(graph, query)
    assert filled + pages_that_are_the_whole(open_graph(str(councils)), query) > 0


def pages_that_are_the_whole(graph: Graph, query: CannedQuery) -> int:
    """Asks much in pages, which must be the whole answer together; how often there were more than two."""
    asked: list[dict[str, NamedNode | Literal]] = [{}]
    for parameter in query.parameters:
        asked += [{parameter.name: term(graph, parameter, word)} for word in values(graph, parameter)]
    # What words are looked for in depends on the other filters.
    if query.name == "findings":
        asked += [{**given, "text": Literal(WORDS["text"])} for given in asked[1:]]
    asked.append({**asked[1], **asked[-1]})
    asked.append({name: given for each in asked if len(each) == 1 for name, given in each.items()})
    filled = 0
    for terms in asked:
        whole = select(graph, query.bound(terms))
        number = max(2, len(whole.rows) // 5)
        pages = [
            rows_from(graph, query, terms, first, number)
            for first in range(0, len(whole.rows) + number, number)
        ]
        assert tuple(row for page in pages for row in page.table.rows) == whole.rows, terms
        assert {page.rows for page in pages} == {len(whole.rows)}, terms
        assert {page.table.columns for page in pages} == {whole.columns}
        filled += len(pages) > 2
    return filled


SENTENCES = (
    "Handover notes are timely (and thorough) in 100% of cases",
    "Plans are good; children are seen by their social worker, alone",
    "Thresholds are [not] well understood",
    "HANDOVER NOTES ARE SHARED AND HANDOVER NOTES ARE TIMELY",
    "Staff at \u0130pek House have under\u017ftood the \u00b5 plan of caf\u00e9 visits",
)


@pytest.fixture(scope="module")
def odd_words(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one letter, whose sentences hold what regular expressions read otherwise."""
    folder = tmp_path_factory.mktemp("odd")
    letter = (sample / "ambershire-2009-unannounced.txt").read_text(encoding="utf-8")
    place = letter.index("Initial assessments")
    text = letter[:place] + "".join(f"{sentence}. " for sentence in SENTENCES) + letter[place:]
    (folder / "letter.txt").write_text(text, encoding="utf-8")
    build([folder], folder / "store", jobs=1)
    return folder / "store"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("(and thorough)", 1),
        ("100%", 1),
        ("[not]", 1),
        ("handover notes are", 2),
        ("notes are t", 2),
        ("see[mn]", 0),
        ("plans.*good", 0),
        ("social worker, alone.", 1),
        ("concern", 0),
        ("\\", 0),
        ("thresholds\tare", 1),
        ("10", 1),
        ("CAF\u00c9 VISITS", 1),
        ("understood the", 0),
        ("under\u017ftood the", 1),
        ("\u017focial worker", 0),
        ("at \u0130PEK", 1),
        ("staff at ip", 0),
        ("the \u03bc plan", 0),
        ("the \u00b5 plan", 1),
        ("a" * 1000, 0),
    ],
)
def test_words_are_found_as_they_stand_whatever_their_case(odd_words: Path, words: str, number: int) -> None:
    """Counted in texts of many sentences, and searched for there by a regular expression."""
    graph, query = open_graph(str(odd_words)), IN_STRETCHES["findings"]
    asked = {"text": term(graph, next(p for p in query.parameters if p.name == "text"), words)}
    whole = select(graph, query.bound(asked)).rows
    assert len(whole) == number
    assert rows_from(graph, query, asked) == Shown(Table(columns_of(graph), whole), number)


def columns_of(graph: Graph) -> tuple[str, ...]:
    return select(graph, IN_STRETCHES["findings"].bound({})).columns


@pytest.mark.parametrize("document", [None, "westmarsh-2017-monitoring-visit.txt"])
def test_documents_without_wordings_are_counted(
    sample_store: Path, tmp_path: Path, document: str | None
) -> None:
    """As those that an earlier version read, and whose files are gone, or that others made."""
    copytree(sample_store, tmp_path / "store")
    with GraphStore(tmp_path / "store").build() as generation:
        forget_wordings(generation.store, document)
    graph, query = open_graph(str(tmp_path / "store")), IN_STRETCHES["findings"]
    for asked in ({}, {"text": Literal("social workers")}, {"text": Literal("nowhere")}):
        whole = select(graph, query.bound(asked)).rows
        shown = rows_from(graph, query, asked)
        assert (shown.table.rows, shown.rows) == (whole[:100], len(whole))


def whole_and_pages(graph: Graph, name: str, number: int) -> tuple[list[object], list[object]]:
    """The rows of a query that is given nothing, asked for at once, and `number` at a time."""
    query = IN_STRETCHES[name]
    whole = select(graph, query.bound({})).rows
    firsts = range(0, len(whole), number)
    return [*whole], [
        row for first in firsts for row in rows_from(graph, query, {}, first, number).table.rows
    ]


@pytest.mark.parametrize("name", ["findings", "recommendations"])
def test_documents_of_one_name_and_day_stay_apart_under_a_base_that_has_documents(
    sample: Path, tmp_path: Path, name: str
) -> None:
    text = (sample / "ambershire-2009-unannounced.txt").read_text(encoding="utf-8")
    for folder in ("first", "second", "third"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(f"{text}\nThe {folder} copy.\n", encoding="utf-8")
    build([tmp_path], tmp_path / "store", base="https://example.org/document/of/councils/", jobs=1)
    whole, pages = whole_and_pages(open_graph(str(tmp_path / "store")), name, 4)
    assert len(whole) > 4
    assert pages == whole


def test_councils_of_one_name_stay_apart(councils: Path, tmp_path: Path) -> None:
    copytree(councils, tmp_path / "store")
    name = NamedNode(SKOS + "prefLabel")
    with GraphStore(tmp_path / "store").build() as generation:
        for quad in list(generation.store.quads_for_pattern(None, name, Literal("Westmarsh"))):
            generation.store.remove(quad)
            generation.store.add(Quad(quad.subject, name, Literal("Ambershire"), quad.graph_name))
    whole, pages = whole_and_pages(open_graph(str(tmp_path / "store")), "recurring-themes", 1)
    assert len(whole) > 2
    assert pages == whole


@given(
    st.lists(st.integers(1, 9), max_size=12),
    st.integers(0, 60),
    st.integers(1, 30),
)
def test_a_stretch_names_only_groups_that_its_rows_are_in(counts: list[int], first: int, number: int) -> None:
    groups = [f"https://example.org/{place}" for place in range(len(counts))]
    rows = [group for group, count in zip(groups, counts, strict=True) for _ in range(count)]
    found = stretch_of(zip(groups, counts, strict=True), first, number)
    wanted = rows[first : first + number]
    assert [group.value for group in found.groups] == list(dict.fromkeys(wanted))
    read = [row for row in rows if row in {group.value for group in found.groups}]
    assert read[found.skipped : found.skipped + number] == wanted


def on_a_terminal(store: Path, *words: str) -> tuple[str, str]:
    """What a command writes to a terminal of 200 columns, and its messages."""
    outside, inside = pty.openpty()
    command = [sys.executable, "-m", "graph_cli", "query", *words, "--store", str(store)]
    environment = {**os.environ, "COLUMNS": "200", "TERM": "dumb"}
    process = subprocess.Popen(command, stdout=inside, stderr=subprocess.PIPE, env=environment)
    os.close(inside)
    shown = b""
    with os.fdopen(outside, "rb", buffering=0) as screen:
        try:
            while piece := screen.read(4096):
                shown += piece
        except OSError:
            # So Linux says that the other end of a terminal was closed.
            pass
    _, messages = process.communicate()
    assert process.returncode == 0
    return shown.decode(), messages.decode()


def test_a_terminal_gets_the_first_rows_and_a_pipe_all_of_them(sample_store: Path) -> None:
    shown, message = on_a_terminal(sample_store, "findings")
    words = [sys.executable, "-m", "graph_cli", "query", "findings", "--store", str(sample_store)]
    whole = subprocess.run(words, capture_output=True, text=True, check=True)
    rows = re.compile(r"^\S.* \d{4}-\d\d-\d\d ", re.MULTILINE)
    everything = rows.findall(whole.stdout)
    assert len(rows.findall(shown)) == 100 < len(everything)
    told = (
        f"The first 100 of {len(everything)} rows; for all of them add -o findings.csv or -o findings.xlsx."
    )
    assert message.strip() == told
    assert whole.stderr == ""


def test_a_short_answer_is_shown_whole_without_a_word(sample_store: Path) -> None:
    shown, message = on_a_terminal(sample_store, "documents")
    assert "ambershire" in shown.lower()
    assert message == ""
