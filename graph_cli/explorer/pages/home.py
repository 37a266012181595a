"""`/`: what is in the graph, and the ways into it."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from graph_cli.explorer.site import Record, Visitor, canned_queries, site_of


def home(request: Request) -> Response:
    """The start page."""
    visitor = site_of(request).visitor()
    totals = {row["what"]: row["number"] for row in visitor.facts("totals")}
    polarities = {row["polarity"]: row["findings"] for row in visitor.facts("polarities")}
    return visitor.page(
        "home.html",
        frameworks=visitor.facts("documents-by-framework"),
        documents=sum(row["documents"] for row in visitor.facts("documents-by-framework")),
        totals=totals,
        polarities=sorted(polarities.items(), key=lambda pair: visitor.place(pair[0])),
        findings=sum(polarities.values()),
        regions=_by_region(visitor),
        councils=len(visitor.facts("councils")),
        themes=visitor.themes_by_group(),
        queries=canned_queries().values(),
    )


def _by_region(visitor: Visitor) -> list[tuple[str, list[Record]]]:
    grades = {row["authority"]: row["grade"] for row in visitor.facts("latest-grades")}
    councils = [
        {
            **row,
            "name": visitor.label(row["authority"]),
            "region": visitor.label(row["region"]) if row["region"] else "Not in the list of councils",
            "grade": grades.get(row["authority"]),
        }
        for row in visitor.facts("councils")
    ]
    councils.sort(key=lambda row: (row["region"], row["name"]))
    return [(region, list(rows)) for region, rows in groupby(councils, key=lambda row: row["region"])]
