"""Periods and dates as they are printed."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.recognise.dates import dates_in, months_in, periods_in

FULL = [
    ("6 and 7 July 2021", ["2021-07-06..2021-07-07"]),
    ("3 and 4 November 2009", ["2009-11-03..2009-11-04"]),
    ("3 to 14 October 2022", ["2022-10-03..2022-10-14"]),
    ("14 January 2019 to 18 January 2019", ["2019-01-14..2019-01-18"]),
    ("28 January–5 February 2014", ["2014-01-28..2014-02-05"]),
    ("20 June 2017 ─ 13 July 2017", ["2017-06-20..2017-07-13"]),
    ("15-19 July 2013", ["2013-07-15..2013-07-19"]),
    ("12/09/2016 to 06/10/2016", ["2016-09-12..2016-10-06"]),
    ("1/06/2015 – 25/06/2015", ["2015-06-01..2015-06-25"]),
    ("02 March 2020 to 13 March 2020", ["2020-03-02..2020-03-13"]),
    ("14 to15 May 2020", ["2020-05-14..2020-05-15"]),
    ("Monday 4th to Friday 8th of March 2019", ["2019-03-04..2019-03-08"]),
    ("14 September 2015 – 8 October", ["2015-09-14..2015-10-08"]),
    ("12 December 2016 to 6 January", ["2016-12-12..2017-01-06"]),
    ("12 December to 6 January 2017", ["2016-12-12..2017-01-06"]),
    ("3, 4 and 5 November 2009", ["2009-11-03..2009-11-05"]),
    ("28 July 2016", ["2016-07-28..2016-07-28"]),
    ("2019-05-31", ["2019-05-31..2019-05-31"]),
    ("2 June 2013© Crown copyright", ["2013-06-02..2013-06-02"]),
    (
        "30 September to 11 October 2024 and 13 to 16 January 2025",
        ["2024-09-30..2024-10-11", "2025-01-13..2025-01-16"],
    ),
    (
        "8 July 2019 to 12 July 2019 and 7 August 2019 to\n8 August 2019",
        ["2019-07-08..2019-07-12", "2019-08-07..2019-08-08"],
    ),
    ("16 March and 20 April 2022", ["2022-03-16..2022-03-16", "2022-04-20..2022-04-20"]),
    ("paragraph 14, 7 July 2020", ["2020-07-07..2020-07-07"]),
    ("25-01-2016 to 18-02-16", ["2016-01-25..2016-02-18"]),
    ("3Sept‑24Sept2014", ["2014-09-03..2014-09-24"]),
    ("Mon 4 to Fri 8 Mar. 2024", ["2024-03-04..2024-03-08"]),
    ("days:4 to 8 March 2024", ["2024-03-04..2024-03-08"]),
    ("between 4 and 15 March 2024", ["2024-03-04..2024-03-15"]),
    ("4 and 15 March 2024", ["2024-03-04..2024-03-04", "2024-03-15..2024-03-15"]),
    ("18 to 22 November; 2 to 6 December 2019", ["2019-11-18..2019-11-22", "2019-12-02..2019-12-06"]),
    ("6 March 2017 to 30 March 20171", ["2017-03-06..2017-03-30"]),
    ("21 November 2016 – 15 Decemeber 2016", ["2016-11-21..2016-12-15"]),
    ("10 Febuary 2017", ["2017-02-10..2017-02-10"]),
    ("6 Septemer to 1 Octobr, 2016", ["2016-09-06..2016-10-01"]),
    ("7 Marys and 3 Marches in 2016", []),
    ("12 Marching 2019, 9 Mayor 2017, 2 Maya 2019, 5 Separate 2016, 4 Marked 2018, 3 Junior 2020", []),
    (
        "8 Marhc 2016; 4 Decenber 2018; 3 Jully 2019",
        ["2016-03-08..2016-03-08", "2018-12-04..2018-12-04", "2019-07-03..2019-07-03"],
    ),
    ("the 4th to the 8th of March 2024", ["2024-03-04..2024-03-08"]),
    ("between the 3 and the 5 May 2019", ["2019-05-03..2019-05-05"]),
    ("on the 7 and the 8 March 2019", ["2019-03-07..2019-03-08"]),
    ("21 Septmber to 2 Octber 2020", ["2020-09-21..2020-10-02"]),
    ("5 Febuary 2024 to 9 Feburary 2024", ["2024-02-05..2024-02-09"]),
    ("31 June 2015", []),
    ("4 Janet Street 2015", []),
    ("page 4 of 5, 12 children", []),
    ("aged 16 may 2019 be", []),
    ("paragraphs 9-12, 2019", []),
]


@pytest.mark.parametrize(("printed", "expected"), FULL)
def test_a_part_printed_once_holds_for_its_neighbours(printed: str, expected: list[str]) -> None:
    found = periods_in(printed)
    assert [f"{period.start}..{period.end}" for period in found] == expected
    for period in found:
        assert (
            printed[period.span.start : period.span.end].strip()
            == printed[period.span.start : period.span.end]
        )


def test_a_year_printed_nowhere_stays_unknown() -> None:
    (period,) = periods_in("The visit took place 14 September - 8 October.")
    assert (period.start, period.end) == (None, None)
    assert (period.day_month_start, period.day_month_end) == ((14, 9), (8, 10))


def test_only_dates_that_stand_alone_are_dates() -> None:
    text = "Visit on 3 to 4 May 2022. Letter of 10 June 2022, answered on 1 July."
    assert [found.on for found in dates_in(text)] == [date(2022, 6, 10)]


def test_months_keep_their_precision() -> None:
    text = "judged good in January 2012 and again in Sept 2014; in 2016 it was not"
    assert [month for month, _ in months_in(text)] == ["2012-01", "2014-09"]


def test_spans_count_from_the_beginning_of_the_text() -> None:
    text = "on 1 May 2020 and later on 2 June 2021"
    (period,) = periods_in(text, start=15)
    assert text[period.span.start : period.span.end] == "2 June 2021"
