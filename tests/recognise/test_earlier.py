"""Earlier inspections that a document only mentions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from loaders.model import Layout
from loaders.recognise.earlier import earlier_inspections
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

SENTENCES = [
    (
        "Services have improved since the last inspection in March 2019, when they were judged to be inadequate.",
        [("2019-03", None, None, "inadequate")],
    ),
    (
        "At the previous inspection in 2016, overall effectiveness was judged as requires improvement to be good.",
        [("2016", None, "overall-effectiveness", "requires-improvement")],
    ),
    (
        "After the inspection in 2015, the focused visit in July 2018 and the joint targeted area inspection in "
        "2019, leaders acted.",
        [("2018-07", "focused-visit", None, None), ("2015", None, None, None), ("2019", "jtai", None, None)],
    ),
    ("The re-inspection of 6 June 2016 found little change.", [("2016-06-06", None, None, None)]),
    (
        "Children receive a good service, unlike at the focused visit in 2018.",
        [("2018", "focused-visit", None, None)],
    ),
    ("Inspectors came under section 20 of the Children and Inspections Act 2004.", []),
    ("The council opened four homes in 2018 and closed one in May 2019.", []),
    ("This inspection in June 2022 found good work.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_date_near_a_word_for_an_inspection_is_a_mention(
    sentence: str,
    expected: list[tuple[str, str | None, str | None, str | None]],
    vocabulary: Vocabulary,
    laid_out: Lay,
) -> None:
    found = earlier_inspections(laid_out(f"{sentence}\n"), vocabulary, date(2022, 6, 13))
    assert [(each.when, each.framework, each.area, each.grade) for each in found] == expected
    assert all(each.text == sentence for each in found)
