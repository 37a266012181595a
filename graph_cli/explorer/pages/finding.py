"""`/finding`: the sentences behind a number."""

from __future__ import annotations

from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from graph_cli.canned_query import Parameter, Term
from graph_cli.errors import BadValue
from graph_cli.explorer.pages.paging import page_asked, pages_of
from graph_cli.explorer.pages.selection import Selection, iri_of, phrase, select
from graph_cli.explorer.site import Visitor, site_of
from graph_cli.parameters import term, without_documents

PER_PAGE = 50
FILTERS = {name: Parameter(name, name, False, "") for name in ("authority", "theme", "polarity", "text")}


def finding(request: Request) -> Response:
    """Findings that fit the filters, page by page."""
    visitor = site_of(request).visitor()
    asked = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    given = {name: asked[name] for name in (*FILTERS, "visit") if name in asked}
    if "text" in given:
        given["text"] = phrase(given["text"])
    terms, complaints = _terms(visitor, given)
    page = 1
    try:
        page = page_asked(asked.get("page", "1"))
    except BadValue as error:
        complaints.append(str(error))
    selection = None
    if not complaints:
        selection = select(visitor, terms)
    number = selection.number if selection else 0
    unheard = [] if number else without_documents(visitor.reading.graph, FILTERS.values(), terms)
    pages = pages_of(number, PER_PAGE)
    page = min(page, pages)
    return visitor.page(
        "finding.html",
        status=400 if complaints else 200,
        given={**dict.fromkeys((*FILTERS, "visit"), ""), **given},
        complaints=complaints,
        visit=iri_of(terms.get("visit")),
        number=number,
        unheard=unheard,
        findings=selection.stretch((page - 1) * PER_PAGE, PER_PAGE) if selection else [],
        page=page,
        pages=pages,
        per_page=PER_PAGE,
        table="/query/findings?" + urlencode(_for_table(visitor, given, selection)),
        link=lambda wanted: "/finding?" + urlencode({**given, "page": wanted}),
        without=lambda name: "/finding?" + urlencode({k: v for k, v in given.items() if k != name}),
        authorities=[choice.label for choice in visitor.choices("authority")],
        themes=visitor.themes_by_group(),
        polarities=visitor.choices("polarity"),
        visits={
            document: visitor.visits().get(each["reportsOn"])
            for document, each in visitor.documents().items()
        },
        **{f"chosen_{name}": iri_of(terms.get(name)) for name in FILTERS},
    )


def _for_table(visitor: Visitor, given: dict[str, str], selection: Selection | None) -> dict[str, str]:
    """Parameters of the canned query that has the same findings: it knows documents, no visits."""
    asked = {name: word for name, word in given.items() if name != "visit"}
    if "visit" in given and selection and selection.counts:
        asked["document"] = visitor.documents()[next(iter(selection.counts))]["fileName"]
    return asked


def _terms(visitor: Visitor, given: dict[str, str]) -> tuple[dict[str, Term], list[str]]:
    terms: dict[str, Term] = {}
    complaints = []
    for name, word in given.items():
        try:
            if name == "visit":
                terms[name] = _visit(visitor, word)
            else:
                terms[name] = term(visitor.reading.graph, FILTERS[name], word)
        except BadValue as error:
            complaints.append(str(error).removeprefix("--"))
    return terms, complaints


def _visit(visitor: Visitor, word: str) -> Term:
    for iri in (*visitor.addresses.iris(word), word):
        if iri in visitor.visits():
            return NamedNode(iri)
    raise BadValue(f"--visit {word!r} is not a visit in this graph.")
