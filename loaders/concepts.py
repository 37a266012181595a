"""Turtle files as nodes, whose values are asked for by prefixed names; every error names file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import NoReturn

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from loaders.errors import MalformedVocabulary
from loaders.iris import NAMESPACE, PREFIXES, concept, local_name


@dataclass(frozen=True)
class Node:
    """Everything stated about one IRI; `values` are the objects by the full IRI of their predicate, in the
    order of the files. The methods that check a value raise MalformedVocabulary."""

    iri: str
    file: Path
    values: dict[str, list[Literal | NamedNode]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Local name of the IRI."""
        return local_name(self.iri)

    def texts(self, name: str) -> tuple[str, ...]:
        """Every value of the property `name` ("skos:altLabel") as text."""
        return tuple(value.value for value in self.values.get(_expanded(name), ()))

    def optional(self, name: str) -> str | None:
        """The first value of the property as text, if there is one."""
        return next(iter(self.texts(name)), None)

    def text(self, name: str) -> str:
        """The first value of a property that the node must have, as text. Raises MalformedVocabulary."""
        found = self.optional(name)
        if not found:
            self.complain(f"has no {name}")
        return found

    def label(self) -> str:
        """The preferred label of a concept. Raises MalformedVocabulary if it has none, or if its notation is
        not its local name."""
        if self.text("skos:notation") != self.key:
            self.complain(f"needs the skos:notation {self.key!r}, its local name")
        return self.text("skos:prefLabel")

    def links(self, name: str) -> tuple[str, ...]:
        """The local names of the IRIs that the property points to."""
        return tuple(local_name(iri) for iri in self.texts(name))

    def link(self, name: str) -> str | None:
        """The local name that the property points to, if it is there."""
        return next(iter(self.links(name)), None)

    def integer(self, name: str) -> int | None:
        """The property as a whole number, if it is there."""
        found = self.optional(name)
        if found is not None and not re.fullmatch(r"-?\d+", found):
            self.complain(f"has the {name} {found!r}, which is not a whole number")
        return None if found is None else int(found)

    def flag(self, name: str) -> bool:
        """A property that must be true or false. Raises MalformedVocabulary."""
        found = self.text(name)
        if found not in ("true", "false"):
            self.complain(f"has the {name} {found!r}, which is neither true nor false")
        return found == "true"

    def day(self, name: str) -> date | None:
        """The property as a date, if it is there."""
        found = self.optional(name)
        try:
            return None if found is None else date.fromisoformat(found)
        except ValueError:
            self.complain(f"has the {name} {found!r}, which is not a date like 2019-04-01")

    def patterns(self, name: str) -> tuple[str, ...]:
        """The values of the property, each checked to be a regular expression."""
        for pattern in self.texts(name):
            try:
                re.compile(pattern)
            except re.error as fault:
                self.complain(f"has the {name} {pattern!r}, which is not a regular expression ({fault})")
        return self.texts(name)

    def complain(self, what: str) -> NoReturn:
        """Raise MalformedVocabulary about this node: `what` completes "FILE, line N: KEY ..."."""
        raise MalformedVocabulary(f"{self.file}, line {self._line()}: {self.key} {what}.")

    def _line(self) -> int:
        lines = self.file.read_text(encoding="utf-8").splitlines()
        subject = re.compile(rf"(<{re.escape(self.iri)}>|[\w-]*:{re.escape(self.key)})\s")
        return next((number for number, line in enumerate(lines, 1) if subject.match(line)), 1)


class Nodes:
    """The nodes of one or more files, by IRI."""

    def __init__(self, file: Path, nodes: dict[str, Node]) -> None:
        self._file = file
        self._nodes = nodes

    def __getitem__(self, iri: str) -> Node:
        if iri not in self._nodes:
            raise MalformedVocabulary(f"{self._file}, line 1: nothing is said about <{iri}>.")
        return self._nodes[iri]

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def members(self, scheme: str) -> list[Node]:
        """The concepts of the scheme with the local name `scheme`. Raises MalformedVocabulary if there are
        none."""
        iri = NAMESPACE + scheme
        found = [node for node in self if iri in node.texts("skos:inScheme")]
        if not found:
            raise MalformedVocabulary(f"{self._file}, line 1: the scheme <{iri}> has no members.")
        return found

    def of_path(self, folder: str) -> list[Node]:
        """The nodes whose IRI is a local name directly under `folder` ("authority")."""
        return [node for node in self if node.iri == concept(folder, node.key)]


def read_turtle(*files: Path) -> Nodes:
    """The nodes of `files`; a node that several files speak of belongs to the first.

    Raises MalformedVocabulary for a missing file and for bad Turtle."""
    nodes: dict[str, Node] = {}
    for file in files:
        try:
            for quad in parse(path=str(file), format=RdfFormat.TURTLE):
                iri = quad.subject.value
                if iri not in nodes:
                    nodes[iri] = Node(iri, file)
                nodes[iri].values.setdefault(quad.predicate.value, []).append(quad.object)
        except SyntaxError as fault:
            place = f"{file}, line {fault.lineno}" if fault.lineno else str(file)
            raise MalformedVocabulary(f"{place}: not valid Turtle ({fault.msg}).") from fault
        except OSError as fault:
            raise MalformedVocabulary(f"{file}: cannot be read ({fault}).") from fault
    return Nodes(files[0], nodes)


@cache
def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
