"""`query similar`: findings worded alike, by an index that lies beside the database."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph_cli.__main__ import main
from graph_cli.canned import read_query
from graph_cli.canned_query import Closest
from graph_cli.closest import FILE, filled_in, index_of
from graph_cli.errors import MalformedQuery
from graph_cli.explorer.app import explorer
from graph_cli.explorer.serve import site
from graph_cli.graph import LocalGraph
from graph_cli.store import GraphStore
from tests.explorer.explorer_client import Client

DOCUMENT = "https://w3id.org/ofsted-graph/document/000000000000000"
WEEKLY = DOCUMENT + "2/finding/260"
MAKING = "Making the index of wordings first; this takes a while ...\n"


@pytest.fixture
def store(councils: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(councils, tmp_path / "store", ignore=shutil.ignore_patterns(FILE)))


def opened(store: Path) -> LocalGraph:
    return GraphStore(store).open_for_reading()


def asked(store: Path | str, *words: str) -> Result:
    result = CliRunner().invoke(main, ["query", "similar", *words, "--store", str(store), "--format", "csv"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def rows(store: Path, *words: str) -> list[dict[str, str]]:
    result = asked(store, *words)
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(result.stdout.splitlines()))


def test_it_is_said_once_that_the_index_is_made(store: Path) -> None:
    said = [asked(store, "--like", "Early help").stderr for _ in range(2)]
    assert said == [MAKING, ""]


def test_the_closest_finding_comes_first_with_what_is_known_of_it(councils: Path) -> None:
    first = rows(councils, "--like", "Early help assessments were thorough")[0]
    assert 0.5 < float(first.pop("score")) < 1
    assert set(first.pop("themes").split()) == {"early-help", "assessment"}
    assert first == {
        "authority": "Ambershire",
        "date": "2015-09-21",
        "document": "ambershire-report.pdf",
        "text": "Early help assessments are thorough.",
        "polarity": "mixed",
        "iri": DOCUMENT + "2/finding/300",
    }


def test_scores_fall(councils: Path) -> None:
    scores = [float(row["score"]) for row in rows(councils, "--like", "Supervision is late")]
    assert len(scores) > 2
    assert scores == sorted(scores, reverse=True)


def test_a_finding_is_not_among_those_like_it(councils: Path) -> None:
    like_it = rows(councils, "--like", WEEKLY)
    assert like_it
    assert WEEKLY not in {row["iri"] for row in like_it}
    assert len(rows(councils, "--like", WEEKLY, "--limit", "2")) == 2


def test_the_words_of_a_finding_find_it(councils: Path) -> None:
    first = rows(councils, "--like", "Newly qualified staff have weekly supervision of high quality.")[0]
    assert (first["iri"], float(first["score"])) == (WEEKLY, 1)


@pytest.mark.parametrize(
    ("words", "column", "value"),
    [
        (("--authority", "Westmarsh"), "authority", "Westmarsh"),
        (("--polarity", "concern"), "polarity", "concern"),
        (("--theme", "early-help"), "themes", "early-help"),
    ],
)
def test_filters_narrow_before_the_closest_are_taken(
    councils: Path, words: tuple[str, str], column: str, value: str
) -> None:
    """Also where findings outside the filter are closer than all inside."""
    found = rows(councils, "--like", WEEKLY, "--limit", "1", *words)
    assert [value in row[column] for row in found] == [True]


@pytest.mark.parametrize("like", ['supervision" } DROP ALL #', "supervision <x> ?y {", "supervision\\"])
def test_text_is_only_ever_compared(councils: Path, like: str) -> None:
    assert rows(councils, "--like", like)


def test_words_that_stand_nowhere_find_nothing(councils: Path) -> None:
    assert rows(councils, "--like", "qqqqq zzzzz") == []


@pytest.mark.parametrize(
    ("like", "said"),
    [
        (DOCUMENT + "2", "is not a finding in this graph"),
        ("https://elsewhere.example/finding/1", "is not a finding in this graph"),
        ("https://else where", "is not an IRI"),
    ],
)
def test_an_iri_that_is_no_finding_is_named(councils: Path, like: str, said: str) -> None:
    result = asked(councils, "--like", like)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_server_is_refused_in_a_sentence_and_not_asked() -> None:
    result = asked("http://127.0.0.1:9/", "--like", "supervision")
    assert result.exit_code == 2
    assert "index that lies beside a store" in result.stderr


def test_index_is_kept_beside_the_database_and_read_again(store: Path) -> None:
    graph = opened(store)
    index_of(graph)
    kept = graph.generation / FILE
    first = kept.read_bytes()
    assert [file.name for file in graph.generation.glob(f"{FILE}*")] == [FILE]
    when = kept.stat().st_mtime_ns
    assert rows(store, "--like", "supervision")
    assert (kept.read_bytes(), kept.stat().st_mtime_ns) == (first, when)


def test_a_new_build_begins_without_an_index(store: Path) -> None:
    index_of(opened(store))
    with GraphStore(store).build():
        pass
    assert not (opened(store).generation / FILE).exists()


def test_a_damaged_index_is_made_anew(store: Path) -> None:
    graph = opened(store)
    expected = rows(store, "--like", "supervision")
    kept = graph.generation / FILE
    whole = kept.read_bytes()
    kept.write_bytes(whole[:1000])
    assert rows(store, "--like", "supervision") == expected
    assert kept.read_bytes() == whole


def test_a_store_that_takes_no_index_answers_all_the_same(store: Path) -> None:
    graph = opened(store)
    (graph.generation / FILE).mkdir()
    result = asked(store, "--like", "supervision")
    assert (result.exit_code, result.stderr) == (0, MAKING)
    assert [file.name for file in graph.generation.glob(f"{FILE}*")] == [FILE]


def test_the_explorer_answers_it_in_its_form(councils: Path) -> None:
    client = Client(explorer(site(str(councils), 20.0)))
    try:
        page = client.get("/query/similar?like=Early+help+assessments+were+thorough&limit=1")
        waiting = client.get("/query/similar")
    finally:
        client.close()
    assert (page.status_code, waiting.status_code) == (200, 200)
    assert "Early help assessments are thorough." in page.text
    assert "1 row" in page.text


HEADER = """\
# title: Alike
# question: Which are alike?
# parameter: like (sentence, required): What they are to be like.
# parameter: theme (theme, optional): What they are about.
# parameter: most (count, optional): How many.
# likeness: like among theme; most 20 to 200
# column: iri: The finding.
# example: --like supervision

SELECT ?iri WHERE {
  #given like as (?iri ?score)
  ?iri a og:Finding .
}
ORDER BY ?iri
"""


def test_rows_stand_in_one_values_block(tmp_path: Path, councils: Path) -> None:
    file = tmp_path / "alike.rq"
    file.write_text(HEADER, encoding="utf-8")
    query = read_query(file)
    assert "VALUES (?iri ?score) {  }" in query.bound({"like": Closest()})
    assert filled_in(opened(councils), query, {}) == HEADER


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("like among theme; most 20 to 200", "like among theme", "needs '# likeness:"),
        ("among theme", "among topic", "ranks by 'topic', which is not a parameter"),
        ("among theme; most", "among theme; number", "ranks by 'number', which is not a parameter"),
    ],
)
def test_a_malformed_likeness_names_the_file(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    file = tmp_path / "alike.rq"
    file.write_text(HEADER.replace(was, becomes), encoding="utf-8")
    with pytest.raises(MalformedQuery, match=said) as raised:
        read_query(file)
    assert "alike.rq, line 1:" in str(raised.value)


def test_slides_that_repeat_a_report_are_not_among_the_closest(sample_store: Path) -> None:
    """Nor do they count where themes occur together: of a visit, its first document speaks."""
    found = rows(sample_store, "--like", "Supervision of social workers: regular, reflective and recorded")
    assert found
    assert all(not row["document"].endswith(".pptx") for row in found)
    words = ["query", "co-occurring-themes", "--theme", "supervision", "--format", "csv"]
    counted = CliRunner().invoke(main, [*words, "--store", str(sample_store)]).stdout
    findings = [
        "query",
        "findings",
        "--theme",
        "supervision",
        "--format",
        "csv",
        "--store",
        str(sample_store),
    ]
    themes: Counter[str] = Counter()
    for row in csv.DictReader(CliRunner().invoke(main, findings).stdout.splitlines()):
        if not row["document"].endswith(".pptx"):
            themes.update(set(row["themes"].split()) - {"supervision"})
    assert {
        row["other_theme"]: int(row["findings"]) for row in csv.DictReader(counted.splitlines())
    } == themes
