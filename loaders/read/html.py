"""HTML as lines: one a block element or row of a table, a blank before a heading, list items marked."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from lxml.html import defs

from loaders.errors import UnreadableDocument
from loaders.read.plain import decode

BLOCKS = (
    frozenset((*defs.block_tags, *defs.table_tags, *defs.list_tags))
    | {"main", "section", "article", "header", "footer", "figure", "figcaption", "details", "summary"}
) - {"ins", "del"}
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# What a browser shows no text of, what is there to be operated, what is deleted, and what by its own word is
# not the page's content; a role says of any element what some tags say of theirs.
UNSEEN = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "audio"),
        *("video", "button", "select", "textarea", "datalist", "del", "nav", "aside"),
    )
)
UNSEEN_ROLES = frozenset(
    (
        *("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"),
        "doc-endnotes",
    )
)
# A header or footer in one of these is that of a text; elsewhere it is the site's.
TEXTS = frozenset(("main", "article", "section"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\b", re.I)
_FOOTNOTE_MARK = re.compile(r"\W*\d{1,2}\W*")
_NUMBER = re.compile(r"\s*(\d{1,4})\s*")
_BLANKS = re.compile(r"\s+")
_ENCODING_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKED = "\t"  # ends a line that holds nothing yet but the mark of a list item


def read_html(data: bytes) -> list[str]:
    """The visible text as one page, without the menus, headers, footers and notes that a site puts around it.

    Raises `UnreadableDocument` when nothing can be parsed.
    """
    source = _ENCODING_DECLARATION.sub("", decode(data)).replace("\0", " ")
    try:
        # Tags never closed nest deeper than the 256 levels after which the parser drops the rest unasked.
        parser = lxml_html.HTMLParser(huge_tree=True)
        root = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument("is damaged: no HTML can be read from it") from error
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise UnreadableDocument("nests its elements too deep to be read whole; not read")
    lines = [line for part in _parts(root) for line in _Writer(part).lines()]
    return [re.sub(r"\n{3,}", "\n\n", "\n".join(lines))]


def _parts(root: Any) -> list[Any]:
    """The page's main element, after its title where that stands before it; the whole page where none is."""
    for main in root.xpath("//main | //*[@role='main']"):
        if main.text_content().strip():
            return [main] if main.find(".//h1") is not None else [*root.iter("h1"), main]
    return [root]


class _Writer:
    """Writes the lines of one element, squeezed."""

    def __init__(self, top: Any) -> None:
        self.top = top
        self._lines = [""]
        self._numbers: dict[Any, int] = {}
        self._preformatted = 0

    def lines(self) -> list[str]:
        walk = etree.iterwalk(self.top, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if element is not self.top and _unseen(element):
                    walk.skip_subtree()
                elif element.tag == "tr" and (row := _row(element)):
                    self._lines.append(row)
                    walk.skip_subtree()
                else:
                    self._open(element)
                    self._write(element.text)
                continue
            if element.tag in BLOCKS:
                self._lines.append("")
            if element.tag == "pre":
                self._preformatted -= 1
            if element is not self.top:
                self._write(element.tail)
        return [" ".join(line.split()) for line in self._lines]

    def _open(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._lines.append("")
        if tag == "pre":
            self._preformatted += 1
        if tag not in BLOCKS or self._lines[-1].endswith(_MARKED):
            return
        if tag in HEADINGS:
            self._lines.append("")
        self._lines.append(self._mark(element) + _MARKED if tag == "li" else "")

    def _mark(self, item: Any) -> str:
        """The number of an item that a browser would number, else a bullet."""
        above = item.getparent()
        if above is None or above.tag != "ol" or above.get("type", "1") != "1":
            return "•"
        own = _NUMBER.fullmatch(item.get("value", ""))
        first = _NUMBER.fullmatch(above.get("start", "1"))
        number = int(own[1]) if own else self._numbers.get(above, int(first[1]) if first else 1)
        self._numbers[above] = number + 1
        return f"{number}."

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._preformatted:
            first, *others = text.split("\n")
            self._lines[-1] += first
            self._lines.extend(others)
            return
        text = _BLANKS.sub(" ", text)
        self._lines[-1] += text.lstrip() if self._lines[-1].endswith(_MARKED) else text


def _unseen(element: Any) -> bool:
    tag, get = element.tag, element.get
    if tag == "button" and any(above.tag in HEADINGS for above in element.iterancestors()):
        return False
    if tag in UNSEEN or get("hidden") is not None or get("role") in UNSEEN_ROLES:
        return True
    if tag in {"header", "footer"} and not any(above.tag in TEXTS for above in element.iterancestors()):
        return element.find(".//h1") is None
    if tag == "sup":
        return _FOOTNOTE_MARK.fullmatch(element.text_content()) is not None
    style = get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _row(row: Any) -> str:
    """The cells on one line; "" where one has more than a line, or only one has any: then the table lays out
    a page."""
    if row.find(".//table") is not None:
        return ""
    cells = [cell for cell in row if cell.tag in {"td", "th"} and not _unseen(cell)]
    texts = [[line for line in _Writer(cell).lines() if line] for cell in cells]
    held = [lines for lines in texts if lines]
    return " ".join(lines[0] for lines in held) if len(held) > 1 and max(map(len, held)) == 1 else ""
