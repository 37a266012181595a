"""What Word and PowerPoint files share: a ZIP archive that must be checked before it is unpacked."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from loaders.errors import UnreadableDocument

MAX_UNPACKED = 500 * 1024 * 1024
MAX_PART = 150 * 1024 * 1024
MAX_RATIO = 400

# What zipfile and the Office libraries raise over a part that is missing, cut short or overwritten.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,  # a compression method that there is not
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    AttributeError,
    EOFError,
    OSError,
)


def checked_archive(data: bytes) -> BytesIO:
    """`data` ready for an Office library; raises `UnreadableDocument` for a zip bomb or an encrypted part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED or any(part.file_size > MAX_PART for part in parts):
        raise UnreadableDocument(f"unpacks to {total // 2**20} MiB; no report does; not read")
    if any(p.file_size > 2**20 and p.file_size > MAX_RATIO * max(1, p.compress_size) for p in parts):
        raise UnreadableDocument("unpacks to more than 400 times its size: a zip bomb; not read")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument("is encrypted; save a copy without a password")
    return BytesIO(data)
