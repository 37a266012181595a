"""`/query/<name>`: a canned query as a form, with its answer, its SPARQL and downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from graph_cli import tabular
from graph_cli.canned import CannedQuery, Parameter
from graph_cli.errors import BadValue
from graph_cli.explorer.failures import NoSuchPage
from graph_cli.explorer.protocol import Refused
from graph_cli.explorer.site import Term, Visitor, canned_queries, site_of
from graph_cli.parameters import LISTED, SCHEMES, Choice, term
from graph_cli.table import Table

ROWS_SHOWN = 500
DOWNLOADS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as an input: `choices` fill a menu, or `suggested` an open list."""

    parameter: Parameter
    given: str
    complaint: str | None
    choices: tuple[tuple[str, str], ...]
    suggested: tuple[str, ...]


def query(request: Request) -> Response:
    """The form; with what it needs filled in, also the answer, or a file with ?format=."""
    name = request.path_params["name"]
    asked = canned_queries().get(name)
    if asked is None:
        raise NoSuchPage(f"No canned query is called {name}.")
    visitor = site_of(request).visitor()
    given = {p.name: word for p in asked.parameters if (word := request.query_params.get(p.name, "").strip())}
    terms, complaints = _terms(visitor, asked, given)
    missing = [p for p in asked.parameters if p.required and p.name not in given]
    form = request.query_params.get("format")
    if form:
        return _download(visitor, asked, terms, form, [*complaints.values(), *_wanted(missing)])
    answered = not missing and not complaints
    table = visitor.table(asked, **terms) if answered else None
    every_column = request.query_params.get("columns") == "all"
    return visitor.page(
        "query.html",
        status=400 if complaints else 200,
        query=asked,
        fields=[_field(visitor, p, given.get(p.name, ""), complaints.get(p.name)) for p in asked.parameters],
        missing=missing if given else [],
        table=_shown(table, asked, every_column) if table else None,
        rows=len(table.rows) if table else 0,
        limit=ROWS_SHOWN,
        every_column=every_column,
        more_columns=any(column.detail for column in asked.columns),
        descriptions={column.name: column.description for column in asked.columns},
        sparql=asked.bound(terms),
        link=lambda **extra: f"/query/{name}?{urlencode({**given, **extra})}",
        editor="/sparql?" + urlencode({"query": asked.bound(terms)}),
        downloads=tuple(DOWNLOADS),
        linked=visitor.linked,
    )


def _terms(
    visitor: Visitor, asked: CannedQuery, given: Mapping[str, str]
) -> tuple[dict[str, Term], dict[str, str]]:
    terms: dict[str, Term] = {}
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


def _shown(table: Table, asked: CannedQuery, every_column: bool) -> Table:
    part = table if every_column else table.only(asked.shown_columns)
    return Table(part.columns, part.rows[:ROWS_SHOWN])


def _wanted(missing: list[Parameter]) -> list[str]:
    return [f"The parameter {parameter.name} is required." for parameter in missing]


def _download(
    visitor: Visitor, asked: CannedQuery, terms: Mapping[str, Term], form: str, complaints: list[str]
) -> Response:
    if form not in DOWNLOADS:
        raise Refused(400, "unknown-format", f"No format {form!r}; use one of {', '.join(DOWNLOADS)}.")
    if complaints:
        raise Refused(400, "asked-wrongly", " ".join(complaints))
    table = visitor.table(asked, **terms)
    content: str | bytes
    if form == "xlsx":
        content = tabular.to_xlsx(table, asked.title)
    else:
        content = tabular.to_csv(table) if form == "csv" else tabular.to_json(table)
    headers = {
        "Content-Type": DOWNLOADS[form],
        "Content-Disposition": f'attachment; filename="{asked.name}.{form}"',
    }
    return Response(content, headers=headers)
