"""Reports of the joint inspections of progress in safeguarding (2009 and 2010)."""

from __future__ import annotations

import re

from loaders.layout.lines import squeeze
from loaders.model import Layout, Report
from loaders.recognise.graded_report import graded_report
from loaders.vocabulary import Vocabulary

FRAMEWORK = "safeguarding-progress"
COVER = 600


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """By the title at the top of the cover."""
    return _title(layout, vocabulary) is not None


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the report states; the title ends with the council's name."""
    title = _title(layout, vocabulary)
    if title is None:
        return graded_report(layout, vocabulary, FRAMEWORK, "", (0, 0))
    named = title.span("council") if title["council"] else (title.end(), title.end() + COVER)
    return graded_report(layout, vocabulary, FRAMEWORK, squeeze(title.group()), named)


def _title(layout: Layout, vocabulary: Vocabulary) -> re.Match[str] | None:
    return vocabulary.printed_forms.find("title-safeguarding-progress", layout.document.text, 0, COVER)
