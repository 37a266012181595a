"""Letters and reports on joint targeted area inspections (JTAI) by several inspectorates, since 2016."""

from __future__ import annotations

from datetime import date

from loaders.model import AuthorityStated, Layout, Report
from loaders.recognise.cover import OPENING, mode, periods_labelled, periods_said, published, with_years
from loaders.recognise.earlier import earlier_inspections
from loaders.recognise.improvements import improvements
from loaders.recognise.letters import read_letter, scope
from loaders.recognise.titles import title_printed, titled_authority
from loaders.vocabulary import Vocabulary

FRAMEWORK = "jtai"
TITLE = "title-jtai"
THEME = "joint-theme-"
# Characters from the beginning, or from a letter's salutation, in which the title stands.
COVER = 500
# Characters after the words that announce a theme in which it is named.
THEME_REACH = 200


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """Whether the title of a report, or of a letter after its salutation, is that of a joint inspection."""
    text, forms = layout.document.text, vocabulary.printed_forms
    dear = forms.find("letter-body", text, 0, OPENING)
    start = dear.end() if dear else 0
    return forms.find(TITLE, text, start, start + COVER) is not None


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the letter or report states. Those who sign are no inspectors."""
    letter = read_letter(layout, vocabulary)
    periods = periods_labelled(layout, vocabulary) or periods_said(layout, vocabulary)
    periods = with_years(periods, letter.published)
    start = periods[0].start if periods else None
    on = start or (letter.published.on if letter.published else None)
    text, forms = layout.document.text, vocabulary.printed_forms
    return Report(
        layout=layout,
        framework=FRAMEWORK,
        authority=_authority(layout, vocabulary, on),
        title=title_printed(layout, vocabulary, TITLE),
        periods=periods,
        published=published(layout, vocabulary) or letter.published,
        people=letter.people,
        recommendations=improvements(layout, vocabulary),
        earlier=earlier_inspections(layout, vocabulary, on),
        mode=mode(layout, vocabulary),
        scope=scope(layout, letter, vocabulary),
        inspection_theme=_theme(layout, vocabulary),
        agencies=tuple(
            forms.labels[agency] for agency in forms.under("agency-") if forms.find(agency, text, 0, OPENING)
        ),
    )


def _authority(layout: Layout, vocabulary: Vocabulary, on: date | None) -> AuthorityStated:
    """The council of the title; where the title names none, of the addressees and the next steps."""
    titled = titled_authority(layout, vocabulary, TITLE, on)
    if titled.key:
        return titled
    other = titled_authority(layout, vocabulary, "jtai-council", on)
    return other if other.key else titled


def _theme(layout: Layout, vocabulary: Vocabulary) -> str | None:
    """The theme that the words after "deep dive", else those after "multi-agency response to", name first."""
    text, forms = layout.document.text, vocabulary.printed_forms
    for lead in ("deep-dive", "joint-inspected"):
        for match in sorted(forms.all(lead, text, 0, OPENING), key=lambda each: each.start()):
            named = [
                (found.start(), order, forms.labels[key])
                for order, key in enumerate(forms.under(THEME))
                if (found := forms.find(key, text, match.end(), match.end() + THEME_REACH))
            ]
            if named:
                return min(named)[2]
    return None
