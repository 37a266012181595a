"""Reports on inspections of local authority children's services (ILACS), short and standard, since 2018."""

from __future__ import annotations

from datetime import date, timedelta

from loaders.model import AuthorityStated, JudgementStated, Layout, Period, Report
from loaders.recognise.authority import authority_mentioned
from loaders.recognise.council_on_cover import council_on_cover
from loaders.recognise.cover import footer_contradictions, mode, periods_labelled, published
from loaders.recognise.earlier import earlier_inspections
from loaders.recognise.improvements import improvements
from loaders.recognise.judgements import contradictory, judgements_in
from loaders.recognise.people import team
from loaders.recognise.titles import title_printed, titled_authority
from loaders.vocabulary import Vocabulary

FRAMEWORK = "ilacs"
# Characters in which the title and the first label of a report lie.
COVER = 1500
# A short inspection takes one week on site, a standard one two.
ONE_WEEK = timedelta(days=7)


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """Whether the cover bears an ILACS title and the days of inspection."""
    text, forms = layout.document.text, vocabulary.printed_forms
    titles = (forms.find(form, text, 0, COVER) for form in ("title-ilacs", "title-ilacs-plain"))
    # A running footer prints a title again.
    end = min((title.end() for title in titles if title), default=None)
    return end is not None and forms.find("inspection-dates", text, end, end + COVER) is not None


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the report states."""
    periods = periods_labelled(layout, vocabulary)
    start = periods[0].start if periods else None
    graded = _judgements(layout, vocabulary)
    return Report(
        layout=layout,
        framework=FRAMEWORK,
        authority=_authority(layout, vocabulary, start),
        title=title_printed(layout, vocabulary, "title-ilacs")
        or title_printed(layout, vocabulary, "title-ilacs-plain"),
        periods=periods,
        published=published(layout, vocabulary),
        people=team(layout, vocabulary),
        judgements=graded,
        recommendations=improvements(layout, vocabulary),
        earlier=earlier_inspections(layout, vocabulary, start),
        contradictions=contradictory(graded) + footer_contradictions(layout, periods),
        subtype=_subtype(layout, vocabulary, periods),
        mode=mode(layout, vocabulary),
    )


def _judgements(layout: Layout, vocabulary: Vocabulary) -> tuple[JudgementStated, ...]:
    """The grades of the cover's table, and those of headings; a sentence of the text that grades an area
    which has its grade speaks of another time."""
    headings = {section.span.start for section in layout.sections}
    kept: dict[str, list[JudgementStated]] = {}
    for judgement in judgements_in(layout, vocabulary, FRAMEWORK):
        if judgement.area not in kept or judgement.span.start in headings:
            kept.setdefault(judgement.area, []).append(judgement)
    return tuple(judgement for judgements in kept.values() for judgement in judgements)


def _authority(layout: Layout, vocabulary: Vocabulary, on: date | None) -> AuthorityStated:
    """The council in the title; where the title has none, the one printed above it, or below it; where the
    title is unknown, the one that is listed and printed above the days of inspection."""
    text, forms = layout.document.text, vocabulary.printed_forms
    plain = forms.find("title-ilacs-plain", text, 0, COVER)
    if plain is None:
        label = forms.find("inspection-dates", text, 0, COVER)
        above = None
        if label and forms.find("title-ilacs", text, 0, COVER) is None:
            above = authority_mentioned(text, vocabulary, on, 0, label.start())
        return above or titled_authority(layout, vocabulary, "title-ilacs", on)
    label = forms.find("inspection-dates", text, plain.end(), plain.end() + COVER)
    below = (plain.end(), label.start() if label else plain.end())
    return council_on_cover(layout, vocabulary, ((0, plain.start()), below), on)


def _subtype(layout: Layout, vocabulary: Vocabulary, periods: tuple[Period, ...]) -> str | None:
    """As the cover says; otherwise by the days on site."""
    for subtype in ("short", "standard"):
        if vocabulary.printed_forms.find(f"{subtype}-inspection", layout.document.text, 0, COVER):
            return subtype
    if not periods or any(period.start is None or period.end is None for period in periods):
        return None
    longest = max(period.end - period.start for period in periods if period.start and period.end)
    return "short" if longest < ONE_WEEK else "standard"
