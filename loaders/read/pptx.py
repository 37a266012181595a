"""PowerPoint files as lines: a slide is a page, title and subtitle stand alone, paragraphs have bullets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from loaders.errors import UnreadableDocument
from loaders.read.office import DAMAGE, checked_archive

MAX_GROUP_DEPTH = 50
# What stands on every slide alike.
RUNNING = frozenset(
    (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.FOOTER)
)
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_LINE_BREAK = "\v"


def read_pptx(data: bytes) -> list[str]:
    """Text of each slide; a hidden one is an empty page, and speakers' notes are not read.

    Raises `UnreadableDocument` when damaged.
    """
    try:
        presentation = pptx.Presentation(checked_archive(data))
        return ["\n".join(_slide(slide)) for slide in presentation.slides]
    except (PythonPptxError, PackageNotFoundError, *DAMAGE) as error:
        raise UnreadableDocument("is damaged: PowerPoint's parts cannot be read from it") from error


def _slide(slide: Any) -> Iterator[str]:
    if slide.element.get("show") in {"0", "false"}:
        return
    title = slide.shapes.title
    if title is not None:
        yield title.text_frame.text
        yield ""
    for shape in _flat(slide.shapes, 0):
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind in RUNNING or (title is not None and shape.shape_id == title.shape_id):
            continue
        if shape.has_text_frame:
            plain = kind == PP_PLACEHOLDER.SUBTITLE
            yield from (line.strip() if plain else f"{indent}- {line}" for indent, line in _items(shape))
            yield ""
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield from _row(row)
            yield ""
        else:
            yield from (f"- {text}" for text in _diagram(shape, slide.part))


def _items(holder: Any) -> Iterator[tuple[str, str]]:
    """Indent and text of the paragraphs of a shape or cell that have any."""
    for paragraph in holder.text_frame.paragraphs:
        text = paragraph.text.replace(_LINE_BREAK, "\n").strip()
        if text:
            yield " " * paragraph.level, text


def _row(row: Any) -> Iterator[str]:
    """The cells on one line, unless one has more than a paragraph: then all paragraphs are list items."""
    cells = [[text for _, text in _items(cell)] for cell in row.cells if not cell.is_spanned]
    if all(len(texts) <= 1 for texts in cells):
        yield " ".join(" ".join(text.split()) for texts in cells for text in texts)
    else:
        yield from (f"- {text}" for texts in cells for text in texts)


def _diagram(shape: Any, part: Any) -> Iterator[str]:
    """The texts of a diagram (SmartArt), which has a part of its own."""
    for relation in shape.element.iter(_DIAGRAM):
        points = parse_xml(part.related_part(relation.get(qn("r:dm"))).blob)
        for paragraph in points.iter(qn("a:p")):
            text = "".join(run.text or "" for run in paragraph.iter(qn("a:t")))
            if text.strip():
                yield text


def _flat(shapes: Any, depth: int) -> Iterator[Any]:
    if depth > MAX_GROUP_DEPTH:
        raise UnreadableDocument(f"nests shapes more than {MAX_GROUP_DEPTH} deep; not read")
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape
