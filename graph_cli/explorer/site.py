"""What every page uses: the graph, its questions, addresses and templates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import HTMLResponse

from graph_cli.canned import canned_queries
from graph_cli.canned_query import CannedQuery, Term
from graph_cli.explorer.addresses import Addresses, short_name
from graph_cli.explorer.current_graph import Reading, Source
from graph_cli.explorer.display import FILTERS
from graph_cli.explorer.exchange import Exchange
from graph_cli.parameters import Choice, choices
from graph_cli.table import Table, select
from loaders.iris import NAMESPACE

QUERIES = Path(__file__).with_name("queries")
Record = dict[str, Any]
Result = TypeVar("Result")
THEME = NAMESPACE + "theme/"
LAST = 1_000_000


@cache
def page_query(name: str) -> CannedQuery:
    """A query that pages ask: SPARQL with `#given` lines like the canned ones, without a header."""
    text = (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    return CannedQuery(name, "", "", (), (), "", text)


@dataclass(frozen=True)
class Site:
    """The explorer over one source; `deadline` in seconds is that of the endpoint."""

    source: Source
    exchange: Exchange
    templates: Environment = field(default_factory=lambda: _templates())

    def visitor(self) -> Visitor:
        """One request's view of the graph, unchanged by builds that end meanwhile."""
        return Visitor(self, self.source.reading())


@dataclass(frozen=True)
class Visitor:
    """Asks one reading of the graph and writes pages about it."""

    site: Site
    reading: Reading

    @property
    def addresses(self) -> Addresses:
        """Addresses under the base that the graph was built with."""

        def work_out() -> Addresses:
            base = self.facts("base")
            return Addresses(str(base[0]["base"]) if base and base[0]["base"] else NAMESPACE)

        return self.kept("addresses", work_out)

    def ask(self, name: str, **terms: Term | str | None) -> list[Record]:
        """Rows of a page's query; a term given as str is an IRI, None counts as not given."""
        return self.table(page_query(name), **terms).records()

    def canned(self, name: str, **terms: Term | str | None) -> list[Record]:
        """Rows of a canned query."""
        return self.table(canned_queries()[name], **terms).records()

    def table(self, query: CannedQuery, **terms: Term | str | None) -> Table:
        """The answer of a query with `terms` filled in, by name of parameter."""
        given: dict[str, Term] = {
            key: NamedNode(term) if isinstance(term, str) else term
            for key, term in terms.items()
            if term is not None
        }
        return self.answer(query.bound(given))

    def answer(self, sparql: str) -> Table:
        """The answer of a SELECT query."""
        return select(self.reading.graph, sparql)

    def kept(self, name: str, work_out: Callable[[], Result]) -> Result:
        """What `work_out` returns, cached under `name` as long as the graph does not change."""
        kept: dict[str, Result] = self.reading.kept
        if name not in kept:
            kept[name] = work_out()
        return kept[name]

    def facts(self, name: str) -> list[Record]:
        """Rows of a page's query that takes no terms."""
        return self.kept(name, lambda: self.table(page_query(name)).records())

    def known(self, iri: str) -> bool:
        """Whether the graph states anything about `iri`."""
        node = self.node(iri)
        return node is not None and bool(self.ask("known", subject=node))

    @staticmethod
    def node(iri: str) -> NamedNode | None:
        """`iri` as a term; None for a text that is no IRI."""
        try:
            return NamedNode(iri)
        except ValueError:
            return None

    def visits(self) -> dict[str, Record]:
        """Every visit: authority, framework, date, when, start, end, knownBy; None where it is not known."""
        names = ("authority", "framework", "date", "when", "start", "end", "knownBy")
        return self.kept("all visits", lambda: _by_subject(self.facts("visits"), "visit", names))

    def documents(self) -> dict[str, Record]:
        """Every document: reportsOn (visit), rank, fileName, slides, title, authority."""
        names = ("reportsOn", "rank", "fileName", "slides", "title", "authority")
        return self.kept("all documents", lambda: _by_subject(self.facts("documents"), "document", names))

    def councils(self) -> dict[str, list[Record]]:
        """Councils with the visits to them that documents report, the earliest first."""

        def work_out() -> dict[str, list[Record]]:
            found: dict[str, list[Record]] = defaultdict(list)
            for visit in sorted(self.visits().values(), key=lambda each: str(each["date"] or "")):
                if visit["knownBy"] == "document":
                    found[visit["authority"]].append(visit)
            return dict(found)

        return self.kept("all councils", work_out)

    def choices(self, kind: str) -> list[Choice]:
        """What a parameter of a listed type takes."""
        return self.kept(f"choices {kind}", lambda: choices(self.reading.graph, kind))

    def label(self, iri: str) -> str:
        """The name of a concept or council; a short form of other IRIs."""
        names = self.kept("names", lambda: {row["iri"]: str(row["label"]) for row in self.facts("labels")})
        return names.get(iri) or short_name(iri)

    def place(self, iri: str) -> tuple[int, str]:
        """A sort key that puts concepts in the order of their scheme (`og:order`)."""
        places = self.kept("places", lambda: {row["iri"]: row["order"] for row in self.facts("labels")})
        place = places.get(iri)
        return (place if isinstance(place, int) else LAST, iri)

    def themes_by_group(self) -> list[tuple[str, list[str]]]:
        """IRIs of all themes under the IRIs of their groups, both in order."""
        groups: dict[str, list[str]] = {}
        for row in self.facts("labels"):
            if str(row["iri"]).startswith(THEME):
                groups.setdefault(str(row["broader"]), []).append(row["iri"])
        return [(group, sorted(groups[group], key=self.place)) for group in sorted(groups, key=self.place)]

    def page(self, template: str, status: int = 200, **content: Any) -> HTMLResponse:
        """A template filled in with `content`; it can use `path`, `key` and `label` for IRIs."""
        addresses = self.addresses
        html = self.site.templates.get_template(template).render(
            path=addresses.path, key=addresses.key, label=self.label, **content
        )
        return HTMLResponse(html, status)


def site_of(request: Request) -> Site:
    """The site that serves a request."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def _by_subject(rows: Iterable[Record], subject: str, names: Iterable[str]) -> dict[str, Record]:
    found: dict[str, Record] = defaultdict(lambda: dict.fromkeys(names))
    for row in rows:
        record = found[row[subject]]
        record["iri"] = row[subject]
        record[re.split("[/#]", row["property"])[-1]] = row["value"]
    return dict(found)


def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("graph_cli.explorer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    return environment
