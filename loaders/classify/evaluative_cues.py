"""Finds the cues of polarity (ontology/polarity-cues.ttl) in the words of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.classify.cues import variants

NUMBER = "0"
# Cues of these kinds count at the beginning of a statement only.
OPENINGS = frozenset(("imperative", "demand"))
_TOKEN = re.compile(r"[a-z]+|\d[\d,.]*\d|\d|[,;:()]|[.?!](?=\s|$)")
_SAME = str.maketrans({"’": None, "‘": None, "'": None, "–": ",", "—": ","})
_POSSESSIVE = re.compile(r"['’]s\b")


def evaluative_tokens(text: str) -> list[str]:
    """Lower-case words and punctuation marks in order; every number is "0", a possessive 's is dropped."""
    folded = _POSSESSIVE.sub("", text).translate(_SAME).lower()
    return [NUMBER if "0" <= token[0] <= "9" else token for token in _TOKEN.findall(folded)]


@dataclass(frozen=True, slots=True)
class CueKind:
    """A kind of cue: `direction` is 1 (praise), -1 (blame) or 0, `weight` how much one such word counts."""

    key: str
    direction: int
    weight: float


class Spotted(NamedTuple):
    """A cue in the tokens `[start, end)`."""

    kind: str
    start: int
    end: int


class EvaluativeCues:
    """Cues by their words; where several begin at one word, the longest counts."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        """`cues` are pairs of pattern and key of its kind."""
        self._root = _Node()
        for pattern, kind in cues:
            for words in variants(pattern):
                self._root.add(words, kind)

    def spot(self, tokens: Sequence[str]) -> list[Spotted]:
        """The cues in order and without overlap."""
        spotted = []
        start, count = 0, len(tokens)
        while start < count:
            node, position = self._root.step(tokens[start]), start + 1
            kind, end = "", start
            while node is not None:
                found = node.opening or node.kind if not start else node.kind
                if found:
                    kind, end = found, position
                if position == count or not node.children:
                    break
                node = node.step(tokens[position])
                position += 1
            if kind:
                spotted.append(Spotted(kind, start, end))
                start = end
            else:
                start += 1
        return spotted


class _Node:
    """A beginning of cues, with the kind of the cue that ends there (`opening`: at the beginning only)."""

    def __init__(self) -> None:
        self.kind = self.opening = ""
        self.children: dict[str, _Node] = {}
        self._steps: dict[str, _Node | None] = {}

    def add(self, words: Sequence[str], kind: str) -> None:
        node = self
        for word in words:
            node = node.children.setdefault(word, _Node())
        if kind in OPENINGS:
            node.opening = node.opening or kind
        else:
            node.kind = node.kind or kind

    def step(self, token: str) -> _Node | None:
        """The node for one word more: the word written out, else the longest beginning ("delay*")."""
        if token not in self._steps:
            beginnings = (token[:length] + "*" for length in range(len(token), 0, -1))
            self._steps[token] = next(
                (self.children[word] for word in (token, *beginnings) if word in self.children), None
            )
        return self._steps[token]
