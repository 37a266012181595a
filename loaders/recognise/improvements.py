"""Points for improvement: the bullets and numbered items under headings such as "What needs to improve"."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.model import Layout, Paragraph, RecommendationStated, Span
from loaders.vocabulary import Vocabulary

# Which kind of point stands under a heading of which kind of section.
KINDS = {"needs-improvement": "area-for-improvement", "priority-action": "priority-action"}


def improvements(layout: Layout, vocabulary: Vocabulary) -> tuple[RecommendationStated, ...]:
    """Each list item (without items, each paragraph) of the sections that tell what must improve."""
    points: list[RecommendationStated] = []
    for index, section in enumerate(layout.sections):
        if section.kind not in KINDS or not section.heading:
            continue
        paragraphs = [paragraph for paragraph in layout.paragraphs if paragraph.section == index]
        items = [paragraph for paragraph in paragraphs if paragraph.bullet or paragraph.number]
        for paragraph in items or paragraphs:
            points.extend(point(paragraph, KINDS[section.kind], section.area, vocabulary))
    return tuple(points)


def point(
    paragraph: Paragraph, kind: str, area: str | None, vocabulary: Vocabulary
) -> Iterator[RecommendationStated]:
    """The point that a paragraph makes, with the tags of the national framework; none without words."""
    if not paragraph.statements:
        return
    text = " ".join(statement.text for statement in paragraph.statements)
    tags = tuple(
        " ".join(match["tag"].split()) for match in vocabulary.printed_forms.all("national-framework", text)
    )
    yield RecommendationStated(
        kind=kind,
        number=paragraph.number,
        text=text,
        pieces=_joined(paragraph),
        page=paragraph.statements[0].page,
        area=area,
        national_framework=tags,
    )


def _joined(paragraph: Paragraph) -> tuple[Span, ...]:
    return tuple(piece for statement in paragraph.statements for piece in statement.pieces)
