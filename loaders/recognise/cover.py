"""What a cover or the first sentences state about the visit: its days, its publication, how it was done."""

from __future__ import annotations

from collections import Counter
from datetime import date

from loaders.model import Contradiction, Layout, Period, Published, Span
from loaders.recognise.dates import dates_in, periods_after, periods_in
from loaders.vocabulary import Vocabulary

# Characters within which a cover lies, within which the opening of a letter lies, and within which dates
# follow their label.
COVER = 3000
OPENING = 8000
REACH = 200


def periods_labelled(layout: Layout, vocabulary: Vocabulary) -> tuple[Period, ...]:
    """The days printed after a label ("Inspection dates:"), in reading order."""
    return _periods_after_form(layout, vocabulary, "inspection-dates", COVER)


def periods_said(layout: Layout, vocabulary: Vocabulary) -> tuple[Period, ...]:
    """The days that a letter's opening sentences give ("... which took place on 3 and 4 May 2023")."""
    return _periods_after_form(layout, vocabulary, "visit-days", OPENING)


def _periods_after_form(layout: Layout, vocabulary: Vocabulary, form: str, end: int) -> tuple[Period, ...]:
    text = layout.document.text
    labels = sorted(vocabulary.printed_forms.all(form, text, 0, end), key=lambda match: match.start())
    found = (periods_after(text, label.end(), label.end() + REACH) for label in labels)
    return next((periods for periods in found if periods), ())


def published(layout: Layout, vocabulary: Vocabulary) -> Published | None:
    """The date of publication, printed after a label such as "Report published:"; None without one."""
    text = layout.document.text
    for label in vocabulary.printed_forms.all("published", text, 0, COVER):
        day = next(iter(periods_after(text, label.end(), label.end() + REACH)), None)
        if day is not None and day.start is not None and day.start == day.end:
            return Published(day.start, day.span)
    return None


def first_date(layout: Layout, end: int) -> Published | None:
    """The first full date that stands alone before `end`: the date of a letter."""
    return next(iter(dates_in(layout.document.text, 0, end)), None)


def with_years(periods: tuple[Period, ...], letter: Published | None) -> tuple[Period, ...]:
    """`periods`, where those without a printed year get the latest year that puts them before the letter's
    date."""
    return tuple(_with_year(period, letter.on) if letter else period for period in periods)


def _with_year(period: Period, letter: date) -> Period:
    if period.start is not None or period.day_month_start is None or period.day_month_end is None:
        return period
    end = _last_before(period.day_month_end, letter)
    start = end and _last_before(period.day_month_start, end)
    return Period(start, end, period.span) if start and end else period


def _last_before(day_month: tuple[int, int], limit: date) -> date | None:
    day, month = day_month
    for year in (limit.year, limit.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= limit:
            return found
    return None


def mode(layout: Layout, vocabulary: Vocabulary) -> str | None:
    """How the visit was carried out, where the opening says so: remote, partly-remote or on-site."""
    for key in vocabulary.printed_forms.under("mode-"):
        if vocabulary.printed_forms.find(key, layout.document.text, 0, COVER):
            return key.removeprefix("mode-")
    return None


def footer_contradictions(layout: Layout, periods: tuple[Period, ...]) -> tuple[Contradiction, ...]:
    """Contradictions between the days in the running footer and those of the cover (`periods`), which are
    kept."""
    if not periods:
        return ()
    text = layout.document.text
    stated: Counter[tuple[date, date]] = Counter()
    spans: dict[tuple[date, date], Span] = {}
    for line in layout.lines:
        if not line.furniture:
            continue
        for found in periods_in(text, line.span.start, line.span.end):
            if found.start is not None and found.end is not None and found.start < found.end:
                stated[found.start, found.end] += 1
                spans.setdefault((found.start, found.end), found.span)
    covers = {(period.start, period.end) for period in periods}
    if not stated or stated.keys() & covers:
        return ()
    (start, end), _ = stated.most_common(1)[0]
    first, last = periods[0], periods[-1]
    return tuple(
        Contradiction(subject, kept.isoformat(), other.isoformat(), period.span, spans[start, end])
        for subject, kept, other, period in (
            ("start", first.start, start, first),
            ("end", last.end, end, last),
        )
        if kept is not None and kept != other
    )
