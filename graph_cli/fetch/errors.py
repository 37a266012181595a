"""What can go wrong between here and the report site, as sentences for a person."""

from __future__ import annotations

from loaders.errors import OfstedGraphError


class FetchError(OfstedGraphError):
    """One page or file could not be fetched; the rest goes on. The message completes "URL ..."."""


class Unanswered(FetchError):
    """Every attempt ended in a time-out, a broken connection or a server error."""


class NotThere(FetchError):
    """The site has no such page or file."""


class StopFetching(OfstedGraphError):
    """The site does not want, or cannot serve, further requests now: the whole run ends."""
