"""Plain text in UTF-8, UTF-16 with a mark, or else Windows-1252; the marks of Markdown are no text."""

from __future__ import annotations

import codecs
import re

MARKDOWN_HEADINGS = 2
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*)$", re.M)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1")
_RULE_OF_TABLE = re.compile(r"^\|?[ \t]*:?-{3}[ \t:|-]*\n", re.M)
_ROW = re.compile(r"^\|(.*)\|[ \t]*$", re.M)
_ESCAPED = re.compile(r"\\([-.*_#+()\[\]|>])")


def read_plain(data: bytes) -> list[str]:
    """The text; form feeds, where there are any, separate pages."""
    text = decode(data)
    return (_unmarked(text) if len(_HEADING.findall(text)) >= MARKDOWN_HEADINGS else text).split("\f")


def decode(data: bytes) -> str:
    """`data` as text by its byte-order mark, else as UTF-8, else as Windows-1252 (nothing is refused)."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _unmarked(markdown: str) -> str:
    """The text without the marks of headings, emphasis and tables, whose rows are lines."""
    text = _HEADING.sub(lambda line: "\n" + line[1].rstrip(" \t#"), markdown.replace("\r\n", "\n"))
    text = _ROW.sub(_cells, _RULE_OF_TABLE.sub("", text))
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", text))


def _cells(row: re.Match[str]) -> str:
    return " ".join(cell.strip() for cell in row[1].split("|")).strip()
