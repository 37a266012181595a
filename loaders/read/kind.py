"""What kind of file some bytes are, by their content; the name must agree."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from io import BytesIO

from loaders.errors import UnreadableDocument

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"(?:\s*<!--.*?-->)*\s*<(?:!doctype html|(?:html|head|body|main|article|section|div|h[1-6]|p|table)\b)"
    rb"|.*<html",
    re.I | re.S,
)
_WEB_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)


class FileKind(Enum):
    """Media type, the suffixes a file of the kind may have, and its name in messages."""

    PDF = ("application/pdf", (".pdf",), "a PDF")
    TEXT = ("text/plain", (".txt", ".text"), "a text file")
    HTML = ("text/html", (".html", ".htm", ".xhtml"), "an HTML page")
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        "a Word document",
    )
    PPTX = (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        (".pptx",),
        "a PowerPoint file",
    )

    def __init__(self, media_type: str, suffixes: tuple[str, ...], called: str) -> None:
        self.media_type = media_type
        self.suffixes = suffixes
        self.called = called


def sniff(data: bytes, suffix: str) -> FileKind:
    """The kind of `data`; raises `UnreadableDocument` when it is none, or not what `suffix` says."""
    if not data.strip(b"\0 \t\r\n\f"):
        raise UnreadableDocument("is empty")
    kind = _by_content(data)
    named = next((k for k in FileKind if suffix.lower() in k.suffixes), None)
    if named is not None and named is not kind and not (named is FileKind.TEXT and kind is FileKind.HTML):
        raise UnreadableDocument(
            f"is {kind.called}, not {named.called}; rename it to end in {kind.suffixes[0]} if it is meant"
        )
    return named or kind


def _by_content(data: bytes) -> FileKind:
    head = data[:2048].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"PK"):
        return _office_kind(data)
    if data.startswith(OLE_MAGIC):
        raise UnreadableDocument(
            "is an old Office file (.doc, .ppt) or an encrypted one; save it as .docx, .pptx or PDF"
        )
    if head.startswith(b"{\\rtf"):
        raise UnreadableDocument("is a rich text file (.rtf); save it as .docx or PDF")
    if _WEB_ARCHIVE.search(head):
        raise UnreadableDocument("is a web archive (.mht); save the page as HTML or PDF")
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if _HTML.match(head[2:].replace(b"\0", b"") if wide else head[:1024]):
        return FileKind.HTML
    if b"\0" in data[:8192] and not wide:
        raise UnreadableDocument(
            "is a binary file of an unknown kind; PDF, TXT, HTML, DOCX and PPTX are read"
        )
    return FileKind.TEXT


def _office_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument(
            "is damaged: it begins like an Office file but cannot be unpacked"
        ) from error
    if "word/document.xml" in names:
        return FileKind.DOCX
    if "ppt/presentation.xml" in names:
        return FileKind.PPTX
    if {"mimetype", "content.xml"} <= names:
        raise UnreadableDocument("is an OpenDocument file (.odt, .odp); save it as .docx, .pptx or PDF")
    raise UnreadableDocument("is a ZIP archive, not a document; unpack it and give the files")
