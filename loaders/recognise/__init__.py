"""A layout in, a `Report` out: one module per family of document, asked in turn.

A family has two functions: `claims(layout, vocabulary) -> bool`, decided by the document's own words, and
`recognise(layout, vocabulary) -> Report`. To add a family, write its module and list it here.
"""

from __future__ import annotations

from typing import Protocol

from loaders.errors import UnknownFamily
from loaders.model import Layout, Report
from loaders.recognise import cla as cla
from loaders.recognise import focused_visit as focused_visit
from loaders.recognise import ilacs as ilacs
from loaders.recognise import jtai as jtai
from loaders.recognise import monitoring_visit as monitoring_visit
from loaders.recognise import send as send
from loaders.recognise import sif as sif
from loaders.recognise import slides as slides
from loaders.recognise import unannounced as unannounced
from loaders.recognise import untitled_ilacs as untitled_ilacs
from loaders.recognise.titled_report import TitledReport
from loaders.vocabulary import Vocabulary


class Family(Protocol):
    """A module, or an object, with a family's two functions."""

    def claims(self, layout: Layout, vocabulary: Vocabulary) -> bool:
        """Whether the document is one of the family."""

    def recognise(self, layout: Layout, vocabulary: Vocabulary) -> Report:
        """What the document states."""


FAMILIES: tuple[Family, ...] = (
    send,
    jtai,
    unannounced,
    focused_visit,
    monitoring_visit,
    TitledReport("safeguarding-progress"),
    cla,
    ilacs,
    sif,
    # After single inspections, whose titles name the review too.
    TitledReport("lscb", named_above=True),
    slides,
    untitled_ilacs,
)


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the document states. Raises `UnknownFamily` when no family claims it."""
    for family in FAMILIES:
        if family.claims(layout, vocabulary):
            return family.recognise(layout, vocabulary)
    raise UnknownFamily("is readable, but no inspection letter, report or slides of a known kind")
