"""Training of the theme model: logistic regression on words and cues, then boosted trees on its scores.

Scores on which the trees learn, and the trust in each cue, always come from models that have not seen the
document, so that the trees meet what they will meet in use. The cross-validation takes the same scores: no
document is read by a model or by trees that were trained with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from bench.training.collection import Label, LabelledDocument
from bench.training.councils import of_several_councils
from loaders.classify.cues import CueIndex
from loaders.classify.decision_trees import DecisionTrees
from loaders.classify.linear_model import LinearModel, logistic
from loaders.classify.ragged import Integers
from loaders.classify.theme_features import (
    STRONG,
    Evidence,
    Neighbours,
    candidates,
    cue_table,
    feature_names,
    gather,
    neighbours,
    pair_features,
)
from loaders.classify.theme_model import ThemeModel, decide

FOLDS = 7
LOOSENESS = 10.0
GROUP_WEIGHTS = {
    "word": 1.0, "pair": 0.5, "strong": 4.0, "weak": 4.0, "cue": 1.5, "first": 1.0, "cued": 0.5,
    "area": 0.5, "section": 0.5, "framework": 0.5, "heading": 0.5, "length": 0.5,
}  # fmt: skip
RARE_WORDS_COUNT_MORE = ("word", "pair")
TREES, DEPTH, LEAVES = 120, 5, 24
TRUST_IN_UNTRIED, TRIALS_IMAGINED = 0.7, 3

Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Material:
    """Every statement that training needs (labelled ones and those around them), document by document, and
    the labels of some: `places[i]` is the statement of the i-th label."""

    evidence: list[Evidence]
    names: list[list[str]]
    councils: list[str]
    beside: Neighbours
    kinds: npt.NDArray[np.int64]
    fold: npt.NDArray[np.int64]
    places: npt.NDArray[np.intp]
    themes: Flags
    optional: Flags
    gold: Flags
    lost: tuple[Label, ...]
    columns: Mapping[str, int]
    kind_names: tuple[str, ...]


def prepare(
    documents: Sequence[LabelledDocument], cues: CueIndex, themes: Sequence[str], kinds: Sequence[str]
) -> Material:
    """Features and labels of all documents; whole documents fall into the folds."""
    folds = _folds(documents)
    columns = {theme: column for column, theme in enumerate(themes)}
    evidence: list[Evidence] = []
    names: list[list[str]] = []
    councils: list[str] = []
    sides: list[Neighbours] = []
    kind_of: list[int] = []
    fold: list[int] = []
    labels: list[tuple[int, Label]] = []
    for document in documents:
        beside = neighbours(document.statements)
        used = _used(beside, document.labels)
        new_place = {place: len(names) + order for order, place in enumerate(used)}
        statements = [document.statements[place] for place in used]
        found = gather([statement.text for statement in statements], cues)
        evidence += found
        names += feature_names(statements, found)
        kind_of += [list(kinds).index(statement.section_kind) for statement in statements]
        fold += [folds[document.key]] * len(used)
        councils += [document.council] * len(used)
        sides.append(_moved(beside, used, new_place))
        labels += [(new_place[place], label) for place, label in sorted(document.labels.items())]
    given = [[theme in label.themes for theme in themes] for _, label in labels]
    doubtful = [[theme in label.optional for theme in themes] for _, label in labels]
    return Material(
        evidence,
        names,
        councils,
        _joined(sides),
        np.array(kind_of),
        np.array(fold),
        np.array([place for place, _ in labels]),
        np.array(given),
        np.array(doubtful),
        np.array([label.gold for _, label in labels]),
        tuple(label for document in documents for label in document.lost),
        columns,
        tuple(kinds),
    )


def cross_validate(material: Material, pairs: Numbers) -> tuple[Flags, Numbers]:
    """Decisions and sums (labels by themes) for every label by models that saw nothing of its fold, from its
    `unseen_pairs`."""
    sums = np.full(material.themes.shape, -np.inf)
    folds = material.fold[material.places]
    for fold in range(FOLDS):
        trees = _grow(pairs, material, folds != fold)
        sums[folds == fold] = _sums(trees, pairs[folds == fold])
    given = np.zeros(sums.shape, dtype=bool)
    for fold in range(FOLDS):
        limit = _limit(sums, material, folds != fold)
        given[folds == fold] = decide(sums[folds == fold], limit)
    return given, sums


def train(material: Material, space: FeatureSpace, pairs: Numbers, sums: Numbers) -> ThemeModel:
    """The model from all labels and their `unseen_pairs`; `sums` of the cross-validation set the limit."""
    all_labels = np.ones(len(material.places), bool)
    trees = _grow(pairs, material, all_labels)
    table, bias = space.solve(all_labels)
    words = LinearModel(
        space.rows,
        (space.values**2).astype(np.float32),
        (space.values[:, None] * table).astype(np.float32),
        bias.astype(np.float32),
    )
    return ThemeModel(
        tuple(material.columns),
        material.kind_names,
        words,
        _reliability(material, all_labels),
        material.themes.mean(axis=0).astype(np.float32),
        trees,
        _limit(sums, material, all_labels),
    )


def cues_alone(material: Material) -> Flags:
    """What the strong cues say without any model."""
    table = cue_table([material.evidence[place] for place in material.places], material.columns, {})
    return np.asarray(table[:, :, 0] > 0)


class FeatureSpace:
    """The space of statement features, and logistic regression in it."""

    def __init__(self, material: Material) -> None:
        counts = Counter(name for place in material.places for name in material.names[place])
        names = sorted(counts)
        column = {name: number for number, name in enumerate(names)}
        ids = [[column[name] for name in found if name in column] for found in material.names]
        starts = np.cumsum([0, *(len(one) for one in ids)])
        flat = np.array([one for found in ids for one in found], dtype=np.int64)
        values = np.array([_value(name, counts[name], len(material.places)) for name in names])
        vectors = csr_matrix((values[flat], flat, starts), shape=(len(ids), len(names)))
        councils = np.array(material.councils)[material.places]
        kept = of_several_councils(vectors[material.places], councils)
        vectors, self.values = vectors[:, kept], values[kept]
        self.rows = {names[old]: row for row, old in enumerate(kept)}
        length = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
        self.vectors = (diags(1 / np.maximum(length, 1e-9)) @ vectors).tocsr()
        self._labelled = self.vectors[material.places]
        self._themes = material.themes

    def solve(self, learn: Flags) -> tuple[Numbers, Numbers]:
        """Weights (features by themes) and bias from the labels that `learn` marks."""
        given = self._themes[learn]
        weights = np.zeros((self._labelled.shape[1], given.shape[1]), np.float32)
        bias = np.zeros(given.shape[1], np.float32)
        for column in range(given.shape[1]):
            model = LogisticRegression(C=LOOSENESS, solver="liblinear", tol=0.01, random_state=0)
            model.fit(self._labelled[learn], given[:, column])
            weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
        return weights, bias


def _value(name: str, count: int, total: int) -> float:
    group = name.partition(":")[0]
    rarity = np.sqrt(np.log(total / count)) if group in RARE_WORDS_COUNT_MORE else 1.0
    return float(GROUP_WEIGHTS[group] * rarity)


def unseen_pairs(material: Material, space: FeatureSpace) -> Numbers:
    """Pair features of every label, with the scores and the trust of a model from the other folds."""
    folds = material.fold[material.places]
    scores = np.zeros((len(material.names), len(material.columns)), dtype=np.float32)
    cues = np.zeros((*scores.shape, 4), dtype=np.float32)
    for fold in range(FOLDS):
        weights, bias = space.solve(folds != fold)
        here = np.flatnonzero(material.fold == fold)
        scores[here] = logistic(space.vectors[here] @ weights + bias)
        trust = _reliability(material, folds != fold)
        cues[here] = cue_table([material.evidence[place] for place in here], material.columns, trust)
    priors = material.themes.mean(axis=0).astype(np.float32)
    pairs = pair_features(scores, cues, material.beside, material.evidence, material.kinds, priors)
    return pairs[material.places]


def _reliability(material: Material, learn: Flags) -> dict[tuple[str, str], float]:
    """How often each strong cue was right in the labels that `learn` marks, drawn towards the trust in an
    untried one."""
    right: Counter[tuple[str, str]] = Counter()
    met: Counter[tuple[str, str]] = Counter()
    for place, themes in zip(material.places[learn], material.themes[learn], strict=True):
        hits = material.evidence[place].hits
        for theme, pattern in {(hit.cue.subject, hit.cue.pattern) for hit in hits if hit.cue.kind == STRONG}:
            met[theme, pattern] += 1
            right[theme, pattern] += int(themes[material.columns[theme]])
    imagined = TRUST_IN_UNTRIED * TRIALS_IMAGINED
    return {cue: (right[cue] + imagined) / (count + TRIALS_IMAGINED) for cue, count in met.items()}


def _grow(pairs: Numbers, material: Material, learn: Flags) -> DecisionTrees:
    wanted = candidates(pairs) & learn[:, None] & ~material.optional
    forest = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_depth=DEPTH,
        learning_rate=0.1,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=40,
        l2_regularization=3,
        early_stopping=False,
        random_state=0,
    ).fit(pairs[wanted], material.themes[wanted])
    inner = 2**DEPTH - 1
    columns = np.zeros((TREES, inner), dtype=np.intp)
    limits = np.full((TREES, inner), np.inf, dtype=np.float32)
    leaves = np.zeros((TREES, inner + 1), dtype=np.float32)
    for tree, (predictor,) in enumerate(forest._predictors):
        _lay_out(predictor.nodes, 0, 0, columns[tree], limits[tree], leaves[tree])
    return DecisionTrees(columns, limits, leaves, float(forest._baseline_prediction.ravel()[0]))


def _lay_out(
    nodes: npt.NDArray[np.void],
    source: int,
    target: int,
    columns: npt.NDArray[np.intp],
    limits: npt.NDArray[np.float32],
    leaves: npt.NDArray[np.float32],
) -> None:
    """Copies a tree into its complete form: below an early leaf every path ends in that leaf's value."""
    node = nodes[source]
    if target >= len(columns):
        leaves[target - len(columns)] = node["value"]
        return
    early = bool(node["is_leaf"])
    if not early:
        columns[target], limits[target] = node["feature_idx"], node["num_threshold"]
    for child, side in ((2 * target + 1, "left"), (2 * target + 2, "right")):
        _lay_out(nodes, source if early else int(node[side]), child, columns, limits, leaves)


def _sums(trees: DecisionTrees, pairs: Numbers) -> Numbers:
    weighed = candidates(pairs)
    sums = np.full(weighed.shape, -np.inf, dtype=np.float32)
    sums[weighed] = trees.sums(pairs[weighed])
    return sums


def _limit(sums: Numbers, material: Material, learn: Flags) -> float:
    """The limit that gives these labels the best micro F1."""
    given, doubtful = material.themes[learn], material.optional[learn]
    best = max(
        np.arange(-1.2, 0.8, 0.05), key=lambda limit: micro_f1(decide(sums[learn], limit), given, doubtful)[2]
    )
    return float(best)


def micro_f1(said: Flags, given: Flags, doubtful: Flags) -> tuple[float, float, float]:
    """Precision, recall and F1 over all statements and themes; doubtful themes do not count."""
    said = said & ~doubtful
    right = int((said & given).sum())
    return (
        right / max(1, int(said.sum())),
        right / max(1, int(given.sum())),
        2 * right / max(1, int(said.sum()) + int(given.sum())),
    )


def _folds(documents: Sequence[LabelledDocument]) -> dict[str, int]:
    """Gold and own documents are dealt out apart, the largest first, to the fold with the fewest labels."""
    folds: dict[str, int] = {}
    for gold in (True, False):
        load = [0] * FOLDS
        part = [d for d in documents if any(label.gold for label in d.labels.values()) == gold]
        for document in sorted(part, key=lambda d: (-len(d.labels), d.key)):
            folds[document.key] = load.index(min(load))
            load[folds[document.key]] += len(document.labels)
    return folds


def _used(beside: Neighbours, labels: Mapping[int, Label]) -> list[int]:
    around = (beside.before, beside.two_before, beside.after, beside.opening)
    used = {int(part[place]) for place in labels for part in around} | set(labels)
    return sorted(used - {-1})


def _moved(beside: Neighbours, used: Sequence[int], new_place: Mapping[int, int]) -> Neighbours:
    """The neighbours of the used statements at their new places; those that are not used count as none."""

    def moved(part: Integers) -> Integers:
        return np.array([new_place.get(int(part[place]), -1) for place in used], dtype=np.intp)

    return Neighbours(
        moved(beside.before),
        moved(beside.two_before),
        moved(beside.after),
        moved(beside.opening),
        beside.same_paragraph[list(used)],
    )


def _joined(sides: Sequence[Neighbours]) -> Neighbours:
    return Neighbours(
        np.concatenate([side.before for side in sides]),
        np.concatenate([side.two_before for side in sides]),
        np.concatenate([side.after for side in sides]),
        np.concatenate([side.opening for side in sides]),
        np.concatenate([side.same_paragraph for side in sides]),
    )
