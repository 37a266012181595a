"""Each canned query answers as its question says, on the two invented councils of councils.trig."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph_cli.canned import canned_queries
from graph_cli.canned_query import CannedQuery
from graph_cli.graph import Graph
from graph_cli.open_graph import open_graph
from graph_cli.parameters import term
from graph_cli.table import select

QUERIES = canned_queries()


@pytest.fixture(scope="module")
def graph(councils: Path) -> Graph:
    return open_graph(str(councils))


def rows(graph: Graph, name: str, columns: str, **words: str) -> list[tuple[object, ...]]:
    query = QUERIES[name]
    terms = {p.name: term(graph, p, words.pop(p.name)) for p in query.parameters if p.name in words}
    assert not words, f"{name} has no parameter {set(words)}"
    return [
        tuple(str(cell) if cell is not None else "" for cell in row)
        for row in select(graph, query.bound(terms)).only(columns.split()).rows
    ]


A, W = "Ambershire", "Westmarsh"
ANSWERS = [
    (
        "inspections", {}, "document gss_code framework start end published",
        [
            ("ambershire-letter.txt", "", "unannounced", "2009-10-13", "2009-10-14", "2009-11-11"),
            ("ambershire-report.pdf", "", "sif", "2015-09-21", "2015-10-15", "2015-12-09"),
            ("ambershire-slides.pptx", "", "sif", "2015-09-21", "2015-10-15", ""),
            ("ambershire-visit.txt", "", "focused-visit", "2021-07-06", "2021-07-07", "2021-08-13"),
            ("westmarsh-2019.pdf", "", "ilacs", "2019-03-04", "2019-03-08", "2019-04-15"),
            ("westmarsh-2023.pdf", "", "ilacs", "2023-05-15", "2023-05-19", "2023-06-26"),
        ],
    ),
    ("inspections", {"from": "2015-09", "to": "2015"}, "document",
     [("ambershire-report.pdf",), ("ambershire-slides.pptx",)]),
    ("inspections", {"region": "North West", "framework": "ILACS"}, "document",
     [("westmarsh-2019.pdf",), ("westmarsh-2023.pdf",)]),
    ("inspections", {"region": "London"}, "document", []),
    (
        "judgements", {"authority": A}, "document area grade sentence",
        [
            ("ambershire-report.pdf", "care-leavers", "requires-improvement",
             "Care leavers: requires improvement"),
            ("ambershire-report.pdf", "overall-effectiveness", "requires-improvement",
             "Overall effectiveness: requires improvement"),
            ("ambershire-slides.pptx", "care-leavers", "good", "Care leavers: good"),
        ],
    ),
    ("judgements", {"grade": "inadequate"}, "document area", [("westmarsh-2023.pdf", "overall-effectiveness")]),
    ("judgements", {"document": "ambershire-slides"}, "grade", [("good",)]),
    (
        "grade-history", {"authority": A}, "date framework area grade known_by",
        [
            ("2012-01", "cla", "overall-effectiveness", "good", "mention"),
            ("2015-09-21", "sif", "care-leavers", "requires-improvement", "document"),
            ("2015-09-21", "sif", "overall-effectiveness", "requires-improvement", "document"),
        ],
    ),
    ("grade-history", {"authority": W, "area": "overall-effectiveness"}, "date grade",
     [("2019-03-04", "good"), ("2023-05-15", "inadequate")]),
    (
        "inspectors", {"authority": A}, "document inspector role person",
        [
            ("ambershire-report.pdf", "Tom Birch", "inspector", "Thomas Birch"),
            ("ambershire-report.pdf", "Hana Oyelaran-Smith", "lead", "Hana Oyelaran-Smith"),
            ("ambershire-visit.txt", "Thomas Birch", "lead", "Thomas Birch"),
        ],
    ),
    ("inspectors", {"person": "Tom Birch", "role": "inspector"}, "document",
     [("ambershire-report.pdf",), ("westmarsh-2019.pdf",)]),
    (
        "inspector", {"person": "tom birch"}, "inspector date authority role printed_name",
        [
            ("Thomas Birch", "2015-09-21", A, "inspector", "Tom Birch"),
            ("Thomas Birch", "2019-03-04", W, "inspector", "Tom Birch"),
            ("Thomas Birch", "2021-07-06", A, "lead", "Thomas Birch"),
        ],
    ),
    (
        "findings", {"authority": A, "from": "2015"}, "document date text polarity themes section paragraph page",
        [
            ("ambershire-report.pdf", "2015-09-21",
             "Supervision in two teams is late and is seldom written down.", "concern", "supervision",
             "What we found", "2", "1"),
            ("ambershire-report.pdf", "2015-09-21",
             "Newly qualified staff have weekly supervision of high quality.", "strength", "supervision",
             "What we found", "3", "1"),
            ("ambershire-report.pdf", "2015-09-21", "Early help assessments are thorough.", "mixed",
             "assessment early-help", "What we found", "4", "1"),
            ("ambershire-report.pdf", "2015-09-21", "The county has four children's homes.", "neutral", "",
             "What we found", "", "1"),
            ("ambershire-visit.txt", "2021-07-06", "Supervision does not always test whether plans work.",
             "concern", "supervision", "What we found", "", "1"),
            ("ambershire-visit.txt", "2021-07-06", "Families get early help when they need it.", "strength",
             "early-help", "What we found", "", "1"),
        ],
    ),
    ("findings", {"theme": "Supervision of staff", "polarity": "strength"}, "document themes",
     [("ambershire-report.pdf", "supervision"), ("westmarsh-2023.pdf", "supervision")]),
    ("findings", {"theme": "assessment", "polarity": "mixed"}, "text polarity of_theme",
     [("Early help assessments are thorough.", "mixed", "mixed")]),
    ("findings", {"theme": "assessment", "polarity": "strength"}, "text", []),
    ("findings", {"theme": "early-help", "polarity": "strength", "authority": A}, "text of_theme",
     [("Early help assessments are thorough.", "strength"),
      ("Families get early help when they need it.", "strength")]),
    ("findings", {"text": "WEEKLY supervision"}, "document", [("ambershire-report.pdf",)]),
    ("findings", {"document": "westmarsh-2019.pdf", "area": "leaders", "framework": "ilacs"}, "text",
     [("Caseloads leave managers no time for supervision.",)]),
    ("findings", {"authority": A, "to": "2009", "theme": "supervision"}, "document", [("ambershire-letter.txt",)]),
    (
        "theme-persistence", {"authority": A, "theme": "supervision"}, "date says concern strength status",
        [
            ("2009-10-13", "concern", "Not all social workers have regular supervision.", "", "persisting"),
            ("2015-09-21", "both", "Supervision in two teams is late and is seldom written down.",
             "Newly qualified staff have weekly supervision of high quality.", "persisting"),
            ("2021-07-06", "concern", "Supervision does not always test whether plans work.", "", "persisting"),
        ],
    ),
    ("theme-persistence", {"authority": A, "theme": "early-help"}, "date says status document",
     [
         ("2009-10-13", "unsure", "strength-only", "ambershire-letter.txt"),
         ("2015-09-21", "strength", "strength-only", "ambershire-report.pdf"),
         ("2021-07-06", "strength", "strength-only", "ambershire-visit.txt"),
     ]),
    ("theme-persistence", {"authority": A, "theme": "assessment"}, "date says certainty strength_certainty",
     [("2009-10-13", "nothing", "0.92", ""), ("2015-09-21", "strength", "0.92", "0.96"),
      ("2021-07-06", "nothing", "0.92", "")]),
    ("theme-trend", {"theme": "early-help"}, "year visits visits_with_concern", [("2015", "1", "0"), ("2021", "1", "0")]),
    ("compare", {"authority": A, "peers": "all", "theme": "early-help"}, "theme", []),
    (
        "recurring-themes", {}, "authority theme status first_concern last_concern visits_with_concern sentence",
        [
            (A, "supervision", "persisting", "2009-10-13", "2021-07-06", "3",
             "Supervision does not always test whether plans work."),
            (A, "assessment", "strength-only", "", "", "0", ""),
            (A, "early-help", "strength-only", "", "", "0", ""),
            (W, "assessment", "persisting", "2019-03-04", "2023-05-15", "2",
             "Assessments still lack analysis of risk."),
            (W, "supervision", "resolved", "2019-03-04", "2019-03-04", "1",
             "Caseloads leave managers no time for supervision."),
            (W, "caseloads", "raised-once", "2019-03-04", "2019-03-04", "1",
             "Caseloads leave managers no time for supervision."),
        ],
    ),
    ("recurring-themes", {"status": "persisting", "region": "north west"}, "authority theme",
     [(A, "supervision"), (W, "assessment")]),
    ("recurring-themes", {"authority": W, "theme": "assessment"}, "status", [("persisting",)]),
    (
        "theme-trend", {"theme": "supervision"}, "year framework visits visits_with_concern visits_with_strength",
        [
            ("2009", "unannounced", "1", "1", "0"),
            ("2015", "sif", "1", "1", "1"),
            ("2019", "ilacs", "1", "1", "0"),
            ("2021", "focused-visit", "1", "1", "0"),
            ("2023", "ilacs", "1", "0", "1"),
        ],
    ),
    ("theme-trend", {"theme": "supervision", "from": "2020", "framework": "ilacs", "region": "E12000002"}, "year",
     [("2023",)]),
    (
        "recommendations", {"authority": A}, "date number paragraphs_printed paragraphs_meant shift themes",
        [
            ("2015-09-21", "1", "4", "2", "2", "supervision"),
            ("2015-09-21", "2", "6", "4", "2", "early-help"),
            ("2021-07-06", "1", "", "", "0", "supervision"),
        ],
    ),
    ("recommendations", {"theme": "early-help", "from": "2015", "to": "2015"}, "text",
     [("Tell staff in early help what is expected.",)]),
    (
        "unfinished-recommendations", {"theme": "supervision"}, "authority asked asked_again earlier later score",
        [(A, "2015-09-21", "2021-07-06", "Make sure that supervision is regular and recorded.",
          "The regularity of supervision and how it is recorded.", "0.62")],
    ),
    ("unfinished-recommendations", {"authority": W}, "authority", []),
    (
        "compare", {"authority": A, "with": W},
        "theme own_visits own_concern own_strength own_share peer_councils peer_visits peer_share difference",
        [
            ("supervision", "3", "3", "1", "100", "1", "2", "50", "50"),
            ("assessment", "1", "0", "1", "0", "1", "2", "100", "-100"),
        ],
    ),
    ("compare", {"authority": A, "peers": "neighbours", "theme": "supervision"}, "theme peer_councils",
     [("supervision", "1")]),
    ("compare", {"authority": A, "peers": "region", "theme": "supervision"}, "own_concern peer_strength",
     [("3", "1")]),
    ("compare", {"authority": A, "peers": "all", "theme": "caseloads"}, "theme", []),
    ("compare", {"authority": W, "theme": "supervision"}, "own_share peer_share", [("50", "100")]),
    ("co-occurring-themes", {"theme": "supervision"}, "other_theme findings councils",
     [("caseloads", "1", "1")]),
    ("co-occurring-themes", {"theme": "early-help", "polarity": "concern"}, "other_theme", []),
    ("co-occurring-themes", {"theme": "assessment", "polarity": "mixed"}, "other_theme", [("early-help",)]),
    ("co-occurring-themes", {"theme": "assessment", "polarity": "strength"}, "other_theme", []),
    (
        "conflicts", {"authority": A}, "date subject graph_goes_by one one_in other other_in reason",
        [
            ("2015-09-21", "grade care-leavers", "requires-improvement", "requires-improvement",
             "ambershire-report.pdf", "good", "ambershire-slides.pptx",
             "The inspectorate's report outranks slides about it"),
            ("2015-09-21", "grade care-leavers", "requires-improvement", "good", "ambershire-slides.pptx",
             "requires-improvement", "ambershire-slides.pptx", "the document contradicts itself"),
        ],
    ),
    (
        "conflicts", {"authority": W}, "subject graph_goes_by one other sentences",
        [("start", "2023-05-15", "2023-05-15", "2023-05-22", "")],
    ),
    ("mentions", {}, "authority when framework area grade document",
     [(A, "2012-01", "cla", "overall-effectiveness", "good", "ambershire-visit.txt")]),
    (
        "provenance", {"authority": A, "framework": "sif"}, "fact value document",
        [
            ("end", "2015-10-15", "ambershire-report.pdf"),
            ("grade care-leavers", "requires-improvement", "ambershire-report.pdf"),
            ("grade overall-effectiveness", "requires-improvement", "ambershire-report.pdf"),
            ("published", "2015-12-09", "ambershire-report.pdf"),
            ("role inspector", "Tom Birch", "ambershire-report.pdf"),
            ("role lead", "Hana Oyelaran-Smith", "ambershire-report.pdf"),
            ("start", "2015-09-21", "ambershire-report.pdf"),
        ],
    ),
    ("merges", {}, "inspector variant reason visits",
     [("Thomas Birch", "Tom Birch", "Tom is short for Thomas, and the surname is the same", "3")]),
    ("doubtful-people", {"person": "Ines Marlowe"}, "inspector other inspector_visits other_visits",
     [("Ines Marlow", "Ines Marlowe", "1", "1")]),
    (
        "improvers", {"theme": "supervision"}, "authority last_concern strength_on concern strength overall overall_in",
        [(W, "2019-03-04", "2023-05-15", "Caseloads leave managers no time for supervision.",
          "Supervision is frequent and thoughtful.", "inadequate", "2023")],
    ),
    (
        "before-the-fall", {"theme": "assessment"}, "authority area before grade_before dropped grade_after concerns",
        [
            (W, "help-and-protection", "2019-03-04", "good", "2023-05-15", "requires-improvement", "1"),
            (W, "overall-effectiveness", "2019-03-04", "good", "2023-05-15", "inadequate", "1"),
        ],
    ),
    ("before-the-fall", {"authority": W}, "area area_before theme concerns",
     [("help-and-protection", "help-and-protection", "assessment", "1"),
      ("leaders", "leadership", "", "0"),
      ("overall-effectiveness", "overall-effectiveness", "assessment", "1"),
      ("overall-effectiveness", "overall-effectiveness", "caseloads", "1"),
      ("overall-effectiveness", "overall-effectiveness", "supervision", "1")]),
    ("documents", {"authority": A}, "document pages rank",
     [("ambershire-slides.pptx", "1", "2"), ("ambershire-letter.txt", "1", "1"),
      ("ambershire-report.pdf", "1", "1"), ("ambershire-visit.txt", "1", "1")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words", "columns", "expected"), ANSWERS, ids=[f"{n} {w}" for n, w, *_ in ANSWERS]
)
def test_answer(
    graph: Graph, name: str, words: dict[str, str], columns: str, expected: list[tuple[str, ...]]
) -> None:
    assert rows(graph, name, columns, **words) == expected


def test_every_query_has_expected_rows() -> None:
    assert {name for name, *_ in ANSWERS} >= set(QUERIES) - {"similar"}


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_header_declares_the_columns_that_come_back(graph: Graph, query: CannedQuery) -> None:
    assert select(graph, query.sparql).columns == tuple(column.name for column in query.columns)


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_order_is_fixed(query: CannedQuery) -> None:
    assert "\nORDER BY " in query.sparql


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_rows_do_not_double_where_two_documents_state_the_same_name(graph: Graph, query: CannedQuery) -> None:
    table = select(graph, query.sparql)
    assert len(set(table.rows)) == len(table.rows)


@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_everything_that_rows_are_ordered_by_is_known(graph: Graph, query: CannedQuery) -> None:
    """A variable that a subquery keeps to itself would order nothing, in silence."""
    order = query.sparql.rpartition("\nORDER BY ")[2]
    named = set(re.findall(r"\?(\w+)", order)) - {column.name for column in query.columns}
    shown = query.sparql.replace("\nWHERE {", " ".join(f"?{name}" for name in named) + "\nWHERE {", 1)
    table = select(graph, shown if "GROUP BY" not in query.sparql.rpartition("}")[2] else query.sparql)
    assert table.rows or not named
    assert [name for name in named if not any(row[name] is not None for row in table.records())] == []
