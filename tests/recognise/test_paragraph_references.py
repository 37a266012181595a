"""How far printed paragraph numbers are off is found from the words of the paragraphs."""

from __future__ import annotations

import pytest

from loaders.model import Paragraph, RecommendationStated, Span, Statement
from loaders.recognise.paragraph_references import paragraphs_meant, reference_shift

TOPICS = (
    "supervision", "chronologies", "fostering", "adoption", "apprenticeships", "housing", "advocacy", "passports",
    "dentistry", "absconding", "neglect", "thresholds", "audits", "recruitment", "commissioning", "complaints",
    "pathways", "visitors", "permanence", "education",
)  # fmt: skip
FIRST = 20


def paragraph(number: int, text: str) -> Paragraph:
    start = number * 1000
    span = Span(start, start + len(text))
    return Paragraph(str(number), False, 0, span, (Statement(text, (span,), 1),))


def paragraphs() -> list[Paragraph]:
    words = "Managers know that {0} matters to children, and {0} is often late in this area."
    return [paragraph(FIRST + i, words.format(topic)) for i, topic in enumerate(TOPICS)]


def recommendation(topic: str, cited: list[int]) -> RecommendationStated:
    text = f"Ensure that {topic} is timely for all children."
    return RecommendationStated(
        "recommendation", None, text, (Span(0, len(text)),), 1, None, tuple(map(str, cited))
    )


def citing(offset: int, count: int = 10, later: int | None = None) -> list[RecommendationStated]:
    """Recommendations on every second topic whose citations are `offset` (from the middle on `later`) too far."""
    chosen = list(enumerate(TOPICS))[: 2 * count : 1 if later is not None else 2]
    return [
        recommendation(
            topic, [FIRST + i + (later if later is not None and i >= len(TOPICS) // 2 else offset)]
        )
        for i, topic in chosen
    ]


@pytest.mark.parametrize("offset", [-3, -1, 0, 1, 2, 5])
def test_a_constant_shift_is_found(offset: int) -> None:
    found = reference_shift(citing(offset), paragraphs())
    assert found.shift == -offset
    assert found.support > 0.5
    assert found.turn is None


@pytest.mark.parametrize("offset", [0, 2])
def test_meant_paragraphs_hold_the_recommendation_s_topic(offset: int) -> None:
    recommendations, body = citing(offset), paragraphs()
    meant = paragraphs_meant(recommendations, body, reference_shift(recommendations, body))
    for own, each in zip(meant, recommendations, strict=True):
        (index,) = own
        assert each.text.split()[2] in body[index].statements[0].text


def test_a_shift_that_changes_within_the_report_is_found() -> None:
    offset, later = 1, 3
    recommendations, body = citing(offset, later=later), paragraphs()
    found = reference_shift(recommendations, body)
    assert (found.shift_before, found.shift_after) == (-offset, -later)
    assert found.meant(FIRST + 2 + offset) == FIRST + 2
    assert found.meant(FIRST + 15 + later) == FIRST + 15


def test_few_citations_are_taken_as_printed() -> None:
    assert reference_shift(citing(2, count=3), paragraphs()).shift == 0


def test_words_that_fit_no_shift_leave_the_numbers_as_printed() -> None:
    vague = [recommendation("everything", [FIRST + 2 * i]) for i in range(10)]
    assert reference_shift(vague, paragraphs()).shift == 0


def test_without_citations_there_is_no_support() -> None:
    found = reference_shift([recommendation("audits", [])], paragraphs())
    assert (found.shift, found.support) == (0, 0.0)
    assert paragraphs_meant([recommendation("audits", [])], paragraphs(), found) == ((),)


def test_numbers_of_recommendations_themselves_are_never_meant() -> None:
    own = recommendation("audits", [FIRST])
    body = [paragraph(FIRST, "Something about housing."), *paragraphs()]
    itself = RecommendationStated(
        "recommendation", None, own.text, (Span(FIRST * 1000, 1),), 1, None, (str(FIRST),)
    )
    meant = paragraphs_meant([itself], body[1:], reference_shift([itself], body[1:]))
    assert meant == ((),)
