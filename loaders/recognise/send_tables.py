"""Points of area SEND reports: tables with a column for the body that is to act and one for what it must do.

A PDF gives such a table row by row: the lines of the left column (short, without a stop, laid out as
headings) come before the text of the right one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.model import Layout, RecommendationStated
from loaders.recognise.improvements import point
from loaders.vocabulary import Vocabulary

TABLE_HEADS = {"table-priority-action": "priority-action", "table-improvement": "area-for-improvement"}


def points_of_tables(layout: Layout, vocabulary: Vocabulary) -> tuple[RecommendationStated, ...]:
    """Areas for priority action and for improvement, with the body that is to act where one is printed."""
    return tuple(_points(layout, vocabulary))


def _points(layout: Layout, vocabulary: Vocabulary) -> Iterator[RecommendationStated]:
    kind: str | None = None
    body: list[str] = []
    filled = False
    for index, section in enumerate(layout.sections):
        head = _table_head(section.heading, vocabulary)
        if head or vocabulary.section_kind(section.heading):
            kind, body, filled = head, [], False
        elif kind:
            body = [section.heading] if filled else [*body, section.heading]
            filled = False
        for paragraph in layout.paragraphs if kind else ():
            if paragraph.section == index:
                filled = True
                for stated in point(paragraph, kind or "", section.area, vocabulary):
                    yield replace(stated, addressed_to=" ".join(body) or None)


def _table_head(heading: str, vocabulary: Vocabulary) -> str | None:
    """The kind of points under a heading of a table."""
    return next(
        (kind for form, kind in TABLE_HEADS.items() if vocabulary.printed_forms.find(form, heading)), None
    )
