"""Reports on inspections of services for looked after children (2013)."""

from __future__ import annotations

import re

from loaders.layout.lines import squeeze
from loaders.model import Layout, Report
from loaders.recognise.graded_report import graded_report
from loaders.vocabulary import Vocabulary

FRAMEWORK = "cla"
COVER = 600


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """By the title at the top of the cover."""
    return _title(layout, vocabulary) is not None


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the report states; the council's name stands between the title and the days."""
    text = layout.document.text
    title = _title(layout, vocabulary)
    start = title.end() if title else 0
    label = vocabulary.printed_forms.find("inspection-dates", text, start, start + COVER)
    end = label.start() if label else start + COVER
    named = squeeze(title.group()) if title else ""
    return graded_report(
        layout, vocabulary, FRAMEWORK, named, ((start, end), (0, title.start() if title else 0))
    )


def _title(layout: Layout, vocabulary: Vocabulary) -> re.Match[str] | None:
    return vocabulary.printed_forms.find("title-cla", layout.document.text, 0, COVER)
