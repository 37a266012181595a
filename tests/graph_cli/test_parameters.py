"""Words of the user become terms of the graph, or an error that lists what is near."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from graph_cli.canned_query import Parameter
from graph_cli.errors import BadValue
from graph_cli.graph import Graph, LocalGraph
from graph_cli.open_graph import open_graph
from graph_cli.parameters import choices, term, without_documents

NAMESPACE = "https://w3id.org/ofsted-graph/"


@pytest.fixture(scope="module")
def graph(councils: Path) -> Graph:
    return open_graph(str(councils))


def meant(graph: Graph, kind: str, word: str, words: tuple[str, ...] = ()) -> str:
    return term(graph, Parameter("it", kind, False, "", words), word).value


@pytest.mark.parametrize(
    ("kind", "word", "iri"),
    [
        ("authority", "Lancashire", "authority/E10000017"),
        ("authority", "E10000017", "authority/E10000017"),
        ("authority", "e10000017", "authority/E10000017"),
        ("authority", "  ambershire ", "authority/ambershire"),
        ("authority", "AMBERSHIRE COUNTY COUNCIL", "authority/ambershire"),
        ("authority", "Lancashire County Council", "authority/E10000017"),
        ("authority", "London Borough of Barnet", "authority/E09000003"),
        ("authority", "County Durham", "authority/E06000047"),
        ("authority", NAMESPACE + "authority/E10000017", "authority/E10000017"),
        ("theme", "supervision", "theme/supervision"),
        ("authority", "stockton on tees", "authority/E06000004"),
        ("authority", "Bath & North-East Somerset", "authority/E06000022"),
        ("theme", "Supervision of staff", "theme/supervision"),
        ("polarity", "Concern", "polarity/concern"),
        ("framework", "ILACS", "framework/ilacs"),
        ("area", "care-leavers", "area/care-leavers"),
        ("grade", "RI", "grade/requires-improvement"),
        ("region", "North West", "region/E12000002"),
        ("status", "persisting", "status/persisting"),
        ("role", "Lead inspector", "role/lead"),
        ("person", "Tom Birch", "person/thomas-birch"),
        ("document", "ambershire-letter", "document/0000000000000001"),
        ("document", "0000000000000001", "document/0000000000000001"),
    ],
)
def test_names_codes_and_aliases(graph: Graph, kind: str, word: str, iri: str) -> None:
    assert meant(graph, kind, word) == NAMESPACE + iri


@pytest.mark.parametrize(
    ("kind", "word", "near"),
    [
        ("a theme", "supervison", "supervision"),
        ("an authority", "Lancshire", "Lancashire"),
        ("an authority", "Lancashire County Council!", "Lancashire"),
        ("a polarity", "concerns", "concern"),
        ("a person", "Thomas Burch", "Thomas Birch"),
    ],
)
def test_unknown_word_lists_near_choices(graph: Graph, kind: str, word: str, near: str) -> None:
    with pytest.raises(BadValue, match=f"--it '{word}' is not {kind} in this graph. Did you mean .*{near}"):
        meant(graph, kind.split()[1], word)


def test_word_like_nothing_tells_how_to_list(graph: Graph) -> None:
    with pytest.raises(BadValue, match="queries --values theme"):
        meant(graph, "theme", "xyzzyx")


@pytest.mark.parametrize(
    ("kind", "word", "day"),
    [
        ("first-day", "2021", "2021-01-01"),
        ("first-day", "2021-07", "2021-07-01"),
        ("first-day", "2021-07-06", "2021-07-06"),
        ("last-day", "2021", "2021-12-31"),
        ("last-day", "2020-02", "2020-02-29"),
        ("last-day", "2021-07-06", "2021-07-06"),
    ],
)
def test_dates_may_be_years_or_months(graph: Graph, kind: str, word: str, day: str) -> None:
    assert meant(graph, kind, word) == day


@pytest.mark.parametrize(
    "word", ["yesterday", "2021-13", "2021-02-30", "2021-07-06-01", "06/07/2021", "-5", "0"]
)
def test_wrong_dates_show_how_to_write_them(graph: Graph, word: str) -> None:
    with pytest.raises(BadValue, match="2021-07-06"):
        meant(graph, "first-day", word)


def test_other_types(graph: Graph) -> None:
    assert meant(graph, "count", "12") == "12"
    assert meant(graph, "text", 'a "quoted" word') == 'a "quoted" word'
    assert meant(graph, "choice", "near", ("near", "far")) == "near"
    with pytest.raises(BadValue, match="near, far"):
        meant(graph, "choice", "nearby", ("near", "far"))
    with pytest.raises(BadValue, match="empty"):
        meant(graph, "text", " ")
    with pytest.raises(BadValue, match="1,001 letters; 1,000 are the most"):
        meant(graph, "text", "a" * 1001)
    assert meant(graph, "text", " two\u00a0 words\n") == "two words"


@pytest.mark.parametrize("word", ["1.5", "0", "-3", "ten"])
def test_a_count_is_a_whole_number_of_1_or_more(graph: Graph, word: str) -> None:
    with pytest.raises(BadValue, match="not a whole number of 1 or more"):
        meant(graph, "count", word)


def test_choices_are_in_order_of_code(graph: Graph) -> None:
    assert [choice.code for choice in choices(graph, "polarity")] == [
        "concern",
        "mixed",
        "neutral",
        "strength",
    ]


def in_memory(turtle: str) -> Graph:
    store = Store()
    prefixes = "@prefix og: <https://w3id.org/ofsted-graph/vocabulary#> ." + (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    )
    store.load(prefixes + turtle, format=RdfFormat.TURTLE, base_iri=NAMESPACE)
    return LocalGraph("memory", store, Path())


def test_a_name_of_its_own_goes_before_the_same_name_of_another() -> None:
    graph = in_memory("""
        <authority/1> a og:Authority ; skos:prefLabel "Northwick" .
        <authority/2> a og:Authority ; skos:prefLabel "Northwick Vale" ; skos:altLabel "Northwick", "The Vale" .
        <authority/3> a og:Authority ; skos:prefLabel "Westmarsh" ; skos:altLabel "The Vale" .
    """)
    assert meant(graph, "authority", "northwick") == NAMESPACE + "authority/1"
    with pytest.raises(BadValue, match=r"Northwick Vale \(2\), Westmarsh \(3\)\. Give the code"):
        meant(graph, "authority", "the vale")


def test_a_council_has_the_documents_of_those_whose_place_it_took() -> None:
    graph = in_memory("""
        <authority/1> a og:Authority ; skos:prefLabel "Northwick" .
        <authority/2> a og:Authority ; skos:prefLabel "Northwick Vale" ; og:successorOf <authority/1> .
        <authority/3> a og:Authority ; skos:prefLabel "Westmarsh" .
        <visit/1> og:authority <authority/1> ; og:knownBy "document" .
        <visit/3> og:authority <authority/3> ; og:knownBy "mention" .
    """)
    council = Parameter("authority", "authority", True, "")
    for name, without in (("Northwick", []), ("Northwick Vale", []), ("Westmarsh", ["Westmarsh"])):
        terms = {"authority": term(graph, council, name)}
        assert without_documents(graph, [council], terms) == without
