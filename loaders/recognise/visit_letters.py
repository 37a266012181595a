"""Letters about one visit (focused, monitoring, unannounced): the same frame, told apart by their titles."""

from __future__ import annotations

from datetime import date

from loaders.model import AuthorityStated, Layout, Report, Span
from loaders.recognise.authority import authority_mentioned, authority_printed
from loaders.recognise.cover import OPENING, mode, periods_labelled, periods_said, with_years
from loaders.recognise.earlier import earlier_inspections
from loaders.recognise.improvements import improvements
from loaders.recognise.letters import inspectors_named, read_letter, scope, with_lead
from loaders.vocabulary import Vocabulary

# Characters after a salutation in which the title or the sentence that stands for it lies.
TITLE_REACH = 1500


def is_letter_titled(layout: Layout, vocabulary: Vocabulary, form: str) -> bool:
    """Whether a letter's opening bears a title of the printed form `form` before that of any other kind."""
    text, forms = layout.document.text, vocabulary.printed_forms
    dear = forms.find("letter-body", text, 0, OPENING)
    start = dear.end() if dear else 0
    own = forms.find(form, text, start, start + TITLE_REACH)
    if own is None or (dear is None and forms.find("letter-close", text) is None):
        return False
    return not any(
        forms.find(other, text, start, own.start()) for other in forms.under("title-") if other != form
    )


def recognise_letter(layout: Layout, vocabulary: Vocabulary, framework: str) -> Report:
    """What a letter on a visit of `framework` states; its title is the printed form "title-<framework>"."""
    letter = read_letter(layout, vocabulary)
    periods = periods_said(layout, vocabulary) or periods_labelled(layout, vocabulary)
    periods = with_years(periods, letter.published)
    start = periods[0].start if periods else None
    on = start or (letter.published.on if letter.published else None)
    team = with_lead(inspectors_named(layout, vocabulary), letter.signatories, vocabulary)
    return Report(
        layout=layout,
        framework=framework,
        authority=titled_authority(layout, vocabulary, f"title-{framework}", on),
        title=title(layout, vocabulary, f"title-{framework}"),
        periods=periods,
        published=letter.published,
        people=team + letter.people,
        recommendations=improvements(layout, vocabulary),
        earlier=earlier_inspections(layout, vocabulary, on),
        mode=mode(layout, vocabulary),
        scope=scope(layout, letter, vocabulary),
    )


def title(layout: Layout, vocabulary: Vocabulary, form: str) -> str:
    """The printed title, squeezed; empty without one."""
    found = vocabulary.printed_forms.find(form, layout.document.text, 0, OPENING)
    return " ".join(found.group().split()) if found else ""


def titled_authority(layout: Layout, vocabulary: Vocabulary, form: str, on: date | None) -> AuthorityStated:
    """The council that a title or sentence of `form` names: the first in the list of councils, else the first
    as printed; without any, the council of the list that the whole text names most."""
    text = layout.document.text
    spans = [
        Span(*match.span("council"))
        for match in vocabulary.printed_forms.all(form, text, 0, OPENING)
        if "council" in match.re.groupindex and match["council"]
    ]
    stated = [authority_printed(text, span, vocabulary, on) for span in spans]
    known = next((each for each in stated if each.key), None)
    if known:
        return known
    if stated:
        return stated[0]
    mentioned = authority_mentioned(text, vocabulary, on)
    return mentioned or AuthorityStated(None, "", Span(0, 0))
