"""Points for improvement: each once and whole, with the bullets that it announces."""

from __future__ import annotations

from collections.abc import Callable

from loaders.layout.statements import text_of
from loaders.model import Layout
from loaders.recognise.improvements import improvements
from loaders.recognise.send_tables import points_of_tables
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

NESTED = """What needs to improve
■ Services to care leavers, including:
■ the homes that they are offered
■ full information about their health.
■ The timeliness of visits.
Next steps
"""

SEND = """Areas for improvement
Areas for improvement
Leaders across the partnership should improve how plans are written. This includes:
■ ensuring that they are up to date
■ EHC plans that say what children need
■ bringing in the views of parents.
Leaders should shorten the waits for assessments.
Local area partnership details
"""


def test_bullets_below_a_point_that_announces_them_are_part_of_it(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    layout = laid_out(NESTED)
    found = improvements(layout, vocabulary)
    assert [each.text for each in found] == [
        "Services to care leavers, including: the homes that they are offered full information about their health.",
        "The timeliness of visits.",
    ]
    for each in found:
        assert text_of(layout.document.text, each.pieces).replace("■ ", "") == each.text


def test_bullets_of_a_table_stay_with_their_row_though_they_have_no_stops(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    found = points_of_tables(laid_out(SEND), vocabulary)
    assert [each.text.split()[0] for each in found] == ["Leaders", "Leaders"]
    assert found[0].text.endswith("the views of parents.")
    assert found[1].text == "Leaders should shorten the waits for assessments."


def test_points_below_topics_of_a_joint_inspection_are_points(laid_out: Lay, vocabulary: Vocabulary) -> None:
    text = (
        "Areas for improvement\nThe response to children who live with neglect\n■ Plans are vague. They drift.\n"
        "■ Chronologies are seldom used.\nNext steps\nThe director should prepare a plan."
    )
    found = improvements(laid_out(text), vocabulary)
    assert [each.text for each in found] == ["Plans are vague. They drift.", "Chronologies are seldom used."]


def test_what_is_said_of_all_areas_for_development_is_no_part_of_the_last(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    text = (
        "Areas for development\n■ Some child protection enquiries are carried out by unqualified staff.\n"
        "Any areas for development identified above will be specifically considered in any future inspection.\n"
    )
    found = improvements(laid_out(text), vocabulary)
    assert [each.text for each in found] == [
        "Some child protection enquiries are carried out by unqualified staff."
    ]
