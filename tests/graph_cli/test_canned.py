"""Headers of canned queries: what is read from them, and that a malformed one names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from graph_cli.canned import read_query
from graph_cli.canned_query import Parameter
from graph_cli.errors import MalformedQuery

GOOD = """\
# title: Things
# question: Which things are there?
# parameter: theme (theme, required): What it is about.
# parameter: peers (choice near|far, optional): Whom to compare with.
# column: thing: The thing.
# column: iri (detail): Its IRI.
# example: --theme supervision

SELECT ?thing ?iri WHERE {
  ?iri rdfs:label ?thing .
  #given theme as ?wanted ?iri og:theme ?wanted .
  #given peers as ?group FILTER(?group = ?group)
}
ORDER BY ?thing
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "things.rq"
    file.write_text(text, encoding="utf-8")
    return file


def test_header_is_read(tmp_path: Path) -> None:
    query = read_query(written(tmp_path, GOOD))
    assert (query.name, query.title, query.question) == ("things", "Things", "Which things are there?")
    assert query.parameters[1] == Parameter(
        "peers", "choice", False, "Whom to compare with.", ("near", "far")
    )
    assert [column.name for column in query.columns] == ["thing", "iri"]
    assert query.shown_columns == ("thing",)


def test_given_lines_stay_comments_without_a_value(tmp_path: Path) -> None:
    query = read_query(written(tmp_path, GOOD))
    assert query.bound({}) == GOOD


def test_given_line_binds_the_term_and_keeps_line_numbers(tmp_path: Path) -> None:
    bound = read_query(written(tmp_path, GOOD)).bound({"theme": NamedNode("https://example.org/t")})
    line = "  VALUES ?wanted { <https://example.org/t> } ?iri og:theme <https://example.org/t> ."
    assert line in bound.splitlines()
    assert bound.count("\n") == GOOD.count("\n")


def test_given_line_may_need_another_value_or_its_absence(tmp_path: Path) -> None:
    lines = "  #given peers with theme as ?with\n  #given peers without theme as ?alone\n"
    query = read_query(written(tmp_path, GOOD.replace("ORDER BY", f"{lines}ORDER BY")))
    peers, theme = Literal("near"), NamedNode("https://example.org/t")
    both, alone = query.bound({"peers": peers, "theme": theme}), query.bound({"peers": peers})
    assert "VALUES ?with" in both
    assert "VALUES ?alone" not in both
    assert "VALUES ?with" not in alone
    assert "VALUES ?alone" in alone
    assert "VALUES ?with" not in query.bound({"theme": theme})


def test_a_line_may_be_left_out_where_a_value_is_given(tmp_path: Path) -> None:
    text = GOOD.replace("rdfs:label ?thing .", "rdfs:label ?thing . #unless theme, peers")
    query = read_query(written(tmp_path, text))
    assert "rdfs:label" in query.bound({})
    for name in ("theme", "peers"):
        bound = query.bound({name: NamedNode("https://example.org/t")})
        assert "rdfs:label" not in bound
        assert bound.count("\n") == text.count("\n")


@pytest.mark.parametrize("text", ['" } DROP ALL #', "back\\slash", "line\nbreak", "}", "'", "?wanted"])
def test_text_cannot_leave_its_literal(tmp_path: Path, text: str) -> None:
    """Whatever the user types comes back as the value of one literal."""
    bound = read_query(written(tmp_path, GOOD.replace("?thing ?iri", "?group ?thing ?iri"))).bound(
        {"peers": Literal(text)}
    )
    store = Store()
    store.load(
        '<https://example.org/x> <http://www.w3.org/2000/01/rdf-schema#label> "x" .', format=RdfFormat.TURTLE
    )
    answer = store.query(bound, prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"})
    assert isinstance(answer, QuerySolutions)
    rows = list(answer)
    assert [row["group"].value for row in rows] == [text]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("# title: Things\n", ""), 1),
        (("# title:", "# titel:"), 1),
        (("# title: Things", "# title: Things\n# title: More"), 2),
        (("# question: Which", "#question: Which"), 2),
        (("(theme, required)", "(theme)"), 3),
        (("(theme, required)", "(colour, required)"), 3),
        (("(theme, required)", "(theme a|b, required)"), 3),
        (("(choice near|far, ", "(choice, "), 4),
        (("# column: thing: The thing.", "# column: thing"), 5),
        (("(detail)", "(hidden)"), 6),
        (("# column: iri (detail)", "# column: thing (detail)"), 1),
        (("# example: --theme supervision\n", ""), 1),
        (("#given theme as", "#given topic as"), 11),
        (("#given theme as ?wanted", "#given theme ?wanted"), 11),
        (("#given theme as", "#given theme with topic as"), 11),
        (("  #given peers as ?group FILTER(?group = ?group)\n", ""), 1),
        (("rdfs:label ?thing .", "rdfs:label ?thing . #unless topic"), 1),
        (("# example:", "# stretches: ?iri by thing\n# example:"), 1),
        (("# example:", "# stretches: ?iri by ?thing\n# example:"), 1),
        (("#given theme as", "#given stretch as"), 11),
    ],
)
def test_malformed_header_names_file_and_line(tmp_path: Path, change: tuple[str, str], line: int) -> None:
    assert change[0] in GOOD
    file = written(tmp_path, GOOD.replace(*change, 1))
    with pytest.raises(MalformedQuery, match=rf"things\.rq, line {line}: "):
        read_query(file)


IN_STRETCHES = """\
# title: Things
# question: Which things has each place?
# parameter: theme (theme, optional): What it is about.
# column: thing: The thing.
# stretches: ?place by ?name
# example: --theme supervision

PREFIX ex: <https://example.org/>
SELECT ?thing WHERE {
  #counted ?thing
  #given stretch as ?place
  ?thing ex:in ?place .
  #given theme as ?wanted ?thing ex:about ?wanted .
  #end
  #ordered
  ?place ex:name ?name .
  #end
}
ORDER BY ?name ?thing
"""


def test_rows_are_counted_group_by_group_in_the_order_of_the_groups(tmp_path: Path) -> None:
    query = read_query(written(tmp_path, IN_STRETCHES))
    store = Store()
    facts = '<p/1> <name> "Yew". <p/2> <name> "Ash". <t/1> <in> <p/1>; <about> <x>. <t/2> <in> <p/1>. <t/3> <in> <p/2>.'
    store.load(facts, format=RdfFormat.TURTLE, base_iri="https://example.org/")

    def counted(**terms: NamedNode) -> list[tuple[str, str]]:
        answer = store.query(query.counting(terms))
        assert isinstance(answer, QuerySolutions)
        return [(str(row["group"])[-2:-1], row["rows"].value) for row in answer]

    assert counted() == [("2", "1"), ("1", "2")]
    assert counted(theme=NamedNode("https://example.org/x")) == [("1", "1")]


@pytest.mark.parametrize(
    ("there", "instead", "told"),
    [
        ("  #ordered\n", "", "these need patterns"),
        ("#counted ?thing", "#counted", "these need patterns"),
        ("?name ?thing", "?name ?thing\n#ordered\n#end", "these need patterns"),
        ("by ?name", "by ?thing", "not sorted by first"),
        ("by ?name", "by ?name; tally ?many unless theme", "tally [?]NUMBER in [?]LINES unless NAME"),
        (
            "by ?name",
            "by ?name; tally ?many in ?lines unless colour",
            "unless 'colour' is given, which is not",
        ),
        (
            "#counted ?thing",
            "#counted ?thing\n?a a ?b #uncounted without colour",
            "without 'colour', which is not",
        ),
    ],
)
def test_malformed_stretches_are_told(tmp_path: Path, there: str, instead: str, told: str) -> None:
    assert there in IN_STRETCHES
    with pytest.raises(MalformedQuery, match=told):
        read_query(written(tmp_path, IN_STRETCHES.replace(there, instead)))


def test_header_without_columns_is_malformed(tmp_path: Path) -> None:
    text = "".join(line for line in GOOD.splitlines(True) if not line.startswith("# column"))
    with pytest.raises(MalformedQuery, match="column"):
        read_query(written(tmp_path, text))
