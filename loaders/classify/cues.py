"""Word patterns (cues) from the ontology, and the index that finds all of them in texts.

The pattern language is described at the head of ontology/theme-cues.ttl.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import Struct

from loaders.classify.ragged import Integers, Ragged
from loaders.errors import MalformedVocabulary

GAP = "~"
GAP_WORDS = 4
# Between two texts stand empty words, more than a gap may skip, so that no cue reaches into the next text.
_BREAK = ("",) * (GAP_WORDS + 1)
_NO_EDGE = np.iinfo(np.intp).max
_PART = re.compile(r"(?:\(([^()]*)\)|\[([^\[\]]*)\]|([a-z0-9]+\*?|~))(?!\S)|(\S)")
_ELEMENT = re.compile(r"[a-z0-9]+\*?|~")


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A pattern and what it speaks for: `subject` (a theme, say) and `kind` (strong, weak, not)."""

    pattern: str
    subject: str
    kind: str


class CueHit(Struct, frozen=True, gc=False):
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


class _Met(dict[str, tuple[int, ...]]):
    """The numbers of the elements that a word satisfies: the word itself and its beginnings ("delay*"). They
    are looked for when the word is first met."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """`numbers` are those of the elements; others are not looked for."""
        super().__init__()
        self._numbers = numbers

    def __missing__(self, word: str) -> tuple[int, ...]:
        beginnings = (word[:length] + "*" for length in range(1, len(word) + 1))
        met = (self._numbers.get(element) for element in (word, *beginnings))
        found = self[word] = tuple(number for number in met if number is not None)
        return found


def _beginnings_first(element: str) -> str:
    """Sorts what one word satisfies: from its shortest beginning to the whole word; a gap is last."""
    return element[:-1] if element.endswith("*") else element + GAP


class CueIndex:
    """Finds the cues of all texts of a document at once: whatever has begun anywhere goes on word by word.

    The patterns form a tree, with nothing met yet at node 0 and its nodes in the order of the patterns.
    `_edges` are sorted pairs of node and element (as one number), `_targets` the nodes that they lead to, and
    `_begun` gives those to which a word leads from node 0. `_complete` are the cues that end at each node,
    `_goes_on` the nodes with edges; `_after_gap` is the node to which a gap leads (0: none)."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = tuple(cues)
        patterns = [
            (elements, number) for number, cue in enumerate(self._cues) for elements in variants(cue.pattern)
        ]
        patterns.sort(key=lambda pattern: list(map(_beginnings_first, pattern[0])))
        spelt = {GAP, *itertools.chain.from_iterable(elements for elements, _ in patterns)}
        numbers = {element: number for number, element in enumerate(sorted(spelt))}
        edges: dict[int, int] = {}
        complete: list[list[int]] = [[]]
        for elements, number in patterns:
            node = 0
            for element in elements:
                node = edges.setdefault(node * len(numbers) + numbers[element], len(complete))
                if node == len(complete):
                    complete.append([])
            complete[node].append(number)
        self._complete = Ragged(complete)
        self._count = len(numbers)
        self._elements = _Met(numbers)
        self._begun = _Met({e: edges[number] for e, number in numbers.items() if number in edges})
        self._edges = np.array([*sorted(edges), _NO_EDGE])
        self._targets = np.array([edges[edge] for edge in sorted(edges)], dtype=np.intp)
        self._goes_on = np.zeros(len(complete), dtype=bool)
        self._goes_on[self._edges[:-1] // len(numbers)] = True
        gaps = (node * len(numbers) + numbers[GAP] for node in range(len(complete)))
        self._after_gap = np.array([edges.get(gap, 0) for gap in gaps])

    def hits_in_each(self, texts: Sequence[Sequence[str]]) -> list[list[CueHit]]:
        """Every cue in each text, given as its words, by start; a cue that matches at one start in several
        ways is given once."""
        if not texts:
            return []
        starts, ends, cues = self._complete_in([word for words in texts for word in (*words, *_BREAK)])
        begins = np.cumsum([0, *(len(words) + len(_BREAK) for words in texts)])
        text = np.searchsorted(begins, starts, side="right") - 1
        met = map(self._cues.__getitem__, cues.tolist())
        hits = map(CueHit, met, (starts - begins[text]).tolist(), (ends - begins[text]).tolist())
        return [list(itertools.islice(hits, count)) for count in np.bincount(text, minlength=len(texts))]

    def _complete_in(self, words: Sequence[str]) -> tuple[Integers, Integers, Integers]:
        """(starts, ends, cues), by start and node; where a cue has several ends, the first."""
        nodes, starts, ends = self._walk(words)
        which, cues = self._complete.at(nodes)
        nodes, starts, ends = nodes[which], starts[which], ends[which]
        order = np.lexsort((ends, cues, starts))
        again = (np.diff(starts[order], prepend=-1) == 0) & (np.diff(cues[order], prepend=-1) == 0)
        order = order[~again]
        order = order[np.lexsort((nodes[order], starts[order]))]
        return starts[order], ends[order], cues[order]

    def _walk(self, words: Sequence[str]) -> tuple[Integers, Integers, Integers]:
        """(nodes, starts, ends): all that is met, from wherever it begins."""
        numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
        spoken = np.fromiter(map(numbers.__getitem__, words), np.intp, len(words))
        satisfied = Ragged([self._elements[word] for word in numbers])
        starts, nodes = Ragged([self._begun[word] for word in numbers]).at(spoken)
        ends = starts + 1
        met = [(nodes, starts, ends)]
        while nodes.size:
            nodes, starts, ends = self._over_gaps(nodes, starts, ends)
            going = self._goes_on[nodes]
            nodes, starts, ends = nodes[going], starts[going], ends[going]
            which, elements = satisfied.at(spoken[ends])
            wanted = nodes[which] * self._count + elements
            places = np.searchsorted(self._edges, wanted)
            known = self._edges[places] == wanted
            which, nodes = which[known], self._targets[places[known]]
            starts, ends = starts[which], ends[which] + 1
            met.append((nodes, starts, ends))
        nodes, starts, ends = (np.concatenate(parts) for parts in zip(*met, strict=True))
        return nodes, starts, ends

    def _over_gaps(
        self, nodes: Integers, starts: Integers, ends: Integers
    ) -> tuple[Integers, Integers, Integers]:
        """The same, and again after each number of words that a gap at their end may skip."""
        gaps = np.flatnonzero(self._after_gap[nodes])
        after = np.repeat(self._after_gap[nodes[gaps]], GAP_WORDS + 1)
        skipped = (ends[gaps, None] + np.arange(GAP_WORDS + 1)).ravel()
        return (
            np.concatenate((nodes, after)),
            np.concatenate((starts, np.repeat(starts[gaps], GAP_WORDS + 1))),
            np.concatenate((ends, skipped)),
        )


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
