"""Train the weights that tell whether a later recommendation asks for the same as an earlier one, and print
what they are worth, cross-validated by council.

    python -m bench.train_repetition [--shared ../shared] [--write]

Labels: bench/labels/repetitions (read by the project's own readers). The recommendations themselves come from
the collection, so nothing of a report stands in this repository. Same input, same file.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from bench.training.collection import statement_hash
from graph_cli.collection import source_files
from loaders.derive.repetition import FEATURES, Rarity, features_of_pairs, requests, stems
from loaders.derive.repetition_weights import RepetitionWeights, save_repetition_weights
from loaders.errors import OfstedGraphError
from loaders.facts import DocumentFacts, RecommendationFact
from loaders.load import Loader

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "bench/labels/repetitions"
FOLDS = 8
# A stem has a rarity of its own if so many recommendations have it.
FEWEST = 2
CERTAINTIES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Visits = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of an earlier and a later recommendation of the visits that were read: what they have in
    common (`features_of_pairs`), whether the later one asks for the same and whether it asks for that or a
    part of it, and the council."""

    features: npt.NDArray[np.float64]
    same: npt.NDArray[np.bool_]
    akin: npt.NDArray[np.bool_]
    councils: npt.NDArray[np.str_]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true", help="write ontology/repetition-weights.tsv")
    arguments = parser.parse_args()
    documents = read_documents(arguments.shared)
    rarity = rarity_of([r for facts in documents.values() for r in facts.recommendations])
    pairs = gather(documents, rarity)
    report(pairs, unseen(pairs))
    if arguments.write:
        save_repetition_weights(_weights(_model().fit(pairs.features, pairs.same), rarity), ROOT / "ontology")


def read_documents(shared: Path) -> dict[str, DocumentFacts]:
    """The facts of every document of collection and seeds, by the stem of its file."""
    files = [each.path for each in source_files([shared / "corpus", shared / "seeds"])]
    with ProcessPoolExecutor(os.cpu_count()) as readers:
        read = readers.map(_facts, files, chunksize=4)
        return {file.stem: facts for file, facts in zip(files, read, strict=True) if facts}


@cache
def _loader() -> Loader:
    return Loader.from_folder(ROOT / "ontology")


def _facts(file: Path) -> DocumentFacts | None:
    try:
        return _loader().load(file).facts
    except OfstedGraphError as fault:
        print(f"{file.name}: {fault}")
        return None


def rarity_of(recommendations: Sequence[RecommendationFact]) -> Rarity:
    """How rare each stem and theme is in these recommendations; what one alone has counts as unheard."""
    weight = partial(_rarity, len(recommendations))
    words = Counter(stem for each in recommendations for stem in stems(each.text))
    themes: defaultdict[str, float] = defaultdict(float)
    for each in recommendations:
        for theme, certainty in each.certainties.items():
            themes[theme] += certainty
    return Rarity(
        {stem: weight(count) for stem, count in words.items() if count >= FEWEST},
        {theme: weight(themes[theme]) for theme in sorted(themes)},
        weight(1),
    )


def _rarity(everything: int, having: float) -> float:
    return log((2 + everything) / (1 + having))


def gather(documents: Mapping[str, DocumentFacts], rarity: Rarity) -> Pairs:
    """The pairs of all visits in bench/labels/repetitions, with their labels. Says which labels found no
    recommendation any more."""
    labels = read_labels(LABELS / "repeated.csv")
    rows = []
    lost = sum(map(len, labels.values()))
    for (earlier, later), readers in read_visits(LABELS / "visits.csv").items():
        if not (earlier in documents and later in documents):
            continue
        before, after = documents[earlier].recommendations, documents[later].recommendations
        features = features_of_pairs(requests(before, rarity), requests(after, rarity))
        told = labels.get((earlier, later), {})
        for row, one in enumerate(before):
            for column, other in enumerate(after):
                same, part = told.get((statement_hash(one.text), statement_hash(other.text)), (0, 0))
                lost -= bool(same or part)
                council = documents[later].authority or later
                rows.append(
                    (features[row, column], 2 * same >= readers, 2 * (same + part) >= readers, council)
                )
    print(f"{len(rows)} pairs; labels without their recommendations: {lost}")
    return Pairs(*map(np.array, zip(*rows, strict=True)))


def read_visits(file: Path) -> dict[Visits, int]:
    """Earlier and later document -> how many readers compared all that they ask for."""
    with file.open(encoding="utf-8", newline="") as lines:
        return {(row["earlier"], row["later"]): int(row["readers"]) for row in csv.DictReader(lines)}


def read_labels(file: Path) -> dict[Visits, dict[tuple[str, str], tuple[int, int]]]:
    """Earlier and later document -> hashes of the earlier and the later recommendation -> how many readers
    say that the later one asks for the same, and for a part of it."""
    found: dict[Visits, dict[tuple[str, str], tuple[int, int]]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            readers = int(row["same"]), int(row["part"])
            found[row["earlier_document"], row["later_document"]][row["earlier"], row["later"]] = readers
    return found


def unseen(pairs: Pairs) -> npt.NDArray[np.float64]:
    """How probable it is of each pair that both ask for the same, by models that did not see the council."""
    folds = GroupKFold(FOLDS)
    told: npt.NDArray[np.float64] = cross_val_predict(
        _model(), pairs.features, pairs.same, groups=pairs.councils, cv=folds, method="predict_proba"
    )[:, 1]
    return told


def report(pairs: Pairs, told: npt.NDArray[np.float64]) -> None:
    """Prints what is found from each certainty on, and how often the certainty is right."""
    precision = average_precision_score(pairs.same, told)
    print(f"{pairs.same.sum()} ask for the same, {pairs.akin.sum()} for that or a part of it")
    print(f"average precision {precision:.4f}")
    for limit in CERTAINTIES[:-1]:
        said = told >= limit
        print(
            f"from {limit}: {said.sum()} told, {pairs.same[said].mean():.3f} the same, "
            f"{pairs.akin[said].mean():.3f} that or a part; "
            f"found {(said & pairs.same).sum() / pairs.same.sum():.3f} of the same"
        )
    for low, high in pairwise(CERTAINTIES):
        within = (told >= low) & (told < high)
        print(f"certainty {low} to {high}: {within.sum()} told, {pairs.same[within].mean():.3f} the same")


def _model() -> Pipeline:
    """Features to a common scale, themes as they are; logistic regression."""
    scale = ColumnTransformer([("features", StandardScaler(), slice(len(FEATURES)))], remainder="passthrough")
    return make_pipeline(scale, LogisticRegression(max_iter=2000))


def _weights(model: Pipeline, rarity: Rarity) -> RepetitionWeights:
    """The model's weights for features as they are, without the scale."""
    scaler = model[0].named_transformers_["features"]
    weights = model[1].coef_[0].copy()
    weights[: len(FEATURES)] /= scaler.scale_
    bias = float(model[1].intercept_[0] - weights[: len(FEATURES)] @ scaler.mean_)
    return RepetitionWeights(weights, bias, rarity)


if __name__ == "__main__":
    main()
