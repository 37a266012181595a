"""Word patterns (cues) from the ontology, and the index that finds all of them in one pass over the words.

The pattern language is described at the head of ontology/theme-cues.ttl.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.errors import MalformedVocabulary

GAP = "~"
GAP_WORDS = 4
_PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|([a-z0-9]+\*?|~)|(\S)")
_ELEMENT = re.compile(r"[a-z0-9]+\*?|~")


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern and what it speaks for: `subject` (a theme, say) and `kind` (strong, weak, not)."""

    pattern: str
    subject: str
    kind: str


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found at the words `[start, end)`."""

    cue: Cue
    start: int
    end: int


def variants(pattern: str) -> list[tuple[str, ...]]:
    """The element sequences that a pattern stands for. Raises MalformedVocabulary where it cannot be read."""
    parts: list[list[tuple[str, ...]]] = []
    for chosen, optional, plain, stray in _PART.findall(pattern):
        if stray:
            raise MalformedVocabulary(
                f"The cue “{pattern}” holds {stray!r}, which the pattern language does not know."
            )
        alternatives = [plain] if plain else (chosen or optional).split("|")
        parts.append(
            [tuple(alternative.split()) for alternative in alternatives] + ([()] if optional else [])
        )
    found = [tuple(itertools.chain(*choice)) for choice in itertools.product(*parts)]
    for sequence in found:
        edges = GAP in (sequence[0], sequence[-1]) if sequence else True
        if edges or not all(_ELEMENT.fullmatch(element) for element in sequence):
            raise MalformedVocabulary(f"The cue “{pattern}” is not a sequence of words.")
    return found


class CueIndex:
    """Finds cues in words. The table of first words remembers every word it has met, so that words which
    start no pattern cost one dictionary access."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        self._prefix: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        for cue in cues:
            for first, *rest in variants(cue.pattern):
                table, key = (self._prefix, first[:-1]) if first.endswith("*") else (self._exact, first)
                table.setdefault(key, []).append((tuple(rest), cue))
        self._starts: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]] = {}

    def hits(self, words: Sequence[str]) -> list[CueHit]:
        """Every cue in the words, by start; a cue that matches at one start in several ways is given once."""
        found: list[CueHit] = []
        starts = self._starts
        for position, word in enumerate(words):
            begun = starts.get(word)
            if begun is None:
                begun = starts[word] = tuple(self._beginning(word))
            for rest, cue in begun:
                end = _end(rest, words, position + 1)
                if end:
                    found.append(CueHit(cue, position, end))
        return found

    def _beginning(self, word: str) -> Iterator[tuple[tuple[str, ...], Cue]]:
        yield from self._exact.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._prefix.get(word[:length], ())


def _end(rest: tuple[str, ...], words: Sequence[str], position: int) -> int:
    """Where the rest of a pattern ends when it starts at the position, 0 where it does not match."""
    for index, element in enumerate(rest):
        if element == GAP:
            for start in range(position, position + GAP_WORDS + 1):
                end = _end(rest[index + 1 :], words, start)
                if end:
                    return end
            return 0
        if position >= len(words):
            return 0
        word = words[position]
        if not (word.startswith(element[:-1]) if element[-1] == "*" else word == element):
            return 0
        position += 1
    return position


def unmasked(hits: Sequence[CueHit], masks: Sequence[CueHit]) -> list[CueHit]:
    """The hits that lie outside every masking hit of their own subject."""
    if not masks:
        return list(hits)
    return [
        hit
        for hit in hits
        if not any(
            mask.cue.subject == hit.cue.subject and mask.start <= hit.start and hit.end <= mask.end
            for mask in masks
        )
    ]
