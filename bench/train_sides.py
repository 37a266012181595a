"""Train the weights that tell on which side of a mixed statement each of its themes stands, and print what
they are worth, cross-validated by document.

    python -m bench.train_sides [--shared ../shared] [--write]

Labels: bench/labels/sides/mixed.csv (read by the project's own readers). The statements themselves come from
the collection, so nothing of a report stands in this repository. Same input, same file.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
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
from loaders.classify.theme_sides import WEIGHTS, Told
from loaders.errors import OfstedGraphError
from loaders.layout import lay_out
from loaders.read import read_document
from loaders.recognise import recognise
from loaders.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "bench/labels/sides/mixed.csv"
FOLDS, STRICTNESS = 8, 0.1

# Theme -> side, of a statement.
_Sides = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Themes of mixed statements: `SIDE_FEATURES` of each (rows by features), theme, side and document."""

    features: npt.NDArray[np.float64]
    themes: npt.NDArray[np.str_]
    sides: npt.NDArray[np.str_]
    documents: npt.NDArray[np.str_]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true", help="write ontology/side-weights.tsv")
    arguments = parser.parse_args()
    vocabulary = load_vocabulary(ROOT / "ontology")
    classifiers = load_classifiers(ROOT / "ontology", vocabulary)
    files = [*(arguments.shared / "corpus").iterdir(), *(arguments.shared / "seeds").iterdir()]
    pairs = gather(sorted(files), read_sides(LABELS), classifiers, vocabulary)
    inputs, scale = _inputs(pairs)
    model = LogisticRegression(C=STRICTNESS, max_iter=2000)
    folds = GroupKFold(FOLDS)
    told = cross_val_predict(
        model, inputs, pairs.sides, groups=pairs.documents, cv=folds, method="predict_proba"
    )
    report(pairs.sides, told)
    if arguments.write:
        model.fit(inputs, pairs.sides)
        save_side_weights(_weights(model, scale, pairs), ROOT / "ontology" / WEIGHTS)


def read_sides(file: Path) -> dict[str, dict[str, _Sides]]:
    """Document -> statement hash -> theme -> side; themes on neither side are left out."""
    found: dict[str, dict[str, _Sides]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            criticised, praised = row["criticised"].split(), row["praised"].split()
            sides = dict.fromkeys(criticised, CONCERN) | dict.fromkeys(praised, STRENGTH)
            sides |= dict.fromkeys(set(criticised) & set(praised), MIXED)
            found[row["document"]][row["statement"]] = sides
    return found


def gather(
    files: Sequence[Path],
    labels: Mapping[str, Mapping[str, _Sides]],
    classifiers: Classifiers,
    vocabulary: Vocabulary,
) -> Pairs:
    """The labelled themes that the product finds in the labelled statements."""
    features, themes, sides, documents = [], [], [], []
    for file in files:
        wanted = labels.get(file.stem)
        if not wanted:
            continue
        try:
            report_read = recognise(lay_out(read_document(file), vocabulary), vocabulary)
        except OfstedGraphError as fault:
            print(f"{file.name}: {fault}")
            continue
        contexts = in_context(report_read, candidate_statements(report_read.layout, vocabulary))
        readings = zip(
            contexts,
            classifiers.polarity.classify(contexts),
            classifiers.themes.classify(contexts),
            strict=True,
        )
        told = [Told(*one) for one in readings if statement_hash(one[0].text) in wanted]
        parted = [one for one in classifiers.sides.parted(told) if one is not None]
        if not parted:
            continue
        for one, found in zip(parted, classifiers.sides.features(parted), strict=True):
            labelled = wanted[statement_hash(one.told.statement.text)]
            for theme, row in zip(one.told.themes.themes, found, strict=False):
                if theme in labelled:
                    features.append(row)
                    themes.append(theme)
                    sides.append(labelled[theme])
                    documents.append(file.stem)
    return Pairs(np.array(features), np.array(themes), np.array(sides), np.array(documents))


def report(sides: npt.NDArray[np.str_], told: npt.NDArray[np.float64]) -> None:
    """Prints how often the side told is right, and what comes of calling every theme both."""
    order = np.unique(sides)
    print(
        f"{len(sides)} themes of mixed statements: {(order[told.argmax(axis=1)] == sides).mean():.4f} right"
    )
    for side, name in ((CONCERN, "criticised"), (STRENGTH, "praised")):
        within = np.isin(order, (side, MIXED))
        true = np.isin(sides, (side, MIXED))
        said = told[:, within].sum(axis=1) > 0.5
        print(
            f"{name}: {(said == true).mean():.4f} right ({true.mean():.4f} if all are); "
            f"falsely so {(said & ~true).sum()} (of {(~true).sum()}), missed {(~said & true).sum()}"
        )


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
