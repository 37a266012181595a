"""Letters about a single visit: focused visits (since 2018), monitoring visits to councils that were judged
inadequate (since 2016), unannounced inspections of contact, referral and assessment (2009 to 2012).

They have the same frame, and only their titles tell them apart."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.model import Layout, Report
from loaders.recognise.cover import OPENING, mode, periods_labelled, periods_said, with_years
from loaders.recognise.earlier import earlier_inspections
from loaders.recognise.improvements import improvements
from loaders.recognise.letters import inspectors_named, read_letter, scope, with_lead
from loaders.recognise.titles import title_printed, titled_authority
from loaders.vocabulary import Vocabulary

# Characters after the salutation within which the title, or the sentence that stands for it, begins.
TITLE_REACH = 1500


@dataclass(frozen=True, slots=True)
class VisitLetter:
    """The family of letters about visits of `framework`; their title is the printed form
    `title-<framework>`."""

    framework: str

    def claims(self, layout: Layout, vocabulary: Vocabulary) -> bool:
        """Whether this is a letter whose opening bears the family's title, with no other kind of title
        before."""
        text, forms = layout.document.text, vocabulary.printed_forms
        dear = forms.find("letter-body", text, 0, OPENING)
        start = dear.end() if dear else 0
        own = forms.find(self._title, text, start, start + TITLE_REACH)
        if own is None or (dear is None and forms.find("letter-close", text) is None):
            return False
        others = (form for form in forms.under("title-") if form != self._title)
        return not any(forms.find(other, text, start, own.start()) for other in others)

    def recognise(self, layout: Layout, vocabulary: Vocabulary) -> Report:
        """What the letter states."""
        letter = read_letter(layout, vocabulary)
        periods = periods_said(layout, vocabulary) or periods_labelled(layout, vocabulary)
        periods = with_years(periods, letter.published)
        start = periods[0].start if periods else None
        on = start or (letter.published.on if letter.published else None)
        team = with_lead(inspectors_named(layout, vocabulary), letter.signatories, vocabulary)
        return Report(
            layout=layout,
            framework=self.framework,
            authority=titled_authority(layout, vocabulary, self._title, on),
            title=title_printed(layout, vocabulary, self._title),
            periods=periods,
            published=letter.published,
            people=team + letter.people,
            recommendations=improvements(layout, vocabulary),
            earlier=earlier_inspections(layout, vocabulary, on),
            mode=mode(layout, vocabulary),
            scope=scope(layout, letter, vocabulary),
        )

    @property
    def _title(self) -> str:
        return f"title-{self.framework}"
