"""A layout in, a `Report` out: families of documents are asked in turn whether a document is theirs.

A family is a module, or an object where several differ only in their title, with two functions:
`claims(layout, vocabulary) -> bool`, decided by the document's own words, and `recognise(layout, vocabulary)
-> Report`. To add a family, write its module, list it in FAMILIES, and put the wording of its title into
ontology/printed-forms.ttl.
"""

from __future__ import annotations

from typing import Protocol

from loaders.errors import UnknownFamily
from loaders.model import Layout, Report
from loaders.recognise import cla, ilacs, jtai, send, sif, slides, untitled_ilacs
from loaders.recognise.parted_report import PartedReport
from loaders.recognise.titled_report import TitledReport
from loaders.recognise.visit_letter import VisitLetter
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
    VisitLetter("unannounced"),
    VisitLetter("focused-visit"),
    VisitLetter("monitoring-visit"),
    TitledReport("safeguarding-progress"),
    PartedReport("safeguarding-looked-after", ("safeguarding-services", "looked-after-services")),
    PartedReport("child-protection", ("safeguarding-services",)),
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
    raise UnknownFamily("is readable, but it is not an inspection letter, a report or slides of a known kind")
