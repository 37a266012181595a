"""ILACS reports whose title is unknown: it is misprinted, worded differently, or lost with the top of the
cover."""

from __future__ import annotations

from loaders.model import Layout
from loaders.recognise.ilacs import COVER, FRAMEWORK
from loaders.recognise.ilacs import recognise as recognise
from loaders.recognise.judgements import judgements_in
from loaders.vocabulary import Vocabulary


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """By the days of inspection on the cover and a grade for an area that no other framework grades."""
    if vocabulary.printed_forms.find("inspection-dates", layout.document.text, 0, COVER) is None:
        return False
    graded = {judgement.area for judgement in judgements_in(layout, vocabulary, FRAMEWORK)}
    return any(vocabulary.areas[area].frameworks == (FRAMEWORK,) for area in graded)
