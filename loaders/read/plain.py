"""Plain text in UTF-8, UTF-16 with a mark, or else Windows-1252."""

from __future__ import annotations

import codecs


def read_plain(data: bytes) -> list[str]:
    """The text; form feeds, where there are any, separate pages."""
    return decode(data).split("\f")


def decode(data: bytes) -> str:
    """`data` as text by its byte-order mark, else as UTF-8, else as Windows-1252 (nothing is refused)."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
