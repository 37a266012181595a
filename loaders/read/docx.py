"""Word documents as lines: one a paragraph or row of a table, a blank before a heading, list items marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import nsmap, qn

from loaders.errors import UnreadableDocument
from loaders.read.office import DAMAGE, checked_archive
from loaders.read.word_lists import BULLET, WordLists, value, whole

# Beginnings of the names of Word's own styles.
HEADINGS = ("heading", "title")
CONTENTS = ("toc ",)
BULLETED = ("list bullet",)
# What only wraps text: content controls, links, fields, and revisions that insert it or move it here; those
# that delete it or move it away are others.
WRAPPERS = frozenset(
    qn(f"w:{tag}")
    for tag in (
        "sdt",
        "sdtContent",
        "ins",
        "moveTo",
        "hyperlink",
        "fldSimple",
        "smartTag",
        "customXml",
        "bdo",
    )
)
BLANKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PRINTED = {qn(f"w:{tag}"): text for tag, text in BLANKS.items()}
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def read_docx(data: bytes) -> list[str]:
    """The body in order as one page, with all revisions accepted; headers, footers, notes, comments, hidden
    text and the table of contents are not read. Raises `UnreadableDocument` when damaged."""
    try:
        part = docx.Document(checked_archive(data)).part
        numberings = [r.target_part for r in part.rels.values() if r.reltype == RELATIONSHIP_TYPE.NUMBERING]
        numbering = getattr(numberings[0], "element", None) if numberings else None
        lines = list(_Body(part.styles.element, WordLists(numbering)).lines(part.element.body))
    except (OpcError, *DAMAGE) as error:
        raise UnreadableDocument("is damaged: Word's parts cannot be read from it") from error
    return ["\n".join(lines)]


class _Body:
    """Lines of a document's blocks; to be asked for once and in order, as items of lists are counted."""

    def __init__(self, styles: Any, lists: WordLists) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in styles.findall("w:style", nsmap)}
        self._lists = lists
        self._begun = ""

    def lines(self, container: Any) -> Iterator[str]:
        for block in container:
            if block.tag == qn("w:p"):
                yield from self._paragraph(block)
            elif block.tag == qn("w:tbl"):
                yield from self._left_open()
                for row in _within(block, qn("w:tr")):
                    yield from self._row(row)
                yield ""
            elif block.tag in WRAPPERS:
                yield from self.lines(block)
        if container.tag not in WRAPPERS:
            yield from self._left_open()

    def _left_open(self) -> Iterator[str]:
        """The text of a paragraph whose end is deleted, where none follows that it could go on in."""
        if self._begun:
            yield from (self._begun, "")
        self._begun = ""

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        styles = list(self._chain(value(paragraph, "w:pPr/w:pStyle")))
        text = self._begun + "".join(_text(paragraph))
        goes_on = paragraph.find("w:pPr/w:rPr/w:del", nsmap) is not None
        self._begun = text if goes_on else ""
        if not goes_on and not any(_is_named(style, CONTENTS) for style in styles):
            mark = self._mark(paragraph, styles)
            line = f"{mark} {text}" if mark and text.strip() else text
            yield from ("", line) if any(_is_named(style, HEADINGS) for style in styles) else (line, "")
        for box in _text_boxes(paragraph):
            yield from self.lines(box)

    def _chain(self, style: str | None) -> Iterator[Any]:
        """The style and those that it is based on, each once."""
        seen = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "w:basedOn")

    def _mark(self, paragraph: Any, styles: list[Any]) -> str:
        """What a list puts before its item; a paragraph's own list goes before those of its styles."""
        for element in (paragraph, *styles):
            key = value(element, "w:pPr/w:numPr/w:numId")
            if key is None:
                continue
            level = value(element, "w:pPr/w:numPr/w:ilvl")
            style = element.get(qn("w:styleId"))
            by_style = level is None and style is not None
            return self._lists.mark(key, self._lists.level_of(key, style) if by_style else whole(level, 0))
        return BULLET if any(_is_named(style, BULLETED) for style in styles) else ""

    def _row(self, row: Any) -> Iterator[str]:
        """The cells on one line; one after the other where one has more than a paragraph, or only one has
        any: then the table lays out a page."""
        if row.find("w:trPr/w:del", nsmap) is not None:
            return
        cells = [list(self.lines(cell)) for cell in _within(row, qn("w:tc")) if not _continues_above(cell)]
        held = [[" ".join(text.split()) for text in cell if text.strip()] for cell in cells]
        filled = [texts for texts in held if texts]
        if len(filled) > 1 and all(len(texts) == 1 for texts in filled):
            yield " ".join(texts[0] for texts in filled)
        else:
            yield from (text for cell in cells for text in cell)


def _is_named(style: Any, beginnings: tuple[str, ...]) -> bool:
    return (value(style, "w:name") or "").casefold().startswith(beginnings)


def _within(element: Any, tag: str) -> Iterator[Any]:
    """Children with the tag, also those inside wrappers."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _within(child, tag)


def _continues_above(cell: Any) -> bool:
    """Whether the cell is covered by a merged one above it."""
    merged = cell.find("w:tcPr/w:vMerge", nsmap)
    return merged is not None and merged.get(qn("w:val")) != "restart"


def _text(element: Any) -> Iterator[str]:
    """The printed text of a paragraph's runs."""
    for child in element:
        if child.tag in WRAPPERS:
            yield from _text(child)
        elif child.tag == qn("w:r") and not _is_hidden(child):
            for piece in child:
                yield (piece.text or "") if piece.tag == qn("w:t") else PRINTED.get(piece.tag, "")


def _is_hidden(run: Any) -> bool:
    hidden = run.find("w:rPr/w:vanish", nsmap)
    return hidden is not None and hidden.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _text_boxes(element: Any) -> Iterator[Any]:
    """The outermost text boxes below an element, each once: Word writes them anew for older programs."""
    for child in element:
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag == _ALTERNATIVES:
            yield from next(filter(None, (list(_text_boxes([each])) for each in child)), ())
        else:
            yield from _text_boxes(child)
