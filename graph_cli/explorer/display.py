"""Values as people read them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from graph_cli.explorer.addresses import short_name

_MONTH = re.compile("[0-9]{4}-(0[1-9]|1[0-2])")


def day(value: Any) -> str:
    """A date in words: 14 September 2015; a month likewise: September 2015; anything else as it stands."""
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return f"{date.fromisoformat(value + '-01'):%B %Y}"
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else ("" if value is None else str(value))


def period(start: Any, end: Any) -> str:
    """Two dates in words, without saying the same month or year twice."""
    if not isinstance(start, date) or not isinstance(end, date) or start == end:
        return day(start or end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 visit", "2 visits", "1,200 findings"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def places(page: int, per_page: int, number: int) -> str:
    """Which of `number` items stand on a page: "51 to 100 of 1,200"."""
    return f"{(page - 1) * per_page + 1:,} to {min(page * per_page, number):,} of {number:,}"


def percent(share: Any) -> str:
    """A share from 0 to 1 in words: "72 %"."""
    return f"{share:.0%}".replace("%", " %")


def cell(value: Any) -> str:
    """A value of a table as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | Decimal):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def words(code: Any) -> str:
    """A code as a label: "requires-improvement" gives "Requires improvement"."""
    return str(code or "").replace("-", " ").capitalize()


def said(value: Any) -> str:
    """A code or an ISO date within a sentence: "requires-improvement" gives "requires improvement"."""
    try:
        return day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value or "").replace("-", " ")


def short_framework(code: str) -> str:
    """A framework's code as the head of a narrow column: "sif" gives "SIF", "focused-visit" gives "Focused
    visit"."""
    return code.upper() if len(code) <= 5 else words(code)


FILTERS = {
    "day": day,
    "percent": percent,
    "cell": cell,
    "words": words,
    "said": said,
    "counted": counted,
    "places": places,
    "period": period,
    "short_framework": short_framework,
    "short_name": short_name,
}
