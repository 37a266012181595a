"""`/visit/<...>`: what all documents about a visit say of it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from starlette.responses import Response

from graph_cli.canned_query import Several
from graph_cli.explorer.pages.parts import FINDING, RECOMMENDATION, Part, parts
from graph_cli.explorer.pages.statement import Statement
from graph_cli.explorer.site import Record, Visitor


def visit(visitor: Visitor, iri: str, about: Statement) -> Response:
    """A visit's page."""
    people = _once(sorted(visitor.ask("visit-team", visit=iri), key=lambda row: visitor.place(row["role"])))
    documents = sorted(
        (each for each in visitor.documents().values() if each["reportsOn"] == iri),
        key=lambda each: (each["rank"], each["iri"]),
    )
    # Further documents repeat the first.
    reports = [each["iri"] for each in documents[:1]]
    findings = parts(visitor, FINDING, documents=reports) if reports else []
    return visitor.page(
        "visit.html",
        iri=iri,
        about=about,
        authority=about.one("og:authority"),
        framework=about.one("og:framework"),
        documents=documents,
        files={each["iri"]: each["fileName"] for each in documents},
        judgements=_judgements(visitor, about, documents),
        team=[row for row in people if row["in_team"]],
        others=[row for row in people if not row["in_team"]],
        recommendations=parts(visitor, RECOMMENDATION, documents=reports) if reports else [],
        findings=findings,
        sections=_sections(findings),
        polarities=_polarities(visitor, findings),
        mentions=visitor.ask("visit-mentions", visit=iri),
        conflicts=visitor.ask("visit-conflicts", visit=iri),
    )


def _judgements(visitor: Visitor, about: Statement, documents: list[Record]) -> list[Record]:
    if not documents:
        return []
    stated = visitor.ask("visit-judgements", documents=Several.of(each["iri"] for each in documents))
    holds = set(about["og:judgement"])
    held = {(row["area"], row["grade"]) for row in stated if row["judgement"] in holds}
    # Documents that give the same grade again are not listed; those that give another are.
    rows = [
        {**row, "held": row["judgement"] in holds}
        for row in stated
        if row["judgement"] in holds or (row["area"], row["grade"]) not in held
    ]
    return sorted(rows, key=lambda row: (not row["held"], visitor.place(row["area"])))


def _polarities(visitor: Visitor, findings: list[Part]) -> list[tuple[str, int]]:
    """How many findings of each polarity."""
    counts = Counter(iri for part in findings for iri in part.about["og:polarity"])
    return sorted(counts.items(), key=lambda item: visitor.place(item[0]))


def _once(team: list[Record]) -> list[Record]:
    """One row for a person and role, however many documents name them."""
    first: dict[tuple[str, str], Record] = {}
    for row in team:
        first.setdefault((row["role"], row["person"] or row["name"]), row)
    return list(first.values())


def _sections(findings: list[Part]) -> list[tuple[str, list[Part]]]:
    by_section = groupby(findings, key=lambda part: part.about.one("og:section"))
    return [(members[0].heading, members) for _, rows in by_section if (members := list(rows))]
