"""Findings and recommendations of documents, with everything that pages show of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph_cli.canned_query import Several
from graph_cli.explorer.pages.statement import Statement
from graph_cli.explorer.site import Visitor
from loaders.iris import OG

FINDING = OG + "Finding"
RECOMMENDATION = OG + "Recommendation"


@dataclass(frozen=True, slots=True)
class Part:
    """A finding or recommendation: what is stated about it, its sentence and where that begins, the heading
    it stands under, and the printed numbers of the paragraphs it links to."""

    iri: str
    about: Statement
    text: str
    start: int
    heading: str
    numbers: tuple[str, ...]


def parts(
    visitor: Visitor,
    kind: str,
    *,
    documents: Iterable[str] | None = None,
    iris: Iterable[str] | None = None,
) -> list[Part]:
    """The parts of class `kind` in some documents, or just those named, in reading order."""
    # The class is given only together with documents: named parts have it anyway, and the engine would begin
    # with it.
    chosen: dict[str, Any] = {"parts": Several.of(iris)} if iris is not None else {"kind": kind}
    if documents is not None:
        chosen["documents"] = Several.of(documents)
    facts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in visitor.ask("part-facts", **chosen):
        facts[row["part"]][row["property"]].append(row["value"])
    sentences = {row["part"]: row for row in visitor.ask("part-sentences", **chosen)}
    about = {iri: Statement(dict(values)) for iri, values in facts.items()}
    names = _names(visitor, about.values())
    for each in about.values():
        each["og:paragraphMeant"].sort(key=lambda node: (len(names.get(node, "")), names.get(node, "")))
    found = [
        Part(
            iri,
            each,
            sentences[iri]["text"] if iri in sentences else "",
            sentences[iri]["start"] if iri in sentences else 0,
            names.get(each.one("og:section") or "", ""),
            tuple(names.get(node, "") for node in each["og:paragraph"] or each["og:paragraphMeant"]),
        )
        for iri, each in about.items()
    ]
    return sorted(found, key=lambda part: (part.about.one("og:document"), part.start, part.iri))


def _names(visitor: Visitor, about: Iterable[Statement]) -> dict[str, str]:
    nodes = {
        node
        for each in about
        for name in ("og:section", "og:paragraph", "og:paragraphMeant")
        for node in each[name]
    }
    if not nodes:
        return {}
    rows = visitor.ask("headings-and-numbers", nodes=Several.of(sorted(nodes)))
    return {row["node"]: str(row["heading"] if row["heading"] is not None else row["number"]) for row in rows}
