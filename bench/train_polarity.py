"""Train the weights of polarity and print what they are worth, cross-validated by document.

    python -m bench.train_polarity [--shared ../shared] [--without-gold] [--write] [--into ontology]

Labels: the gold findings of ../shared and those of bench/labels (read by the project's own readers, of other
documents than the gold). The statements themselves come from the collection, so nothing of a report stands
in this repository. Same input, same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
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
FOLDS, OWN_C, AROUND_C, LEAST_WEIGHT, NEAR = 5, 0.5, 1.0, 0.1, 5


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
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3, class_weight=CLASS_WEIGHTS)
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
    own = [features(*each) for each in zip(data.statements, data.readings, data.implied, strict=True)]
    documents = np.array(data.documents)
    rows = np.array(sorted(data.labels))
    said_of = ((name for name, value in own[row].items() if value) for row in rows)
    kept = set(names_of_several_councils(said_of, (data.councils[row] for row in rows), 1))
    matrix, names = sparse([{name: value for name, value in each.items() if name in kept} for each in own])
    truth = np.array([data.labels[row] for row in rows])
    said = np.array([by_clauses(data.readings[row].clauses, data.implied[row]) for row in rows])
    report("clauses alone", data, rows, truth, said)

    scores = np.zeros((len(own), len(POLARITIES)))
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(rows, truth, documents[rows]):
        weights, bias = fit(matrix[rows[train]], truth[train], OWN_C)
        others = np.isin(documents, documents[rows[test]])
        scores[others] = matrix[others] @ weights + bias
    report("own words", data, rows, truth, np.array(POLARITIES)[scores[rows].argmax(axis=1)])

    around = neighbour_features(data.statements, data.readings, probabilities(scores))[rows]
    said = np.empty(len(rows), dtype=object)
    for train, test in folds.split(rows, truth, documents[rows]):
        weights, bias = fit(around[train], truth[train], AROUND_C)
        said[test] = np.array(POLARITIES)[(around[test] @ weights + bias).argmax(axis=1)]
    report("with neighbours", data, rows, truth, said)
    unjudged = np.array([data.implied[row] == NEUTRAL for row in rows])
    said[unjudged] = NEUTRAL
    report("as the product reads them", data, rows, truth, said)
    if arguments.write:
        write(names, *fit(matrix[rows], truth, OWN_C), *fit(around, truth, AROUND_C), arguments.into)


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
