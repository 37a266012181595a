"""`/query/<name>`: a canned query as a form, with its answer, its SPARQL and downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph_cli import tabular
from graph_cli.canned import canned_queries
from graph_cli.canned_query import CannedQuery, Parameter
from graph_cli.closest import filled_in
from graph_cli.errors import BadValue
from graph_cli.explorer.cells import cells
from graph_cli.explorer.failures import NoSuchPage
from graph_cli.explorer.negotiation import RESULTS
from graph_cli.explorer.pages.paging import page_asked, pages_of
from graph_cli.explorer.protocol import Asked, Refused
from graph_cli.explorer.site import Site, Visitor, site_of
from graph_cli.parameters import LISTED, SCHEMES, Choice, term, without_documents
from graph_cli.stretch import ROWS_SHOWN, Shown, questions
from graph_cli.table import Table, table_of

# Fields of an address beside the parameters of the query.
OWN_FIELDS = ("answer", "columns", "format", "page")
DOWNLOADS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a field of the form, with a menu of `choices`, or with `suggested` values for free
    input."""

    parameter: Parameter
    given: str
    complaint: str | None
    choices: tuple[tuple[str, str], ...]
    suggested: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The rows on a page, by its number, of an answer of `rows` rows."""

    number: int
    table: Table
    rows: int


@dataclass(frozen=True)
class Form:
    """A canned query with what was filled in, as words and as terms, the SPARQL that this makes, complaints
    about values that mean nothing, by parameter, and what was given that is no parameter of the query."""

    asked: CannedQuery
    given: dict[str, str]
    terms: dict[str, NamedNode | Literal]
    sparql: str
    complaints: dict[str, str]
    fields: list[Field]
    unknown: list[str]

    @property
    def missing(self) -> list[Parameter]:
        """Required parameters that were not filled in."""
        return [p for p in self.asked.parameters if p.required and p.name not in self.given]

    @property
    def unknown_told(self) -> str | None:
        """A sentence about what was given that is no parameter."""
        if not self.unknown:
            return None
        known = ", ".join(parameter.name for parameter in self.asked.parameters) or "none"
        return f"This query has no parameter {', '.join(self.unknown)[:200]}; it has {known}."


async def query(request: Request) -> Response:
    """The form; also the answer once everything required is filled in, or a file with ?format=.

    A query with parameters, none of which is filled in, waits for ?answer=yes: over the whole graph it may
    take long, and nobody has asked for it yet."""
    name = request.path_params["name"]
    asked = canned_queries().get(name)
    if asked is None:
        raise NoSuchPage(f"No canned query is called {name}.")
    site = site_of(request)
    visitor = await run_in_threadpool(site.visitor)
    words = {key: value.strip() for key, value in request.query_params.items() if value.strip()}
    form = await run_in_threadpool(_form, visitor, asked, words)
    if "format" in words:
        return await _download(site, form, words["format"])
    wanted = bool(form.given) or not asked.parameters or "answer" in words
    shown, failure = None, None
    if wanted and not form.missing and not form.complaints:
        try:
            shown = await _shown(site, form, page_asked(words.get("page", "1")))
        except BadValue as error:
            failure = Refused(400, "asked-wrongly", str(error))
        except Refused as refusal:
            failure = refusal
    return await run_in_threadpool(_page, visitor, form, words, shown, failure)


def _page(
    visitor: Visitor, form: Form, words: Mapping[str, str], shown: Page | None, failure: Refused | None
) -> Response:
    asked, every_column = form.asked, words.get("columns") == "all"
    columns = tuple(c.name for c in asked.columns if every_column or not c.detail)
    unheard = []
    if shown and not shown.rows:
        unheard = without_documents(visitor.reading.graph, asked.parameters, form.terms)
    kept = {**form.given, **({"answer": "yes"} if not form.given and shown else {})}
    across = {**kept, **({"columns": "all"} if every_column else {})}
    return visitor.page(
        "query.html",
        status=failure.status if failure else 400 if form.complaints else 200,
        query=asked,
        fields=form.fields,
        missing=form.missing if form.given or "answer" in words else [],
        failure=failure.message if failure else None,
        unknown=form.unknown_told,
        columns=columns,
        cells=cells(visitor, shown.table, columns) if shown else None,
        rows=shown.rows if shown else 0,
        page=shown.number if shown else 1,
        pages=pages_of(shown.rows, ROWS_SHOWN) if shown else 1,
        per_page=ROWS_SHOWN,
        page_link=lambda page: f"/query/{asked.name}?{urlencode({**across, 'page': page})}",
        unheard=unheard,
        every_column=every_column,
        more_columns=any(column.detail for column in asked.columns),
        descriptions={column.name: column.description for column in asked.columns},
        sparql=form.sparql,
        link=lambda **extra: f"/query/{asked.name}?{urlencode({**kept, **extra})}",
        editor="/sparql?" + urlencode({"query": form.sparql}),
        downloads=tuple(DOWNLOADS),
    )


async def _shown(site: Site, form: Form, page: int) -> Page:
    asked = form.asked
    if asked.stretches is None:
        whole = await _answer(site, form.sparql)
        page = min(page, pages_of(len(whole.rows), ROWS_SHOWN))
        return Page(page, whole.part((page - 1) * ROWS_SHOWN, ROWS_SHOWN), len(whole.rows))

    def first_row(rows: int) -> int:
        return (min(page, pages_of(rows, ROWS_SHOWN)) - 1) * ROWS_SHOWN

    asking = questions(asked, form.terms, first_row, ROWS_SHOWN)
    sparql = next(asking)
    while True:
        try:
            sparql = asking.send(await _answer(site, sparql))
        except StopIteration as ended:
            shown: Shown = ended.value
            return Page(first_row(shown.rows) // ROWS_SHOWN + 1, shown.table, shown.rows)


async def _answer(site: Site, sparql: str) -> Table:
    _, content = await site.exchange.whole(Asked(sparql), RESULTS["json"])
    return await run_in_threadpool(_read, content)


def _read(content: bytes) -> Table:
    answer = parse_query_results(content, format=QueryResultsFormat.JSON)
    assert isinstance(answer, QuerySolutions)
    return table_of(answer)


def _form(visitor: Visitor, asked: CannedQuery, words: Mapping[str, str]) -> Form:
    given = {p.name: words[p.name] for p in asked.parameters if p.name in words}
    terms, complaints = _terms(visitor, asked, given)
    fields = [_field(visitor, p, given.get(p.name, ""), complaints.get(p.name)) for p in asked.parameters]
    unknown = [name for name in words if name not in (*OWN_FIELDS, *(p.name for p in asked.parameters))]
    sparql = filled_in(visitor.reading.graph, asked, terms)
    return Form(asked, given, terms, sparql, complaints, fields, unknown)


def _terms(
    visitor: Visitor, asked: CannedQuery, given: Mapping[str, str]
) -> tuple[dict[str, NamedNode | Literal], dict[str, str]]:
    terms: dict[str, NamedNode | Literal] = {}
    complaints: dict[str, str] = {}
    for parameter in asked.parameters:
        if parameter.name in given:
            try:
                terms[parameter.name] = term(visitor.reading.graph, parameter, given[parameter.name])
            except BadValue as error:
                complaints[parameter.name] = str(error).removeprefix(f"--{parameter.name} ")
    return terms, complaints


def _field(visitor: Visitor, parameter: Parameter, given: str, complaint: str | None) -> Field:
    menu: tuple[tuple[str, str], ...] = tuple((word, word) for word in parameter.choices)
    suggested: tuple[str, ...] = ()
    if parameter.type in LISTED:
        known = visitor.choices(parameter.type)
        if parameter.type in SCHEMES:
            menu = tuple((choice.code, choice.label) for choice in known)
            given = next((c.code for c in known if given and c.called(given)), given)
        else:
            suggested = _names(known)
    return Field(parameter, given, complaint, menu, suggested)


def _names(known: list[Choice]) -> tuple[str, ...]:
    labels = [choice.label for choice in known]
    return tuple(c.code if labels.count(c.label) > 1 else c.label for c in known)


async def _download(site: Site, form: Form, kind: str) -> Response:
    if kind not in DOWNLOADS:
        raise Refused(400, "unknown-format", f"No format {kind!r}; use one of {', '.join(DOWNLOADS)}.")
    complaints = [*form.complaints.values()]
    complaints += [f"The parameter {parameter.name} is required." for parameter in form.missing]
    complaints += [form.unknown_told] if form.unknown_told else []
    if complaints:
        raise Refused(400, "asked-wrongly", " ".join(complaints))
    table = await _answer(site, form.sparql)
    content = await run_in_threadpool(_file, table, kind, form.asked.title)
    headers = {
        "Content-Type": DOWNLOADS[kind],
        "Content-Disposition": f'attachment; filename="{form.asked.name}.{kind}"',
    }
    return Response(content, headers=headers)


def _file(table: Table, kind: str, title: str) -> str | bytes:
    if kind == "xlsx":
        return tabular.to_xlsx(table, title)
    return tabular.to_csv(table) if kind == "csv" else tabular.to_json(table)
