"""`/person/<slug>`: a person's visits, the forms of the name, and why they were taken for one person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from graph_cli.explorer.pages.statement import Statement
from graph_cli.explorer.site import Visitor


@dataclass(frozen=True, slots=True)
class Participation:
    """A place where a document names the person."""

    iri: str
    about: Statement


def person(visitor: Visitor, iri: str, about: Statement) -> Response:
    """A person's page."""
    values: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in visitor.ask("person-parts", person=iri):
        values[row["part"]][row["property"]].append(row["value"])
    stated = [Participation(part, Statement(dict(facts))) for part, facts in values.items()]
    by_visit: dict[str, list[Participation]] = defaultdict(list)
    for each in stated:
        by_visit[each.about.one("og:visit") or ""].append(each)
    visits = [(visitor.visits().get(visit), members) for visit, members in by_visit.items()]
    visits.sort(key=lambda pair: str(pair[0]["date"] if pair[0] else ""), reverse=True)
    reasons = visitor.ask("person-reasons", person=iri)
    return visitor.page(
        "person.html",
        iri=iri,
        name=about.one("foaf:name") or visitor.label(iri),
        about=about,
        visits=visits,
        roles=sorted({role for each in stated for role in each.about["og:role"]}, key=visitor.place),
        merges=[row for row in reasons if row["kind"] == "merge"],
        doubts=[row for row in reasons if row["kind"] == "doubt"],
    )
