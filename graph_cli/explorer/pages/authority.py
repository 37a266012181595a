"""`/authority/<code>`: a council's visits, what each says of each theme, and what persists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from starlette.responses import Response

from graph_cli.explorer.pages.statement import Statement
from graph_cli.explorer.pages.statuses import by_status
from graph_cli.explorer.site import Record, Visitor


@dataclass(frozen=True, slots=True)
class Cell:
    """What a visit says of a theme: how many findings state a concern, how many a strength."""

    concerns: int
    strengths: int

    @property
    def shade(self) -> str:
        """Class of the style sheet: which side outweighs, and by how much."""
        if self.concerns and self.strengths:
            share = self.concerns / (self.concerns + self.strengths)
            side = "concern" if share > 0.6 else "strength" if share < 0.4 else "both"
        else:
            side = "concern" if self.concerns else "strength" if self.strengths else "none"
        return f"{side} level-{min(3, max(1, (max(self.concerns, self.strengths) + 1) // 2))}"


def authority(visitor: Visitor, iri: str, about: Statement) -> Response:
    """A council's page."""
    visits = _visits(visitor, iri)
    themes = visitor.ask("council-themes", authority=iri)
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    became: dict[str, str] = {}
    for row in themes:
        cells[row["theme"]][row["visit"]] = Cell(
            row["concerns"] + row["mixed"], row["strengths"] + row["mixed"]
        )
        became[row["theme"]] = row["status"].rsplit("/", 1)[-1]
    speaking = [v for v in visits if any(v["iri"] in by_visit for by_visit in cells.values())]
    return visitor.page(
        "authority.html",
        iri=iri,
        name=visitor.label(iri),
        about=about,
        visits=visits,
        columns=speaking,
        groups=[
            (group, [theme for theme in members if theme in cells])
            for group, members in visitor.themes_by_group()
            if any(theme in cells for theme in members)
        ],
        cells=cells,
        became=became,
        recurring=by_status(visitor, visitor.canned("recurring-themes", authority=iri)),
    )


def _visits(visitor: Visitor, iri: str) -> list[Record]:
    grades: dict[str, dict[str, Record]] = defaultdict(dict)
    for row in visitor.ask("council-grades", authority=iri):
        grades[row["visit"]][row["area"]] = row
    councils = {iri, *(row["former"] for row in visitor.ask("predecessors", authority=iri))}
    visits = [
        {**each, "grades": sorted(grades[each["iri"]].values(), key=lambda row: visitor.place(row["area"]))}
        for each in visitor.visits().values()
        if each["authority"] in councils
    ]
    return sorted(visits, key=lambda each: (str(each["date"] or ""), each["iri"]))
