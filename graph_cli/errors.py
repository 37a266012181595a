"""Errors of the command line. AskedWrongly and its kinds end the program with exit code 2, others with 1."""

from __future__ import annotations

from loaders.errors import OfstedGraphError


class AskedWrongly(OfstedGraphError):
    """The request cannot be carried out as it was put."""


class GraphMissing(AskedWrongly):
    """No graph has been built where one was looked for."""


class BadValue(AskedWrongly):
    """A value of a parameter that means nothing in this graph; the message lists similar values."""


class BadSparql(AskedWrongly):
    """A query that cannot be answered: it does not parse, or a server that it names does not answer."""


class MalformedQuery(OfstedGraphError):
    """A canned query whose header breaks the rules; the message names file and line."""


class StoreBusy(OfstedGraphError):
    """Another build is writing to the store."""


class StoreDamaged(OfstedGraphError):
    """A store directory that does not hold what it should; the message says how to repair it."""


class EndpointFailed(OfstedGraphError):
    """A remote SPARQL server that cannot be reached or refuses."""


class DeadlinePassed(OfstedGraphError):
    """A query that was stopped because its time was up."""
