"""IRIs of the graph as addresses of pages, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from loaders.iris import NAMESPACE, PREFIXES

_SAFE = "/:@!$&'()*+,;=-._~"
_WITHIN_DOCUMENT = re.compile(r"(document/[0-9A-Za-z]+)/((?!section|wording)[a-z]+)/(.+)")


@dataclass(frozen=True, slots=True)
class Addresses:
    """How the IRIs under `base`, and the fixed ones under the namespace, show as paths of the explorer."""

    base: str

    def path(self, iri: str) -> str | None:
        """Path of the page about `iri`; the IRI itself where it is a web address elsewhere; else None."""
        for root in (self.base, NAMESPACE):
            if iri.startswith(root):
                page, _, fragment = iri[len(root) :].partition("#")
                return "/" + quote(page, safe=_SAFE) + (f"#{quote(fragment, safe=_SAFE)}" if fragment else "")
        return iri if iri.startswith(("http://", "https://")) else None

    def iris(self, path: str) -> tuple[str, ...]:
        """The IRIs that the page at `path` (decoded, without its first slash) may be about."""
        return tuple(dict.fromkeys((self.base + path, NAMESPACE + path)))

    def key(self, iri: str) -> str:
        """`iri` without its root, as pages carry it in their parameters: "visit/E10000017/2015-09-14/sif"."""
        for root in (self.base, NAMESPACE):
            if iri.startswith(root):
                return iri[len(root) :]
        return iri


def anchor(path: str) -> tuple[str, str] | None:
    """The page and the anchor of something inside a document: "document/1/finding/20" gives ("document/1",
    "finding-20"). None for sections and wordings, which have no anchor, and for all that is outside
    documents."""
    match = _WITHIN_DOCUMENT.fullmatch(path)
    return (match[1], f"{match[2]}-{match[3]}") if match else None


def short_name(iri: str) -> str:
    """A readable short form: "og:theme", or the last part of the path."""
    for prefix, root in PREFIXES.items():
        if iri.startswith(root) and len(iri) > len(root):
            return f"{prefix}:{iri[len(root) :]}"
    return re.split(r"[/#]", iri.rstrip("/#"))[-1] or iri
