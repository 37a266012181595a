"""Statements that can be findings, each with polarity, themes, groups of children and the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from loaders.classify.child_groups import groups_of_each
from loaders.classify.context import StatementInContext
from loaders.classify.polarity import PolarityClassifier, PolarityReading, load_polarity_classifier
from loaders.classify.theme_sides import SideClassifier, Told, load_side_classifier
from loaders.classify.themes import ThemeClassifier, load_theme_classifier
from loaders.layout.blocks import SENTENCE_END
from loaders.model import Finding, Layout, Paragraph, Report, Side, Span, Statement
from loaders.vocabulary import Vocabulary

NEUTRAL = "neutral"
MIN_WORDS = 4
MAX_CHARACTERS = 1500


@dataclass(frozen=True, slots=True)
class Classifiers:
    """The classifiers, loaded once per process."""

    polarity: PolarityClassifier
    themes: ThemeClassifier
    sides: SideClassifier


def load_classifiers(folder: Path, vocabulary: Vocabulary) -> Classifiers:
    """Cues and weights from the ontology folder."""
    polarity = load_polarity_classifier(folder, vocabulary)
    themes = load_theme_classifier(folder, vocabulary)
    return Classifiers(polarity, themes, load_side_classifier(folder, polarity, themes))


def classify(report: Report, classifiers: Classifiers, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Every statement of the report's evaluative sections, in reading order, neutral ones included."""
    layout = report.layout
    candidates = candidate_statements(layout, vocabulary)
    contexts = in_context(report, candidates)
    polarities = _polarities(contexts, classifiers.polarity, vocabulary)
    read = [
        Told(*each) for each in zip(contexts, polarities, classifiers.themes.classify(contexts), strict=True)
    ]
    return tuple(
        Finding(
            statement=statement,
            paragraph=index,
            polarity=told.polarity.polarity,
            certainty=told.polarity.certainty,
            themes=told.themes.themes,
            theme_certainties=told.themes.certainties,
            praise=told.polarity.praise,
            blame=told.polarity.blame,
            sides=sides,
            cued_blame=told.polarity.cued_blame,
            named_themes=told.themes.named,
            groups=groups,
            why=(*told.polarity.why, *told.themes.why, *_why(told, sides)),
        )
        for (index, statement), groups, told, sides in zip(
            candidates,
            groups_of_each((statement.text for _, statement in candidates), vocabulary),
            read,
            classifiers.sides.classify(read),
            strict=True,
        )
    )


def _why(told: Told, sides: Sequence[Side]) -> Iterator[str]:
    """What the statement says of each theme of which it does not say the same as on the whole."""
    for theme, side in zip(told.themes.themes, sides, strict=True):
        if side.polarity != told.polarity.polarity:
            yield f"{theme}: by its clauses {side.polarity}"


def _polarities(
    contexts: list[StatementInContext], classifier: PolarityClassifier, vocabulary: Vocabulary
) -> list[PolarityReading]:
    """Readings of the classifier, but neutral where nobody judges: a council's account of its own actions."""
    neutral = {kind.key for kind in vocabulary.section_kinds.values() if kind.implied_polarity == NEUTRAL}
    return [
        _judging_nothing(reading, context.heading) if context.section_kind in neutral else reading
        for context, reading in zip(contexts, classifier.classify(contexts), strict=True)
    ]


def _judging_nothing(reading: PolarityReading, heading: str) -> PolarityReading:
    why = (f"{NEUTRAL}: stands under “{heading}”",)
    return replace(reading, polarity=NEUTRAL, certainty=1.0, why=why, praise=0.0, blame=0.0, cued_blame=False)


def candidate_statements(layout: Layout, vocabulary: Vocabulary) -> list[tuple[int, Statement]]:
    """(paragraph index, statement) for what can be a finding: complete sentences and list items of
    evaluative sections, without the tags of the national framework. Headings, addresses, fragments, method
    and boilerplate are left out, and so are list items of a few words that only complete the sentence above
    them."""
    found: list[tuple[int, Statement]] = []
    for index, paragraph in enumerate(layout.paragraphs):
        kind = vocabulary.section_kinds[layout.sections[paragraph.section].kind]
        if not kind.evaluative or _is_of_cover(paragraph) or _heads_items(layout, index, vocabulary):
            continue
        found.extend(
            (index, statement)
            for statement in _untagged(paragraph, layout.document.text, vocabulary)
            if _is_sentence(statement, paragraph) and not vocabulary.is_formal(statement.text)
        )
    return found


def _untagged(paragraph: Paragraph, text: str, vocabulary: Vocabulary) -> Iterator[Statement]:
    """The paragraph's statements, each without a tag of the national framework that ends it: the tag says
    where a recommendation belongs, and nothing of what was found."""
    for statement in paragraph.statements:
        tags: list[re.Match[str]] = []
        if statement.text.endswith(")"):
            tags += vocabulary.printed_forms.all("national-framework", statement.text)
        if not tags or tags[-1].end() != len(statement.text):
            yield statement
        elif kept := statement.text[: tags[-1].start()].rstrip():
            yield replace(statement, text=kept, pieces=_up_to_last_bracket(statement.pieces, text))


def _up_to_last_bracket(pieces: Sequence[Span], text: str) -> tuple[Span, ...]:
    *before, last = pieces
    bracket = text.rfind("(", last.start, last.end)
    if bracket < 0:
        return _up_to_last_bracket(before, text)
    kept = len(text[last.start : bracket].rstrip())
    return (*before, Span(last.start, last.start + kept)) if kept else tuple(before)


def _is_of_cover(paragraph: Paragraph) -> bool:
    """Whether the paragraph stands above all headings and ends without a stop, as titles and addresses do."""
    if paragraph.section or paragraph.bullet or not paragraph.statements:
        return False
    return not SENTENCE_END.search(paragraph.statements[-1].text)


def _heads_items(layout: Layout, index: int, vocabulary: Vocabulary) -> bool:
    """Whether a list item names a judgement area and no more, over items set further in, as slides do."""
    paragraph, *following = layout.paragraphs[index : index + 2]
    if not (paragraph.bullet and following and following[0].bullet and len(paragraph.statements) == 1):
        return False
    text = layout.document.text
    indents = [each.span.start - text.rfind("\n", 0, each.span.start) for each in (paragraph, *following)]
    return indents[0] < indents[1] and vocabulary.area_of_heading(paragraph.statements[0].text) is not None


def _is_sentence(statement: Statement, paragraph: Paragraph) -> bool:
    text = statement.text
    if len(text) > MAX_CHARACTERS or not any(c.isalpha() for c in text):
        return False
    if paragraph.bullet:
        return len(text.split()) >= (MIN_WORDS if text[0].islower() else 2)
    return bool(SENTENCE_END.search(text)) and len(text.split()) >= MIN_WORDS


def in_context(report: Report, candidates: list[tuple[int, Statement]]) -> list[StatementInContext]:
    """Each candidate with its heading, section kind, area and the statement before it in the same section."""
    layout = report.layout
    contexts: list[StatementInContext] = []
    before: tuple[int, str] | None = None
    for index, statement in candidates:
        section_index = layout.paragraphs[index].section
        section = layout.sections[section_index]
        previous = before[1] if before is not None and before[0] == section_index else None
        contexts.append(
            StatementInContext(
                text=statement.text,
                heading=section.heading,
                section_kind=section.kind,
                area=section.area,
                previous=previous,
                framework=report.framework,
                paragraph=index,
            )
        )
        before = (section_index, statement.text)
    return contexts
