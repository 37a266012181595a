"""HTML as lines: what a reader of the page sees of the text, and nothing of the site around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.read import read_document

REPORT = "<h1>Ambershire</h1><p>Help is prompt.</p>"
READ = ["Ambershire", "Help is prompt."]


def lines(tmp_path: Path, body: str) -> list[str]:
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><html><head><title>t</title></head><body>{body}</body></html>", "utf-8")
    return [line for line in read_document(path).text.split("\n") if line]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Plans <!-- a comment --> are clear.</p>", ["Plans are clear."]),
        ("<p><![if !supportLists]>1.&nbsp;&nbsp;<![endif]>Plans are clear.</p>", ["1. Plans are clear."]),
        ("<p>Risk is <b>well</b>\n managed&nbsp;here.</p>", ["Risk is well managed here."]),
        ("<p>Jo Elm<br>Director<br/>Ambershire</p>", ["Jo Elm", "Director", "Ambershire"]),
        ("<pre>Help is\nprompt.</pre><p>Now\nlate.</p>", ["Help is", "prompt.", "Now late."]),
        ("<p>The Board<sup>1</sup> met on the 21<sup>st</sup>.</p>", ["The Board met on the 21st."]),
        ("<p>Plans are <del>poor</del><ins>clear</ins>.</p>", ["Plans are clear."]),
    ],
)
def test_text_is_read_whole_and_in_its_lines(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert lines(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul><li>Plans</li><li> <p>Visits</p></li></ul>", ["• Plans", "• Visits"]),
        ("<ol><li>Plans</li><li><p>Visits</p></li></ol>", ["1. Plans", "2. Visits"]),
        (
            "<ol start='7'><li>Plans<li value='9'>Visits<li>Audits</ol>",
            ["7. Plans", "9. Visits", "10. Audits"],
        ),
        ("<ol><li>Plans<ol><li>Visits</ol><li>Audits</ol>", ["1. Plans", "1. Visits", "2. Audits"]),
        ("<ol type='a'><li>Plans</li></ol>", ["• Plans"]),
        ("<ol start='many'><li>Plans</li></ol>", ["1. Plans"]),
    ],
)
def test_items_of_a_list_have_the_marks_that_a_browser_prints(
    tmp_path: Path, body: str, expected: list[str]
) -> None:
    assert lines(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>Adoption</td><td>Good</td></tr><tr><td>Leaders</td>\n<td><p>Good</p></td></tr>",
         ["Adoption Good", "Leaders Good"]),
        ("<tr><th colspan=2>Judgements</th></tr><tr><td>Adoption</td><td hidden>Poor</td><td>Good</td></tr>",
         ["Judgements", "Adoption Good"]),
        ("<tr><td>&nbsp;</td><td><h2>Findings</h2><p>Help is prompt.</p></td></tr>",
         ["Findings", "Help is prompt."]),
        ("<tr><td>A note</td><td><p>Help is prompt.</p><p>Plans are clear.</p></td></tr>",
         ["A note", "Help is prompt.", "Plans are clear."]),
        ("<tr><td><table><tr><td>Adoption</td><td>Good</td></tr></table></td><td>x</td></tr>",
         ["Adoption Good", "x"]),
    ],
)  # fmt: skip
def test_a_row_is_a_line_unless_the_table_lays_out_a_page(
    tmp_path: Path, rows: str, expected: list[str]
) -> None:
    assert lines(tmp_path, f"<table>{rows}</table>") == expected


@pytest.mark.parametrize(
    "body",
    [
        f"<header><p>Reports</p></header>{REPORT}<footer><p>Help is late.</p></footer>",
        f"<nav><ul><li>Help is late.</li></ul></nav>{REPORT}<aside><h2>Related</h2><p>x</p></aside>",
        f"<div role='alertdialog'>Cookies?<button>Yes</button></div>{REPORT}<div role='contentinfo'>x</div>",
        f"<div class='cookies'>Cookies?</div><div>Menu</div><main>{REPORT}</main><div>Related</div>",
        f"<div>Menu</div><div role='main'>{REPORT}</div>",
        "<header><h1>Ambershire</h1></header><div>Menu</div><main><p>Help is prompt.</p></main>",
        "<header><h1>Ambershire</h1></header><p>Help is prompt.</p>",
        "<article><header>Ambershire</header><footer>Help is prompt.</footer></article>",
        f"<main> </main>{REPORT}",
        f"<p hidden>x</p>{REPORT}<p style='color:red; display : none'>x</p><p style='visibility:hidden'>x</p>",
        f"<iframe>x</iframe>{REPORT}<select><option>x</option></select><textarea>x</textarea>",
        f"{REPORT}<section role='doc-endnotes'><ol><li>Figures of May.</li></ol></section>",
    ],
)
def test_what_a_site_puts_around_a_text_or_hides_is_not_read(tmp_path: Path, body: str) -> None:
    assert lines(tmp_path, body) == READ


def test_a_heading_that_unfolds_its_section_is_read(tmp_path: Path) -> None:
    body = "<h2><button type='button'>What needs to improve</button></h2><p>Plans are late.</p>"
    assert lines(tmp_path, body) == ["What needs to improve", "Plans are late."]


def test_tags_that_are_never_closed_lose_no_text(tmp_path: Path) -> None:
    body = "".join(f"<p><a name='p{number}'>Plan {number} is late." for number in range(600))
    assert lines(tmp_path, body)[-1] == "Plan 599 is late."


def test_tables_nested_deep_are_read_in_time(tmp_path: Path) -> None:
    depth = 60
    body = "<table><tr><td>Help</td><td>" * depth + "is prompt." + "</td></tr></table>" * depth
    assert lines(tmp_path, body)[-1] == "Help is prompt."
