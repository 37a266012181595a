"""PowerPoint files as lines: a slide is a page, items of lists are marked, other paragraphs stand alone."""

from __future__ import annotations

import re
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
# Placeholders whose paragraphs have bullets unless they say otherwise.
LISTS = frozenset(
    (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT)
)
_MARKED = re.compile(r"(?:\d{1,3}[.)]|[-–•▪■●*])\s")
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
            yield from _paragraphs(shape, kind in LISTS)
            yield ""
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield from _row(row)
            yield ""
        else:
            yield from (f"- {text}" for text in _diagram(shape, slide.part))


def _paragraphs(shape: Any, listed: bool) -> Iterator[str]:
    """The paragraphs that have text, those of lists with marks; `listed` where paragraphs have bullets of
    themselves."""
    counts: dict[int, int] = {}
    stands_alone = False
    for place, paragraph in enumerate(p for p in shape.text_frame.paragraphs if _text(p)):
        text, after_alone = _text(paragraph), stands_alone
        mark = "" if _MARKED.match(text) else _mark(paragraph, listed, counts)
        stands_alone = not mark and not _MARKED.match(text)
        if place and (stands_alone or after_alone):
            yield ""
        yield f"{' ' * paragraph.level}{mark} {text}" if mark else text


def _mark(paragraph: Any, listed: bool, counts: dict[int, int]) -> str:
    """A number, counted on in `counts` by level, a dash for other list items, nothing for the rest."""
    own = paragraph._p.pPr if paragraph._p.pPr is not None else ()
    said = {element.tag: element for element in own}
    numbering = said.get(qn("a:buAutoNum"))
    if numbering is None:
        counts.pop(paragraph.level, None)
        return "-" if qn("a:buChar") in said or (listed and qn("a:buNone") not in said) else ""
    number = counts.get(paragraph.level, int(numbering.get("startAt", 1)) - 1) + 1
    counts[paragraph.level] = number
    return f"{number}." if numbering.get("type", "").startswith("arabic") else "-"


def _text(paragraph: Any) -> str:
    return str(paragraph.text).replace(_LINE_BREAK, "\n").strip()


def _row(row: Any) -> Iterator[str]:
    """The cells on one line, unless one has more than a paragraph: then all paragraphs are list items."""
    held = [map(_text, cell.text_frame.paragraphs) for cell in row.cells if not cell.is_spanned]
    cells = [[text for text in texts if text] for texts in held]
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
