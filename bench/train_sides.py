"""Train the weights that tell on which side of a statement each of its themes stands, and print what
they are worth, cross-validated by document.

    python -m bench.train_sides [--shared ../shared] [--write]

Labels: bench/labels/sides/parted.csv (read by the project's own readers). The statements themselves come from
the collection, so nothing of a report stands in this repository. Same input, same file.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

from bench.training.collection import statement_hash
from loaders.classify import Classifiers, candidate_statements, in_context, load_classifiers
from loaders.classify.side_weights import (
    CONCERN,
    MIXED,
    SIDE_FEATURES,
    SIDES,
    STRENGTH,
    SideWeights,
    save_side_weights,
)
from loaders.classify.theme_sides import WEIGHTS, Parted, Told
from loaders.errors import OfstedGraphError
from loaders.layout import lay_out
from loaders.read import read_document
from loaders.recognise import recognise
from loaders.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "bench/labels/sides/parted.csv"
FOLDS, STRICTNESS = 8, 0.1

# Theme -> side, of a statement.
SidesOfThemes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labelled themes of parted statements: `SIDE_FEATURES` of each (rows by features), theme, side, document
    and hash of the statement."""

    features: npt.NDArray[np.float64]
    themes: npt.NDArray[np.str_]
    sides: npt.NDArray[np.str_]
    documents: npt.NDArray[np.str_]
    statements: npt.NDArray[np.str_]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true", help="write ontology/side-weights.tsv")
    arguments = parser.parse_args()
    pairs = gather(arguments.shared, load_vocabulary(ROOT / "ontology"))
    report(pairs.sides, unseen(pairs))
    if arguments.write:
        inputs, scale = _inputs(pairs)
        save_side_weights(
            _weights(_model().fit(inputs, pairs.sides), scale, pairs), ROOT / "ontology" / WEIGHTS
        )


def read_sides(file: Path) -> dict[str, dict[str, SidesOfThemes]]:
    """Document -> statement hash -> theme -> side; themes on neither side are left out."""
    found: dict[str, dict[str, SidesOfThemes]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            criticised, praised = row["criticised"].split(), row["praised"].split()
            sides = dict.fromkeys(criticised, CONCERN) | dict.fromkeys(praised, STRENGTH)
            sides |= dict.fromkeys(set(criticised) & set(praised), MIXED)
            found[row["document"]][row["statement"]] = sides
    return found


def gather(shared: Path, vocabulary: Vocabulary) -> Pairs:
    """The labelled themes that the product finds in labelled statements that it takes for parted."""
    labels, classifiers = read_sides(LABELS), load_classifiers(ROOT / "ontology", vocabulary)
    rows: list[tuple[npt.NDArray[np.float64], str, str, str, str]] = []
    for file in sorted([*(shared / "corpus").iterdir(), *(shared / "seeds").iterdir()]):
        wanted = labels.get(file.stem, {})
        parted = _parted(file, wanted, classifiers, vocabulary) if wanted else []
        if not parted:
            continue
        for one, found in zip(parted, classifiers.sides.features(parted), strict=True):
            key = statement_hash(one.told.statement.text)
            for theme, features in zip(one.told.themes.themes, found, strict=False):
                if side := wanted[key].get(theme):
                    rows.append((features, theme, side, file.stem, key))
    return Pairs(*map(np.array, zip(*rows, strict=True)))


def _parted(
    file: Path, wanted: Container[str], classifiers: Classifiers, vocabulary: Vocabulary
) -> list[Parted]:
    """The parted statements of the file whose hashes are `wanted`."""
    try:
        read = recognise(lay_out(read_document(file), vocabulary), vocabulary)
    except OfstedGraphError as fault:
        print(f"{file.name}: {fault}")
        return []
    contexts = in_context(read, candidate_statements(read.layout, vocabulary))
    readings = classifiers.polarity.classify(contexts), classifiers.themes.classify(contexts)
    told = (Told(*one) for one in zip(contexts, *readings, strict=True))
    labelled = [one for one in told if statement_hash(one.statement.text) in wanted]
    return [one for one in classifiers.sides.parted(labelled) if one is not None]


def unseen(pairs: Pairs) -> npt.NDArray[np.float64]:
    """How probable each side is (pairs by sides in the order of the alphabet) by models that did not see the
    pair's document."""
    inputs, _ = _inputs(pairs)
    folds = GroupKFold(FOLDS)
    told: npt.NDArray[np.float64] = cross_val_predict(
        _model(), inputs, pairs.sides, groups=pairs.documents, cv=folds, method="predict_proba"
    )
    return told


def report(sides: npt.NDArray[np.str_], told: npt.NDArray[np.float64]) -> None:
    """Prints how often the side told is right, and what comes of calling every theme both."""
    order = np.unique(sides)
    right = (order[told.argmax(axis=1)] == sides).mean()
    print(f"{len(sides)} themes of parted statements: {right:.4f} right")
    for side, name in ((CONCERN, "criticised"), (STRENGTH, "praised")):
        within = np.isin(order, (side, MIXED))
        true = np.isin(sides, (side, MIXED))
        said = told[:, within].sum(axis=1) > 0.5
        print(
            f"{name}: {(said == true).mean():.4f} right ({true.mean():.4f} if all are); "
            f"falsely so {(said & ~true).sum()} (of {(~true).sum()}), missed {(~said & true).sum()}"
        )


def _model() -> LogisticRegression:
    return LogisticRegression(C=STRICTNESS, max_iter=2000)


def _inputs(pairs: Pairs) -> tuple[npt.NDArray[np.float64], StandardScaler]:
    scale = StandardScaler().fit(pairs.features)
    of_themes = (pairs.themes[:, None] == np.unique(pairs.themes)).astype(float)
    return np.hstack((scale.transform(pairs.features), of_themes)), scale


def _weights(model: LogisticRegression, scale: StandardScaler, pairs: Pairs) -> SideWeights:
    """The model's weights for features as they are, without the scale."""
    order = [list(model.classes_).index(side) for side in SIDES]
    weights = model.coef_.T[:, order]
    features = weights[: len(SIDE_FEATURES)] / scale.scale_[:, None]
    bias = model.intercept_[order] - scale.mean_ @ features
    return SideWeights(
        features, bias, dict(zip(np.unique(pairs.themes), weights[len(SIDE_FEATURES) :], strict=True))
    )


if __name__ == "__main__":
    main()
