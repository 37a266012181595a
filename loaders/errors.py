"""Errors that a person can act on: what is wrong, in which file and place, what to do next."""

from __future__ import annotations


class OfstedGraphError(Exception):
    """Base of every error that the tool shows as a sentence instead of a traceback."""


class UnreadableDocument(OfstedGraphError):
    """A file from which no document can be read. Within loaders.read the message completes "FILE ..."; from
    `read_document` on it begins with the file."""


class UnknownFamily(OfstedGraphError):
    """A readable document that no recogniser claims."""


class MalformedVocabulary(OfstedGraphError):
    """A file of the ontology (Turtle or weights) that does not say what the loaders need."""
