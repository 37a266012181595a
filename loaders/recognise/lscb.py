"""Reviews of a Local Safeguarding Children Board that are published alone (2013 to 2018)."""

from __future__ import annotations

import re

from loaders.layout.lines import squeeze
from loaders.model import Layout, Report
from loaders.recognise.graded_report import graded_report
from loaders.vocabulary import Vocabulary

FRAMEWORK = "lscb"
COVER = 1000


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """By the title on the cover; single inspections, whose titles name the review too, are asked first."""
    return _title(layout, vocabulary) is not None


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the review states; the council's name stands in the title or above it."""
    title = _title(layout, vocabulary)
    if title is None:
        return graded_report(layout, vocabulary, FRAMEWORK, "", (0, 0))
    named = title.span("council") if title["council"] else (0, title.start())
    return graded_report(layout, vocabulary, FRAMEWORK, squeeze(title.group()), named)


def _title(layout: Layout, vocabulary: Vocabulary) -> re.Match[str] | None:
    return vocabulary.printed_forms.find("title-lscb", layout.document.text, 0, COVER)
