"""Reading files: text by kind, and a reason in words for what cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from time import process_time

import docx
import pptx
import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders.errors import UnreadableDocument
from loaders.model import Document
from loaders.read import read_document


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def overwritten(archive: bytes, part: str) -> bytes:
    """`archive` with the first bytes of a part's deflated data overwritten."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        header = opened.getinfo(part).header_offset
    lengths = archive[header + 26 : header + 30]
    begin = header + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    return archive[:begin] + b"\xff" * 8 + archive[begin + 8 :]


def zip_file(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "is empty"),
        ("blank.txt", b" \n\n ", "is empty"),
        ("image.bin", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file of an unknown kind"),
        ("report.pdf", word_file("Dear Ms Elm"), "is a Word document, not a PDF"),
        ("report.pdf", b"<!DOCTYPE html><html><body>Not found</body></html>", "is an HTML page, not a PDF"),
        ("letter.txt", b"%PDF-1.7\n%%EOF", "is a PDF, not a text file"),
        ("broken.pdf", b"%PDF-1.7\nnothing follows", "is damaged"),
        ("broken.docx", b"PK\x03\x04 and then nothing", "is damaged"),
        ("flipped.docx", overwritten(word_file("Dear Ms Elm"), "word/document.xml"), "is damaged"),
        ("files.zip", zip_file(letter=b"x"), "is a ZIP archive"),
        ("letter.rtf", b"{\\rtf1\\ansi Dear Ms Elm}", "is a rich text file"),
        ("letter.odt", zip_file(mimetype=b"application/x", **{"content.xml": b"<x/>"}), "is an OpenDocument"),
        ("page.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\n<html>", "is a web archive"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        ("hollow.docx", zip_file(word__document_xml=b"", **{"word/document.xml": b"<w/>"}), "is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(UnreadableDocument, match=reason) as caught:
        read_document(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<h1>Ambershire</h1>", "text/html"),
        (b"\xef\xbb\xbf\n<!-- saved --><p>Dear Ms Elm</p>", "text/html"),
        (b"<!-- saved --><custom><HTML><p>Dear Ms Elm</p>", "text/html"),
        ("<html><p>Dear Ms Elm</p>".encode("utf-16"), "text/html"),
        ("Dear Ms Elm".encode("utf-16"), "text/plain"),
        (b"Strengths\n<ul><li>Leaders act.</li></ul>", "text/plain"),
        (b"<progress> is slow", "text/plain"),
    ],
)
def test_a_file_without_a_suffix_is_read_by_its_content(tmp_path: Path, content: bytes, kind: str) -> None:
    document = read_document(write(tmp_path, "letter", content))
    assert document.media_type == kind


def test_a_missing_file_is_named() -> None:
    with pytest.raises(UnreadableDocument, match=r"nowhere\.pdf: cannot be opened"):
        read_document(Path("nowhere.pdf"))


def test_a_zip_bomb_in_a_word_file_is_not_unpacked(tmp_path: Path) -> None:
    bomb = zip_file(**{"word/document.xml": bytes(60 * 2**20)})
    assert len(bomb) < 2**20
    with pytest.raises(UnreadableDocument, match="zip bomb"):
        read_document(write(tmp_path, "bomb.docx", bomb))


def test_pages_slice_the_text(sample: Path) -> None:
    document = read_document(sample / "ambershire-2015-sif.pdf")
    assert len(document.pages) >= 4
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    joined = "\n".join(document.text[page.span.start : page.span.end] for page in document.pages)
    assert joined == document.text


def test_text_is_read_in_the_usual_encodings(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path = write(tmp_path, f"{encoding}.txt", "Dick O’Brien’s café".encode(encoding))
        assert read_document(path).text == "Dick O’Brien’s café", encoding


def test_marks_of_markdown_are_no_text(tmp_path: Path) -> None:
    written = "# Ambershire\r\n\r\n## **Findings** ##\r\n| Area | Grade |\r\n|:---|---:|\r\n| Adoption | Good |\r\n1\\. Help"
    text = read_document(write(tmp_path, "letter.txt", written.encode())).text
    assert [line for line in text.split("\n") if line] == [
        "Ambershire", "Findings", "Area Grade", "Adoption Good", "1. Help",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["# 12 cases were read.\nHelp **is** prompt.", "#tag\n#tag\n| a | b |"])
def test_a_text_without_headings_in_markdown_stays_as_it_is(tmp_path: Path, text: str) -> None:
    assert read_document(write(tmp_path, "letter.txt", text.encode())).text == text


def test_control_characters_never_reach_the_text(tmp_path: Path) -> None:
    text = read_document(write(tmp_path, "odd.txt", b"one\x08\x07two\x0cthree\r\nfour")).text
    assert text == "one  two\nthree\nfour"


def test_word_headings_and_lists_keep_their_shape(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Main findings", 1)
    word.add_paragraph("Children are safe.")
    word.add_paragraph("Plans are clear.", style="List Bullet")
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Overall effectiveness", "Good"
    word.save(str(tmp_path / "letter.docx"))
    lines = [line for line in read_document(tmp_path / "letter.docx").text.split("\n") if line]
    assert lines == [
        "Main findings",
        "Children are safe.",
        "• Plans are clear.",
        "Overall effectiveness Good",
    ]


def test_each_slide_is_a_page(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    for title, body in (("Judgements", "Adoption Good"), ("Next steps", "Improvement plan")):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body
    presentation.save(str(tmp_path / "slides.pptx"))
    document = read_document(tmp_path / "slides.pptx")
    assert [_page(document, n).split() for n in (1, 2)] == [
        ["Judgements", "-", "Adoption", "Good"],
        ["Next", "steps", "-", "Improvement", "plan"],
    ]


def test_a_subtitle_is_no_list_item(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "Inspection findings"
    slide.placeholders[1].text = "Briefing for members"
    presentation.save(str(tmp_path / "slides.pptx"))
    assert read_document(tmp_path / "slides.pptx").text.split("\n") == [
        "Inspection findings", "", "Briefing for members", "",
    ]  # fmt: skip


def _page(document: Document, number: int) -> str:
    span = document.pages[number - 1].span
    return document.text[span.start : span.end]


def test_html_scripts_and_markup_are_not_text(tmp_path: Path) -> None:
    page = (
        b"<html><head><title>t</title><script>alert(1)</script></head><body><h2>Findings</h2>"
        b"<ul><li><p>Risk is <b>well</b> managed.</p></li></ul>"
        b"<style>p{}</style><p>Yours &amp; ours</p></body></html>"
    )
    lines = [line for line in read_document(write(tmp_path, "page.html", page)).text.split("\n") if line]
    assert lines == ["Findings", "• Risk is well managed.", "Yours & ours"]


@pytest.mark.parametrize("before", [b"", b"<p>Help is prompt.</p>"])
def test_deeply_nested_html_is_refused_in_words(tmp_path: Path, before: bytes) -> None:
    page = before + b"<div>" * 20_000 + b"Children are safe." + b"</div>" * 20_000
    path = write(tmp_path, "deep.html", b"<html><body>" + page)
    with pytest.raises(UnreadableDocument, match="too deep"):
        read_document(path)


@pytest.mark.parametrize("text", ["# a" + " #" * 50_000 + "b", "|" + " " * 100_000 + "b|"])
def test_marks_of_markdown_are_found_in_time(tmp_path: Path, text: str) -> None:
    began = process_time()
    read_document(write(tmp_path, "letter.txt", f"# Ambershire\n## Findings\n{text}\n".encode()))
    assert process_time() - began < 5


def pdf_file(*lines: tuple[int, str], second_column: str = "") -> bytes:
    """A page with lines drawn in this order, each at its height in points; at last the top of a second column."""
    buffer = io.BytesIO()
    page = Canvas(buffer)
    for height, text in lines:
        page.drawString(72, height, text)
    page.drawString(320, 740, second_column)
    page.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (
            [(30, "4"), (700, "1. Visit."), (640, "2. Write."), (740, "Recommendations")],
            ["4", "Recommendations", "1. Visit.", "2. Write."],
        ),
        (
            [(740, "Findings"), (700, "Good."), (300, "Fair."), (30, "4"), (400, "Care leavers")],
            ["Findings", "Good.", "Care leavers", "Fair.", "4"],
        ),
        # Beside each other, or the only line: nothing is out of its place.
        ([(700, "Ms Elm"), (660, "Inspector"), (700, "Mr Oak")], ["Ms Elm", "Inspector", "Mr Oak"]),
        ([(30, "48"), (740, "The end")], ["48", "The end"]),
    ],
)
def test_a_line_of_a_pdf_that_was_put_in_late_is_read_where_it_stands(
    drawn: list[tuple[int, str]], read: list[str], tmp_path: Path
) -> None:
    text = read_document(write(tmp_path, "late.pdf", pdf_file(*drawn))).text
    assert [line.strip() for line in text.splitlines() if line.strip()] == read


def test_the_only_line_of_a_second_column_stays_behind_the_first(tmp_path: Path) -> None:
    page = pdf_file((740, "Help is"), (640, "prompt and"), second_column="kind.")
    text = read_document(write(tmp_path, "columns.pdf", page)).text
    assert text.split() == ["Help", "is", "prompt", "and", "kind."]
