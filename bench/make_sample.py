"""Write the PDF, DOCX and PPTX documents of `sample/` from the marked-up texts in `bench/sample/`.

Run as `python bench/make_sample.py [FOLDER]` (default: `sample/`). The same texts and library versions
give the same bytes. One line of a text is one block, which its first characters name:

    !footer TEXT   line of a running footer, from page 2 on     ---     new page
    !number top    page number at the head of every page        > T     small print
    # T            title                                        ## T    heading (PPTX: new slide)
    ### T          smaller heading                              = T     bold line
    * T, ** T      bullet, bullet below a bullet                ■ T     square bullet
    7. T           numbered paragraph                           | A | B row of a ruled table
    |: A | B       row of an unruled table
"""

from __future__ import annotations

import re
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from docx import Document as WordDocument
from pptx import Presentation
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

TEXTS = Path(__file__).parent / "sample"
SAMPLE = Path(__file__).parent.parent / "sample"
FIXED_DATE = datetime(2026, 1, 1)
MARGIN = 60
WIDTH = A4[0] - 2 * MARGIN

MARKS = {
    "!footer ": "footer", "!number ": "number", "---": "page", "### ": "subheading", "## ": "heading",
    "# ": "title", "= ": "bold", "** ": "subbullet", "* ": "bullet", "■ ": "square", "> ": "small",
    "|: ": "unruled", "| ": "ruled",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a marked-up text: what it is and its text, marks removed; `cells` of a table row."""

    kind: str
    text: str
    cells: tuple[str, ...] = ()


def parse(text: str) -> list[Block]:
    """The blocks of a marked-up text, in order."""
    return [block(line) for line in text.splitlines() if line.strip()]


def block(line: str) -> Block:
    """The block that one marked-up line stands for."""
    for mark, kind in MARKS.items():
        if line.startswith(mark):
            rest = line.removeprefix(mark).strip()
            if kind not in ("ruled", "unruled"):
                return Block(kind, rest)
            return Block(kind, rest, tuple(cell.strip() for cell in rest.split("|")))
    return Block("numbered" if re.match(r"\d+\. ", line) else "plain", line)


# --- PDF ----------------------------------------------------------------------------------------

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=7)
BOLD = ParagraphStyle("bold", BODY, fontName="Helvetica-Bold")
CELL = ParagraphStyle("cell", BODY, spaceAfter=0)
BOLD_CELL = ParagraphStyle("bold cell", BOLD, spaceAfter=0)
STYLES = {
    "title": ParagraphStyle("title", BODY, fontSize=20, leading=25, spaceAfter=10),
    "heading": ParagraphStyle("heading", BOLD, fontSize=14, leading=18, spaceBefore=8, keepWithNext=1),
    "subheading": ParagraphStyle("subheading", BOLD, fontSize=12, spaceBefore=4, keepWithNext=1),
    "bold": BOLD,
    "plain": BODY,
    "small": ParagraphStyle("small", BODY, fontSize=8, leading=10),
    "numbered": ParagraphStyle("numbered", BODY, leftIndent=26),
    "bullet": ParagraphStyle("bullet", BODY, leftIndent=16),
    "square": ParagraphStyle("square", BODY, leftIndent=16, bulletFontName="ZapfDingbats", bulletFontSize=8),
}
ZAPF_SQUARE = "n"


def write_pdf(blocks: list[Block], target: Path) -> None:
    """Lay `blocks` out on A4 pages; uncompressed, so that a change shows as a readable difference."""
    footer = [b.text for b in blocks if b.kind == "footer"]
    number_on_top = any(b.kind == "number" for b in blocks)

    def furniture(canvas: Canvas, _: SimpleDocTemplate) -> None:
        page = canvas.getPageNumber()
        canvas.setFont("Helvetica", 9)
        if number_on_top:
            canvas.drawRightString(A4[0] - MARGIN, A4[1] - 36, str(page))
        elif page > 1:
            for line, text in enumerate(footer):
                canvas.drawString(MARGIN, 42 - 12 * line, text)
            canvas.drawRightString(A4[0] - MARGIN, 42 - 12 * (len(footer) - 1), str(page))

    title = next(b.text for b in blocks if b.kind == "title")
    layout = SimpleDocTemplate(
        str(target), pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=70,
        title=title, author="ofsted-graph (invented sample)", invariant=1, pageCompression=0,
    )  # fmt: skip
    layout.build(flowables(blocks), onFirstPage=furniture, onLaterPages=furniture)


def flowables(blocks: list[Block]) -> list[Flowable]:
    """What reportlab flows over the pages; neighbouring rows make one table."""
    flow: list[Flowable] = []
    for kind, group in groupby(blocks, key=lambda b: b.kind):
        members = list(group)
        if kind in ("ruled", "unruled"):
            flow += [table(members, ruled=kind == "ruled"), Spacer(0, 10)]
        elif kind == "page":
            flow.append(PageBreak())
        elif kind not in ("footer", "number"):
            flow += [paragraph(member) for member in members]
    return flow


def paragraph(b: Block) -> Paragraph:
    """A block of text in its style, with its bullet or number hung in the margin."""
    if b.kind == "numbered":
        number, text = b.text.split(" ", 1)
        return Paragraph(text, STYLES[b.kind], bulletText=number)
    bullet = {"bullet": "•", "square": ZAPF_SQUARE}.get(b.kind)
    return Paragraph(b.text, STYLES[b.kind], bulletText=bullet)


def table(rows: list[Block], ruled: bool) -> Table:
    """Rows of equally many cells as a table, the first in bold; a lone cell spans the table."""
    columns = max(len(row.cells) for row in rows)
    style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.7, colors.black))
    data = []
    for index, row in enumerate(rows):
        alone = len(row.cells) == 1
        look = BOLD_CELL if index == 0 else CELL
        data.append([Paragraph(cell, look) for cell in row.cells] + [""] * (columns - len(row.cells)))
        if alone:
            style.append(("SPAN", (0, index), (-1, index)))
    return Table(data, colWidths=[WIDTH / columns] * columns, style=style)


# --- DOCX and PPTX ------------------------------------------------------------------------------

WORD_STYLES = {"title": "Title", "heading": "Heading 1", "subheading": "Heading 2", "bullet": "List Bullet"}


def write_docx(blocks: list[Block], target: Path) -> None:
    """Write `blocks` as a Word document with its own heading, list and table styles."""
    word = WordDocument()
    for kind, group in groupby(blocks, key=lambda b: b.kind):
        members = list(group)
        if kind == "ruled":
            grid = word.add_table(rows=0, cols=len(members[0].cells), style="Table Grid")
            for row in members:
                for cell, text in zip(grid.add_row().cells, row.cells, strict=True):
                    cell.text = text
            continue
        for member in members:
            run = word.add_paragraph(style=WORD_STYLES.get(kind)).add_run(member.text)
            run.bold = True if kind == "bold" else None
    stamp(word.core_properties, blocks)
    word.save(str(target))
    fix_member_dates(target)


def write_pptx(blocks: list[Block], target: Path) -> None:
    """Write a title slide and a slide for every heading."""
    deck = Presentation()
    for b in blocks:
        if b.kind in ("title", "heading"):
            slide = deck.slides.add_slide(deck.slide_layouts[0 if b.kind == "title" else 1])
            slide.shapes.title.text = b.text
            frame, empty = slide.placeholders[1].text_frame, True
            continue
        line = frame.paragraphs[0] if empty else frame.add_paragraph()
        line.text, line.level, empty = b.text, int(b.kind == "subbullet"), False
    stamp(deck.core_properties, blocks)
    deck.save(str(target))
    fix_member_dates(target)


def stamp(properties, blocks: list[Block]) -> None:  # type: ignore[no-untyped-def]
    """Give an Office file a title, an author and dates that do not move."""
    properties.title = next(b.text for b in blocks if b.kind == "title")
    properties.author = properties.last_modified_by = "ofsted-graph (invented sample)"
    properties.created = properties.modified = FIXED_DATE


def fix_member_dates(target: Path) -> None:
    """Rewrite the archive with one date for all members, because the writers put in the time of day."""
    with zipfile.ZipFile(target) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, FIXED_DATE.timetuple()[:6])
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)


WRITERS = {".pdf": write_pdf, ".docx": write_docx, ".pptx": write_pptx}


def make(folder: Path) -> list[Path]:
    """Write every document whose text is in `bench/sample/` to `folder`; return what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted(TEXTS.glob("*.txt")):
        target = folder / source.stem
        WRITERS[target.suffix](parse(source.read_text(encoding="utf-8")), target)
        written.append(target)
    return written


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]) if sys.argv[1:] else SAMPLE):
        print(path)
