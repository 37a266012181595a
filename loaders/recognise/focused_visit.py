"""Letters about focused visits to children's services, since 2018."""

from __future__ import annotations

from loaders.model import Layout, Report
from loaders.recognise.visit_letters import is_letter_titled, recognise_letter
from loaders.vocabulary import Vocabulary

FRAMEWORK = "focused-visit"


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """Whether the opening is that of such a letter."""
    return is_letter_titled(layout, vocabulary, f"title-{FRAMEWORK}")


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the letter states."""
    return recognise_letter(layout, vocabulary, FRAMEWORK)
