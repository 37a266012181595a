"""Findings that fit filters: how many, in which documents, and any stretch of them in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph_cli.canned import canned_queries
from graph_cli.canned_query import Several, Term
from graph_cli.explorer.pages.parts import FINDING, Part, parts
from graph_cli.explorer.site import Record, Visitor
from graph_cli.stretch import numbers_of, stretch_of
from graph_cli.wording import WITHOUT_WORDINGS, places_of
from loaders.iris import finding_of

BY_POLARITY = "finding-counts-by-polarity"
FILTERS = ("theme", "polarity", "text")

_QUOTED = re.compile("[\"'“‘] ?([^ ].*)[\"'”’]")


@dataclass(frozen=True)
class Selection:
    """Numbers of findings by document, the latest visit's first. `rows` are the findings themselves where
    they had to be found for counting; else those of a page are asked for."""

    visitor: Visitor
    terms: Mapping[str, Term]
    counts: dict[str, int]
    rows: list[Record] | None

    @property
    def number(self) -> int:
        """How many findings fit."""
        return sum(self.counts.values())

    def stretch(self, first: int, number: int) -> list[Part]:
        """`number` findings from the one at `first` (from 0), the latest visit first, in reading order."""
        found = stretch_of(self.counts.items(), first, number)
        if not found.groups:
            return []
        rows = self.rows
        words = _words_in_wordings(self.visitor, self.terms)
        if words:
            rows = _rows_with_words(self.visitor, found.groups, words, self.terms)
        elif rows is None:
            rows = self.visitor.ask("finding-places", documents=found.groups, **self.terms)
        order = {document.value: place for place, document in enumerate(found.groups)}
        chosen = sorted(
            (row for row in rows if row["document"] in order),
            key=lambda row: (order[row["document"]], row["start"], row["finding"]),
        )
        place = {row["finding"]: n for n, row in enumerate(chosen[found.skipped : found.skipped + number])}
        return sorted(parts(self.visitor, FINDING, iris=place), key=lambda part: place[part.iri])


def phrase(words: str) -> str:
    """`words` as sentences hold them: without the quotation marks that people put around words that belong
    together."""
    words = " ".join(words.split())
    quoted = _QUOTED.fullmatch(words)
    return quoted[1].strip() if quoted else words


def select(visitor: Visitor, terms: Mapping[str, Term]) -> Selection:
    """The findings that fit `terms`: authority, visit, theme, polarity, text.

    Further documents about a visit (slides, the report once more) repeat the first; of a visit and of a
    council's visits they are left out, as in all counts."""
    documents = _documents(visitor, iri_of(terms.get("visit")), iri_of(terms.get("authority")))
    wanted = {name: terms[name] for name in FILTERS if name in terms}
    within = "visit" in terms or "authority" in terms
    chosen: dict[str, Term] = {**wanted, **({"documents": Several.of(documents)} if within else {})}
    rows: list[Record] | None = None
    if not documents:
        numbers: Mapping[str, int] = {}
    elif _words_in_wordings(visitor, wanted):
        numbers = dict(numbers_of(visitor.answer(canned_queries()["findings"].counting(wanted))))
    elif "text" in wanted:
        rows = visitor.ask("finding-places", **chosen)
        numbers = Counter(row["document"] for row in rows)
    elif set(chosen) <= {"polarity"}:
        stance = iri_of(wanted.get("polarity"))
        counted: Counter[str] = Counter()
        for row in visitor.facts(BY_POLARITY):
            if stance in (None, row["polarity"]):
                counted[row["document"]] += row["number"]
        numbers = counted
    else:
        numbers = {row["document"]: row["number"] for row in visitor.ask("finding-counts", **chosen)}
    return Selection(visitor, wanted, {d: numbers[d] for d in documents if d in numbers}, rows)


def _words_in_wordings(visitor: Visitor, terms: Mapping[str, Term]) -> str | None:
    """The words that are given, where they can be found in the wordings of all documents; else None."""
    words = canned_queries()["findings"].words_in_lines(terms)
    if words is None or visitor.kept("without wordings", lambda: visitor.answer(WITHOUT_WORDINGS)).rows:
        return None
    return words


def _rows_with_words(
    visitor: Visitor, documents: Several, words: str, terms: Mapping[str, Term]
) -> list[Record]:
    lines = visitor.answer(canned_queries()["findings"].lines(documents, terms)).rows
    return [
        {"finding": finding_of(document, start), "document": document, "start": start}
        for document, start in places_of(words, ((str(document), str(text)) for document, text in lines))
    ]


def _documents(visitor: Visitor, visit: str | None, authority: str | None) -> list[str]:
    visits = visitor.visits()
    chosen = [
        each
        for each in visitor.documents().values()
        if (visit is None or each["reportsOn"] == visit)
        and (authority is None or each["authority"] == authority)
    ]
    if visit is not None or authority is not None:
        chosen = [each for each in chosen if each["rank"] == 1]
    chosen.sort(key=lambda each: str(each["iri"]))
    chosen.sort(key=lambda each: str(visits.get(each["reportsOn"], {}).get("date") or ""), reverse=True)
    return [each["iri"] for each in chosen]


def iri_of(term: Term | None) -> str | None:
    """The IRI that a term is; None for other terms."""
    return term.value if isinstance(term, NamedNode) else None
