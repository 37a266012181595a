"""`/visit/<...>`: what all documents about a visit say of it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from starlette.responses import Response

from graph_cli.explorer.pages.statement import Statement
from graph_cli.explorer.site import Record, Visitor
from loaders.iris import local_name

NOT_IN_THE_TEAM = ("signatory", "addressee", "copied-to", "report-author")


def visit(visitor: Visitor, iri: str, about: Statement) -> Response:
    """A visit's page."""
    team = sorted(visitor.ask("visit-team", visit=iri), key=lambda row: visitor.place(row["role"]))
    documents = visitor.ask("visit-documents", visit=iri)
    findings = visitor.ask("findings", visit=iri)
    return visitor.page(
        "visit.html",
        iri=iri,
        about=about,
        authority=about.one("og:authority"),
        framework=about.one("og:framework"),
        documents=documents,
        judgements=sorted(
            visitor.ask("visit-judgements", visit=iri),
            key=lambda row: (not row["held"], visitor.place(row["area"])),
        ),
        team=[row for row in team if local_name(row["role"]) not in NOT_IN_THE_TEAM],
        others=[row for row in team if local_name(row["role"]) in NOT_IN_THE_TEAM],
        recommendations=[
            row
            for document in documents
            for row in visitor.canned("recommendations", document=document["document"])
        ],
        findings=findings,
        sections=_sections(findings),
        mentions=visitor.ask("visit-mentions", visit=iri),
        conflicts=visitor.ask("visit-conflicts", visit=iri),
    )


def _sections(findings: list[Record]) -> list[dict[str, Any]]:
    found = []
    for (_, position), rows in groupby(findings, key=lambda row: (row["document"], row["position"])):
        members = list(rows)
        found.append({"heading": members[0]["heading"], "place": position, "findings": members})
    return found
