"""Train the models of findings from labelled statements and report how well they read what they never saw.

    python -m bench.train_findings [--collection ../shared/corpus] [--seeds ../shared/seeds]
        [--gold ../shared/gold/findings.jsonl] [--without-gold] [--write] [--into ontology]

Needs PyTorch (pip install '.[dev,training]'). Prints cross-validated figures (whole documents held out);
with --write also writes the weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench.training import themes as theme_training
from bench.training.collection import all_labels, labelled_documents
from loaders.classify.theme_weights import save_model
from loaders.classify.themes import WEIGHTS, theme_cues
from loaders.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ONTOLOGY = ROOT / "ontology"
WEAK_THEMES_SHOWN = 15


def main(words: Sequence[str] | None = None) -> None:
    options = _options(words)
    vocabulary = load_vocabulary(ONTOLOGY)
    labels = all_labels(ROOT / "bench" / "labels", None if options.without_gold else options.gold)
    files = [*options.collection.glob("*.*"), *options.seeds.glob("*.*")]
    documents = labelled_documents(files, labels, vocabulary)
    matched = sum(len(document.labels) for document in documents)
    print(f"{matched} of {sum(map(len, labels.values()))} labels matched in {len(documents)} documents")
    cues = theme_cues(ONTOLOGY, vocabulary)
    kinds = sorted(vocabulary.section_kinds)
    material = theme_training.prepare(documents, cues, tuple(vocabulary.themes), kinds)
    lesson = theme_training.lesson_of(material)
    pairs = theme_training.unseen_pairs(material, lesson)
    given, sums = theme_training.cross_validate(material, pairs)
    _report_themes(material, given)
    if options.write:
        save_model(theme_training.train(material, lesson, pairs, sums), options.into / WEIGHTS)


def _report_themes(material: theme_training.Material, given: theme_training.Flags) -> None:
    lost = sum(len(label.themes) for label in material.lost if label.gold)
    for title, said in (("cues alone", theme_training.cues_alone(material)), ("the model", given)):
        for part, rows in (("gold", material.gold), ("own labels", ~material.gold)):
            figures = theme_training.micro_f1(said[rows], material.themes[rows], material.optional[rows])
            print(
                f"themes, {title}, {part}: precision, recall, F1 " + " ".join(f"{one:.4f}" for one in figures)
            )
    print(f"gold themes of statements that the product does not offer: {lost}")
    gold = material.gold
    wrong = []
    for theme, column in material.columns.items():
        said, right = given[gold, column] & ~material.optional[gold, column], material.themes[gold, column]
        hits, extra, missing = (said & right).sum(), (said & ~right).sum(), (~said & right).sum()
        if right.sum() >= 3:
            wrong.append((2 * hits / max(1, 2 * hits + extra + missing), theme, hits, extra, missing))
    for figure, theme, hits, extra, missing in sorted(wrong)[:WEAK_THEMES_SHOWN]:
        print(f"weak theme {theme}: F1 {figure:.2f} (right {hits}, extra {extra}, missing {missing})")


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--collection", type=Path, default=SHARED / "corpus")
    parser.add_argument("--seeds", type=Path, default=SHARED / "seeds")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "findings.jsonl")
    parser.add_argument("--without-gold", action="store_true", help="learn from bench/labels alone")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--into", type=Path, default=ONTOLOGY, help="folder for the weights")
    return parser.parse_args(words)


if __name__ == "__main__":
    main()
