"""Training of the network that reads words in their order (loaders/classify/phrases.py), by PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix
from sklearn.utils.extmath import randomized_svd

from bench.training.councils import names_of_several_councils
from loaders.classify.perceptron import OutputLayer
from loaders.classify.phrases import (
    LONGEST,
    NOTHING,
    UNKNOWN,
    WIDEST,
    PhraseFilters,
    PhraseNetwork,
    with_gaps,
)
from loaders.classify.ragged import Integers

try:
    import torch
    from torch import Tensor, nn
    from torch.nn import functional
except ModuleNotFoundError as fault:
    raise SystemExit("Training the themes needs PyTorch: pip install '.[dev,training]'.") from fault

Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

DIMENSIONS, FILTERS, CONTEXT_UNITS, UNITS = 96, 96, 64, 256
# A word or a feature of a place is learnt that so many statements have.
FEWEST_STATEMENTS = 6
ROUNDS, BATCH, QUICKEST, DECAY = 5, 128, 3e-3, 0.01
# Shares of words, of dimensions of words and of inputs of the last layers that are left out while learning.
WORDS_LEFT_OUT, DIMENSIONS_LEFT_OUT, UNITS_LEFT_OUT = 0.1, 0.2, 0.4
# Statements of like length are learnt together, within so many.
POOL = 4096
# Words so far apart keep each other company; vectors start with numbers of this size.
COMPANY, SPREAD = 4, 0.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """All statements: rows of their words and of the features of their places, cues, the statement before
    (-1: none). `vectors` are those with which words start (words by dimensions)."""

    word_rows: dict[str, int]
    vectors: Numbers
    place_rows: dict[str, int]
    words: list[list[int]]
    places: list[list[int]]
    cues: Numbers
    before: Integers


def prepare(
    spoken: Sequence[Sequence[str]],
    places: Sequence[Sequence[str]],
    cues: Numbers,
    before: Integers,
    councils: Sequence[str],
) -> Lesson:
    """The statements with rows for words and features that several of them, of several councils, have: of
    each its words, the features of its place, its cues (statements by numbers), the place of the statement
    before it (-1: none) and its council."""
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
        before,
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
    """Statements that are learnt or read together: words (statements by rows of words, with gaps around) of
    each and of the one before, and whether there is one; features of all their places, one after the other,
    and where those of each begin; cues (statements by numbers)."""

    rows: Tensor
    before: Tensor
    has_before: Tensor
    places: Tensor
    place_starts: Tensor
    cues: Tensor


class PhraseLearner(nn.Module):
    """The network while it learns."""

    def __init__(self, lesson: Lesson, themes: int) -> None:
        super().__init__()
        found, cues = WIDEST * FILTERS + DIMENSIONS, lesson.cues.shape[1]
        vectors = torch.from_numpy(lesson.vectors.copy())
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=False, padding_idx=NOTHING)
        self.filters = nn.ModuleList(nn.Linear(width * DIMENSIONS, FILTERS) for width in range(1, WIDEST + 1))
        self.places = nn.EmbeddingBag(len(lesson.place_rows), CONTEXT_UNITS, mode="sum")
        nn.init.normal_(self.places.weight, 0, 0.1)
        self.context = nn.Linear(found, CONTEXT_UNITS)
        self.from_phrases = nn.Linear(found, UNITS)
        self.from_context = nn.Linear(CONTEXT_UNITS, UNITS, bias=False)
        self.from_cues = nn.Linear(cues, UNITS, bias=False)
        self.output = nn.Linear(UNITS, themes)
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
        found = self.phrases(told.rows)
        of_before = self.context(self.phrases(told.before) * told.has_before)
        context = (of_before + self.places(told.places, told.place_starts)).relu()
        reached = (
            self.from_phrases(functional.dropout(found, UNITS_LEFT_OUT, self.training))
            + self.from_context(functional.dropout(context, UNITS_LEFT_OUT, self.training))
            + self.from_cues(told.cues)
        )
        units = functional.dropout(reached.relu(), UNITS_LEFT_OUT, self.training)
        return self.output(units) + self.cues_to_output(told.cues)

    def learnt(self, lesson: Lesson) -> PhraseNetwork:
        """The network as the product uses it."""
        with torch.no_grad():
            return PhraseNetwork(
                PhraseFilters(
                    lesson.word_rows,
                    _numbers(self.vectors.weight),
                    tuple(_numbers(one.weight.T).reshape(-1, DIMENSIONS, FILTERS) for one in self.filters),
                    np.concatenate([_numbers(one.bias) for one in self.filters]),
                ),
                lesson.place_rows,
                _numbers(self.places.weight),
                _numbers(self.context.weight.T),
                _numbers(self.context.bias),
                _numbers(self.from_phrases.weight.T),
                _numbers(self.from_context.weight.T),
                _numbers(self.from_cues.weight.T),
                _numbers(self.from_phrases.bias),
                OutputLayer(_numbers(self.output.weight.T), _numbers(self.output.bias)),
                _numbers(self.cues_to_output.weight.T),
            )


def _numbers(weights: Tensor) -> Numbers:
    return np.ascontiguousarray(weights.detach().numpy(), dtype=np.float32)


def learn(lesson: Lesson, statements: Integers, given: Flags, counted: Flags) -> PhraseLearner:
    """A network that learnt the themes of the `statements`: `given` and `counted` (statements by themes) say
    which each has, and which of these readings count."""
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    learner = PhraseLearner(lesson, given.shape[1])
    optimizer = torch.optim.AdamW(learner.parameters(), lr=QUICKEST, weight_decay=DECAY)
    batches = len(statements) // BATCH + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, QUICKEST, total_steps=ROUNDS * batches)
    wanted, counts = torch.from_numpy(given.astype(np.float32)), torch.from_numpy(counted.astype(np.float32))
    learner.train()
    for _ in range(ROUNDS):
        for batch in _shuffled(lesson, statements, order, batches):
            log_odds = learner(_batch(lesson, statements[batch]))
            lost = functional.binary_cross_entropy_with_logits(log_odds, wanted[batch], reduction="none")
            optimizer.zero_grad()
            (lost * counts[batch]).sum(1).mean().backward()
            optimizer.step()
            schedule.step()
    learner.eval()
    return learner


def _shuffled(
    lesson: Lesson, statements: Integers, order: np.random.Generator, batches: int
) -> Iterator[Integers]:
    lengths = np.array([len(lesson.words[statement]) for statement in statements])
    pools = np.array_split(order.permutation(len(statements)), len(statements) // POOL + 1)
    like = np.concatenate([pool[np.argsort(lengths[pool])] for pool in pools])
    parts = np.array_split(like, batches)
    for place in order.permutation(len(parts)):
        yield parts[place]


def probabilities(learner: PhraseLearner, lesson: Lesson, statements: Integers) -> Numbers:
    """Statements by themes."""
    with torch.inference_mode():
        parts = np.array_split(statements, len(statements) // (2 * BATCH) + 1)
        return np.vstack([_numbers(learner(_batch(lesson, part)).sigmoid()) for part in parts])


def _batch(lesson: Lesson, statements: Integers) -> Batch:
    before = lesson.before[statements]
    places = [lesson.places[statement] for statement in statements]
    return Batch(
        _side_by_side([lesson.words[statement] for statement in statements]),
        _side_by_side([lesson.words[statement] if statement >= 0 else [] for statement in before]),
        torch.from_numpy((before >= 0).astype(np.float32))[:, None],
        torch.tensor([row for rows in places for row in rows], dtype=torch.long),
        torch.from_numpy(np.cumsum([0, *map(len, places)])[:-1]),
        torch.from_numpy(lesson.cues[statements]),
    )


def _side_by_side(rows: Sequence[Sequence[int]]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(with_gaps(rows).T))
