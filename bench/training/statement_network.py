"""Training of the network that reads statements in their order (loaders/classify/statement_network.py), by
PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.utils.extmath import randomized_svd

from bench.training.councils import names_of_several_councils
from loaders.classify.neighbours import SIDES, Neighbours
from loaders.classify.phrases import LONGEST, NOTHING, UNKNOWN, WIDEST, PhraseFilters, with_gaps
from loaders.classify.ragged import Integers
from loaders.classify.statement_network import StatementNetwork

try:
    import torch
    from torch import Tensor, nn
    from torch.nn import functional
except ModuleNotFoundError as fault:
    raise SystemExit("Training the themes needs PyTorch: pip install '.[dev,training]'.") from fault

Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

DIMENSIONS, FILTERS, UNITS = 96, 96, 256
# A word or a feature of a place is learnt that so many statements have.
FEWEST_STATEMENTS = 6
ROUNDS, QUICKEST, DECAY = 8, 3e-3, 0.01
# Statements are learnt in runs of so many that follow each other, so many runs at a time.
RUN, RUNS_TOGETHER = 40, 3
# Of these, statements of like length go side by side, so many to a group; when nothing is learnt any more,
# about READ_TOGETHER statements are read at a time.
GROUP, READ_TOGETHER = 64, 512
# Shares of words, of dimensions of words and of inputs of the last layers that are left out while learning.
WORDS_LEFT_OUT, DIMENSIONS_LEFT_OUT, UNITS_LEFT_OUT = 0.1, 0.2, 0.4
# Words so far apart keep each other company; vectors start with numbers of this size.
COMPANY, SPREAD = 4, 0.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """All statements, document by document: rows of their words and of the features of their places, cues and
    neighbours. `vectors` are those with which words start (words by dimensions)."""

    word_rows: dict[str, int]
    vectors: Numbers
    place_rows: dict[str, int]
    words: list[list[int]]
    places: list[list[int]]
    cues: Numbers
    sides: Integers


def prepare_lesson(
    spoken: Sequence[Sequence[str]],
    places: Sequence[Sequence[str]],
    cues: Numbers,
    beside: Neighbours,
    councils: Sequence[str],
) -> Lesson:
    """The statements with rows for words and features that several of them, of several councils, have: of
    each its words, the features of its place, its cues (statements by numbers), its neighbours and its
    council."""
    common = names_of_several_councils(spoken, councils, FEWEST_STATEMENTS)
    words = {word: row for row, word in enumerate(common, start=UNKNOWN + 1)}
    common = names_of_several_councils(places, councils, FEWEST_STATEMENTS)
    features = {name: row for row, name in enumerate(common)}
    rows = [[words.get(word, UNKNOWN) for word in told[:LONGEST]] for told in spoken]
    return Lesson(
        words,
        _vectors_by_company(rows, UNKNOWN + 1 + len(words)),
        features,
        rows,
        [[features[name] for name in names if name in features] for names in places],
        cues,
        beside.sides,
    )


def _vectors_by_company(statements: Sequence[Sequence[int]], size: int) -> Numbers:
    """Vectors of the words from the company that they keep: the largest components of how much more often
    than by chance two words stand near each other. (Levy and Goldberg 2014, "Neural Word Embedding as
    Implicit Matrix Factorization".)"""
    gap = [NOTHING] * COMPANY
    told = np.array([row for rows in statements for row in (*rows, *gap)])
    near = csr_matrix((size, size))
    for distance in range(1, COMPANY + 1):
        first, second = told[:-distance], told[distance:]
        known = (first > UNKNOWN) & (second > UNKNOWN)
        near += csr_matrix((np.ones(known.sum()), (first[known], second[known])), shape=(size, size))
    near = coo_matrix(near + near.T)
    met = np.bincount(near.row, near.data, size)
    # Rare words count for more than they would, so that they do not take all that is unexpected.
    expected = met[near.row] * met[near.col] ** 0.75 / met.sum() ** 0.75
    surprise = np.maximum(np.log(near.data / expected), 0)
    left, strength, _ = randomized_svd(
        csr_matrix((surprise, (near.row, near.col)), shape=(size, size)), DIMENSIONS, random_state=0
    )
    vectors = left * np.sqrt(strength)
    length = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    vectors *= SPREAD * np.sqrt(DIMENSIONS) / length
    vectors[[NOTHING, UNKNOWN]] = 0
    return np.asarray(vectors, np.float32)


@dataclass(frozen=True, slots=True)
class Batch:
    """Statements that are learnt or read together: rows of words of those of like length, side by side with
    gaps around, and which statements these are; features of all their places, one after the other, and where
    those of each begin; cues (statements by numbers); neighbours (statements by SIDES; where there is none,
    one past the last statement)."""

    rows: list[Tensor]
    groups: list[Integers]
    places: Tensor
    place_starts: Tensor
    cues: Tensor
    sides: Tensor


class StatementLearner(nn.Module):
    """The network while it learns."""

    def __init__(self, lesson: Lesson, themes: int) -> None:
        super().__init__()
        found, cues = WIDEST * FILTERS + DIMENSIONS, lesson.cues.shape[1]
        vectors = torch.from_numpy(lesson.vectors.copy())
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=False, padding_idx=NOTHING)
        self.filters = nn.ModuleList(nn.Linear(width * DIMENSIONS, FILTERS) for width in range(1, WIDEST + 1))
        self.places = nn.EmbeddingBag(len(lesson.place_rows), UNITS, mode="sum")
        nn.init.normal_(self.places.weight, 0, 0.1)
        self.from_phrases = nn.Linear(found, UNITS)
        self.from_cues = nn.Linear(cues, UNITS, bias=False)
        self.around = nn.Linear((1 + len(SIDES)) * UNITS, UNITS)
        self.output = nn.Linear(2 * UNITS, themes)
        self.cues_to_output = nn.Linear(cues, themes, bias=False)
        nn.init.zeros_(self.cues_to_output.weight)

    def phrases(self, rows: Tensor) -> Tensor:
        """What is found in rows of words, with gaps around (statements by numbers): the strongest answers of
        all filters, then the mean of the words."""
        if self.training:
            left_out = (torch.rand(rows.shape) < WORDS_LEFT_OUT) & (rows != NOTHING)
            rows = rows.masked_fill(left_out, UNKNOWN)
        vectors = functional.dropout(self.vectors(rows), DIMENSIONS_LEFT_OUT, self.training)
        positions = rows.shape[1] - WIDEST + 1
        strongest = [
            torch.cat([vectors[:, place : place + positions] for place in range(width)], 2)
            .matmul(of_width.weight.T)
            .amax(1)
            .add(of_width.bias)
            .relu()
            for width, of_width in enumerate(self.filters, start=1)
        ]
        mean = vectors.sum(1) / (rows != NOTHING).sum(1, keepdim=True).clamp(min=1)
        return torch.cat([*strongest, mean], 1)

    def forward(self, told: Batch) -> Tensor:
        """Log-odds of statements by themes."""
        in_groups = torch.cat([self.phrases(rows) for rows in told.rows])
        found = in_groups[np.argsort(np.concatenate(told.groups))]
        own = (
            self.from_phrases(self._thinned(found))
            + self.places(told.places, told.place_starts)
            + self.from_cues(told.cues)
        ).relu()
        shown = self._thinned(own)
        with_none = torch.cat([shown, torch.zeros(1, UNITS)])
        beside = with_none[told.sides].flatten(1)
        around = self.around(torch.cat([shown, beside], 1)).relu()
        last = torch.cat([self._thinned(around), self._thinned(own)], 1)
        return self.output(last) + self.cues_to_output(told.cues)

    def _thinned(self, units: Tensor) -> Tensor:
        return functional.dropout(units, UNITS_LEFT_OUT, self.training)

    def learnt(self, lesson: Lesson) -> StatementNetwork:
        """The network as the product uses it."""
        with torch.no_grad():
            around = _numbers(self.around.weight.T).reshape(1 + len(SIDES), UNITS, UNITS)
            output = _numbers(self.output.weight.T)
            return StatementNetwork(
                PhraseFilters(
                    lesson.word_rows,
                    _numbers(self.vectors.weight),
                    tuple(_numbers(one.weight.T).reshape(-1, DIMENSIONS, FILTERS) for one in self.filters),
                    np.concatenate([_numbers(one.bias) for one in self.filters]),
                ),
                lesson.place_rows,
                _numbers(self.places.weight),
                _numbers(self.from_phrases.weight.T),
                _numbers(self.from_cues.weight.T),
                _numbers(self.from_phrases.bias),
                around[0],
                around[1:],
                _numbers(self.around.bias),
                output[UNITS:],
                output[:UNITS],
                _numbers(self.cues_to_output.weight.T),
                _numbers(self.output.bias),
            )


def _numbers(weights: Tensor) -> Numbers:
    return np.ascontiguousarray(weights.detach().numpy(), dtype=np.float32)


def train_network(lesson: Lesson, statements: Integers, given: Flags, counted: Flags) -> StatementLearner:
    """A network that learnt the themes of the `statements`: `given` and `counted` (statements by themes) say
    which each has, and which of these readings count."""
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    learner = StatementLearner(lesson, given.shape[1])
    optimizer = torch.optim.AdamW(learner.parameters(), lr=QUICKEST, weight_decay=DECAY)
    label = np.full(len(lesson.words), -1)
    label[statements] = np.arange(len(statements))
    # Runs begin at another statement in each round, so that there may be one more.
    most = (len(label) // RUN + 2) // RUNS_TOGETHER + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, QUICKEST, total_steps=ROUNDS * most)
    wanted, counts = torch.from_numpy(given.astype(np.float32)), torch.from_numpy(counted.astype(np.float32))
    learner.train()
    for _ in range(ROUNDS):
        for run in _shuffled(label >= 0, order):
            of_run = label[run]
            labels = of_run[of_run >= 0]
            log_odds = learner(_batch(lesson, run))[of_run >= 0]
            lost = functional.binary_cross_entropy_with_logits(log_odds, wanted[labels], reduction="none")
            optimizer.zero_grad()
            (lost * counts[labels]).sum(1).mean().backward()
            optimizer.step()
            schedule.step()
    learner.eval()
    return learner


def _shuffled(learnt: Flags, order: np.random.Generator) -> Iterator[Integers]:
    """Statements, RUNS_TOGETHER runs at a time; runs without one that is `learnt` are left out."""
    cuts = np.arange(int(order.integers(1, RUN + 1)), len(learnt), RUN)
    runs = [run for run in np.split(np.arange(len(learnt)), cuts) if learnt[run].any()]
    shuffled = order.permutation(len(runs))
    for batch in np.array_split(shuffled, -(-len(runs) // RUNS_TOGETHER)):
        yield np.concatenate([runs[place] for place in batch])


def probabilities(learner: StatementLearner, lesson: Lesson, statements: Integers) -> Numbers:
    """Statements by themes; `statements` are those of whole documents, in their order."""
    # Cuts where nobody has a neighbour on the other side.
    begins = np.flatnonzero(lesson.sides[SIDES.index("before"), statements] < 0)
    cuts = begins[np.searchsorted(begins, range(0, int(begins[-1]), READ_TOGETHER))]
    parts = np.split(statements, np.unique(cuts)[1:])
    with torch.inference_mode():
        return np.vstack([_numbers(learner(_batch(lesson, part)).sigmoid()) for part in parts])


def _batch(lesson: Lesson, statements: Integers) -> Batch:
    at = np.full(len(lesson.words) + 1, len(statements))
    at[statements] = np.arange(len(statements))
    places = [lesson.places[statement] for statement in statements]
    lengths = [len(lesson.words[statement]) for statement in statements]
    groups = np.array_split(np.argsort(lengths, kind="stable"), len(statements) // GROUP + 1)
    return Batch(
        [_side_by_side([lesson.words[statements[place]] for place in group]) for group in groups],
        groups,
        torch.tensor([row for rows in places for row in rows], dtype=torch.long),
        torch.from_numpy(np.cumsum([0, *map(len, places)])[:-1]),
        torch.from_numpy(lesson.cues[statements]),
        torch.from_numpy(at[lesson.sides[:, statements].T]),
    )


def _side_by_side(rows: Sequence[Sequence[int]]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(with_gaps(rows).T))
