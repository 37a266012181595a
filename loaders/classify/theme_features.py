"""What the theme models see: of a statement its words and cues; of a statement and a theme how much
speaks for the theme there, in the statements around it and in those of its paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from loaders.classify.cues import CueHit, CueIndex, unmasked
from loaders.classify.neighbours import Neighbours
from loaders.classify.perceptron import rows_at
from loaders.classify.ragged import Integers
from loaders.classify.tokens import words

Numbers = npt.NDArray[np.float32]

STRONG, WEAK, MASK, LEANING, SLIGHTLY_LEANING = "strong", "weak", "not", "leaning", "slightly-leaning"
UNTRIED_CUE = 0.7
_SPEAKING = (STRONG, WEAK)
_LEANING_BY_KIND = {LEANING: 2, SLIGHTLY_LEANING: 1}
# So many cues of a theme in a statement count for the network over statements, so many for the one that
# weighs pairs; the place of a first one that is not there.
_CUES_TOLD, _CUES_WEIGHED, _NO_CUE_AT = 2, 3, 1.5
# Numbers that `cue_inputs` gives for each theme.
CUE_INPUTS = 3

PAIR_FEATURES = (
    "score", "cued", "score before", "score of opening",
    "behind best", "rank", "first", "cues", "hints", "first cue at", "cue reliability", "themes cued",
    "cued before", "score two before", "score after", "leaning", "in paragraph of before", "words",
    "best score", "sum of scores", "has before", "before or opening", "reliability behind best",
    "before behind best", "odds", "odds before", "odds two before", "odds of opening", "odds after",
    "best odds",
)  # fmt: skip
_SCORE, _CUED, _BEFORE, _OPENING = map(
    PAIR_FEATURES.index, ("score", "cued", "score before", "score of opening")
)
_LAST_RANK, _NEVER = 6, 1e-3


class Evidence(Struct, frozen=True, gc=False):
    """A statement's words and its cues outside masks; `leaning` is 2 where it leans on the statement before,
    1 where it may, else 0."""

    words: list[str]
    hits: list[CueHit]
    leaning: int


def gather(texts: Sequence[str], cues: CueIndex) -> list[Evidence]:
    """Words and cues of each text."""
    spoken = [words(text) for text in texts]
    return [_evidence(told, hits) for told, hits in zip(spoken, cues.hits_in_each(spoken), strict=True)]


def _evidence(told: list[str], hits: list[CueHit]) -> Evidence:
    speaking = [hit for hit in hits if hit.cue.kind in _SPEAKING]
    if len(speaking) == len(hits):
        return Evidence(told, speaking, 0)
    masks = [hit for hit in hits if hit.cue.kind == MASK]
    leanings = [_LEANING_BY_KIND.get(hit.cue.kind, 0) for hit in hits if hit.start == 0]
    return Evidence(told, unmasked(speaking, masks), max(leanings, default=0))


def cue_table(
    evidence: Sequence[Evidence], columns: Mapping[str, int], reliability: Mapping[tuple[str, str], float]
) -> Numbers:
    """Statements by themes by (strong cues, weak cues, place of the first strong cue, best reliability)."""
    table = np.zeros((len(evidence), len(columns), 4), dtype=np.float32)
    table[:, :, 2] = _NO_CUE_AT
    rows = np.repeat(np.arange(len(evidence)), [len(one.hits) for one in evidence])
    hits = [hit for one in evidence for hit in one.hits]
    themes = np.array([columns[hit.cue.subject] for hit in hits], dtype=np.intp)
    weak = np.array([hit.cue.kind == WEAK for hit in hits], dtype=bool)
    np.add.at(table, (rows[weak], themes[weak], 1), 1)
    cells, strong = (rows[~weak], themes[~weak]), list(compress(hits, ~weak))
    lengths = np.array([len(one.words) for one in evidence])[cells[0]]
    trust = [reliability.get((hit.cue.subject, hit.cue.pattern), UNTRIED_CUE) for hit in strong]
    np.add.at(table, (*cells, 0), 1)
    np.minimum.at(table, (*cells, 2), np.array([hit.start for hit in strong]) / lengths)
    np.maximum.at(table, (*cells, 3), np.array(trust))
    return table


def cue_inputs(cues: Numbers) -> Numbers:
    """What the network over statements is told of the `cue_table`: statements by three numbers for each theme
    (strong cues, weak cues, how early the first strong one stands)."""
    strong, weak, first = (cues[:, :, part] for part in range(3))
    return np.hstack((np.minimum(strong, _CUES_TOLD), np.minimum(weak, _CUES_TOLD), _NO_CUE_AT - first))


def pair_features(
    scores: Numbers, cues: Numbers, beside: Neighbours, evidence: Sequence[Evidence]
) -> tuple[Integers, Integers, Numbers]:
    """The pairs of statement and theme for which enough speaks to weigh them at all: places of statements,
    columns of themes, and `PAIR_FEATURES` of each (pairs by features)."""
    columns = _pair_columns(scores, cues, beside, evidence)
    rows, themes = np.nonzero(_worth_weighing(columns))
    table = [np.broadcast_to(part, scores.shape)[rows, themes] for part in columns]
    return rows, themes, np.stack(table, axis=-1, dtype=np.float32)


def _pair_columns(
    scores: Numbers, cues: Numbers, beside: Neighbours, evidence: Sequence[Evidence]
) -> Sequence[npt.NDArray[Any]]:
    """Each of `PAIR_FEATURES` as an array that can be spread over statements by themes."""
    strong, weak, first, reliable = (cues[:, :, part] for part in range(4))
    best = scores.max(axis=1, keepdims=True)
    before, two_before, opening, after = (
        rows_at(scores, beside.at(side)) for side in ("before", "two before", "opening", "after")
    )
    rank = (-scores).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    return (
        scores,
        strong > 0,
        before,
        opening,
        best - scores,
        np.minimum(rank, _LAST_RANK),
        rank == 0,
        np.minimum(_CUES_WEIGHED, strong),
        np.minimum(_CUES_WEIGHED, weak),
        first,
        reliable,
        (strong > 0).sum(axis=1, keepdims=True),
        rows_at(strong, beside.at("before")) > 0,
        two_before,
        after,
        _column([one.leaning for one in evidence]),
        beside.same_paragraph[:, None],
        np.log1p(_column([len(one.words) for one in evidence])),
        best,
        scores.sum(axis=1, keepdims=True),
        (beside.at("before") >= 0)[:, None],
        np.maximum(before, opening),
        reliable.max(axis=1, keepdims=True) - reliable,
        before.max(axis=1, keepdims=True) - before,
        *map(_log_odds, (scores, before, two_before, opening, after, best)),
    )


def _worth_weighing(columns: Sequence[npt.NDArray[Any]]) -> npt.NDArray[np.bool_]:
    score, cued, before, opening = (columns[part] for part in (_SCORE, _CUED, _BEFORE, _OPENING))
    carried = (before > 0.3) | (opening > 0.35)
    return np.asarray((score > 0.03) | (cued & (score > 0.005)) | (carried & (score > 0.003)))


def _log_odds(shares: Numbers) -> Numbers:
    bounded = np.clip(shares, _NEVER, 1 - _NEVER)
    return np.asarray(np.log(bounded / (1 - bounded)), np.float32)


def _column(values: list[int]) -> npt.NDArray[np.int64]:
    return np.array(values)[:, None]
