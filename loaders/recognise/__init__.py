"""A layout in, a `Report` out: one module per family of document, asked in turn.

A family is a module with two functions: `claims(layout, vocabulary) -> bool`, decided by the document's own
words, and `recognise(layout, vocabulary) -> Report`. To add a family, write the module and list it here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from loaders.errors import UnknownFamily
from loaders.model import Layout, Report
from loaders.recognise import cla as cla
from loaders.recognise import focused_visit as focused_visit
from loaders.recognise import ilacs as ilacs
from loaders.recognise import jtai as jtai
from loaders.recognise import lscb as lscb
from loaders.recognise import monitoring_visit as monitoring_visit
from loaders.recognise import safeguarding_progress as safeguarding_progress
from loaders.recognise import send as send
from loaders.recognise import sif as sif
from loaders.recognise import slides as slides
from loaders.recognise import unannounced as unannounced
from loaders.vocabulary import Vocabulary


class Family(NamedTuple):
    """The two functions of a family's module."""

    claims: Callable[[Layout, Vocabulary], bool]
    recognise: Callable[[Layout, Vocabulary], Report]


FAMILIES: tuple[Family, ...] = tuple(
    Family(module.claims, module.recognise)
    for module in (
        send,
        jtai,
        unannounced,
        focused_visit,
        monitoring_visit,
        safeguarding_progress,
        cla,
        ilacs,
        sif,
        lscb,
        slides,
    )
)


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the document states. Raises `UnknownFamily` when no family claims it."""
    for family in FAMILIES:
        if family.claims(layout, vocabulary):
            return family.recognise(layout, vocabulary)
    raise UnknownFamily("is readable, but no inspection letter, report or slides of a known kind")
