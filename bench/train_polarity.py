"""Train the weights of polarity and print what they are worth, cross-validated by document.

    python -m bench.train_polarity [--shared ../shared] [--without-gold] [--write] [--into ontology]

Labels: the gold findings of ../shared and those of bench/labels (read by the project's own readers, of other
documents than the gold). The statements themselves come from the collection, so nothing of a report stands
in this repository. Same input, same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.training.collection import all_labels, labelled_documents
from bench.training.councils import names_of_several_councils
from loaders.classify import NEUTRAL
from loaders.classify.clauses import Clause
from loaders.classify.context import StatementInContext
from loaders.classify.polarity import WEIGHTS, load_statement_reader, probabilities
from loaders.classify.polarity_features import Reading, features
from loaders.classify.polarity_neighbours import neighbour_features, neighbour_names
from loaders.classify.polarity_weights import AROUND_BIAS, BIAS, WEIGHT_UNIT
from loaders.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
POLARITIES = ("strength", "concern", "mixed", "neutral")
# Our readers called fewer statements neutral or mixed than the readers of the gold did.
CLASS_WEIGHTS = {"strength": 1.0, "concern": 1.0, "mixed": 1.5, "neutral": 1.5}
FOLDS, OWN_C, AROUND_C, LEAST_WEIGHT, NEAR = 5, 0.3, 1.0, 0.1, 5


@dataclass(frozen=True)
class Candidates:
    """The statements with labels and those near them, in order; `labels` by row; the rows `gold` are of the
    gold, of which `missing_gold` are the polarities of statements that are no candidates."""

    documents: list[str]
    councils: list[str]
    statements: list[StatementInContext]
    readings: list[Reading]
    implied: list[str | None]
    labels: dict[int, str]
    gold: set[int]
    missing_gold: list[str]


def gather(shared: Path, gold: Path | None, vocabulary: Vocabulary) -> Candidates:
    labels = all_labels(ROOT / "bench/labels", gold)
    reader = load_statement_reader(ROOT / "ontology")
    data = Candidates([], [], [], [], [], {}, set(), [])
    files = [*(shared / "corpus").glob("*.*"), *(shared / "seeds").glob("*.*")]
    for each in labelled_documents(files, labels, vocabulary):
        near = {place + step for place in each.labels for step in range(-NEAR, NEAR + 1)}
        for place in sorted(near & set(range(len(each.statements)))):
            statement = each.statements[place]
            if label := each.labels.get(place):
                data.labels[len(data.statements)] = label.polarity
                if label.gold:
                    data.gold.add(len(data.statements))
            data.documents.append(each.key)
            data.councils.append(each.council)
            data.statements.append(statement)
            data.readings.append(reader.read(statement.text))
            data.implied.append(vocabulary.section_kinds[statement.section_kind].implied_polarity)
        data.missing_gold.extend(label.polarity for label in each.lost if label.gold)
    return data


def by_clauses(clauses: Sequence[Clause], implied: str | None) -> str:
    """The rules alone: which side outweighs the other."""
    praise = sum(clause.praise for clause in clauses)
    blame = sum(clause.blame for clause in clauses)
    balances = [clause.balance for clause in clauses]
    if implied == "concern":
        return "concern"
    if not praise and not blame:
        return "neutral"
    if max(balances) >= 1 and min(balances) <= -1:
        return "mixed"
    return "strength" if praise > blame else "concern"


def fit(matrix: object, labels: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """(weights: features by polarities, bias)."""
    model = LogisticRegression(C=strength, max_iter=400, tol=2e-4, class_weight=CLASS_WEIGHTS)
    model.fit(matrix, labels)
    order = [list(model.classes_).index(polarity) for polarity in POLARITIES]
    return model.coef_[order].T, model.intercept_[order]


def sparse(rows: Sequence[dict[str, float]]) -> tuple[scipy.sparse.csr_matrix, list[str]]:
    names: dict[str, int] = {}
    columns, values, ends = [], [], [0]
    for row in rows:
        for name, value in row.items():
            if value:
                columns.append(names.setdefault(name, len(names)))
                values.append(value)
        ends.append(len(columns))
    return scipy.sparse.csr_matrix((values, columns, ends), shape=(len(rows), len(names))), list(names)


def report(name: str, data: Candidates, rows: np.ndarray, truth: np.ndarray, said: np.ndarray) -> None:
    of_gold = np.isin(rows, list(data.gold))
    for part, chosen in (("gold", of_gold), ("own", ~of_gold)):
        if not chosen.any():
            continue
        t, s = truth[chosen], said[chosen]
        if part == "gold":  # what is no candidate is scored as neutral
            t = np.concatenate([t, data.missing_gold])
            s = np.concatenate([s, ["neutral"] * len(data.missing_gold)])
        scores = [
            2 * np.sum((t == p) & (s == p)) / max(1, np.sum(t == p) + np.sum(s == p)) for p in POLARITIES
        ]
        praised = np.sum((t == "concern") & (s == "strength"))
        blamed = np.sum((t == "strength") & (s == "concern"))
        print(
            f"{name}, {part}: {np.mean(t == s):.4f} of {len(t)} right, macro F1 {np.mean(scores):.4f} ("
            + ", ".join(f"{p} {v:.3f}" for p, v in zip(POLARITIES, scores, strict=True))
            + f"); concern read as strength {praised}, strength as concern {blamed}"
        )


@dataclass(frozen=True)
class Lesson:
    """What is learnt from: features of all candidates (`matrix`, a column for each of `names`), their
    `documents`, the `rows` with labels and the polarity of each, `truth`."""

    matrix: scipy.sparse.csr_matrix
    names: list[str]
    documents: np.ndarray
    rows: np.ndarray
    truth: np.ndarray

    def folds(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Places in `rows` to learn from and to read; whole documents fall into the folds."""
        parts = GroupKFold(FOLDS, shuffle=True, random_state=0)
        yield from parts.split(self.rows, self.truth, self.documents[self.rows])


def lesson_of(data: Candidates) -> Lesson:
    """The features that several councils have in statements with labels."""
    own = [features(*each) for each in zip(data.statements, data.readings, data.implied, strict=True)]
    rows = np.array(sorted(data.labels))
    said_of = ((name for name, value in own[row].items() if value) for row in rows)
    kept = set(names_of_several_councils(said_of, (data.councils[row] for row in rows), 1))
    matrix, names = sparse([{name: value for name, value in each.items() if name in kept} for each in own])
    truth = np.array([data.labels[row] for row in rows])
    return Lesson(matrix, names, np.array(data.documents), rows, truth)


def unseen_scores(lesson: Lesson) -> np.ndarray:
    """Scores of all candidates (by polarities) by models that saw nothing of their documents."""
    scores = np.zeros((len(lesson.documents), len(POLARITIES)))
    for train, test in lesson.folds():
        weights, bias = fit(lesson.matrix[lesson.rows[train]], lesson.truth[train], OWN_C)
        others = np.isin(lesson.documents, lesson.documents[lesson.rows[test]])
        scores[others] = lesson.matrix[others] @ weights + bias
    return scores


def around_of(data: Candidates, lesson: Lesson, scores: np.ndarray) -> np.ndarray:
    """What the second model sees of the rows with labels."""
    around: np.ndarray = neighbour_features(data.statements, data.readings, probabilities(scores))[
        lesson.rows
    ]
    return around


def unseen_probabilities(lesson: Lesson, around: np.ndarray) -> np.ndarray:
    """Rows with labels by polarities, by second models that saw nothing of their documents."""
    found = np.empty((len(lesson.rows), len(POLARITIES)))
    for train, test in lesson.folds():
        weights, bias = fit(around[train], lesson.truth[train], AROUND_C)
        found[test] = probabilities(around[test] @ weights + bias)
    return found


def main(words: Sequence[str] | None = None) -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true", help="write polarity-weights.tsv")
    parser.add_argument("--without-gold", action="store_true", help="learn from bench/labels alone")
    parser.add_argument("--into", type=Path, default=ROOT / "ontology", help="folder for the weights")
    arguments = parser.parse_args(words)
    gold = None if arguments.without_gold else arguments.shared / "gold/findings.jsonl"
    data = gather(arguments.shared, gold, load_vocabulary(ROOT / "ontology"))
    lesson = lesson_of(data)
    rows, truth, polarities = lesson.rows, lesson.truth, np.array(POLARITIES)
    said = np.array([by_clauses(data.readings[row].clauses, data.implied[row]) for row in rows])
    report("clauses alone", data, rows, truth, said)
    scores = unseen_scores(lesson)
    report("own words", data, rows, truth, polarities[scores[rows].argmax(axis=1)])
    around = around_of(data, lesson, scores)
    said = polarities[unseen_probabilities(lesson, around).argmax(axis=1)]
    report("with neighbours", data, rows, truth, said)
    said[unjudged(data, rows)] = NEUTRAL
    report("as the product reads them", data, rows, truth, said)
    if arguments.write:
        own, beside = fit(lesson.matrix[rows], truth, OWN_C), fit(around, truth, AROUND_C)
        write(lesson.names, *own, *beside, arguments.into)


def unjudged(data: Candidates, rows: np.ndarray) -> np.ndarray:
    """Which of the rows stand where nobody judges."""
    return np.array([data.implied[row] == NEUTRAL for row in rows])


def write(
    names: Sequence[str],
    own: np.ndarray,
    bias: np.ndarray,
    around: np.ndarray,
    around_bias: np.ndarray,
    into: Path,
) -> None:
    """The weights in thousandths; those that hardly matter are left out."""
    table = {BIAS: bias, AROUND_BIAS: around_bias}
    table |= dict(zip(neighbour_names(POLARITIES), around, strict=True))
    table |= {n: w for n, w in sorted(zip(names, own, strict=True)) if np.abs(w).max() >= LEAST_WEIGHT}
    lines = ["\t".join(("feature", *POLARITIES))]
    for name, weights in table.items():
        lines.append("\t".join((name, *(str(round(float(w) * WEIGHT_UNIT)) for w in weights))))
    (into / WEIGHTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
