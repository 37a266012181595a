"""Word documents as lines: all that a reader sees of the text, with the marks that Word counts itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loaders.read import read_document

SPACES = (
    f"{nsdecls('w', 'wp')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def item(text: str, number: int, level: int = 0) -> str:
    return paragraph(run(text), f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")


def level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f"<w:lvl w:ilvl='{number}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{more}"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
    )


def lines(tmp_path: Path, blocks: Sequence[str], numbering: Sequence[str] = ()) -> list[str]:
    """The lines with text of a Word document of these blocks, and definitions of lists."""
    document = docx.Document()
    document.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH)
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block.replace(">", f" {SPACES}>", 1)))
    root = document.part.numbering_part.element
    for definition in numbering:
        root.append(parse_xml(definition.replace(">", f" {SPACES}>", 1)))
    document.save(str(tmp_path / "letter.docx"))
    return [line for line in read_document(tmp_path / "letter.docx").text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("Plans are ") + f"<w:ins w:id='1'>{run('clear')}</w:ins>" + run("."), "Plans are clear."),
        (
            run("Plans are ") + "<w:del w:id='1'><w:r><w:delText>poor</w:delText></w:r></w:del>" + run("clear."),
            "Plans are clear.",
        ),
        (
            f"<w:moveFrom w:id='1'>{run('Soon.')}</w:moveFrom>{run('Now. ')}<w:moveTo>{run('Then.')}</w:moveTo>",
            "Now. Then.",
        ),
        (run("Plans are ") + run("not ", "<w:vanish/>") + run("clear."), "Plans are clear."),
        (run("Plans are ") + run("clear.", "<w:vanish w:val='0'/>"), "Plans are clear."),
        (f"<w:smartTag>{run('Ambershire')}</w:smartTag>" + run(" Council"), "Ambershire Council"),
        (f"<w:sdt><w:sdtContent>{run('4 May')}</w:sdtContent></w:sdt>" + run(" 2024"), "4 May 2024"),
        (f"<w:hyperlink>{run('Ofsted')}</w:hyperlink>" + run(" reports."), "Ofsted reports."),
        (run("The Board") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run(" met."), "The Board met."),
        (run("Follow") + "<w:r><w:noBreakHyphen/><w:t>up</w:t></w:r>", "Follow-up"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + run("4 May 2024"),
            "4 May 2024",
        ),
    ],
)  # fmt: skip
def test_a_paragraph_is_read_as_it_stands_when_revisions_are_accepted(
    tmp_path: Path, content: str, expected: str
) -> None:
    assert lines(tmp_path, [paragraph(content)]) == [expected]


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next(tmp_path: Path) -> None:
    blocks = [
        paragraph(run("Supervision is "), "<w:rPr><w:del w:id='1'/></w:rPr>"),
        paragraph(run("regular.")),
        paragraph(run("Plans are clear.")),
    ]
    assert lines(tmp_path, blocks) == ["Supervision is regular.", "Plans are clear."]


@pytest.mark.parametrize("behind", [[], ["<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"]])
def test_a_deleted_end_that_no_paragraph_follows_loses_no_text(tmp_path: Path, behind: list[str]) -> None:
    last = paragraph(run("Supervision is regular."), "<w:rPr><w:del w:id='1'/></w:rPr>")
    assert lines(tmp_path, [last, *behind]) == ["Supervision is regular."]


def test_content_controls_are_read_and_the_table_of_contents_is_not(tmp_path: Path) -> None:
    entry = paragraph(run("Findings 2"), "<w:pStyle w:val='TOC1'/>")
    controls = [
        f"<w:sdt><w:sdtContent>{b}</w:sdtContent></w:sdt>" for b in (entry, paragraph(run("Findings")))
    ]
    assert lines(tmp_path, controls) == ["Findings"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('Lead inspector: Jo Elm'))}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(tmp_path, [paragraph(run("Ambershire") + drawing)]) == [
        "Ambershire",
        "Lead inspector: Jo Elm",
    ]


def test_automatic_numbers_are_printed_and_go_on_behind_headings(tmp_path: Path) -> None:
    document = docx.Document()
    for style, text in (
        ("Heading 1", "Findings"),
        ("List Number", "Help is prompt."),
        ("Heading 2", "Care leavers"),
        ("List Bullet", "Advisers keep in touch."),
        ("List Number", "Plans are clear."),
    ):
        document.add_paragraph(text, style=style)
    document.save(str(tmp_path / "letter.docx"))
    assert [line for line in read_document(tmp_path / "letter.docx").text.split("\n") if line] == [
        "Findings", "1. Help is prompt.", "Care leavers", "• Advisers keep in touch.", "2. Plans are clear.",
    ]  # fmt: skip


DECIMAL = "<w:abstractNum w:abstractNumId='90'>" + level(0, "decimal", "%1.") + "</w:abstractNum>"
AGAIN = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride>"


def number(key: int, abstract: int = 90, more: str = "") -> str:
    return f"<w:num w:numId='{key}'><w:abstractNumId w:val='{abstract}'/>{more}</w:num>"


@pytest.mark.parametrize(
    ("numbering", "items", "expected"),
    [
        ([DECIMAL, number(91), number(92)], [(91, 0), (92, 0)], ["1. x", "2. x"]),
        ([DECIMAL, number(91), number(92, more=AGAIN)], [(91, 0), (92, 0), (92, 0)], ["1. x", "7. x", "8. x"]),
        (
            [
                "<w:abstractNum w:abstractNumId='90'>"
                + level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
                + "</w:abstractNum>",
                number(91),
            ],
            [(91, 0), (91, 1), (91, 1), (91, 2), (91, 0), (91, 1)],
            ["1. x", "1.1 x", "1.2 x", "• x", "2. x", "2.1 x"],
        ),
        ([DECIMAL, number(91)], [(0, 0), (99, 0), (91, 0)], ["x", "x", "1. x"]),
        (
            ["<w:abstractNum w:abstractNumId='90'>" + level(0, "none", "") + "</w:abstractNum>", number(91)],
            [(91, 0)],
            ["x"],
        ),
        (
            [
                "<w:abstractNum w:abstractNumId='90'><w:numStyleLink w:val='Points'/></w:abstractNum>",
                "<w:abstractNum w:abstractNumId='95'><w:styleLink w:val='Points'/>"
                + level(0, "decimal", "Point %1:") + "</w:abstractNum>",
                number(91),
            ],
            [(91, 0), (91, 0)],
            ["Point 1: x", "Point 2: x"],
        ),
    ],
)  # fmt: skip
def test_items_are_counted_as_word_counts_them(
    tmp_path: Path, numbering: list[str], items: list[tuple[int, int]], expected: list[str]
) -> None:
    assert lines(tmp_path, [item("x", key, depth) for key, depth in items], numbering) == expected


def cell(*paragraphs: str, properties: str = "") -> str:
    content = "".join(each if each.startswith("<") else paragraph(run(each)) for each in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([cell("Adoption") + cell("Good"), cell("Good") + cell("Good")], ["Adoption Good", "Good Good"]),
        ([cell("Adoption") + cell(paragraph("<w:ins>" + run("Good") + "</w:ins>"))], ["Adoption Good"]),
        (
            [
                cell("Children", properties="<w:vMerge w:val='restart'/>") + cell("Good"),
                cell("", properties="<w:vMerge/>") + cell("Inadequate"),
            ],
            ["Children Good", "Inadequate"],
        ),
        (
            [cell("A note") + cell("Help is prompt.", item("Plans are clear.", 91))],
            ["A note", "Help is prompt.", "1. Plans are clear."],
        ),
        (
            [cell(f"<w:tbl><w:tr>{cell('Adoption') + cell('Good')}</w:tr></w:tbl>", "Leaders are open.")],
            ["Adoption Good", "Leaders are open."],
        ),
    ],
)
def test_a_row_is_a_line_unless_the_table_lays_out_a_page(
    tmp_path: Path, rows: list[str], expected: list[str]
) -> None:
    table = "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert lines(tmp_path, [table], [DECIMAL, number(91)]) == expected


def test_headers_footers_and_comments_are_not_read(tmp_path: Path) -> None:
    document = docx.Document()
    written = document.add_paragraph("Help is prompt.")
    document.add_comment(written.runs, text="Is this so?", author="Jo Elm")
    document.sections[0].header.paragraphs[0].text = "Ambershire"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.save(str(tmp_path / "letter.docx"))
    assert read_document(tmp_path / "letter.docx").text.strip() == "Help is prompt."
