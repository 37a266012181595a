"""Word patterns (cues) from the ontology, and the index that finds all of them in one pass over the words.

The pattern language is described at the head of ontology/theme-cues.ttl.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.errors import MalformedVocabulary

GAP = "~"
GAP_WORDS = 4
_PART = re.compile(r"(?:\(([^()]*)\)|\[([^\[\]]*)\]|([a-z0-9]+\*?|~))(?!\S)|(\S)")
_ELEMENT = re.compile(r"[a-z0-9]+\*?|~")


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A pattern and what it speaks for: `subject` (a theme, say) and `kind` (strong, weak, not)."""

    pattern: str
    subject: str
    kind: str


class CueHit(NamedTuple):
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


@dataclass(slots=True)
class _Step:
    """Where a pattern stands after some words: the cues that are complete, and what may come next. `met`
    remembers where each word met here leads, so that it is held against the patterns only once."""

    done: list[Cue] = field(default_factory=list)
    exact: dict[str, _Step] = field(default_factory=dict)
    beginnings: dict[str, _Step] = field(default_factory=dict)
    after_gap: _Step | None = None
    met: dict[str, tuple[_Step, ...]] = field(default_factory=dict)

    def next(self, element: str) -> _Step:
        """The step that the element leads to, made where it is new."""
        if element == GAP:
            self.after_gap = self.after_gap or _Step()
            return self.after_gap
        if element.endswith("*"):
            return self.beginnings.setdefault(element[:-1], _Step())
        return self.exact.setdefault(element, _Step())

    def reached_by(self, word: str) -> tuple[_Step, ...]:
        """The steps that the word leads to."""
        begun = [step for beginning, step in self.beginnings.items() if word.startswith(beginning)]
        whole = self.exact.get(word)
        found = self.met[word] = (*begun, whole) if whole else tuple(begun)
        return found


class CueIndex:
    """Finds cues in words, in one walk along them."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._root = _Step()
        for cue in cues:
            for sequence in variants(cue.pattern):
                step = self._root
                for element in sequence:
                    step = step.next(element)
                step.done.append(cue)

    def hits(self, words: Sequence[str]) -> list[CueHit]:
        """Every cue in the words, by start; a cue that matches at one start in several ways is given once."""
        found: list[CueHit] = []
        root = self._root
        met = root.met
        for position, word in enumerate(words):
            begun = met[word] if word in met else root.reached_by(word)
            if begun:
                ends: dict[Cue, int] = {}
                for step in begun:
                    _follow(step, words, position + 1, ends)
                for cue, end in ends.items():
                    found.append(CueHit(cue, position, end))
        return found


def _follow(step: _Step, words: Sequence[str], position: int, ends: dict[Cue, int]) -> None:
    for cue in step.done:
        ends.setdefault(cue, position)
    if step.exact or step.beginnings:
        _advance(step, words, position, position + 1, ends)
    if step.after_gap is not None:
        _advance(step.after_gap, words, position, position + GAP_WORDS + 1, ends)


def _advance(step: _Step, words: Sequence[str], first: int, last: int, ends: dict[Cue, int]) -> None:
    """Goes on from each of the words `[first, last)` that leads anywhere."""
    met = step.met
    for position in range(first, min(last, len(words))):
        word = words[position]
        for following in met[word] if word in met else step.reached_by(word):
            _follow(following, words, position + 1, ends)


def unmasked(hits: Sequence[CueHit], masks: Sequence[CueHit]) -> list[CueHit]:
    """The hits that lie outside every masking hit of their own subject."""
    if not masks:
        return list(hits)
    covered: dict[str, list[CueHit]] = {}
    for mask in masks:
        covered.setdefault(mask.cue.subject, []).append(mask)
    return [
        hit
        for hit in hits
        if not any(
            mask.start <= hit.start and hit.end <= mask.end for mask in covered.get(hit.cue.subject, ())
        )
    ]
