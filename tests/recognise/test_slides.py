"""A council's own slides about an inspection."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Layout
from loaders.recognise import sif, slides
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

SLIDES = """What Ofsted told us

Background

- Our first inspection of this kind
- Inspectors visited 5 May – 27 May
- Report published 11 July

Inspection Judgements

- Help and Protection Good
- Children Looked After
 - Adoption Requires Improvement
 - Care Leavers Requires Improvement
 - Care Leavers Inadequate
- Leadership, Management & Governance Good

Overall judgement: requires improvement

Recommendations

- Help and protection
- Timely life story work for children with a plan of adoption

Next steps

- An independent chair will oversee the board in {council}
"""


def test_days_without_a_year_two_grades_and_their_contradiction(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    council = next(iter(vocabulary.authorities.values()))
    layout = laid_out(SLIDES.format(council=council.label))
    assert slides.claims(layout, vocabulary)
    assert not sif.claims(layout, vocabulary)
    found = slides.recognise(layout, vocabulary)
    assert (found.framework, found.slides, found.authority.key) == ("sif", True, council.key)
    assert (found.title, found.published) == ("What Ofsted told us", None)
    (period,) = found.periods
    assert (period.start, period.day_month_start, period.day_month_end) == (None, (5, 5), (27, 5))
    assert [(each.area, each.grade) for each in found.judgements] == [
        ("help-and-protection", "good"),
        ("adoption", "requires-improvement"),
        ("care-leavers", "requires-improvement"),
        ("care-leavers", "inadequate"),
        ("leadership", "good"),
        ("overall-effectiveness", "requires-improvement"),
    ]
    assert [each.subject for each in found.contradictions] == ["grade care-leavers"]
    assert [each.text[:6] for each in found.recommendations] == ["Timely"]


@pytest.mark.parametrize(
    "text",
    [
        "Next steps\nThe inspectors will come back within a year.\n",
        "Inspectors found that what leaders say is what they do.\n",
        "A shopping list\n- milk\n- bread\n",
    ],
)
def test_other_texts_are_not_claimed(text: str, laid_out: Lay, vocabulary: Vocabulary) -> None:
    assert not slides.claims(laid_out(text), vocabulary)
