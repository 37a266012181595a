"""Pictures for a report: what is written on them can be read."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graph_cli.errors import AskedWrongly
from graph_cli.pictures import grade_timeline, heat_map
from graph_cli.table import Table

COLUMNS = ("visit", "theme", "concerns", "strengths")


@pytest.mark.parametrize("visits", [1, 3, 12])
@pytest.mark.parametrize("council", ["Westmarsh", "Northwick, Ambershire and the Vale of Westmarsh"])
def test_title_and_labels_of_a_heat_map_lie_within_the_picture(visits: int, council: str) -> None:
    """However few the visits and long the names of themes, which leave little room for the cells."""
    rows = tuple(
        (
            f"{date(2009 + n, 1, 1):%Y-%m} sif",
            "Homes for children in care: sufficiency, matching and stability",
            n,
            1,
        )
        for n in range(visits)
    )
    figure = heat_map(Table(COLUMNS, rows), f"{council}: concerns and strengths, visit by visit")
    figure.draw_without_rendering()
    title = figure.get_suptitle()
    assert " ".join(title.split()).startswith(council)
    drawn = figure._suptitle.get_window_extent()
    assert drawn.x0 >= 0
    assert drawn.x1 <= figure.bbox.x1
    assert drawn.y1 <= figure.bbox.y1
    labels = [label.get_window_extent() for axes in figure.axes for label in axes.get_yticklabels()]
    assert min(label.x0 for label in labels) >= 0
    assert max(label.x1 for label in labels) <= figure.bbox.x1


GRADED = ("date", "area", "grade", "rank")
ALIKE = tuple(
    (date(year, 6, 1), area, "Good", 2) for area in ("Overall", "Help", "Care") for year in (2015, 2019)
)


def test_grades_given_on_one_day_lie_apart_each_in_the_lane_of_its_area() -> None:
    figure = grade_timeline(Table(GRADED, ALIKE), "Westmarsh: grades")
    figure.draw_without_rendering()
    (axes,) = figure.axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Overall", "Help", "Care"]
    marks = [
        line.get_transform().transform(line.get_xydata())[0]
        for line in axes.lines
        if len(line.get_xdata()) == 1
    ]
    lanes = sorted({round(height) for _, height in marks}, reverse=True)
    assert len(marks) == len(ALIKE)
    assert len(lanes) == 3
    assert min(one - other for one, other in pairwise(lanes)) > 20
    named = axes.get_yticklabels()[0].get_window_extent()
    assert named.y0 < lanes[0] < named.y1


def test_no_grade_is_carried_past_an_inspection_that_judged_other_areas() -> None:
    """Care is judged in 2015 and 2023, in 2019 only as part of another area."""
    rows = (
        *((date(year, 6, 1), "Overall", "Good", 2) for year in (2015, 2019, 2023)),
        *((date(year, 6, 1), "Care", "Good", 2) for year in (2015, 2023)),
    )
    figure = grade_timeline(Table(GRADED, rows), "Westmarsh: grades")
    (axes,) = figure.axes
    held = [
        (line.get_ydata()[0], *(day.year for day in line.get_xdata()))
        for line in axes.lines
        if len(line.get_xdata()) == 2
    ]
    assert held == [(0, 2015, 2019), (0, 2019, 2023), (1, 2015, 2019)]


def test_each_grade_has_a_colour_and_a_mark_of_its_own_which_the_legend_names() -> None:
    grades = (
        ("Outstanding", 1),
        ("Good", 2),
        ("Adequate", 3),
        ("Requires improvement", 3),
        ("Inadequate", 4),
    )
    rows = tuple((date(2010 + n, 6, 1), "Overall", grade, rank) for n, (grade, rank) in enumerate(grades))
    figure = grade_timeline(Table(GRADED, rows), "Westmarsh: grades")
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == [
        "Outstanding", "Good", "Adequate / Requires improvement", "Inadequate",
    ]  # fmt: skip
    shown = {(line.get_color(), line.get_marker()) for line in legend.get_lines()}
    assert len({colour for colour, _ in shown}) == len({mark for _, mark in shown}) == 4


def test_grades_of_unknown_days_alone_are_told() -> None:
    with pytest.raises(AskedWrongly, match="no grade to draw"):
        grade_timeline(Table(GRADED, ((None, "Overall", "Good", 2),)), "Westmarsh: grades")
