"""Which of the formats on offer a client likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request

HTML = "text/html"
# What a SELECT or ASK can answer with, then what a CONSTRUCT or DESCRIBE can; the first is the default.
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
TRIPLES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
}
# Looser names that clients ask by.
ALSO_CALLED = {
    RESULTS["json"]: ("application/json",),
    RESULTS["xml"]: ("application/xml", "text/xml"),
    TRIPLES["jsonld"]: ("application/json",),
    TRIPLES["nt"]: ("text/plain",),
    TRIPLES["rdf"]: ("application/xml", "text/xml"),
    TRIPLES["ttl"]: ("application/x-turtle",),
}
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_QUALITY = re.compile(r"q=([01](?:\.[0-9]{0,3})?)", re.IGNORECASE)


def accept_header(request: Request) -> str:
    """All Accept headers of the request as one; "*/*" where there is none."""
    return ", ".join(request.headers.getlist("accept")) or "*/*"


def best(accept: str, offers: Sequence[str]) -> str | None:
    """The offer that `accept` likes best, the earlier of two that it likes equally; None when it takes none.
    A range that cannot be read counts for nothing."""
    ranges = [read for part in accept.split(",") if (read := _media_range(part))]
    liked = [(_quality(offer, ranges), -place, offer) for place, offer in enumerate(offers)]
    quality, _, offer = max(liked, default=(0.0, 0, ""))
    return offer if quality > 0 else None


def _media_range(part: str) -> tuple[str, str, float] | None:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    match = _RANGE.fullmatch(name.casefold())
    if match is None or (match[1] == "*" and match[2] != "*"):
        return None
    qualities = [piece for piece in parameters if piece.casefold().startswith("q=")]
    if not qualities:
        return match[1], match[2], 1.0
    quality = _QUALITY.fullmatch(qualities[0])
    return (match[1], match[2], min(float(quality[1]), 1.0)) if quality else None


def _quality(offer: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    best_rank, quality = 0, 0.0
    for kind, subkind, q in ranges:
        rank = _specificity(offer, kind, subkind)
        if rank > best_rank or (rank and rank == best_rank and q > quality):
            best_rank, quality = rank, q
    return quality


def _specificity(offer: str, kind: str, subkind: str) -> int:
    if f"{kind}/{subkind}" == offer:
        return 4
    if f"{kind}/{subkind}" in ALSO_CALLED.get(offer, ()):
        return 3
    if subkind == "*" and kind == offer.split("/")[0]:
        return 2
    return 1 if kind == "*" else 0
