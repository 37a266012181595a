"""PDF text by PDFium: page by page, in the file's own text order."""

from __future__ import annotations

import pypdfium2

from loaders.errors import UnreadableDocument

MAX_PAGES = 2000
# A last line that stands further above the one before it than this (points; an inch) was put in late; one
# that begins further to the side of the line below it is of another column.
LATE = 72.0
_LINE_END = "\r\n"


def read_pdf(data: bytes) -> list[str]:
    """Text of each page. Raises `UnreadableDocument`: encrypted, damaged, too many pages, no text."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument("is encrypted; save a copy without a password") from error
        raise UnreadableDocument("is damaged: PDFium cannot open it") from error
    try:
        if len(pdf) > MAX_PAGES:
            raise UnreadableDocument(f"has {len(pdf)} pages; more than {MAX_PAGES} is no report; not read")
        texts = []
        before: pypdfium2.PdfPage | None = None
        for page in pdf:
            text_page = page.get_textpage()
            texts.append(_in_place(text_page.get_text_range(errors="ignore"), text_page))
            text_page.close()
            # PDFium forgets a font with the last page that uses it; a page stays until the next has its own.
            if before is not None:
                before.close()
            before = page
        return texts
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument("is damaged: a page cannot be read") from error
    finally:
        pdf.close()


def _in_place(text: str, text_page: pypdfium2.PdfTextPage) -> str:
    """The text of a page, its last line where it stands: an editor's late heading is drawn after all else.

    Of 5,769 pages of real reports one has such a line; otherwise the order of drawing is that of reading."""
    lines = text.split(_LINE_END)

    def corner(place: int) -> tuple[float, float]:
        before = sum(map(len, lines[:place])) + place * len(_LINE_END)
        left, bottom, *_ = text_page.get_charbox(before + len(lines[place]) - len(lines[place].lstrip()))
        return float(left), float(bottom)

    # Neither blank nor the number of the page; from the last on.
    worded = (place for place in reversed(range(len(lines))) if any(map(str.isalpha, lines[place])))
    last, before = next(worded, None), next(worded, None)
    if last is None or before is None:
        return text
    left, risen = corner(last)
    if risen <= corner(before)[1] + LATE:
        return text
    below = min(place for place in (before, *worded) if corner(place)[1] < risen)
    if abs(corner(below)[0] - left) > LATE:
        return text
    lines.insert(below, lines.pop(last))
    return _LINE_END.join(lines)
