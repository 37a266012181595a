"""What the authority or its board is told to do: each item of the lists, once and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.layout.statements import text_of
from loaders.model import Layout, Paragraph, RecommendationStated, Section, Span
from loaders.vocabulary import BOARD, Vocabulary

# The kind of what is asked for, by the kind of section that lists it.
KINDS = {
    "recommendations": "recommendation",
    "needs-improvement": "area-for-improvement",
    "priority-action": "priority-action",
}
MAX_RANGE = 60
_NUMBER = re.compile(r"\d+")
_RANGE = re.compile(r"(\d+)\s*(?:[-–—]|\bto\b)\s*(?:paragraphs?\s+)?(\d+)")


def recommendations_in(layout: Layout, vocabulary: Vocabulary) -> tuple[RecommendationStated, ...]:
    """The recommendations, areas for improvement and priority actions of `layout` in reading order.

    A numbered item owns the bullets below it; without numbers every bullet, and without bullets every
    paragraph, is an item. Sentences that lead to a list or say that it is empty are none."""
    by_section: dict[int, list[Paragraph]] = {}
    for paragraph in layout.paragraphs:
        by_section.setdefault(paragraph.section, []).append(paragraph)
    found: list[RecommendationStated] = []
    enclosing: str | None = None
    for index, section in enumerate(layout.sections):
        if section.kind not in KINDS:
            continue
        named = vocabulary.area_of_heading(section.heading)
        if named is None and vocabulary.section_kind(section.heading) in KINDS:
            # Every list under a heading of the board is the board's, whatever its subheadings name.
            enclosing = BOARD if section.area == BOARD else None
        items = list(_items(_without_lead(by_section.get(index, []), vocabulary)))
        if items and items[-1][-1].number and _is_bulleted(layout.sections, index + 1, by_section):
            items.pop()  # it only leads to the lists below the headings that follow
        for item in items:
            stated = _stated(layout, item, section, enclosing or named, vocabulary)
            if stated is not None:
                found.append(stated)
    return tuple(found)


def _is_bulleted(
    sections: Sequence[Section], index: int, by_section: Mapping[int, Sequence[Paragraph]]
) -> bool:
    """Whether the section is a list without numbers under a heading such as "Within three months:"."""
    if index >= len(sections) or sections[index].kind not in KINDS:
        return False
    paragraphs = by_section.get(index, [])
    return sections[index].heading.endswith(":") and all(p.bullet for p in paragraphs[:1])


def _without_lead(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Sequence[Paragraph]:
    """The paragraphs of one list without a number's sentence that only leads to bullets."""
    first, rest = paragraphs[:1], paragraphs[1:]
    said = first[0].statements[-1].text if first and first[0].statements else ""
    leads = vocabulary.printed_forms.find("leads-to-points", said) is not None
    bullets_alone = any(each.bullet for each in rest) and not any(each.number for each in rest)
    return rest if leads and bullets_alone else paragraphs


def _items(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """The items of one list, each with the paragraphs that go on with it."""
    numbered = any(paragraph.number for paragraph in paragraphs)
    bulleted = any(paragraph.bullet for paragraph in paragraphs)
    item: list[Paragraph] = []
    for paragraph in paragraphs:
        if not paragraph.statements:
            continue
        starts = bool(paragraph.number) if numbered else paragraph.bullet if bulleted else True
        if item and (_goes_on(item, paragraph) or (numbered and paragraph.bullet)):
            item.append(paragraph)
        elif starts:
            if item:
                yield item
            item = [paragraph]
    if item:
        yield item


def _goes_on(item: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    """Whether the text goes on: below "... that:", or in lower case without a mark of its own."""
    in_lower_case = paragraph.statements[0].text[:1].islower()
    if paragraph.number or paragraph.bullet:
        announced = any(before.statements[-1].text.endswith(":") for before in item)
        return paragraph.bullet and in_lower_case and announced
    return in_lower_case


def _stated(
    layout: Layout, item: Sequence[Paragraph], section: Section, area: str | None, vocabulary: Vocabulary
) -> RecommendationStated | None:
    first = item[0]
    document_text = layout.document.text
    statements = [statement for paragraph in item for statement in paragraph.statements]
    if len(statements) > 1 and vocabulary.section_kind(statements[-1].text):
        statements.pop()  # a heading printed once more at the end of the line above it
    pieces = _joined(document_text, [piece for statement in statements for piece in statement.pieces])
    text = text_of(document_text, pieces)
    forms = vocabulary.printed_forms
    leads_to_list = text.endswith(":") or forms.find("leads-to-points", text)
    plain = not first.number and not first.bullet
    if leads_to_list or forms.at("nothing-recommended", text, 0):
        return None
    if vocabulary.area_of_heading(text) or (plain and text[-1:].isalnum()):
        return None
    return RecommendationStated(
        kind=KINDS[section.kind],
        number=first.number,
        text=text,
        pieces=pieces,
        page=statements[0].page,
        area=area,
        paragraphs_printed=paragraphs_cited(text, vocabulary),
        national_framework=national_framework_tags(text, vocabulary),
    )


def _joined(document_text: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Pieces with nothing but blanks between them as one."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and document_text[joined[-1].end : piece.start].strip() == "":
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return tuple(joined)


def paragraphs_cited(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The paragraph numbers that `text` cites, in printed order; "101 - 103" cites each from 101 to 103."""
    cited: list[str] = []
    for match in vocabulary.printed_forms.all("paragraphs-cited", text):
        numbers = match["numbers"]
        spread = _RANGE.sub(_spread, numbers)
        cited.extend(_NUMBER.findall(spread))
    return tuple(dict.fromkeys(cited))


def _spread(match: re.Match[str]) -> str:
    first, last = int(match.group(1)), int(match.group(2))
    if not 0 < last - first <= MAX_RANGE:
        return match.group()
    return ", ".join(map(str, range(first, last + 1)))


def national_framework_tags(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The outcomes and enablers of the national framework with which `text` is tagged, as printed."""
    found = vocabulary.printed_forms.all("national-framework", text)
    return tuple(" ".join(match["tag"].split()) for match in found)
