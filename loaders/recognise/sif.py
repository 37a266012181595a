"""Reports under the single inspection framework, re-inspections included (2013 to 2018)."""

from __future__ import annotations

import re

from loaders.layout.lines import squeeze
from loaders.model import Layout, Report
from loaders.recognise.cover import OPENING
from loaders.recognise.graded_report import graded_report
from loaders.recognise.judgements import judgements_in
from loaders.vocabulary import Vocabulary

FRAMEWORK = "sif"
COVER = 4000
# A report whose cover is lost has at least so many numbered paragraphs; slides have none.
NUMBERED_PARAGRAPHS = 10


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """By the title; a report without its cover by grades that no other framework gives."""
    if _title(layout, vocabulary):
        return True
    if sum(paragraph.number is not None for paragraph in layout.paragraphs) < NUMBERED_PARAGRAPHS:
        return False
    graded = {judgement.area for judgement in judgements_in(layout, vocabulary, FRAMEWORK)}
    return any(vocabulary.areas[area].frameworks == (FRAMEWORK,) for area in graded)


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the report states; the council's name stands above the title, in it or below it."""
    title = _title(layout, vocabulary)
    if title is None:
        return graded_report(layout, vocabulary, FRAMEWORK, "", ())
    told = vocabulary.printed_forms.find("told-re-inspection", layout.document.text, 0, OPENING)
    subtype = "re-inspection" if title["kind"] or told else None
    label = vocabulary.printed_forms.find("inspection-dates", layout.document.text, title.end(), COVER)
    below = (title.end(), label.start() if label else title.end())
    named_in = (title.span("council"), (0, title.start()), below)
    return graded_report(layout, vocabulary, FRAMEWORK, squeeze(title.group()), named_in, subtype)


def _title(layout: Layout, vocabulary: Vocabulary) -> re.Match[str] | None:
    return vocabulary.printed_forms.find("title-sif", layout.document.text, 0, COVER)
