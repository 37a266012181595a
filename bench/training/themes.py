"""Training of the theme model: a network over statements and cues, then another one that weighs its scores.

Scores on which the second learns, and the trust in each cue, always come from models that have not seen the
document, so that it meets what it will meet in use (only the choice of words and the vectors with which they
start come from the texts of all documents). The cross-validation takes the same scores: no model was trained
with the document that it reads, but the second one learns on scores of first ones that were. Figures for
documents that nothing has seen are those of bench/held_out.py.
"""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from bench.training.collection import Label, LabelledDocument
from bench.training.councils import FEWEST_COUNCILS
from bench.training.statement_network import (
    Lesson,
    StatementLearner,
    prepare_lesson,
    probabilities,
    train_network,
)
from loaders.classify.cues import CueIndex
from loaders.classify.neighbours import Neighbours, neighbours
from loaders.classify.perceptron import OutputLayer, PairNetwork
from loaders.classify.ragged import Integers
from loaders.classify.statement_network import place_names
from loaders.classify.theme_features import (
    STRONG,
    Evidence,
    cue_inputs,
    cue_table,
    gather,
    pair_features,
)
from loaders.classify.theme_model import ThemeModel, decide
from loaders.classify.tokens import stem

# The first network is trained once for each fold, which takes most of the time.
FOLDS = 4
TRUST_IN_UNTRIED, TRIALS_IMAGINED = 0.7, 3
# A word of so many letters tells of a theme if so many statements have it and this share of them is about the
# theme: so many times as many as of all statements.
TELLING_STATEMENTS, TELLING_SHARE, TELLING_LIFT, TELLING_LETTERS = 25, 0.4, 5, 3

Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Material:
    """Every statement that training needs (labelled ones and those around them), document by document, and
    the labels of some: `places[i]` is the statement of the i-th label."""

    evidence: list[Evidence]
    place_features: list[tuple[str, ...]]
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
    place_features: list[tuple[str, ...]] = []
    councils: list[str] = []
    sides: list[Neighbours] = []
    kind_of: list[int] = []
    fold: list[int] = []
    labels: list[tuple[int, Label]] = []
    for document in documents:
        beside = neighbours(document.statements)
        used = _used(beside, document.labels)
        new_place = {place: len(evidence) + order for order, place in enumerate(used)}
        statements = [document.statements[place] for place in used]
        evidence += gather([statement.text for statement in statements], cues)
        place_features += [place_names(statement) for statement in statements]
        kind_of += [list(kinds).index(statement.section_kind) for statement in statements]
        fold += [folds[document.key]] * len(used)
        councils += [document.council] * len(used)
        sides.append(_moved(beside, used, new_place))
        labels += [(new_place[place], label) for place, label in sorted(document.labels.items())]
    given = [[theme in label.themes for theme in themes] for _, label in labels]
    doubtful = [[theme in label.optional for theme in themes] for _, label in labels]
    return Material(
        evidence,
        place_features,
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


def cross_validate(material: Material, pairs: Pairs) -> tuple[Flags, npt.NDArray[np.float64]]:
    """Decisions and sums (labels by themes) for every label by models that saw nothing of its fold, from its
    `unseen_pairs`."""
    sums = np.full(material.themes.shape, -np.inf)
    folds = material.fold[material.places]
    for fold in range(FOLDS):
        network = _weigh(pairs, material, folds != fold)
        here = folds[pairs.labels] == fold
        labels, themes = pairs.labels[here], pairs.themes[here]
        kinds = material.kinds[material.places[labels]]
        sums[labels, themes] = network.sums(pairs.features[here], themes, kinds)
    given = np.zeros(sums.shape, dtype=bool)
    for fold in range(FOLDS):
        limit = _limit(sums, material, folds != fold)
        given[folds == fold] = decide(sums[folds == fold], limit)
    return given, sums


def train(material: Material, lesson: Lesson, pairs: Pairs, sums: npt.NDArray[np.float64]) -> ThemeModel:
    """The model from all labels and their `unseen_pairs`; `sums` of the cross-validation set the limit."""
    all_labels = np.ones(len(material.places), bool)
    return ThemeModel(
        tuple(material.columns),
        material.kind_names,
        _learner(material, lesson, all_labels).learnt(lesson),
        _telling(material),
        _reliability(material, all_labels),
        _weigh(pairs, material, all_labels),
        _limit(sums, material, all_labels),
    )


def cues_alone(material: Material) -> Flags:
    """What the strong cues say without any model."""
    table = cue_table([material.evidence[place] for place in material.places], material.columns, {})
    return np.asarray(table[:, :, 0] > 0)


def lesson_of(material: Material) -> Lesson:
    """The statements as the network over statements learns them."""
    table = cue_table(material.evidence, material.columns, {})
    spoken = [one.words for one in material.evidence]
    return prepare_lesson(
        spoken, material.place_features, cue_inputs(table), material.beside, material.councils
    )


def _learner(material: Material, lesson: Lesson, learn: Flags) -> StatementLearner:
    return train_network(lesson, material.places[learn], material.themes[learn], ~material.optional[learn])


def _trained(network: MLPClassifier, features: object, given: Flags) -> MLPClassifier:
    """The network after its rounds: they are few on purpose, for with more it learns the labels by heart."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return network.fit(features, given)


def _output(network: MLPClassifier) -> OutputLayer:
    return OutputLayer(network.coefs_[1].astype(np.float32), network.intercepts_[1].astype(np.float32))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of label and theme that are worth weighing: numbers of labels, columns of themes, features."""

    labels: Integers
    themes: Integers
    features: Numbers


def unseen_pairs(material: Material, lesson: Lesson) -> Pairs:
    """The pairs of every label, with the scores and the trust of a model from the other folds."""
    folds = material.fold[material.places]
    scores = np.zeros((len(material.evidence), len(material.columns)), dtype=np.float32)
    cues = np.zeros((*scores.shape, 4), dtype=np.float32)
    for fold in range(FOLDS):
        here = np.flatnonzero(material.fold == fold)
        scores[here] = probabilities(_learner(material, lesson, folds != fold), lesson, here)
        trust = _reliability(material, folds != fold)
        cues[here] = cue_table([material.evidence[place] for place in here], material.columns, trust)
    places, themes, features = pair_features(scores, cues, material.beside, material.evidence)
    labels = np.full(len(material.evidence), -1)
    labels[material.places] = np.arange(len(material.places))
    kept = labels[places] >= 0
    return Pairs(labels[places][kept], themes[kept], features[kept])


def _telling(material: Material) -> dict[tuple[str, str], float]:
    """The share of statements about a theme among those that have a word, where it tells of the theme."""
    met: Counter[str] = Counter()
    about: Counter[tuple[str, str]] = Counter()
    councils: defaultdict[str, set[str]] = defaultdict(set)
    keys = tuple(material.columns)
    usual = dict(zip(keys, material.themes.mean(axis=0).tolist(), strict=True))
    for place, themes in zip(material.places, material.themes, strict=True):
        given = [keys[column] for column in np.flatnonzero(themes)]
        for word in set(map(stem, material.evidence[place].words)):
            if word.isalpha() and len(word) >= TELLING_LETTERS:
                met[word] += 1
                councils[word].add(material.councils[place])
                about.update((theme, word) for theme in given)
    return {
        (theme, word): count / met[word]
        for (theme, word), count in about.items()
        if met[word] >= TELLING_STATEMENTS
        and len(councils[word]) >= FEWEST_COUNCILS
        and count >= max(TELLING_SHARE, TELLING_LIFT * usual[theme]) * met[word]
    }


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


def _weigh(pairs: Pairs, material: Material, learn: Flags) -> PairNetwork:
    wanted = learn[pairs.labels] & ~material.optional[pairs.labels, pairs.themes]
    labels, themes = pairs.labels[wanted], pairs.themes[wanted]
    kinds = material.kinds[material.places[labels]]
    table = pairs.features[wanted]
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1
    told = np.hstack(
        (
            (table - mean) / spread,
            np.eye(len(material.columns), dtype=np.float32)[themes],
            np.eye(len(material.kind_names), dtype=np.float32)[kinds],
        )
    )
    network = MLPClassifier(
        (48,), alpha=1e-3, learning_rate_init=1e-3, batch_size=512, max_iter=8, random_state=0
    )
    _trained(network, told, material.themes[labels, themes])
    weights = network.coefs_[0].astype(np.float32)
    of_features, of_themes, of_kinds = np.split(
        weights, (table.shape[1], table.shape[1] + len(material.columns))
    )
    of_features = of_features / spread[:, None]
    of_kinds[np.setdiff1d(np.arange(len(of_kinds)), kinds)] = 0
    return PairNetwork(
        of_features,
        of_themes + network.intercepts_[0].astype(np.float32) - mean @ of_features,
        of_kinds,
        _output(network),
    )


def _limit(sums: npt.NDArray[np.float64], material: Material, learn: Flags) -> float:
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
    labelled = sorted(labels)
    return sorted({*labelled, *beside.sides[:, labelled].flatten().tolist()} - {-1})


def _moved(beside: Neighbours, used: Sequence[int], new_place: Mapping[int, int]) -> Neighbours:
    """The neighbours of the used statements at their new places; those that are not used count as none."""
    moved = [[new_place.get(place, -1) for place in side] for side in beside.sides[:, used].tolist()]
    return Neighbours(np.array(moved, dtype=np.intp), beside.same_paragraph[used])


def _joined(parts: Sequence[Neighbours]) -> Neighbours:
    return Neighbours(
        np.concatenate([part.sides for part in parts], axis=1),
        np.concatenate([part.same_paragraph for part in parts]),
    )
