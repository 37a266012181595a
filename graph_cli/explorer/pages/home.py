"""`/`: what is in the graph, and the ways into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from graph_cli.canned import canned_queries
from graph_cli.explorer.pages.selection import BY_POLARITY
from graph_cli.explorer.site import Record, Site, Visitor, site_of

NO_REGION = "Not in the list of councils"


def home(request: Request) -> Response:
    """The start page."""
    visitor = site_of(request).visitor()
    totals = {row["what"]: row["number"] for row in visitor.facts("totals")}
    polarities: Counter[str] = Counter()
    for row in visitor.facts(BY_POLARITY):
        polarities[row["polarity"]] += row["number"]
    return visitor.page(
        "home.html",
        frameworks=visitor.facts("documents-by-framework"),
        documents=sum(row["documents"] for row in visitor.facts("documents-by-framework")),
        totals=totals,
        polarities=sorted(polarities.items(), key=lambda pair: visitor.place(pair[0])),
        findings=sum(polarities.values()),
        regions=_by_region(visitor),
        councils=len(visitor.councils()),
        themes=visitor.themes_by_group(),
        queries=canned_queries().values(),
    )


def warm(site: Site) -> None:
    """Work out beforehand what the start page and the list of all findings, or those of a polarity, show."""
    visitor = site.visitor()
    for name in ("totals", BY_POLARITY, "documents-by-framework", "regions", "latest-grades"):
        visitor.facts(name)
    visitor.councils()
    visitor.documents()


def _by_region(visitor: Visitor) -> list[tuple[str, list[Record]]]:
    regions = {row["authority"]: row["region"] for row in visitor.facts("regions")}
    grades = {row["visit"]: row["grade"] for row in visitor.facts("latest-grades")}
    councils = [
        {
            "authority": authority,
            "name": visitor.label(authority),
            "region": visitor.label(regions[authority]) if authority in regions else NO_REGION,
            "visits": len(visits),
            **_latest_grade(visits, grades),
        }
        for authority, visits in visitor.councils().items()
    ]
    councils.sort(key=lambda row: (row["region"], row["name"]))
    return [(region, list(rows)) for region, rows in groupby(councils, key=lambda row: row["region"])]


def _latest_grade(visits: Sequence[Record], grades: Mapping[str, str | None]) -> Record:
    """The latest overall grade and its day, and the day of the last visit of the same kind that gave
    judgements: `visits` in order of date, `grades` of those that gave any."""
    graded = next((visit for visit in reversed(visits) if grades.get(visit["iri"])), None)
    if graded is None:
        return {"grade": None}
    judged = (v for v in reversed(visits) if v["iri"] in grades and v["framework"] == graded["framework"])
    return {"grade": grades[graded["iri"]], "graded": graded["date"], "judged": next(judged)["date"]}
