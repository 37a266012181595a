"""Finds the cues of polarity (ontology/polarity-cues.ttl) in the words of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import Struct

from loaders.classify.cues import variants

NUMBER, PERCENT = "0", "percent"
# Cues of these kinds count at the beginning of a statement only.
OPENINGS = frozenset(("imperative", "demand"))
_TOKEN = re.compile(r"[a-z]+|\d[\d,.]*\d|\d|[,;:()]|[.?!](?=\s|$)")
_POSSESSIVE = re.compile(r"'s\b")
_PER_CENT = re.compile(r"\bper[ -]cent\b")
_DIGIT = re.compile("[0-9]")


def evaluative_tokens(text: str) -> list[str]:
    """Lower-case words and punctuation marks in order; every number is "0", the sign % and the words "per
    cent" are "percent", a possessive 's is dropped."""
    folded = text.replace("’", "'").replace("%", f" {PERCENT} ")
    if "'" in folded:
        folded = _POSSESSIVE.sub("", folded).replace("'", "")
    folded = folded.replace("‘", "").replace("–", ",").replace("—", ",").lower()
    if "per" in folded and "cent" in folded:
        folded = _PER_CENT.sub(PERCENT, folded)
    tokens: list[str] = _TOKEN.findall(folded)
    if _DIGIT.search(folded):
        return [NUMBER if "0" <= token[0] <= "9" else token for token in tokens]
    return tokens


@dataclass(frozen=True, slots=True)
class CueKind:
    """A kind of cue: `direction` is 1 (praise), -1 (blame) or 0, `weight` how much one such word counts."""

    key: str
    direction: int
    weight: float


class Spotted(Struct, frozen=True, gc=False):
    """A cue in the tokens `[start, end)`."""

    kind: str
    start: int
    end: int


class EvaluativeCues:
    """Cues by their words; where several begin at one word, the longest counts."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        """`cues` are pairs of pattern and key of its kind."""
        spelt = [(words, kind) for pattern, kind in cues for words in variants(pattern)]
        self._root = _Node(_Satisfied(word for words, _ in spelt for word in words))
        for words, kind in spelt:
            self._root.add(words, kind)

    def spot(self, tokens: Sequence[str]) -> list[Spotted]:
        """The cues in order and without overlap."""
        spotted = []
        end, count = 0, len(tokens)
        for start, begun in enumerate(map(self._root.__getitem__, tokens)):
            if begun is None or start < end:
                continue
            node: _Node | None = begun
            kind, position = "", start + 1
            while node is not None:
                if found := (node.opening or node.kind if not start else node.kind):
                    kind, end = found, position
                if position == count or not node.children:
                    break
                node = node[tokens[position]]
                position += 1
            if kind:
                spotted.append(Spotted(kind, start, end))
        return spotted


class _Satisfied(dict[str, tuple[str, ...]]):
    """The words of cues that a token satisfies: itself, then its beginnings ("delay*") from the longest. They
    are looked for when the token is first met."""

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        self._words = frozenset(words)

    def __missing__(self, token: str) -> tuple[str, ...]:
        beginnings = (token[:length] + "*" for length in range(len(token), 0, -1))
        found = self[token] = tuple(word for word in (token, *beginnings) if word in self._words)
        return found


class _Node(dict[str, "_Node | None"]):
    """A beginning of cues, with the kind of the cue that ends there (`opening`: at the beginning only). It
    gives the node for one token more, found when the token is first met there."""

    __slots__ = ("_satisfied", "children", "kind", "opening")

    def __init__(self, satisfied: _Satisfied) -> None:
        super().__init__()
        self.kind = self.opening = ""
        self.children: dict[str, _Node] = {}
        self._satisfied = satisfied

    def add(self, words: Sequence[str], kind: str) -> None:
        node = self
        for word in words:
            node = node.children.setdefault(word, _Node(self._satisfied))
        if kind in OPENINGS:
            node.opening = node.opening or kind
        else:
            node.kind = node.kind or kind

    def __missing__(self, token: str) -> _Node | None:
        known = [word for word in self._satisfied[token] if word in self.children]
        found = self[token] = self.children[known[0]] if known else None
        return found
