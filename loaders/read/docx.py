"""Word documents as lines: one a paragraph, a blank before a heading, a bullet before a list item."""

from __future__ import annotations

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from loaders.errors import UnreadableDocument
from loaders.read.office import DAMAGE, checked_archive


def read_docx(data: bytes) -> list[str]:
    """The body's paragraphs and tables in order, one page. Raises `UnreadableDocument` when damaged."""
    try:
        document: WordDocument = docx.Document(checked_archive(data))
        lines: list[str] = []
        for block in document.iter_inner_content():
            lines.extend(_table(block) if isinstance(block, Table) else _paragraph(block))
    except (OpcError, *DAMAGE) as error:
        raise UnreadableDocument("is damaged: Word's parts cannot be read from it") from error
    return ["\n".join(lines)]


def _paragraph(paragraph: Paragraph) -> list[str]:
    text = paragraph.text
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if style.startswith(("Heading", "Title")):
        return ["", text]
    properties = paragraph._p.pPr
    listed = style.startswith("List Bullet") or (properties is not None and properties.numPr is not None)
    return [f"• {text}" if listed and text.strip() else text, ""]


def _table(table: Table) -> list[str]:
    rows = []
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            text = " ".join(cell.text.split())
            if not cells or cells[-1] != text:
                cells.append(text)
        rows.append(" ".join(cells))
    return [*rows, ""]
