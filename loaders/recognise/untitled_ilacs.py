"""ILACS reports without a title that is known: misprinted, worded otherwise, or lost with the cover's top."""

from __future__ import annotations

from loaders.model import Layout
from loaders.recognise import ilacs
from loaders.recognise.judgements import judgements_in
from loaders.vocabulary import Vocabulary

recognise = ilacs.recognise


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """By the days of inspection on the cover and a grade for an area that no other framework grades."""
    if vocabulary.printed_forms.find("inspection-dates", layout.document.text, 0, ilacs.COVER) is None:
        return False
    graded = {judgement.area for judgement in judgements_in(layout, vocabulary, ilacs.FRAMEWORK)}
    return any(vocabulary.areas[area].frameworks == (ilacs.FRAMEWORK,) for area in graded)
