"""How well documents are read that training never saw: trains on bench/labels alone, without the gold, reads
the documents of the gold with those weights, and lets the scorer beside the project compare.

    python -m bench.held_out [--shared ../shared]

Needs PyTorch (pip install '.[dev,training]'). The labels are of other documents than the gold. The weights in
ontology/ stay as they are.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import train_findings, train_polarity
from loaders.classify import classify, load_classifiers
from loaders.layout import lay_out
from loaders.read import read_document
from loaders.recognise import recognise
from loaders.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    if not shared.is_dir():
        parser.exit(0, f"{shared} is not here: there is no gold to compare with.\n")
    gold = shared / "gold" / "findings.jsonl"
    with tempfile.TemporaryDirectory() as scratch:
        ontology, table = Path(scratch) / "ontology", Path(scratch) / "findings.csv"
        shutil.copytree(ROOT / "ontology", ontology)
        apart = ["--without-gold", "--write", "--into", str(ontology)]
        train_polarity.main(["--shared", str(shared), *apart])
        train_findings.main(
            ["--collection", str(shared / "corpus"), "--seeds", str(shared / "seeds"), *apart]
        )
        read_gold_documents(ontology, shared, gold, table)
        scorer = [sys.executable, str(shared / "eval" / "score.py"), "findings", str(table), str(gold)]
        subprocess.run(scorer, check=True)


def read_gold_documents(ontology: Path, shared: Path, gold: Path, table: Path) -> None:
    """Writes the findings of every document of the gold, read with the weights in `ontology`, to `table`."""
    named = {json.loads(line)["document"] for line in gold.read_text(encoding="utf-8").splitlines()}
    vocabulary = load_vocabulary(ontology)
    classifiers = load_classifiers(ontology, vocabulary)
    with table.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(("document", "text", "polarity", "themes"))
        for file in sorted([*(shared / "seeds").iterdir(), *(shared / "corpus").iterdir()]):
            if file.stem in named:
                report = recognise(lay_out(read_document(file), vocabulary), vocabulary)
                for finding in classify(report, classifiers, vocabulary):
                    themes = " ".join(finding.themes)
                    rows.writerow((file.name, finding.statement.text, finding.polarity, themes))


if __name__ == "__main__":
    main()
