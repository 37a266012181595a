"""Days and periods as they are printed: "6 and 7 July 2021", "28 January–5 February 2014", "12/09/2016".

A part that is printed once holds for its neighbours: in "3 to 14 October 2022" month and year are the last
day's, in "14 September 2015 – 8 October" the year is the first day's. A year printed nowhere stays unknown.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from loaders.model import Period, Published, Span

# Two days joined by "and" are one visit when no more than a weekend lies between them.
LONGEST_PAUSE = timedelta(days=4)
# Characters that "between the" and its blanks take.
OPENED = 16

_MONTHS = {name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(
    f"{name[:3]}(?:{name[3:]}|t)?" if name[3:] else name for name in calendar.month_name if name
)
_YEAR = r"(?:19|20)\d\d"
# Letters of a misprinted month: a shorter one may be a word or a name.
SHORTEST_MISPRINTED = 5


def _misprints(name: str) -> Iterator[str]:
    """Patterns of what the month `name` becomes if one letter after the third is added, changed, swapped with
    the next or left out."""
    for i in range(3, len(name) + 1):
        head, tail = name[:i], name[i:]
        for slip in (f"{head}?{tail}", f"{head}?{tail[1:]}", head + tail[1::-1] + tail[2:], head + tail[1:]):
            if len(slip) >= SHORTEST_MISPRINTED:
                yield slip.replace("?", "[a-z]")


# A misprinted month is known if a year follows it or the next day: "10 Febuary 2017", "6 Septemer to 1
# October 2016".
_YEAR_FOLLOWS = rf"(?=(?:\s*(?:to\b|[-–—])\s*\d{{1,2}}\s*[a-z]+)?,?\s*{_YEAR})"
_MISPRINTED = (
    rf"(?:{'|'.join(slip for name in calendar.month_name for slip in _misprints(name))}){_YEAR_FOLLOWS}"
)
_WEEKDAY = "|".join(rf"{name[:3]}(?:{name[3:]})?\b" for name in calendar.day_name)
# The mark of a footnote may be run into the year: "30 March 20171".
_POINT = (
    rf"(?:(?:{_WEEKDAY}),?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:\s*(?:of\s+)?(?P<month>(?-i:(?!may\b))(?:{_MONTH}|{_MISPRINTED}))(?![^\W\d_])\.?(?:,?\s*(?P<year>{_YEAR})\d?(?!\d))?)?"
)
_ISO = rf"(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)"
_FIGURES = r"(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>(?:20)?\d\d)(?![\d/])"
_NEXT = re.compile(rf"(?:{_ISO}|{_FIGURES}|{_POINT})(?!\d)", re.IGNORECASE)
_FIRST = re.compile(rf"(?<![\d£])(?<!\d[/.:-]){_NEXT.pattern}", re.IGNORECASE)
_RANGE = r"\s*(?:[-‐‑–—−─‒\ufffe]|\bto\b|\buntil\b|to(?=\s*\d)|\bthrough to\b)\s*(?:the\s+(?=\d))?"
_LIST = r"\s*(?:[,;]\s*and\b|[,;]|\band\b|&)\s*(?:from\s+|between\s+)?(?:the\s+(?=\d))?"
_JOIN = re.compile(rf"(?P<range>{_RANGE})|{_LIST}", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s:,;&–—-]|\b(?:and|from|between|on|the|week commencing|w/c)\b)*", re.IGNORECASE)
_OPENED = re.compile(r"\bbetween\s+(?:the\s+)?\Z", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?P<year>{_YEAR})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Day:
    """A printed day; `ranged` when "to" or a dash leads to it from the day before."""

    day: int
    month: int | None
    year: int | None
    span: Span
    ranged: bool = False

    def on(self) -> date | None:
        """The calendar day, if month and year are known; None for a day that no calendar has."""
        if self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def periods_in(text: str, start: int = 0, end: int | None = None) -> tuple[Period, ...]:
    """Every period and single day printed in `text[start:end]`, in reading order, spans counted from the
    beginning of `text`. A single day is a period of one day; days without a month are no dates."""
    return tuple(
        period for chain in _chains(text, start, len(text) if end is None else end) for period in chain
    )


def periods_after(text: str, at: int, end: int | None = None) -> tuple[Period, ...]:
    """The periods that follow `at` directly, with nothing between them but blanks, stops and "and"."""
    found: list[Period] = []
    for chain in _chains(text, at, len(text) if end is None else end):
        if not _BETWEEN.fullmatch(text, at, chain[0].span.start if chain else at):
            break
        found += chain
        at = chain[-1].span.end if chain else at
    return tuple(found)


def dates_in(text: str, start: int = 0, end: int | None = None) -> tuple[Published, ...]:
    """The full dates of `text[start:end]` that stand alone, not as a bound of a period."""
    return tuple(
        Published(period.start, period.span)
        for period in periods_in(text, start, end)
        if period.start is not None and period.start == period.end
    )


def months_in(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, Span]]:
    """The months with a year ("January 2012") in `text[start:end]`, as "2012-01" with their spans."""
    for match in _MONTH_YEAR.finditer(text, start, len(text) if end is None else end):
        yield f"{match['year']}-{_MONTHS[match['month'][:3].casefold()]:02}", Span(*match.span())


def _chains(text: str, start: int, end: int) -> Iterator[list[Period]]:
    at = start
    while match := _FIRST.search(text, at, end):
        days = [_day(match, ranged=False)]
        at = match.end()
        # "Between 3 and 14 June": the first "and" leads to the last day.
        spans = _OPENED.search(text, max(0, match.start() - OPENED), match.start()) is not None
        while join := _JOIN.match(text, at, end):
            following = _NEXT.match(text, join.end(), end)
            if following is None:
                break
            days.append(_day(following, ranged=spans or join["range"] is not None))
            spans = False
            at = following.end()
        yield _periods(days)


def _day(match: re.Match[str], ranged: bool) -> _Day:
    span = Span(*match.span())
    if match["iso_year"]:
        return _Day(int(match["iso_day"]), int(match["iso_month"]), int(match["iso_year"]), span, ranged)
    if match["d"]:
        year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
        return _Day(int(match["d"]), int(match["m"]), year, span, ranged)
    month = _MONTHS[match["month"][:3].casefold()] if match["month"] else None
    return _Day(int(match["day"]), month, int(match["year"]) if match["year"] else None, span, ranged)


def _periods(days: list[_Day]) -> list[Period]:
    days = [day for day in _completed(_without_bare_numbers(days)) if _possible(day)]
    groups: list[list[_Day]] = []
    for day in days:
        if groups and _goes_on(groups[-1], day):
            groups[-1].append(day)
        else:
            groups.append([day])
    return [_period(group) for group in groups]


def _without_bare_numbers(days: list[_Day]) -> list[_Day]:
    """The days but for numbers without a month that no later day explains: "paragraph 9, 7 July 2020"."""
    kept: list[_Day] = []
    for day in reversed(days):
        if day.month is not None or (kept and day.day < kept[0].day):
            kept.insert(0, day)
    return kept


def _completed(days: list[_Day]) -> list[_Day]:
    """Months and years lent from the following day, years also from the day before."""
    filled: list[_Day] = []
    for day in reversed(days):
        after = filled[0] if filled else day
        month = day.month or after.month
        year = day.year
        if year is None and after.year is not None:
            year = after.year - ((month or 0) > (after.month or 0))
        filled.insert(0, replace(day, month=month, year=year))
    return _years_from_before(filled)


def _years_from_before(days: list[_Day]) -> list[_Day]:
    """The year carries on to the days after it, into the next year where the months start anew."""
    carried: list[_Day] = []
    for day in days:
        before = carried[-1] if carried else day
        if day.year is None and before.year is not None:
            day = replace(day, year=before.year + ((day.month or 0) < (before.month or 0)))
        carried.append(day)
    return carried


def _possible(day: _Day) -> bool:
    leap_year = 2000
    return day.month is not None and replace(day, year=day.year or leap_year).on() is not None


def _goes_on(group: list[_Day], day: _Day) -> bool:
    """Whether `day` belongs to the period: the end of a range, or the next of several days in a list."""
    if day.ranged:
        return len(group) == 1
    if any(member.ranged for member in group):
        return False
    before, after = group[-1].on(), day.on()
    if before is None or after is None:
        return group[-1].month == day.month and group[-1].day < day.day
    return timedelta(0) < after - before <= LONGEST_PAUSE


def _period(group: list[_Day]) -> Period:
    first, last = group[0], group[-1]
    span = Span(first.span.start, last.span.end)
    return Period(first.on(), last.on(), span, _day_month(first), _day_month(last))


def _day_month(day: _Day) -> tuple[int, int] | None:
    return (day.day, day.month) if day.month is not None and day.year is None else None
