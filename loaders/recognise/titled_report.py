"""Graded reports that their title tells: joint inspections of progress in safeguarding (2009 and 2010), and
reviews of a Local Safeguarding Children Board that are published alone (2013 to 2018)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.layout.lines import squeeze
from loaders.model import Layout, Report
from loaders.recognise.graded_report import graded_report
from loaders.vocabulary import Vocabulary

COVER = 1000


@dataclass(frozen=True, slots=True)
class TitledReport:
    """The family whose title is the printed form `title-<framework>`; a title without the council has its
    name below it or, `named_above`, above it."""

    framework: str
    named_above: bool = False

    def claims(self, layout: Layout, vocabulary: Vocabulary) -> bool:
        """By the title on the cover."""
        return self._title(layout, vocabulary) is not None

    def recognise(self, layout: Layout, vocabulary: Vocabulary) -> Report:
        """What the report, which the family claims, states."""
        title = self._title(layout, vocabulary)
        assert title is not None, "only claimed documents are recognised"
        if title["council"]:
            named = title.span("council")
        else:
            named = (0, title.start()) if self.named_above else (title.end(), title.end() + COVER)
        return graded_report(layout, vocabulary, self.framework, squeeze(title.group()), (named,))

    def _title(self, layout: Layout, vocabulary: Vocabulary) -> re.Match[str] | None:
        return vocabulary.printed_forms.find(f"title-{self.framework}", layout.document.text, 0, COVER)
