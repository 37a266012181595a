"""Reports of 2009 to 2013 that grade the overall effectiveness of one or two services, each in a part of its
own: safeguarding and looked after children (2009 to 2012), the protection of children (2012 and 2013)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec.structs import replace

from loaders.layout.lines import squeeze
from loaders.model import JudgementStated, Layout, Report
from loaders.recognise.graded_report import graded_report
from loaders.vocabulary import OVERALL, Vocabulary

COVER = 1000


@dataclass(frozen=True, slots=True)
class PartedReport:
    """The family whose title is the printed form `title-<framework>`; the council's name stands below it.

    `parts` are the areas whose overall effectiveness it grades, in the order of their parts; each begins
    under a line of the printed form `part-<area>`, and a single one needs none."""

    framework: str
    parts: tuple[str, ...]

    def claims(self, layout: Layout, vocabulary: Vocabulary) -> bool:
        """By the title at the top of the cover."""
        return self._title(layout, vocabulary) is not None

    def recognise(self, layout: Layout, vocabulary: Vocabulary) -> Report:
        """What the report, which the family claims, states: of the grades, that of each part as a whole.

        Whatever a part's sections and lists are headed, they stand under the part's area."""
        title = self._title(layout, vocabulary)
        assert title is not None, "only claimed documents are recognised"
        begun = self._begun(layout, vocabulary)

        def part_of(at: int) -> str | None:
            return next((part for start, part in reversed(begun) if start <= at), None)

        def judged(stated: JudgementStated) -> JudgementStated | None:
            part = part_of(stated.span.start)
            return replace(stated, area=part) if part and stated.area == OVERALL else None

        label = vocabulary.printed_forms.find("inspection-dates", layout.document.text, title.end())
        below = (title.end(), min(title.end() + COVER, label.start() if label else len(layout.document.text)))
        report = graded_report(
            layout, vocabulary, self.framework, squeeze(title.group()), (below,), judged=judged
        )
        sections = (
            replace(section, area=section.area and part_of(section.span.start)) for section in layout.sections
        )
        asked = (replace(each, area=part_of(each.pieces[0].start)) for each in report.recommendations)
        return replace(report, layout=replace(layout, sections=tuple(sections)), recommendations=tuple(asked))

    def _begun(self, layout: Layout, vocabulary: Vocabulary) -> list[tuple[int, str]]:
        """The offsets at which parts begin, in order, each with its area."""
        if len(self.parts) == 1:
            return [(0, self.parts[0])]
        text, forms = layout.document.text, vocabulary.printed_forms
        return sorted(
            (match.start(), part) for part in self.parts for match in forms.all(f"part-{part}", text)
        )

    def _title(self, layout: Layout, vocabulary: Vocabulary) -> re.Match[str] | None:
        return vocabulary.printed_forms.find(f"title-{self.framework}", layout.document.text, 0, COVER)
