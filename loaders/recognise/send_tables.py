"""Points of area SEND reports. Tables with a column for the body responsible come line by line from a PDF."""

from __future__ import annotations

from loaders.model import Layout, RecommendationStated
from loaders.recognise.improvements import improvements
from loaders.vocabulary import Vocabulary


def points_of_tables(layout: Layout, vocabulary: Vocabulary) -> tuple[RecommendationStated, ...]:
    """Areas for priority action and for improvement, with the body that is to act where one is printed."""
    return improvements(layout, vocabulary)
