"""`/person/<slug>`: a person's visits, the forms of the name, and why they were taken for one person."""

from __future__ import annotations

from itertools import groupby

from starlette.responses import Response

from graph_cli.explorer.pages.statement import Statement
from graph_cli.explorer.site import Visitor


def person(visitor: Visitor, iri: str, about: Statement) -> Response:
    """A person's page."""
    rows = visitor.ask("person-visits", person=iri)
    reasons = visitor.ask("person-reasons", person=iri)
    visits = [list(parts) for _, parts in groupby(rows, key=lambda row: row["visit"] or row["document"])]
    return visitor.page(
        "person.html",
        iri=iri,
        name=about.one("foaf:name") or visitor.label(iri),
        about=about,
        visits=visits,
        roles=sorted({row["role"] for row in rows}, key=visitor.place),
        merges=[row for row in reasons if row["kind"] == "merge"],
        doubts=[row for row in reasons if row["kind"] == "doubt"],
    )
