"""PowerPoint files as lines: a slide is a page, title and subtitle stand alone, paragraphs have bullets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError, PythonPptxError

from loaders.errors import UnreadableDocument
from loaders.read.office import DAMAGE, checked_archive

MAX_GROUP_DEPTH = 50


def read_pptx(data: bytes) -> list[str]:
    """Text of each slide. Raises `UnreadableDocument` when damaged."""
    try:
        presentation = pptx.Presentation(checked_archive(data))
        return ["\n".join(_slide(slide)) for slide in presentation.slides]
    except (PythonPptxError, PackageNotFoundError, *DAMAGE) as error:
        raise UnreadableDocument("is damaged: PowerPoint's parts cannot be read from it") from error


def _slide(slide: Any) -> Iterator[str]:
    title = slide.shapes.title
    if title is not None:
        yield title.text_frame.text
        yield ""
    for shape in _flat(slide.shapes, 0):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                text = "".join(run.text for run in paragraph.runs).strip()
                if text:
                    yield text if _is_subtitle(shape) else f"{' ' * paragraph.level}- {text}"
            yield ""
        elif getattr(shape, "has_table", False) and shape.has_table:
            for row in shape.table.rows:
                yield " ".join(" ".join(cell.text.split()) for cell in row.cells)
            yield ""


def _is_subtitle(shape: Any) -> bool:
    return bool(shape.is_placeholder and shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE)


def _flat(shapes: Any, depth: int) -> Iterator[Any]:
    if depth > MAX_GROUP_DEPTH:
        raise UnreadableDocument(f"nests shapes more than {MAX_GROUP_DEPTH} deep; not read")
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape
