"""The command line as its user meets it: help, data on standard output, messages, exit codes, no tracebacks."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from graph_cli.__main__ import COMMANDS, main
from graph_cli.bundled import queries_folder
from graph_cli.canned import canned_queries

QUERIES = canned_queries()
FINDING = "https://w3id.org/ofsted-graph/document/0000000000000002/finding/260"


def run(*words: str | Path) -> Result:
    result = CliRunner(env={"COLUMNS": None}).invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example: ofsted-graph " + name in " ".join(result.stdout.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_does(name: str) -> None:
    assert COMMANDS[name] in " ".join(run("--help").stdout.split())


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_has_help_with_question_columns_and_example(name: str) -> None:
    text = " ".join(run("query", name, "--help").stdout.split())
    query = QUERIES[name]
    assert query.question in text
    assert all(f"{column.name}: {column.description}" in text for column in query.columns)
    assert f"Example: ofsted-graph query {name} {query.example}".rstrip(" -") in text
    always, _, further = text.partition("Further columns, in every format but table:")
    assert all(f"{c.name}: {c.description}" in (further if c.detail else always) for c in query.columns)


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_the_example_of_every_query_has_an_answer_in_the_sample(sample_store: Path, query: object) -> None:
    import shlex

    from graph_cli.canned_query import CannedQuery

    assert isinstance(query, CannedQuery)
    result = run("query", query.name, *shlex.split(query.example), "--store", sample_store, "--format", "csv")
    assert result.exit_code == 0, result.stderr
    head, *rows = result.stdout.splitlines()
    assert head == ",".join(column.name for column in query.columns)
    assert rows or query.name == "doubtful-people"  # the sample has no doubts


def test_help_imports_nothing_heavy() -> None:
    heavy = ["matplotlib", "rdflib", "pyshacl", "networkx", "openpyxl", "numpy", "httpx", "starlette", "rich"]
    code = (
        "import sys; sys.argv=['ofsted-graph','--help']\n"
        "from graph_cli.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_version_is_told() -> None:
    assert run("--version").stdout.startswith("ofsted-graph ")


def test_table_hides_details_and_csv_has_all_columns(councils: Path) -> None:
    table = run("query", "findings", "--store", councils, "--theme", "caseloads")
    csv = run("query", "findings", "--store", councils, "--theme", "caseloads", "--format", "csv")
    assert "iri" not in table.stdout
    assert "Caseloads leave managers no time for supervision." in table.stdout
    assert csv.stdout.splitlines()[1].endswith("/document/0000000000000005/finding/100")


def test_json_has_numbers_dates_and_nulls(councils: Path) -> None:
    result = run("query", "documents", "--store", councils, "--authority", "ambershire", "--format", "json")
    first = json.loads(result.stdout)[0]
    assert first["pages"] == 1
    assert first["published"] is None
    assert json.loads(result.stdout)[1]["published"] == "2009-11-11"


def test_markdown_is_a_pipe_table(councils: Path) -> None:
    lines = run("query", "merges", "--store", councils, "--format", "md").stdout.splitlines()
    assert lines[1].startswith("| --- |")
    assert lines[2].startswith("| Thomas Birch | Tom Birch |")


def test_the_ending_of_the_file_chooses_the_format(councils: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    result = run("query", "inspections", "--store", councils, "-o", file)
    assert result.stdout == ""
    assert f"Wrote {file}" in result.stderr
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert sheet["A1"].value == "document"
    assert sheet["E2"].is_date


def test_excel_never_takes_text_for_a_formula(tmp_path: Path) -> None:
    from graph_cli.table import Table
    from graph_cli.tabular import to_csv, to_xlsx

    table = Table(("text",), (("=1+1",), ("a\x0cb",)))
    file = tmp_path / "formula.xlsx"
    file.write_bytes(to_xlsx(table, "A/B [test]"))
    cells = openpyxl.load_workbook(file).worksheets[0]["A"]
    assert [(cell.value, cell.data_type) for cell in cells[1:]] == [("=1+1", "s"), ("a b", "s")]
    assert to_csv(table) == "text\n=1+1\na\x0cb\n"


def test_excel_keeps_the_kind_of_each_cell_of_a_column(tmp_path: Path) -> None:
    """What a cell is does not depend on those above it."""
    from graph_cli.table import Table
    from graph_cli.tabular import to_xlsx

    day = date(2024, 4, 29)
    table = Table(("mixed",), ((day,), (3,), ("3",), (None,), (Decimal("0.5"),), (True,), (day,)))
    file = tmp_path / "mixed.xlsx"
    file.write_bytes(to_xlsx(table, "Mixed"))
    cells = openpyxl.load_workbook(file).worksheets[0]["A"]
    assert [cell.value for cell in cells[1:]] == [
        datetime(2024, 4, 29), 3, "3", None, 0.5, True, datetime(2024, 4, 29)
    ]  # fmt: skip
    assert [cell.is_date for cell in cells[1:]] == [True, False, False, False, False, False, True]
    assert [bool(cell.font.bold) for cell in cells] == [True] + [False] * 7
    assert [bool(cell.alignment.wrap_text) for cell in cells[1:4]] == [False, False, True]


def test_excel_refuses_what_it_would_cut_and_takes_a_table_without_columns(
    councils: Path, tmp_path: Path
) -> None:
    from graph_cli.errors import AskedWrongly
    from graph_cli.table import Table
    from graph_cli.tabular import to_xlsx

    file = tmp_path / "longest.xlsx"
    file.write_bytes(to_xlsx(Table(("text",), (("x" * 32_767,),)), "Longest"))
    assert len(openpyxl.load_workbook(file).worksheets[0]["A2"].value) == 32_767
    with pytest.raises(AskedWrongly, match="32,768 characters in the column text"):
        to_xlsx(Table(("text",), (("x" * 32_768,),)), "Longer")
    with pytest.raises(AskedWrongly, match="no room for 1,048,576 rows"):
        to_xlsx(Table(("n",), ((1,),) * 2**20), "Many")
    assert run("sparql", "SELECT * {}", "--store", councils, "-o", file).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["query", "nonsense"], "No query is called 'nonsense'"),
        (["nonsense"], "No such command 'nonsense'. Commands: build,"),
        (["query", "theme-trend"], "Missing option '--theme'"),
        (["query", "findings", "--theme", "supervison"], "Did you mean Supervision of staff (supervision)"),
        (["query", "findings", "--from", "soon"], "is not a date"),
        (["query", "findings", "--to", "9" * 30], "is not a date"),
        (["query", "similar", "--like", "supervision", "--limit", "0"], "not a whole number of 1 or more"),
        (["query", "findings", "--format", "pdf"], "Invalid value for '--format'"),
        (["query", "findings", "-o", "x.pdf"], "names no format"),
        (["query", "findings", "--format", "csv", "-o", "/no/such/folder/x.csv"], "cannot be written"),
        (["sparql", "SELECT nonsense"], "does not parse: line 1, column 16: expected DISTINCT"),
        (["sparql", "SELECT ?x { ?x a nope:Visit }"], "does not parse: line 1, column 28: Prefix not found"),
        (["sparql", "SELECT ?x { ?x a ?y } GROUP BY ?y"], "contains a variable that is unbound"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "an update; sparql only answers queries"),
        (["sparql"], "Give a QUERY or -f FILE"),
        (["sparql", __file__], f"is a file, not a query; ask what it holds with -f {__file__}"),
        (["sparql", "SELECT " + "?nonsense " * 1000], "does not parse"),
        (
            ["sparql", "SELECT * { ?s ?p ?o } LIMIT 1", "--format", "ttl"],
            "The answer to SELECT or ASK comes as",
        ),
        (
            ["sparql", "DESCRIBE <http://e/x>", "--format", "csv"],
            "The answer to CONSTRUCT or DESCRIBE comes as",
        ),
        (["explain", "http://e/nothing"], "says nothing about"),
        (["explain", "http://e/no iri"], "is not an IRI"),
        (["export", "persistence", "-o", "x.csv"], "gexf, graphml"),
        (["export", "all", "-o", "x.gexf"], "nq"),
        (["plot", "heat-map", "-o", "x.png"], "needs --authority"),
        (["plot", "heat-map", "--authority", "Barnet", "-o", "x.png"], "to draw"),
        (["plot", "trend", "--theme", "supervision", "-o", "x.pdf"], "png or svg"),
        (
            ["plot", "trend", "--theme", "supervision", "--authority", "Ambershire", "-o", "x.png"],
            "takes no --authority",
        ),
        (["queries", "nonsense"], "No query is called"),
        (["query", "recuring-themes"], "Did you mean recurring-themes"),
        (["sparql", "SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "SERVICE did not answer"),
        (["sparql", "SELECT ?a { SERVICE ?x { ?a ?b ?c } }"], "The query cannot be answered"),
        (
            ["sparql", "-f", str(queries_folder().with_name("ontology") / "theme-weights.npz")],
            "is not a text file in UTF-8",
        ),
        (["sparql", "ASK {}", "--deadline", "inf"], "not in the range"),
        (["sparql", "ASK {}", "--deadline", "nan"], "not a number of seconds"),
        (["serve", "--host", "ü..b"], "cannot be the name of a host"),
        (["build", "x.pdf", "--base", "foo"], "is not an absolute IRI"),
        (["build", "x.pdf", "--base", "https://example.org/graph"], "must end with / or #"),
    ],
)
def test_wrong_requests_end_with_a_sentence_and_exit_code_2(
    councils: Path, words: list[str], said: str
) -> None:
    unstored = words[0] == "nonsense" or words[:2] == ["query", "nonsense"]
    result = run(*words) if unstored else run(*words, "--store", councils)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_file_that_the_system_denies_is_named(tmp_path: Path) -> None:
    (tmp_path / "store" / "generations").mkdir(parents=True)
    (tmp_path / "store" / "build.lock").mkdir()
    document = tmp_path / "letter.txt"
    document.write_text("A letter.")
    result = run("build", document, "--store", tmp_path / "store")
    assert (result.exit_code, result.stderr) == (1, f"Error: {tmp_path}/store/build.lock: Is a directory.\n")


@pytest.mark.parametrize(
    "words", [["query", "inspections"], ["sparql", "ASK {}"], ["explain", "x"], ["validate"]]
)
def test_a_missing_store_tells_to_build(tmp_path: Path, words: list[str]) -> None:
    result = run(*words, "--store", tmp_path / "none")
    assert result.exit_code == 2
    assert "Build one first: ofsted-graph build" in result.stderr


def test_nothing_found_is_said_on_standard_error(councils: Path) -> None:
    result = run("query", "findings", "--store", councils, "--text", "zebra")
    assert result.exit_code == 0
    assert "Nothing in the graph matches" in result.stderr


def test_a_council_without_documents_is_told_from_one_without_an_answer(councils: Path) -> None:
    unknown = run("query", "grade-history", "--store", councils, "--authority", "Barnet")
    assert "No document in the graph is about Barnet." in unknown.stderr
    silent = run("query", "findings", "--store", councils, "--authority", "Ambershire", "--text", "zebra")
    assert "No document" not in silent.stderr


@pytest.mark.parametrize("width", [20, 40, 80, 120, 160, 400])
def test_a_table_shows_every_column_and_word_whatever_the_width(councils: Path, width: int) -> None:
    """As records, one line for each cell, where the columns do not fit beside each other."""
    words = ["query", "recurring-themes", "--store", str(councils), "--status", "resolved"]
    shown = CliRunner(env={"COLUMNS": str(width)}).invoke(main, words).stdout
    assert max(map(len, shown.splitlines())) <= width
    for word in ["Westmarsh", "supervision", "0.92", "2019-03-04", *["Caseloads", "leave", "managers"]]:
        assert word in shown
    for column in QUERIES["recurring-themes"].shown_columns:
        assert all(part in shown for part in column.split("_"))
    assert shown.count("\n") < 40


@pytest.mark.parametrize("width", ["0", "²", "-5", "wide", ""])
def test_a_width_that_is_none_is_as_good_as_unknown(councils: Path, width: str) -> None:
    """A column without a name, too, is a column."""
    words = ["sparql", "SELECT ?_ { BIND(1 AS ?_) }", "--store", str(councils)]
    told = [
        CliRunner(env={"COLUMNS": columns}).invoke(main, words, catch_exceptions=False)
        for columns in (width, None)
    ]
    assert told[0].stdout == told[1].stdout
    assert "1" in told[0].stdout


def test_queries_lists_shows_and_gives_values(councils: Path) -> None:
    assert all(name in run("queries").stdout for name in QUERIES)
    assert run("queries", "mentions").stdout == QUERIES["mentions"].sparql
    named = run("queries", "--values", "authority", "--store", councils).stdout
    assert "Ambershire County Council" in named
    assert "meaning" not in named
    explained = " ".join(run("queries", "--values", "status", "--store", councils).stdout.split())
    assert "meaning" in explained
    assert "every visit that does states only strengths" in explained


def test_sparql_answers_every_form(councils: Path, tmp_path: Path) -> None:
    file = tmp_path / "ask.rq"
    file.write_text("ASK { ?s a og:Visit }")
    assert "yes" in run("sparql", "-f", file, "--store", councils).stdout
    turtle = run("sparql", "CONSTRUCT { ?s a og:Merge } WHERE { ?s a og:Merge }", "--store", councils).stdout
    assert "<https://w3id.org/ofsted-graph/merge/tom-birch> a og:Merge ." in turtle
    select = "SELECT ?n WHERE { ?s a og:Merge ; og:variant ?n }"
    assert json.loads(run("sparql", select, "--store", councils, "--format", "json").stdout)["head"] == {
        "vars": ["n"]
    }
    assert run("sparql", select, "--store", councils, "--format", "tsv").stdout == "n\nTom Birch\n"


@pytest.mark.parametrize(("graph", "number"), [("derived", "0"), ("resolved", "1")])
def test_sparql_asks_only_the_graphs_that_it_names(councils: Path, graph: str, number: str) -> None:
    query = f"""SELECT (COUNT(?m) AS ?n) FROM <https://w3id.org/ofsted-graph/graph/{graph}>
        {{ ?m a og:Merge FILTER(CONTAINS(STR(?m), "")) }}"""
    assert run("sparql", query, "--store", councils, "--format", "tsv").stdout == f"n\n{number}\n"


def test_sparql_is_stopped_at_its_deadline(councils: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    before = time.monotonic()
    result = run("sparql", endless, "--deadline", "0.7", "--store", councils)
    assert time.monotonic() - before < 10
    assert result.exit_code == 1
    assert "stopped after 0.7 seconds" in result.stderr


def test_explain_shows_sentence_place_and_reason(councils: Path) -> None:
    text = " ".join(run("explain", FINDING, "--store", councils).stdout.split())
    for part in (
        "“Newly qualified staff have weekly supervision of high quality.”",
        "polarity Strength", "theme Supervision of staff", "why high quality", "section What we found",
        "paragraph 3", "page 1", "document ambershire-report.pdf", "visit Ambershire, sif, 2015-09-21",
    ):  # fmt: skip
        assert part in text


def test_explain_finds_by_words_and_says_when_there_is_more(councils: Path) -> None:
    result = run("explain", "SUPERVISION", "--limit", "2", "--store", councils)
    assert result.stdout.count("Finding ") == 2
    assert "There are more than these 2" in result.stderr
    assert run("explain", "zebra", "--store", councils).exit_code == 1


@pytest.mark.parametrize("words", ["", "  "])
def test_explain_of_no_words_is_refused(councils: Path, words: str) -> None:
    result = run("explain", words, "--store", councils)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing to look for" in result.stderr


def test_explain_of_a_recurring_theme_shows_what_it_stands_on(councils: Path) -> None:
    iri = "https://w3id.org/ofsted-graph/recurring/westmarsh/supervision"
    text = run("explain", iri, "--store", councils).stdout
    assert "Resolved" in text
    assert "“Caseloads leave managers no time for supervision.”" in text
    assert "“Supervision is frequent and thoughtful.”" in text


@pytest.mark.parametrize(
    "words",
    [
        ["heat-map", "--authority", "Ambershire"],
        ["grades", "--authority", "Westmarsh"],
        ["trend", "--theme", "supervision"],
    ],
)
def test_plots_are_pictures_with_fixed_bytes(councils: Path, tmp_path: Path, words: list[str]) -> None:
    for form, opening in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        files = [tmp_path / f"{number}.{form}" for number in (1, 2)]
        for file in files:
            assert run("plot", *words, "-o", file, "--store", councils).exit_code == 0
        assert files[0].read_bytes().startswith(opening)
        assert files[0].read_bytes() == files[1].read_bytes()


def test_validate_passes_the_fixture_and_names_what_is_wrong(councils: Path, tmp_path: Path) -> None:
    from pyoxigraph import Store

    from graph_cli.store import GraphStore

    assert run("validate", "--store", councils).exit_code == 0
    spoilt = tmp_path / "spoilt"
    with GraphStore(spoilt).build() as generation:
        source = GraphStore(councils).open_for_reading().store
        assert isinstance(source, Store)
        generation.store.bulk_extend(source)
        generation.store.update(
            "DELETE WHERE { GRAPH ?g { <https://w3id.org/ofsted-graph/document/0000000000000001> "
            "<https://w3id.org/ofsted-graph/vocabulary#sha256> ?o } }"
        )
        generation.store.update(
            "DELETE WHERE { GRAPH ?g { ?finding <https://w3id.org/ofsted-graph/vocabulary#praises> "
            "<https://w3id.org/ofsted-graph/theme/early-help> } }"
        )
    result = run("validate", "--document", "ambershire-letter.txt", "--store", spoilt)
    assert result.exit_code == 1
    assert 'wrong (1): A document must have exactly one "SHA-256"' in result.stdout
    half_told = run("validate", "--document", "ambershire-report.pdf", "--store", spoilt)
    assert "wrong (1): A finding must say of each of its themes" in half_told.stdout
    assert run("validate", "--document", "ambershire-visit.txt", "--store", spoilt).exit_code == 0


def test_a_closed_pipe_ends_quietly(councils: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "graph_cli",
        "query",
        "findings",
        "--format",
        "csv",
        "--store",
        str(councils),
    ]
    piped = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert piped.stdout is not None
    assert piped.stderr is not None
    piped.stdout.close()
    said = piped.stderr.read().decode()
    piped.stderr.close()
    piped.wait()
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


def test_improvers_give_no_overall_grade_that_a_later_inspection_left_out(sample_store: Path) -> None:
    """Westmarsh was graded as a whole in 2019, and in 2026 by areas alone."""
    words = [
        "query",
        "improvers",
        "--theme",
        "care-leaver-support",
        "--format",
        "csv",
        "--store",
        str(sample_store),
    ]
    answer = csv.DictReader(CliRunner().invoke(main, words).stdout.splitlines())
    grades = {row["authority"]: (row["overall"], row["overall_in"]) for row in answer}
    assert grades["Westmarsh"] == ("", "")
    assert grades["Ambershire"][0]
