"""A file in, a `Document` out: one reader per kind of file, chosen by content, checked against the name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from loaders.errors import UnreadableDocument
from loaders.model import Document
from loaders.read.kind import FileKind, sniff
from loaders.read.pages import assemble
from loaders.read.plain import read_plain


def _read_pdf(data: bytes) -> list[str]:
    from loaders.read.pdf import read_pdf

    return read_pdf(data)


def _read_html(data: bytes) -> list[str]:
    from loaders.read.html import read_html

    return read_html(data)


def _read_docx(data: bytes) -> list[str]:
    from loaders.read.docx import read_docx

    return read_docx(data)


def _read_pptx(data: bytes) -> list[str]:
    from loaders.read.pptx import read_pptx

    return read_pptx(data)


# PDFium and the office and HTML libraries take a third of a second to import: only their files wait for them.
READERS: dict[FileKind, Callable[[bytes], list[str]]] = {
    FileKind.PDF: _read_pdf,
    FileKind.TEXT: read_plain,
    FileKind.HTML: _read_html,
    FileKind.DOCX: _read_docx,
    FileKind.PPTX: _read_pptx,
}
SUFFIXES = frozenset(suffix for kind in FileKind for suffix in kind.suffixes)

MAX_BYTES = 200 * 1024 * 1024


def read_document(path: Path) -> Document:
    """Read a PDF, text, HTML, Word or PowerPoint file.

    Raises `UnreadableDocument` with the reason: missing, empty, not what its name says, encrypted,
    damaged, or without text. The message starts with the path.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(
                f"{path}: is larger than {MAX_BYTES // 2**20} MiB; no report is; not read"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be opened ({error.strerror})") from error
    try:
        kind = sniff(data, path.suffix)
        page_texts = READERS[kind](data)
        text, pages = assemble(page_texts)
        if not text.strip():
            scan = ": a scan; run OCR first" if kind is FileKind.PDF else ""
            raise UnreadableDocument(f"has no text{scan}")
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path}: {error}") from error
    return Document(path.name, kind.media_type, hashlib.sha256(data).hexdigest(), text, pages)
