"""Pictures for a report: a council's themes visit by visit, its grades over time, the trend of a theme."""

from __future__ import annotations

import io
from collections.abc import Sequence, Sized
from datetime import date
from itertools import pairwise
from textwrap import fill
from typing import Any

from graph_cli.errors import AskedWrongly
from graph_cli.table import Table

# Orange and blue stay apart for readers who cannot tell red from green.
CONCERN, STRENGTH, SILENT, INK = "#c4501b", "#2a6f97", "#f1efea", "#333333"
CREDIT = "Drawn by ofsted-graph from published inspection documents (Open Government Licence v3.0)"
DOTS_PER_INCH = 160
LABEL_WIDTH = 42
# Colour and mark of each place on the four-point scale, the best first; in grey the marks tell them apart.
GRADES = (("#174a68", "^"), ("#6fa8c9", "o"), ("#eda36b", "s"), (CONCERN, "D"))
LETTERS_PER_INCH = 10


def heat_map(summaries: Table, title: str) -> Any:
    """Themes by visits: the colour says whether concerns or strengths prevail, the number how many findings
    there are. `summaries` has the columns visit, theme, concerns, strengths (findings that are both count in
    both), visits in order of date. Raises AskedWrongly when it is empty."""
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure

    _need(summaries.rows, "no visit with findings")
    visits = list(dict.fromkeys(str(row["visit"]) for row in summaries.records()))
    concerns_of: dict[str, int] = {}
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for row in summaries.records():
        theme, concerns, strengths = str(row["theme"]), int(str(row["concerns"])), int(str(row["strengths"]))
        cells[theme, str(row["visit"])] = (concerns, strengths)
        concerns_of[theme] = concerns_of.get(theme, 0) + concerns
    themes = sorted(concerns_of, key=lambda theme: (-concerns_of[theme], theme))
    figure = Figure(figsize=(5 + 0.75 * len(visits), 1.9 + 0.27 * len(themes)), layout="constrained")
    axes = figure.subplots()
    colours = LinearSegmentedColormap.from_list("concern", [STRENGTH, "#ffffff", CONCERN]).with_extremes(
        bad=SILENT
    )
    shares = [[_balance(cells.get((theme, visit))) for visit in visits] for theme in themes]
    drawn = axes.imshow(shares, cmap=colours, vmin=-1, vmax=1, aspect="auto")
    for (theme, visit), (concerns, strengths) in cells.items():
        count = concerns + strengths
        if count:
            balance = abs((concerns - strengths) / count)
            axes.text(
                visits.index(visit), themes.index(theme), str(count), ha="center", va="center", fontsize=7,
                color="white" if balance > 0.6 else INK,
            )  # fmt: skip
    axes.set_xticks(range(len(visits)), visits, rotation=45, ha="right", rotation_mode="anchor", fontsize=8)
    axes.set_yticks(range(len(themes)), [fill(theme, LABEL_WIDTH) for theme in themes], fontsize=8)
    axes.tick_params(length=0)
    for edge in axes.spines.values():
        edge.set_visible(False)
    bar = figure.colorbar(drawn, ax=axes, ticks=[-1, 0, 1], shrink=0.5, aspect=14)
    bar.ax.set_yticklabels(["strengths only", "as many", "concerns only"], fontsize=7)
    bar.set_label("the number counts findings; both counts twice", fontsize=7)
    _finish(figure, axes, title)
    return figure


def grade_timeline(grades: Table, title: str) -> Any:
    """One lane per judgement area, in which each grade holds until the next inspection that gives grades,
    whether or not of this area: its colour and mark stand for the grade. `grades` has the columns date,
    area, grade (label) and rank (1 is best), areas in the order of the lanes from the top and days in
    order of time. Raises AskedWrongly when it is empty."""
    from matplotlib.figure import Figure

    names: dict[int, dict[str, None]] = {}
    lanes: dict[str, list[tuple[date, int]]] = {}
    for row in grades.records():
        if isinstance(row["date"], date):
            rank = int(str(row["rank"]))
            names.setdefault(rank, {})[str(row["grade"])] = None
            lanes.setdefault(str(row["area"]), []).append((row["date"], rank))
    _need(lanes, "no grade")
    figure = Figure(figsize=(8.5, 1.9 + 0.34 * len(lanes)), layout="constrained")
    axes: Any = figure.subplots()
    days = sorted({day for points in lanes.values() for day, _ in points})
    following = dict(pairwise(days))
    for lane, points in enumerate(lanes.values()):
        for (day, rank), (again, _) in pairwise(points):
            until = min(again, following.get(day, again))
            axes.plot([day, until], [lane, lane], color=GRADES[rank - 1][0], linewidth=2.5, zorder=1)
        for day, rank in points:
            colour, mark = GRADES[rank - 1]
            axes.plot(day, lane, color=colour, marker=mark, markersize=8, markeredgecolor="white")
    for rank in sorted(names):
        colour, mark = GRADES[rank - 1]
        axes.plot([], [], color=colour, marker=mark, linewidth=2.5, label=" / ".join(names[rank]))
    axes.set_yticks(range(len(lanes)), [fill(area, LABEL_WIDTH) for area in lanes], fontsize=8)
    axes.set_ylim(len(lanes) - 0.5, -0.5)
    axes.margins(x=0.04)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    figure.legend(loc="outside right upper", fontsize=8, frameon=False)
    _finish(figure, axes, title, ("top", "right", "left"))
    return figure


def trend(years: Table, title: str) -> Any:
    """Share of visits that state a concern or a strength, by year. `years` has the columns year, visits,
    visits_with_concern, visits_with_strength. Raises AskedWrongly when it is empty."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    _need(years.rows, "no visit that speaks of this theme")
    counts: dict[int, list[int]] = {}
    for row in years.records():
        held = counts.setdefault(int(str(row["year"])), [0, 0, 0])
        for place, column in enumerate(("visits", "visits_with_concern", "visits_with_strength")):
            held[place] += int(str(row[column]))
    figure = Figure(figsize=(8, 4), layout="constrained")
    axes = figure.subplots()
    shown = sorted(counts)
    for place, colour, label, marker in (
        (1, CONCERN, "visits with a concern", "o"),
        (2, STRENGTH, "visits with a strength", "s"),
    ):
        shares = [100 * counts[year][place] / counts[year][0] for year in shown]
        axes.plot(shown, shares, color=colour, label=label, marker=marker, linewidth=1.6)
    for year in shown:
        axes.annotate(
            f"{counts[year][0]}",
            (year, -9),
            xytext=(0, 0),
            textcoords="offset points",
            ha="center",
            fontsize=7,
        )
    axes.set_ylim(-11, 104)
    axes.set_ylabel("% of the visits that speak of it", fontsize=8)
    axes.set_xlabel("year; the small figures count those visits", fontsize=8)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(labelsize=8)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.legend(fontsize=8, frameon=False)
    _finish(figure, axes, title)
    return figure


def picture_bytes(figure: Any, form: str) -> bytes:
    """The figure as png or svg; the same figure gives the same bytes."""
    from matplotlib import rc_context

    held = io.BytesIO()
    with rc_context({"svg.hashsalt": "ofsted-graph", "svg.fonttype": "none"}):
        figure.savefig(
            held,
            format=form,
            dpi=DOTS_PER_INCH,
            metadata={"Date": None} if form == "svg" else {"Software": None},
        )
    return held.getvalue()


def _balance(cell: tuple[int, int] | None) -> float:
    if cell is None or not sum(cell):
        return float("nan")
    return (cell[0] - cell[1]) / sum(cell)


def _need(held: Sized, lacking: str) -> None:
    if not held:
        raise AskedWrongly(f"There is {lacking} to draw.")


def _finish(figure: Any, axes: Any, title: str, sides: Sequence[str] = ("top", "right")) -> None:
    for side in sides:
        axes.spines[side].set_visible(False)
    # From the edge of the picture, not of the axes: beside long labels they may be narrower than the title.
    letters = int(figure.get_figwidth() * LETTERS_PER_INCH)
    figure.suptitle(fill(title, letters), fontsize=11, color=INK, x=0.01, ha="left")
    figure.supxlabel(CREDIT, fontsize=6, color="#777777", x=0.01, ha="left")
