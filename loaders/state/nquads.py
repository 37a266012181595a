"""N-Quads written as text: one writer per named graph, sorted lines, no blank nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from loaders.iris import RDF, XSD

# The backslash first, for the others bring their own.
_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
_PRECISIONS = {len("2012"): "gYear", len("2012-01"): "gYearMonth", len("2012-01-16"): "date"}


def link_part(predicate: str, target: str) -> str:
    """Predicate and IRI of a quad."""
    return f"<{predicate}> <{target}>"


def text_part(predicate: str, value: str) -> str:
    """Predicate and plain string of a quad."""
    for character, escaped in _ESCAPES:
        value = value.replace(character, escaped)
    return f'<{predicate}> "{value}"'


def typed_part(predicate: str, value: str, datatype: str) -> str:
    """Predicate and literal of an XSD datatype, by its local name ("gYearMonth")."""
    return f'<{predicate}> "{value}"^^<{XSD}{datatype}>'


def integer_part(predicate: str, value: int) -> str:
    """Predicate and xsd:integer of a quad."""
    return f'<{predicate}> "{value}"^^<{XSD}integer>'


class GraphWriter:
    """Collects the quads of one named graph; subjects and predicates are IRIs given as plain strings."""

    def __init__(self, graph: str) -> None:
        self._tail = f" <{graph}> .\n"
        self._parts: defaultdict[str, list[str]] = defaultdict(list)

    def node(self, subject: str, parts: Iterable[str]) -> None:
        """Several quads of a subject at once; `parts` are made by `link_part`, `text_part` and the like."""
        self._parts[subject].extend(parts)

    def link(self, subject: str, predicate: str, target: str) -> None:
        """A quad whose object is an IRI."""
        self._parts[subject].append(f"<{predicate}> <{target}>")

    def kind(self, subject: str, *classes: str) -> None:
        """`rdf:type` quads."""
        for each in classes:
            self.link(subject, RDF + "type", each)

    def text(self, subject: str, predicate: str, value: str) -> None:
        """A quad whose object is a plain string."""
        self._parts[subject].append(text_part(predicate, value))

    def typed(self, subject: str, predicate: str, value: str, datatype: str) -> None:
        """A quad whose object is a literal of an XSD datatype, by its local name ("gYearMonth")."""
        self._parts[subject].append(typed_part(predicate, value, datatype))

    def integer(self, subject: str, predicate: str, value: int) -> None:
        """An xsd:integer."""
        self.typed(subject, predicate, str(value), "integer")

    def day(self, subject: str, predicate: str, value: date) -> None:
        """An xsd:date."""
        self.typed(subject, predicate, value.isoformat(), "date")

    def when(self, subject: str, predicate: str, value: str) -> None:
        """An xsd:gYear, gYearMonth or date, as precise as the ISO `value` is."""
        self.typed(subject, predicate, value, _PRECISIONS[len(value)])

    def truth(self, subject: str, predicate: str, value: bool) -> None:
        """An xsd:boolean."""
        self.typed(subject, predicate, "true" if value else "false", "boolean")

    def to_bytes(self) -> bytes:
        """Every quad once, sorted, in UTF-8."""
        nodes: list[str] = []
        # Sorted subject by subject, which gives the order of whole lines and compares far less.
        for start, parts in sorted((f"<{subject}> ", parts) for subject, parts in self._parts.items()):
            nodes.append(start + (self._tail + start).join(sorted(set(parts))) + self._tail)
        # Node by node, for many are ASCII; as one string they would all be as wide as the widest.
        return b"".join(map(str.encode, nodes))
