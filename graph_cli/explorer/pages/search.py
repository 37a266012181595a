"""`/search`: councils, themes and people by name, findings by their words."""

from __future__ import annotations

from urllib.parse import urlencode

from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph_cli.explorer.display import counted
from graph_cli.explorer.pages.selection import phrase, select
from graph_cli.explorer.site import Visitor, site_of
from graph_cli.parameters import Choice, near_choices

KINDS = (("authority", "Councils"), ("theme", "Themes"), ("person", "People"), ("document", "Documents"))
NAMES = ("authority", "theme", "person")
SHORTEST_TEXT = 3
SHOWN = 40


def search(request: Request) -> Response:
    """What fits the words; where one thing has exactly that name, its page."""
    words = phrase(request.query_params.get("q", ""))[:200]
    visitor = site_of(request).visitor()
    if not words:
        return visitor.page(
            "search.html", words="", found=[], near=[], findings=None, link="/finding", shortest=SHORTEST_TEXT
        )
    named = [choice for kind, _ in KINDS for choice in visitor.choices(kind) if choice.called(words)]
    address = visitor.addresses.path(named[0].iri) if len(named) == 1 else None
    if address is not None:
        return RedirectResponse(address, 303)
    found = [(heading, _like(visitor.choices(kind), words)) for kind, heading in KINDS]
    findings = _findings(visitor, words) if len(words) >= SHORTEST_TEXT else None
    known = [choice for kind in NAMES for choice in visitor.choices(kind)]
    return visitor.page(
        "search.html",
        words=words,
        found=[(heading, choices) for heading, choices in found if choices],
        near=[] if findings or any(choices for _, choices in found) else near_choices(known, words),
        findings=findings,
        link="/finding?" + urlencode({"text": words}),
        shortest=SHORTEST_TEXT,
    )


def _like(known: list[Choice], words: str) -> list[Choice]:
    parts = words.casefold().split()

    def fits(choice: Choice) -> bool:
        names = " ".join((choice.code, choice.label, *choice.others)).casefold()
        return all(part in names for part in parts)

    return [choice for choice in known if fits(choice)][:SHOWN]


def _findings(visitor: Visitor, words: str) -> str | None:
    number = select(visitor, {"text": Literal(words)}).number
    return counted(number, "finding") if number else None
