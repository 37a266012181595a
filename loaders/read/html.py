"""HTML as lines: one a block element, a blank before a heading, a bullet before a list item."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import defs

from loaders.errors import UnreadableDocument
from loaders.read.plain import decode

BLOCKS = frozenset((*defs.block_tags, *defs.table_tags, *defs.list_tags, "br", "main", "section", "article"))
UNSEEN = frozenset(("head", "script", "style", "noscript", "template", "svg"))
_ENCODING_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(data: bytes) -> list[str]:
    """The visible text as one page. Raises `UnreadableDocument` when nothing can be parsed."""
    source = _ENCODING_DECLARATION.sub("", decode(data)).replace("\0", " ")
    try:
        root = lxml_html.document_fromstring(source)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument("is damaged: no HTML can be read from it") from error
    lines: list[str] = [""]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end":
                lines[-1] += element.tail or ""
            continue
        hidden = element.tag in UNSEEN or any(a.tag in UNSEEN for a in element.iterancestors())
        if event == "start":
            _open(lines, element.tag)
            if not hidden:
                lines[-1] += element.text or ""
        else:
            if element.tag in BLOCKS:
                lines.append("")
            if not any(a.tag in UNSEEN for a in element.iterancestors()):
                lines[-1] += element.tail or ""
    squeezed = (" ".join(line.split()) for line in lines)
    return [re.sub(r"\n{3,}", "\n\n", "\n".join(squeezed))]


def _open(lines: list[str], tag: str) -> None:
    if tag not in BLOCKS:
        return
    if tag in {"td", "th"} and lines[-1].strip():
        lines[-1] += " "
        return
    if lines[-1].strip() == "•":
        return
    lines.append("• " if tag == "li" else "")
    if re.fullmatch(r"h[1-6]", tag):
        lines.append("")
