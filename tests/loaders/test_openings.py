"""Regular expressions found by what their matches begin with: none that matches is ever left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.openings import LONGEST, ByOpening, openings
from loaders.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("pattern", "begin"),
    [
        ("next steps", {"next ste"}),
        ("(the )?team", {"the team", "team"}),
        ("(key )?aims?", {"key aim", "key aims", "aim", "aims"}),
        ("judge?ment", {"judgemen", "judgment"}),
        ("now|within \\d weeks", {"now", "within "}),
        ("(?:a|b)c", {"ac", "bc"}),
        ("about .{3,80}", {"about "}),
        ("care[ -]?leavers", {"care", "careleav"}),
        ("(?!not )good", {""}),
        ("(?P<k>re-?)?inspection", {""}),
        ("(?i:abc)d", {""}),
        ("(x)y(?(1)a|b)|zed", {""}),
        ("now(?# or then)|later", {""}),
        ("now [^a)\\])]|later", {"now ", "later"}),
        ("a+b", {""}),
        ("x(yz){2,3}", {"x"}),
        ("[A-Z]+ report", {""}),
    ],
)
def test_openings_follow_what_is_plain_and_end_at_anything_else(pattern: str, begin: set[str]) -> None:
    assert openings(pattern) == begin


def test_openings_are_no_longer_than_the_longest() -> None:
    assert max(map(len, openings("the (longest|most tedious) heading"))) == LONGEST


def test_matches_are_told_in_order_and_case_is_ignored() -> None:
    patterns = ByOpening(["summary", "(the )?findings", "sum.*", "findings of"])
    assert list(patterns.matching("SUMMARY of findings")) == [0, 2]
    assert list(patterns.matching("The findings")) == [1]
    assert list(patterns.matching("context")) == []


def test_a_pattern_of_unknown_opening_is_tried_with_every_text() -> None:
    patterns = ByOpening([r"\d+ children", "help"])
    assert list(patterns.matching("12 children")) == [0]
    assert list(patterns.matching("twelve children")) == []


@pytest.mark.parametrize("patterns_of", ["headings", "openings", "sentences"])
@given(data=st.data())
def test_no_text_that_a_pattern_of_the_vocabulary_matches_is_left_out(
    data: st.DataObject, vocabulary: Vocabulary, patterns_of: str
) -> None:
    kinds, areas = vocabulary.section_kinds.values(), vocabulary.areas.values()
    patterns = {
        "headings": [
            *(pattern for kind in kinds for pattern in kind.patterns),
            *(pattern for area in areas for pattern in area.heading_patterns),
        ],
        "openings": [pattern for kind in kinds for pattern in kind.opening_patterns],
        "sentences": [pattern for kind in kinds for pattern in kind.sentence_patterns],
    }[patterns_of]
    pattern = data.draw(st.sampled_from(patterns))
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    only = ByOpening([pattern])
    assert only.possible(text) == only.possible(text.upper()) == (0,)
