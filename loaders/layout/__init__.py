"""A document laid out: headings, paragraphs with printed numbers and bullets, statements; headers and footers
apart."""

from __future__ import annotations

from itertools import takewhile

from msgspec.structs import replace

from loaders.layout.blocks import FRONT_MATTER, SENTENCE_END, Block, BlockBuilder, ends_with
from loaders.layout.footnotes import footnotes_apart, without_mark
from loaders.layout.lines import split_lines
from loaders.layout.statements import split_statements
from loaders.model import Document, Layout, Paragraph, Section, Span
from loaders.vocabulary import BOARD, Vocabulary

# So many headings that name areas one after the other are the rows of a table of grades.
TABLE_ROWS = 3
# The most words of a subheading inside a list.
SUBHEADING_WORDS = 7
# An area's name inside a numbered or bulleted list of these kinds is a subheading of the list.
LISTS = frozenset(("needs-improvement", "recommendations", "priority-action"))
# In sections of these kinds bullets may stand under headings that name a topic; elsewhere such headings open
# findings.
POINTS = frozenset(("needs-improvement", "strengths"))
TOPIC = "findings"
SUMMARY = "summary"
# Under these headings areas are only explained or listed, until a heading of another kind.
DEFINITIONS = "grade-definitions"
ABOUT_AREAS = frozenset((DEFINITIONS, "contents"))


def lay_out(document: Document, vocabulary: Vocabulary) -> Layout:
    """The sections, paragraphs and statements of `document`, each with spans of its text."""
    lines = split_lines(document)
    if len(document.pages) > 1:
        lines = footnotes_apart(lines)
    blocks = BlockBuilder(document.text, lines, vocabulary).build()
    sections = [Section("", FRONT_MATTER, None, Span(0, len(document.text)))]
    paragraphs: list[Paragraph] = []
    area_headings = 0
    for index, block in enumerate(blocks):
        if block.heading:
            following = next((b for b in blocks[index + 1 :] if not b.heading), None)
            last = _last_item(paragraphs, len(sections) - 1)
            listed = following is not None and _continues_list(last, following)
            if (
                block.area == BOARD
                and sections[-1].kind == FRONT_MATTER
                and _titled(document, block, vocabulary)
            ):
                # "... and review of the effectiveness of the Local Safeguarding Children Board"
                block = Block(block.lines, heading=True, kind=TOPIC)
            explains = sections[-1].kind in ABOUT_AREAS and not _judges(sections[-1], following)
            _open_section(
                sections,
                block,
                vocabulary,
                area_headings >= TABLE_ROWS,
                listed,
                last is None,
                explains,
                _ends_list(last, following),
            )
            area_headings = area_headings + 1 if block.area else 0 if block.kind else area_headings
            continue
        if area_headings >= TABLE_ROWS and _leaves_table(block, sections[-1], vocabulary):
            overall = Block(block.lines, heading=True, kind=SUMMARY)
            _open_section(sections, overall, vocabulary, tabled=True, heading="")
        paragraph = _paragraph(document, block, len(sections) - 1)
        text = block.text
        if ends_with(SENTENCE_END, text):
            area_headings = 0
        if opened := vocabulary.section_opened_by(text):
            opening = Block(block.lines, heading=True, kind=opened)
            _open_section(sections, opening, vocabulary, heading="")
            paragraph = replace(paragraph, section=len(sections) - 1)
        paragraphs.append(paragraph)
    return Layout(document, lines, tuple(sections), tuple(paragraphs))


def _judges(last: Section, following: Block | None) -> bool:
    """Whether `following`, below the heading of an area after the section `last`, judges the area: numbered
    text is no definition of grades."""
    return last.kind == DEFINITIONS and following is not None and bool(following.number)


def _titled(document: Document, block: Block, vocabulary: Vocabulary) -> bool:
    """Whether the title of another inspection than the board's stands above `block` and goes on with it."""
    forms, start = vocabulary.printed_forms, block.lines[0].span.start
    titles = (form for form in forms.under("title-") if form != f"title-{BOARD}")
    return any(forms.find(title, document.text, 0, start) for title in titles)


def _leaves_table(block: Block, last: Section, vocabulary: Vocabulary) -> bool:
    """Whether `block`, below a table of grades, is a sentence about the whole and not about the area of the
    last row."""
    if block.number or last.area in (None, BOARD) or not ends_with(SENTENCE_END, block.text):
        return False
    return vocabulary.areas[last.area].section_kind != SUMMARY


def _last_item(paragraphs: list[Paragraph], section: int) -> Paragraph | None:
    """The last numbered paragraph of the section (an item that may have bullets below it); else its last
    one."""
    own = list(takewhile(lambda paragraph: paragraph.section == section, reversed(paragraphs)))
    return next((paragraph for paragraph in own if paragraph.number), own[0] if own else None)


def _continues_list(last: Paragraph | None, following: Block) -> bool:
    """Whether a list goes on (or, if `last` is None, begins) with `following`, the block after a heading."""
    if last is None:
        return bool(following.number) or following.bullet
    if last.number and following.number:
        return int(following.number) == int(last.number) + 1
    return last.bullet and following.bullet


def _ends_list(last: Paragraph | None, following: Block | None) -> bool:
    """Whether the section before a heading ends with a list item, and what follows the heading is none."""
    if last is None or following is None or following.number or following.bullet:
        return False
    return bool(last.number) or last.bullet


def _open_section(
    sections: list[Section],
    block: Block,
    vocabulary: Vocabulary,
    tabled: bool = False,
    listed: bool = False,
    begins: bool = False,
    explains: bool = False,
    ends_list: bool = False,
    heading: str | None = None,
) -> None:
    """Close the last section where `block` begins, and open the section of which `block` is the heading.

    A heading of unknown kind keeps the kind and the area of the last section, unless it ends a list of points
    (`ends_list`); "Summary" under an area's heading keeps the area, unless that area was a row of a table
    (`tabled`). `listed`: the heading stands inside a list, which goes on below it; `begins`: the section
    before has no text yet; `explains`: the area of the heading is only explained or listed. `heading`
    replaces the block's text as the title.
    """
    start = block.lines[0].span.start
    last = sections[-1]
    sections[-1] = Section(last.heading, last.kind, last.area, Span(last.span.start, start))
    opens_topic = block.area or (ends_list and last.kind in POINTS)
    kind = block.kind or (TOPIC if opens_topic else last.kind)
    is_subheading = listed and last.kind in LISTS and len(block.text.split()) <= SUBHEADING_WORDS
    if kind == TOPIC and not block.area and last.kind in POINTS:
        below_topic = vocabulary.section_kind(last.heading) == TOPIC
        kind = last.kind if listed or begins or below_topic else kind
    if block.area == last.area == BOARD:
        # No subheading of the board's own list names the board: such a heading ends the list.
        is_subheading = False
    if block.area and (explains or is_subheading):
        kind = last.kind
    meaning = vocabulary.section_kinds[kind]
    keeps = meaning.evaluative and not meaning.across_areas and not tabled
    area = block.area or (last.area if keeps else None)
    title = without_mark(block.text) if heading is None else heading
    sections.append(Section(title, kind, area, Span(start, last.span.end)))


def _paragraph(document: Document, block: Block, section: int) -> Paragraph:
    return Paragraph(
        number=block.number,
        bullet=block.bullet,
        section=section,
        span=Span(block.lines[0].span.start, block.lines[-1].span.end),
        statements=split_statements(document.text, block.lines, block.skip),
    )
