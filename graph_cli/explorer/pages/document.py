"""`/document/<id>`: the whole text with its findings marked where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from starlette.responses import Response

from graph_cli.explorer.addresses import Addresses, anchor
from graph_cli.explorer.pages.statement import Statement
from graph_cli.explorer.site import Record, Visitor


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding: its IRI, polarity and themes (IRIs); those `praised` and `criticised` where it does not say
    the same of all."""

    iri: str
    polarity: str
    themes: tuple[str, ...]
    praised: frozenset[str] = frozenset()
    criticised: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text that lies within one finding or none. `anchors` are the ids of what begins here; `last`
    is true if the finding ends with it."""

    text: str
    finding: Marked | None
    anchors: tuple[str, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the document."""

    number: int
    stretches: tuple[Stretch, ...]


def document(visitor: Visitor, iri: str, about: Statement) -> Response:
    """A document's page."""
    themes: dict[str, list[Record]] = defaultdict(list)
    for row in visitor.ask("document-themes", document=iri):
        themes[row["finding"]].append(row)
    findings = {
        row["finding"]: _marked(row, themes[row["finding"]], visitor)
        for row in visitor.ask("document-polarities", document=iri)
    }
    places = visitor.ask("document-places", document=iri) + visitor.ask("document-continued", document=iri)
    parts = visitor.ask("document-parts", document=iri)
    pages = {row["node"]: row["number"] for row in visitor.ask("document-pages", document=iri)}
    text = next((row["text"] for row in visitor.ask("document-text", document=iri)), "")
    return visitor.page(
        "document.html",
        iri=iri,
        about=about,
        leaves=leaves(text, places, parts, pages, findings, visitor.addresses),
        findings=len(findings),
        by_polarity=_counts(visitor, findings),
        visit=visitor.visits().get(visitor.documents()[iri]["reportsOn"]),
        file=about.one("og:fileName"),
    )


def _marked(about: Record, themes: Sequence[Record], visitor: Visitor) -> Marked:
    return Marked(
        about["finding"],
        about["polarity"],
        tuple(sorted((row["theme"] for row in themes), key=visitor.place)),
        frozenset(row["theme"] for row in themes if row["praised"]),
        frozenset(row["theme"] for row in themes if row["criticised"]),
    )


def leaves(
    text: str,
    places: Sequence[Record],
    parts: Sequence[Record],
    page_numbers: dict[str, int],
    findings: dict[str, Marked],
    addresses: Addresses,
) -> list[Leaf]:
    """`text` cut into pages, and each page at the start and end of every finding and at every anchor.

    `places` are rows (node, evidence, start, end) of what is stated on which stretch of the text, `parts`
    rows (node, start) of pages and paragraphs, `page_numbers` the numbers of the pages by IRI. The pieces
    joined give the text: nothing is left out, moved or repeated."""
    anchors: dict[int, dict[str, None]] = defaultdict(dict)
    spans: list[tuple[int, int, Marked]] = []
    seen: set[str] = set()
    for row in places:
        for node in (row["node"], row["evidence"]):
            inside = anchor(addresses.key(node))
            if inside is not None and node not in seen:
                anchors[row["start"]][inside[1]] = None
                seen.add(node)
        if row["node"] in findings:
            spans.append((row["start"], row["end"], findings[row["node"]]))
    pages = []
    for row in parts:
        inside = anchor(addresses.key(row["node"]))
        if row["node"] in page_numbers:
            pages.append((row["start"], page_numbers[row["node"]]))
        elif inside is not None and row["node"] not in seen:
            anchors[row["start"]][inside[1]] = None
            seen.add(row["node"])
    starts = [start for start, _ in pages] or [0]
    numbers = [number for _, number in pages] or [1]
    starts[0] = 0
    bounds = {0, len(text), *starts, *anchors, *(b for start, end, _ in spans for b in (start, end))}
    cuts = sorted(bound for bound in bounds if 0 <= bound <= len(text))
    spans.sort(key=lambda span: span[:2])
    span_starts = [span[0] for span in spans]
    last_end = {each.iri: end for _, end, each in spans}
    found: list[list[Stretch]] = [[] for _ in starts]
    for start, end in pairwise(cuts):
        place = bisect_right(span_starts, start) - 1
        finding = spans[place][2] if place >= 0 and end <= spans[place][1] else None
        ends_here = finding is not None and end == last_end[finding.iri]
        stretch = Stretch(text[start:end], finding, tuple(anchors.get(start, ())), ends_here)
        found[bisect_right(starts, start) - 1].append(stretch)
    return [Leaf(number, tuple(pieces)) for number, pieces in zip(numbers, found, strict=True)]


def _counts(visitor: Visitor, findings: dict[str, Marked]) -> list[tuple[str, int]]:
    counted: dict[str, int] = defaultdict(int)
    for finding in findings.values():
        counted[finding.polarity] += 1
    return sorted(counted.items(), key=lambda pair: visitor.place(pair[0]))
