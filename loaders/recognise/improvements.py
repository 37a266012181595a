"""Points for improvement: the bullets and numbered items under headings such as "What needs to improve"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from loaders.layout.blocks import SENTENCE_END
from loaders.model import Layout, Paragraph, RecommendationStated, Span
from loaders.recognise.recommendations import KINDS, national_framework_tags
from loaders.vocabulary import Vocabulary

# The kinds of sections that list points for improvement.
SECTIONS = ("needs-improvement", "priority-action")


def improvements(layout: Layout, vocabulary: Vocabulary) -> tuple[RecommendationStated, ...]:
    """Each list item (where there are no items, each paragraph) of the sections about what must improve."""
    points: list[RecommendationStated] = []
    for index, section in enumerate(layout.sections):
        if section.kind not in SECTIONS or not section.heading:
            continue
        paragraphs = [paragraph for paragraph in layout.paragraphs if paragraph.section == index]
        items = [paragraph for paragraph in paragraphs if paragraph.bullet or paragraph.number]
        own: list[RecommendationStated] = []
        for paragraph in items or paragraphs:
            for stated in point(paragraph, KINDS[section.kind], section.area, vocabulary):
                if own and paragraph.bullet and goes_on(own[-1].text, stated.text):
                    own[-1] = joined(own[-1], stated)
                else:
                    own.append(stated)
        points.extend(own)
    return tuple(points)


def goes_on(before: str, bullet: str) -> bool:
    """Whether a bullet belongs to the list that the point before it announces: "... children who:"."""
    if before.endswith(":"):
        return bullet[:1].islower()
    return ": " in before and bullet[:1].islower() and not SENTENCE_END.search(before)


def joined(before: RecommendationStated, bullet: RecommendationStated) -> RecommendationStated:
    """A point with one more of the bullets that it announces."""
    return replace(
        before,
        text=f"{before.text} {bullet.text}",
        pieces=before.pieces + bullet.pieces,
        national_framework=tuple(dict.fromkeys(before.national_framework + bullet.national_framework)),
    )


def point(
    paragraph: Paragraph, kind: str, area: str | None, vocabulary: Vocabulary
) -> Iterator[RecommendationStated]:
    """The point that a paragraph makes, with its tags of the national framework; nothing for an empty
    paragraph."""
    if not paragraph.statements:
        return
    text = " ".join(statement.text for statement in paragraph.statements)
    yield RecommendationStated(
        kind=kind,
        number=paragraph.number,
        text=text,
        pieces=_joined(paragraph),
        page=paragraph.statements[0].page,
        area=area,
        national_framework=national_framework_tags(text, vocabulary),
    )


def _joined(paragraph: Paragraph) -> tuple[Span, ...]:
    return tuple(piece for statement in paragraph.statements for piece in statement.pieces)
