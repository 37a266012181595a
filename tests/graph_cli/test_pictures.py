"""Pictures for a report: what is written on them can be read."""

from __future__ import annotations

from datetime import date

import pytest

from graph_cli.pictures import heat_map
from graph_cli.table import Table

COLUMNS = ("visit", "theme", "concerns", "strengths")


@pytest.mark.parametrize("visits", [1, 3, 12])
@pytest.mark.parametrize("council", ["Westmarsh", "Northwick, Ambershire and the Vale of Westmarsh"])
def test_the_title_of_a_heat_map_lies_within_the_picture(visits: int, council: str) -> None:
    """However few the visits and long the names of themes, which leave little room for the cells."""
    rows = tuple(
        (f"{date(2009 + n, 1, 1):%Y-%m} sif", "Homes for children: sufficiency, matching, stability", n, 1)
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
