"""Letters about unannounced inspections of contact, referral and assessment arrangements, 2009 to 2012."""

from __future__ import annotations

from loaders.model import Layout, Report
from loaders.recognise.visit_letters import is_letter_titled, recognise_letter
from loaders.vocabulary import Vocabulary

FRAMEWORK = "unannounced"


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """Whether the opening is that of such a letter."""
    return is_letter_titled(layout, vocabulary, f"title-{FRAMEWORK}")


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the letter states."""
    return recognise_letter(layout, vocabulary, FRAMEWORK)
