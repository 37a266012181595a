"""The printed title of a document, and the council that it names."""

from __future__ import annotations

from datetime import date

from loaders.layout.lines import squeeze
from loaders.model import AuthorityStated, Layout, Span
from loaders.recognise.authority import authority_mentioned, authority_printed
from loaders.recognise.cover import OPENING
from loaders.vocabulary import Vocabulary


def title_printed(layout: Layout, vocabulary: Vocabulary, form: str) -> str:
    """The first title of the printed form `form` in the opening, squeezed; "" where there is none."""
    found = vocabulary.printed_forms.find(form, layout.document.text, 0, OPENING)
    return squeeze(found.group()) if found else ""


def titled_authority(layout: Layout, vocabulary: Vocabulary, form: str, on: date | None) -> AuthorityStated:
    """The council that titles or sentences of the printed form `form` name: the first that is in the list of
    councils, else the first as printed; where they name none, the listed council that the whole text names
    most.

    `on` is a day of the inspection, for names that several councils have borne. Without any council `key` is
    None and `printed` ""."""
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
