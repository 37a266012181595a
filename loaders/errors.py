"""Errors that a person can act on: what is wrong, in which file and place, what to do next."""

from __future__ import annotations


class OfstedGraphError(Exception):
    """Base of every error that the tool shows as a sentence instead of a traceback."""


class UnreadableDocument(OfstedGraphError):
    """A file that holds no readable inspection document; the message completes "FILE ..."."""


class UnknownFamily(OfstedGraphError):
    """A readable document that no recogniser claims."""


class MalformedVocabulary(OfstedGraphError):
    """A Turtle file of the ontology that does not say what the loaders need."""
