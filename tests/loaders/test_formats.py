"""The same report gives the same graph in every format that a user may have it in."""

from __future__ import annotations

import html
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from loaders.load import Loader

ROOT = Path(__file__).resolve().parents[2]

# Each line is a block: # title, ## heading, * bullet, 7. numbered paragraph, | row of a table, else a paragraph.
REPORT = """\
# Westmarsh Borough Council
## Inspection of services for children in need of help and protection, children looked after and care leavers
Inspection date: 12 January 2015 to 5 February 2015
Report published: 30 March 2015
| 1. Children who need help and protection | Requires improvement
| 2. Children looked after and achieving permanence | Inadequate
| 2.1 Adoption performance | Good
| 2.2 Experiences and progress of care leavers | Inadequate
| 3. Leadership, management and governance | Inadequate
## Recommendations
1. Ensure that all social workers receive regular and reflective supervision, and that it is recorded on children’s files (paragraph 8).
2. Ensure that no care leaver is placed in bed and breakfast accommodation (paragraphs 5 and 6).
## Summary for children and young people
* When children are in danger, social workers act quickly to keep them safe.
* Some young people who leave care have nowhere safe to live, and this must change.
## The experiences and progress of children who need help and protection
Requires improvement
## Inspection findings
3. Early help is well organised. Parents speak highly of the support that they receive.
4. Most assessments lack analysis of risk, although 94% of them are completed in time.
## The experiences and progress of children looked after and achieving permanence
Inadequate
## Inspection findings
5. The accommodation of some care leavers is unsafe. Nine young people were living in hotels.
6. Pathway plans are out of date for half of all care leavers.
## Leadership, management and governance
Inadequate
## Inspection findings
7. A determined recruitment campaign has filled most vacancies.
8. Not all social workers receive regular supervision.
## Information about this inspection
Inspectors read case files and talked to children, families, staff and partners.
## The inspection team
Lead inspector: Harriet Colesmoor
Team inspectors: Andy Tresco, Bridget O’Farrow, Josephine Marlow-Perrin
Quality assurance manager: Verity Ashgrove
"""


def blocks() -> list[tuple[str, str]]:
    """Mark and text of each block; the mark of a numbered paragraph is its number and a stop."""
    marked = [line.partition(" ") for line in REPORT.splitlines()]
    marks = {"#", "##", "*", "|"}
    return [
        (mark, text) if mark in marks or mark.rstrip(".").isdigit() else ("", f"{mark} {text}".strip())
        for mark, _, text in marked
    ]


def plain(width: int = 10_000, bullet: str = "-") -> str:
    """The report as text: a blank line between blocks that are no rows or bullets, cells behind each other."""
    parts, before = [], ""
    for mark, text in blocks():
        printed = {"*": f"{bullet} {text}", "|": text.replace(" | ", " ")}.get(mark, text)
        if mark[:1].isdigit():
            printed = f"{mark} {text}"
        parts.append("" if mark in {"*", "|"} and mark == before else "\n")
        parts.append(textwrap.fill(printed, width) + "\n")
        before = mark
    return "".join(parts)


def markdown() -> str:
    """The report in Markdown, as programs write it that take text out of PDFs."""
    parts: list[str] = []
    rule, before = "| --- | --- |\n", ""
    for mark, text in blocks():
        shown = {"|": f"| {text} |", "": text}.get(mark, f"{mark} {text}")
        if before == mark == "|":
            parts.append(rule + shown)
            rule = ""
        else:
            parts.append("\n" + shown.replace("supervision", "**supervision**"))
        before = mark
    return "\n".join(parts)


def web_page(lists: bool) -> str:
    """The report as HTML, its numbered paragraphs as items of lists or with printed numbers."""
    tags = {"#": "h1", "##": "h2", "*": "li", "": "p"}
    body = []
    for mark, text in blocks():
        shown = html.escape(text)
        if mark == "|":
            cells = "".join(f"<td>{cell}</td>" for cell in shown.split(" | "))
            body.append(f"<table><tr>{cells}</tr></table>")
        elif mark in tags:
            body.append(f"<{tags[mark]}>{shown}</{tags[mark]}>")
        elif lists:
            body.append(f"<ol start='{mark.rstrip('.')}'><li>{shown}</li></ol>")
        else:
            body.append(f"<p>{mark}&nbsp;{shown}</p>")
    return "".join(body)


def site(report: str) -> str:
    """A page as published: with a menu, a cookie banner, related reports and a footer about other councils."""
    return (
        "<html><body><div class='cookies'><p>We use cookies. You can refuse them.</p></div>"
        "<header><p>Reports</p><nav><ul><li>Eastmere Council</li></ul></nav></header>"
        f"<main>{report}</main>"
        "<aside><h2>Related</h2><ul><li>Eastmere: care leavers are badly served</li></ul></aside>"
        "<footer><p>Published 3 May 2021. Leaders are ambitious.</p></footer></body></html>"
    )


def word(numbered: bool, styled: bool, path: Path) -> None:
    """The report in Word, with automatic or typed numbers, with heading styles or bold paragraphs."""
    document = docx.Document()
    for mark, text in blocks():
        if mark in {"#", "##"} and styled:
            document.add_heading(text, len(mark) - 1)
        elif mark in {"#", "##"}:
            document.add_paragraph().add_run(text).bold = True
        elif mark == "|":
            cells = text.split(" | ")
            row = document.add_table(rows=1, cols=len(cells)).rows[0]
            for cell, content in zip(row.cells, cells, strict=True):
                cell.text = content
        elif mark == "*":
            document.add_paragraph(text, style="List Bullet")
        elif mark and numbered:
            document.add_paragraph(text, style="List Number")
        else:
            document.add_paragraph(f"{mark} {text}".strip())
    document.save(str(path))


def pdf(path: Path) -> None:
    """The report as a PDF, with the number of the page below each."""

    def number(canvas: Any, template: Any) -> None:
        canvas.drawString(280, 30, f"Page {template.page}")

    style = getSampleStyleSheet()["Normal"]
    shown = [
        Paragraph(html.escape({"*": f"• {text}", "|": text.replace(" | ", " ")}.get(mark, text))
                  if not mark[:1].isdigit() else f"{mark} {html.escape(text)}", style)
        for mark, text in blocks()
    ]  # fmt: skip
    SimpleDocTemplate(str(path), pagesize=(400, 500)).build(shown, onFirstPage=number, onLaterPages=number)


def text_file(content: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content.encode(encoding))


FORMATS: dict[str, Callable[[Path], object]] = {
    "wrapped.txt": text_file(plain(80)),
    "windows.txt": text_file(plain(80, "•").replace("\n", "\r\n"), "cp1252"),
    "wide.txt": text_file(plain(), "utf-16"),
    "stars.txt": text_file(plain(72, "*")),
    "markdown.txt": text_file(markdown()),
    "page.html": text_file(web_page(lists=False)),
    "lists.html": text_file(web_page(lists=True)),
    "site.html": text_file(site(web_page(lists=False))),
    "pre.html": text_file(f"<html><body><pre>{plain(80)}</pre></body></html>"),
    "typed.docx": lambda path: word(False, True, path),
    "numbered.docx": lambda path: word(True, True, path),
    "bold.docx": lambda path: word(True, False, path),
    "report.pdf": pdf,
}

VIEW = """
PREFIX og: <https://w3id.org/ofsted-graph/vocabulary#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?kind ?a ?b ?c ?d WHERE { GRAPH ?graph {
  { ?x a og:Document ; og:framework ?a ; og:start ?b ; og:end ?c ; og:authorityPrinted ?d }
  UNION { ?x a og:Judgement ; og:area ?a ; og:grade ?b }
  UNION { ?x a og:Participation ; og:role ?a ; og:name ?b }
  UNION { ?x a og:Recommendation ; og:printedNumber ?a ; og:recommendationText ?b ; og:paragraphMeant/og:printedNumber ?c }
  UNION { ?x a og:Finding ; og:polarity ?a ; og:evidence/oa:exact ?b ; og:section/og:heading ?c
          OPTIONAL { ?x og:paragraph/og:printedNumber ?d } }
  UNION { ?x a og:Finding ; og:theme ?a ; og:evidence/oa:exact ?b . OPTIONAL { ?x og:section/og:area ?c } }
  ?x a ?kind
  FILTER(STRSTARTS(STR(?kind), STR(og:)))
} }"""


@pytest.fixture(scope="module")
def loader() -> Loader:
    return Loader.from_folder(ROOT / "ontology")


def stated(loader: Loader, path: Path) -> set[tuple[str, ...]]:
    """What the graph of a file states, without the places in the file where it does."""
    store = Store()
    store.load(loader.load(path).quads, format=RdfFormat.N_QUADS)
    found = store.query(VIEW)
    assert isinstance(found, QuerySolutions)
    return {tuple(str(row[name] or "") for name in ("kind", "a", "b", "c", "d")) for row in found}


@pytest.fixture(scope="module")
def long_lines(loader: Loader, tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, ...]]:
    """What the report states as a text with a line for each paragraph."""
    path = tmp_path_factory.mktemp("formats") / "long.txt"
    path.write_text(plain(), encoding="utf-8")
    return stated(loader, path)


def test_the_report_is_read(long_lines: set[tuple[str, ...]]) -> None:
    counts = Counter(kind.rpartition("#")[2].rstrip(">") for kind, *_ in long_lines)
    assert counts.pop("Finding") >= 20
    assert counts == {"Document": 1, "Judgement": 5, "Participation": 5, "Recommendation": 3}


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_states_the_same_in_every_format(
    name: str, loader: Loader, long_lines: set[tuple[str, ...]], tmp_path: Path
) -> None:
    path = tmp_path / name
    FORMATS[name](path)
    found = stated(loader, path)
    assert (sorted(long_lines - found), sorted(found - long_lines)) == ([], [])
