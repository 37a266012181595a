"""What the theme models see: of a statement its words, cues and place; of a statement and a theme how much
speaks for the theme there, in the statements around it and in those of its paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loaders.classify.context import StatementInContext
from loaders.classify.cues import Cue, CueHit, CueIndex, unmasked
from loaders.classify.tokens import stem, words

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

STRONG, WEAK, MASK, LEANING, SLIGHTLY_LEANING = "strong", "weak", "not", "leaning", "slightly-leaning"
UNTRIED_CUE = 0.7
_SPEAKING = (STRONG, WEAK)
_LEANING_BY_KIND = {LEANING: 2, SLIGHTLY_LEANING: 1}
_LENGTH_STEP, _LENGTH_STEPS = 8, 5
_MANY = 3

PAIR_FEATURES = (
    "score", "behind best", "rank", "cued", "cues", "hints", "first cue at", "cue reliability", "themes cued",
    "score before", "cued before", "score two before", "score of opening", "score after", "leaning",
    "in paragraph of before", "prior", "words", "best score", "sum of scores", "has before", "section kind",
    "before or opening", "reliability behind best", "before behind best",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement's words and its cues outside masks; `leaning` is 2 where it leans on the statement before,
    1 where it may, else 0."""

    words: list[str]
    hits: list[CueHit]
    leaning: int


def gather(text: str, cues: CueIndex) -> Evidence:
    """Words and cues of the text."""
    spoken = words(text)
    hits = cues.hits(spoken)
    speaking, masks, leaning = [], [], 0
    for hit in hits:
        kind = hit.cue.kind
        if kind in _SPEAKING:
            speaking.append(hit)
        elif kind == MASK:
            masks.append(hit)
        elif hit.start == 0:
            leaning = max(leaning, _LEANING_BY_KIND[kind])
    return Evidence(spoken, unmasked(speaking, masks), leaning)


def statement_features(statement: StatementInContext, evidence: Evidence) -> list[str]:
    """Names of the features that the statement has, each once."""
    stems = list(map(stem, evidence.words))
    found = ["word:" + one for one in stems]
    found += [f"pair:{one} {two}" for one, two in pairwise(stems)]
    cued: dict[str, None] = {}
    for hit in evidence.hits:
        cue = hit.cue
        found += _cue_features(cue)
        if cue.kind == STRONG:
            cued[cue.subject] = None
    if cued:
        found.append("first:" + next(iter(cued)))
    found.append(f"cued:{min(_MANY, len(cued))}")
    found.append(f"length:{min(_LENGTH_STEPS, len(stems) // _LENGTH_STEP)}")
    found += _place_features(statement.area, statement.section_kind, statement.framework, statement.heading)
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _cue_features(cue: Cue) -> tuple[str, str]:
    return f"{cue.kind}:{cue.subject}", f"cue:{cue.subject}:{cue.pattern}"


@lru_cache(maxsize=512)
def _place_features(area: str | None, kind: str, framework: str, heading: str) -> tuple[str, ...]:
    named = (f"heading:{stem(word)}" for word in words(heading))
    return (f"area:{area}", f"section:{kind}", f"framework:{framework}", *named)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each statement the places of the one before, two before, after and opening its paragraph (-1:
    none), all in its own section."""

    before: Places
    two_before: Places
    after: Places
    opening: Places
    same_paragraph: npt.NDArray[np.bool_]


def neighbours(statements: Sequence[StatementInContext]) -> Neighbours:
    """Who stands beside whom: a statement follows the last one where that is its `previous`."""
    count = len(statements)
    before, opening = np.full(count, -1), np.full(count, -1)
    same = np.zeros(count, dtype=bool)
    for place in range(1, count):
        here, last = statements[place], statements[place - 1]
        if here.previous is None or here.previous != last.text:
            continue
        before[place] = place - 1
        if here.paragraph is not None and here.paragraph == last.paragraph:
            same[place] = True
            opening[place] = opening[place - 1] if opening[place - 1] >= 0 else place - 1
    two_before = np.where(before >= 0, before[before], -1)
    after = np.full(count, -1)
    after[before[before >= 0]] = np.flatnonzero(before >= 0)
    return Neighbours(before, two_before, after, opening, same)


def cue_table(
    evidence: Sequence[Evidence], columns: Mapping[str, int], reliability: Mapping[tuple[str, str], float]
) -> Numbers:
    """Statements by themes by (strong cues, weak cues, place of the first strong cue, best reliability)."""
    table = np.zeros((len(evidence), len(columns), 4), dtype=np.float32)
    table[:, :, 2] = 1.5
    for row, one in enumerate(evidence):
        length = max(1, len(one.words))
        for hit in one.hits:
            cell = table[row, columns[hit.cue.subject]]
            if hit.cue.kind == WEAK:
                cell[1] += 1
                continue
            cell[0] += 1
            cell[2] = min(cell[2], hit.start / length)
            cell[3] = max(cell[3], reliability.get((hit.cue.subject, hit.cue.pattern), UNTRIED_CUE))
    return table


def pair_features(
    scores: Numbers,
    cues: Numbers,
    beside: Neighbours,
    evidence: Sequence[Evidence],
    kinds: npt.NDArray[np.int64],
    priors: Numbers,
) -> Numbers:
    """Statements by themes by `PAIR_FEATURES`."""
    strong, weak, first, reliable = (cues[:, :, part] for part in range(4))
    best = scores.max(axis=1, keepdims=True)
    before = _at(scores, beside.before)
    opening = _at(scores, beside.opening)
    columns = (
        scores,
        best - scores,
        (-scores).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable"),
        strong > 0,
        np.minimum(_MANY, strong),
        weak,
        first,
        reliable,
        (strong > 0).sum(axis=1, keepdims=True),
        before,
        _at(strong, beside.before) > 0,
        _at(scores, beside.two_before),
        opening,
        _at(scores, beside.after),
        _column([one.leaning for one in evidence]),
        beside.same_paragraph[:, None],
        priors[None, :],
        _column([len(one.words) for one in evidence]),
        best,
        scores.sum(axis=1, keepdims=True),
        (beside.before >= 0)[:, None],
        kinds[:, None],
        np.maximum(before, opening),
        reliable.max(axis=1, keepdims=True) - reliable,
        before.max(axis=1, keepdims=True) - before,
    )
    return np.stack([np.broadcast_to(part, scores.shape).astype(np.float32) for part in columns], axis=-1)


def candidates(pairs: Numbers) -> npt.NDArray[np.bool_]:
    """Statements by themes: whether enough speaks for a theme to weigh it at all."""
    score, cued, before, opening = (
        pairs[:, :, PAIR_FEATURES.index(name)]
        for name in ("score", "cued", "score before", "score of opening")
    )
    likely = (cued > 0) & (score > 0.03)
    carried = ((before > 0.3) | (opening > 0.35)) & (score > 0.02)
    return np.asarray((score > 0.1) | likely | carried)


def _at(table: Numbers, places: Places) -> Numbers:
    return np.where((places >= 0)[:, None], table[places], 0)


def _column(values: list[int]) -> npt.NDArray[np.int64]:
    return np.array(values)[:, None]
