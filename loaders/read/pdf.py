"""PDF text by PDFium: page by page, in the file's own text order."""

from __future__ import annotations

import pypdfium2

from loaders.errors import UnreadableDocument

MAX_PAGES = 2000


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
            texts.append(text_page.get_text_range(errors="ignore"))
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
