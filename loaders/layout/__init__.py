"""A document laid out: furniture apart, headings, paragraphs with printed numbers and bullets, statements."""

from __future__ import annotations

from loaders.layout.blocks import Block, BlockBuilder
from loaders.layout.lines import split_lines
from loaders.layout.statements import split_statements
from loaders.model import Document, Layout, Paragraph, Section, Span
from loaders.vocabulary import Vocabulary

FRONT_MATTER = "front-matter"


def lay_out(document: Document, vocabulary: Vocabulary) -> Layout:
    """Sections, paragraphs and statements of `document`, each with spans of its text."""
    lines = split_lines(document)
    blocks = BlockBuilder(document.text, lines, vocabulary).build()
    sections = [Section("", FRONT_MATTER, None, Span(0, len(document.text)))]
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if block.heading:
            _open_section(sections, block)
            continue
        if opened := vocabulary.section_opened_by(block.text):
            _open_section(sections, Block(block.lines, heading=True, kind=opened), heading="")
        paragraphs.append(_paragraph(document, block, len(sections) - 1))
    return Layout(document, lines, tuple(sections), tuple(paragraphs))


def _open_section(sections: list[Section], block: Block, heading: str | None = None) -> None:
    """Close the last section where `block` begins; a heading of unknown kind keeps kind and area of the last."""
    start = block.lines[0].span.start
    last = sections[-1]
    sections[-1] = Section(last.heading, last.kind, last.area, Span(last.span.start, start))
    kind = block.kind or ("findings" if block.area else last.kind)
    area = block.area or (last.area if block.kind is None else None)
    title = block.text if heading is None else heading
    sections.append(Section(title, kind, area, Span(start, last.span.end)))


def _paragraph(document: Document, block: Block, section: int) -> Paragraph:
    return Paragraph(
        number=block.number,
        bullet=block.bullet,
        section=section,
        span=Span(block.lines[0].span.start, block.lines[-1].span.end),
        statements=split_statements(document.text, block.lines, block.skip),
    )
