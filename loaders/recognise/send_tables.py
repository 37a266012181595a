"""Points of area SEND reports: tables with a column for the body that is to act and one for what it must do.

A PDF gives such a table row by row: the lines of the left column (short, laid out as headings or run into the
text) come before the text of the right one, which begins with those who "must" or "should" act.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from loaders.layout.blocks import SENTENCE_END
from loaders.layout.lines import squeeze
from loaders.model import Layout, Paragraph, RecommendationStated, Span
from loaders.recognise.improvements import joined, point
from loaders.vocabulary import Vocabulary

TABLE_HEADS = {"table-priority-action": "priority-action", "table-improvement": "area-for-improvement"}
# Words that a body's name in the left column has at least, and characters that it takes at most.
SHORTEST_BODY = 3
LONGEST_BODY = 220


def points_of_tables(layout: Layout, vocabulary: Vocabulary) -> tuple[RecommendationStated, ...]:
    """Areas for priority action and for improvement, with the body that is to act where one is printed."""
    points: list[RecommendationStated] = []
    for stated, bullet in _points(layout, vocabulary):
        if bullet and points and (points[-1].text.endswith(":") or _in_list(points[-1].text)):
            points[-1] = joined(points[-1], stated)
        else:
            points.append(stated)
    return tuple(points)


def _in_list(text: str) -> bool:
    """Whether a point announces bullets and has not come to its stop."""
    return ": " in text and not SENTENCE_END.search(text)


def _points(layout: Layout, vocabulary: Vocabulary) -> Iterator[tuple[RecommendationStated, bool]]:
    kind: str | None = None
    left: list[Span] = []
    body: str | None = None
    bodies: set[str] = set()
    two_columns = False
    for index, section in enumerate(layout.sections):
        head = _table_head(section.heading, vocabulary)
        if head or vocabulary.section_kind(section.heading):
            two_columns = vocabulary.printed_forms.find("responsible-body", section.heading) is not None
            kind, left, body = head, [], None
            bodies = set()
        elif kind and section.heading:
            left.append(Span(section.span.start, _heading_end(layout, index)))
        within = (paragraph for paragraph in layout.paragraphs if kind and paragraph.section == index)
        for paragraph in (row for each in within for row in _rows(layout, each, bodies, vocabulary)):
            begin = paragraph.span.start
            if two_columns and not paragraph.bullet:
                body, begin = _columns(layout, paragraph, left, body, vocabulary)
                bodies |= {body} if body else set()
            left = []
            for stated in point(paragraph, kind or "", section.area, vocabulary):
                stated = replace(stated, addressed_to=body)
                yield _from(layout, stated, paragraph, begin), paragraph.bullet


def _rows(
    layout: Layout, paragraph: Paragraph, bodies: Collection[str], vocabulary: Vocabulary
) -> Iterator[Paragraph]:
    """The paragraph, parted before each sentence in which one of `bodies`, or the body with which it begins,
    stands before those who are to act: short rows run together."""
    text, span = layout.document.text, paragraph.span
    act = _begin_of_action(text, span.start, span.end, vocabulary)
    known = {*bodies, _printed(layout, span.start, act or span.start)} - {""}
    start = 0
    for index, statement in enumerate(paragraph.statements):
        begins = any(
            statement.text.startswith(f"{body} ")
            and vocabulary.printed_forms.at("table-action", statement.text, len(body) + 1)
            for body in known
        )
        if index > start and begins:
            yield _part(paragraph, start, index)
            start = index
    yield _part(paragraph, start, len(paragraph.statements)) if start else paragraph


def _part(paragraph: Paragraph, first: int, end: int) -> Paragraph:
    statements = paragraph.statements[first:end]
    span = Span(statements[0].pieces[0].start, statements[-1].pieces[-1].end)
    return replace(paragraph, statements=statements, span=span)


def _columns(
    layout: Layout, paragraph: Paragraph, left: list[Span], body: str | None, vocabulary: Vocabulary
) -> tuple[str | None, int]:
    """The body in the left column and the offset at which the right column begins."""
    text = layout.document.text
    within = _begin_of_action(text, paragraph.span.start, paragraph.span.end, vocabulary)
    names = " ".join(_printed(layout, span.start, span.end) for span in left)
    within_words = len(text[paragraph.span.start : within].split()) if within is not None else 0
    # One or two words on the left are the end of the row above, where the text names a body of its own.
    if within is not None and within_words >= SHORTEST_BODY > len(names.split()):
        return _printed(layout, paragraph.span.start, within), within
    if not left:
        return body, paragraph.span.start
    first, last = left[0].start, left[-1].end
    early = _begin_of_action(text, first, last, vocabulary)
    if early is not None and early > first:
        return _printed(layout, first, early), early
    if within is not None and within > paragraph.span.start:
        return f"{names} {_printed(layout, paragraph.span.start, within)}", within
    return names, paragraph.span.start


def _printed(layout: Layout, start: int, end: int) -> str:
    """What is printed from `start` to `end`, squeezed, without headers and footers."""
    lines = (line.span for line in layout.lines if not line.furniture)
    within = ((max(span.start, start), min(span.end, end)) for span in lines)
    return squeeze(" ".join(layout.document.text[a:b] for a, b in within if a < b))


def _begin_of_action(text: str, start: int, end: int, vocabulary: Vocabulary) -> int | None:
    """Where the first words stand that tell a body to act, if a name and no sentence stands before them."""
    found = vocabulary.printed_forms.find("table-action", text, start, min(end, start + LONGEST_BODY))
    return found.start() if found and "." not in text[start : found.start()] else None


def _from(
    layout: Layout, stated: RecommendationStated, paragraph: Paragraph, begin: int
) -> RecommendationStated:
    """The point without what of its text stands before `begin`, or with what stands before the paragraph."""
    if begin == paragraph.span.start:
        return stated
    text, first = layout.document.text, paragraph.span.start
    if begin < first:
        pieces = (Span(begin, begin + len(text[begin:first].rstrip())), *stated.pieces)
        return replace(stated, text=f"{squeeze(text[begin:first])} {stated.text}", pieces=pieces)
    pieces = tuple(Span(max(p.start, begin), p.end) for p in stated.pieces if p.end > begin)
    cut = len(_printed(layout, first, begin))
    return replace(stated, text=stated.text[cut:].lstrip(), pieces=pieces)


def _heading_end(layout: Layout, index: int) -> int:
    """Where the heading of the section ends: before its first paragraph or the next section."""
    section = layout.sections[index]
    inside = [p.span.start for p in layout.paragraphs if p.section == index]
    end = min(inside, default=section.span.end)
    return section.span.start + len(layout.document.text[section.span.start : end].rstrip())


def _table_head(heading: str, vocabulary: Vocabulary) -> str | None:
    """The kind of points under a heading of a table."""
    return next(
        (kind for form, kind in TABLE_HEADS.items() if vocabulary.printed_forms.find(form, heading)), None
    )
