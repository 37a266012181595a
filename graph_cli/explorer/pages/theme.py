"""`/theme/<code>`: what a theme is, its trend, and where it persists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from starlette.responses import Response

from graph_cli.explorer.pages.statement import Statement
from graph_cli.explorer.pages.statuses import by_status
from graph_cli.explorer.site import Record, Visitor

CHART_HEIGHT, CHART_STEP, BAR_WIDTH = 150, 38, 24


@dataclass(frozen=True, slots=True)
class Year:
    """How many visits of a year speak of the theme, and how many of these state a concern or a strength."""

    year: int
    visits: int
    with_concern: int
    with_strength: int
    concerns: int
    strengths: int
    mixed: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A year in the chart, in its coordinates: shares of the visits that state a concern or a strength."""

    year: int
    x: int
    concern_height: int
    strength_height: int
    label: str


def theme(visitor: Visitor, iri: str, about: Statement) -> Response:
    """A theme's page."""
    years = _years(visitor.canned("theme-trend", theme=iri))
    return visitor.page(
        "theme.html",
        iri=iri,
        name=visitor.label(iri),
        about=about,
        years=years,
        bars=[_bar(place, year) for place, year in enumerate(years)],
        chart_width=max(1, len(years)) * CHART_STEP,
        chart_height=CHART_HEIGHT,
        bar_width=BAR_WIDTH,
        places=by_status(visitor, visitor.canned("recurring-themes", theme=iri)),
        councils={choice.label: choice.iri for choice in visitor.choices("authority")},
    )


def _years(rows: list[Record]) -> list[Year]:
    names = ("visits", "visits_with_concern", "visits_with_strength", "concerns", "strengths", "mixed")
    sums: dict[int, list[int]] = defaultdict(lambda: [0] * len(names))
    for row in rows:
        for place, name in enumerate(names):
            sums[row["year"]][place] += int(row[name])
    return [Year(year, *sums[year]) for year in sorted(sums)]


def _bar(place: int, year: Year) -> Bar:
    def share(part: int) -> int:
        return round(CHART_HEIGHT / 2 * part / year.visits)

    label = (
        f"{year.year}: of {year.visits} visits that speak of it, {year.with_concern} state a concern and "
        f"{year.with_strength} a strength"
    )
    x = place * CHART_STEP + (CHART_STEP - BAR_WIDTH) // 2
    return Bar(year.year, x, share(year.with_concern), share(year.with_strength), label)
