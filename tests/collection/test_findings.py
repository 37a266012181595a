"""Scores of findings on the gold that lies beside the project; today's figures are the floors.

Weights were trained on statements of these documents too, so that these figures say that nothing was lost, not
how well unseen documents are read: bench/train_findings.py prints that, cross-validated by document.
"""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph_cli.__main__ import main

POLARITY_FLOOR, THEMES_EXACT_FLOOR, FOUND_FLOOR = 0.93, 0.60, 0.99


def test_findings_of_the_seeds_and_gold_documents_keep_their_scores(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = shared / "gold" / "findings.jsonl"
    named = {line.split('"')[3] for line in gold.read_text(encoding="utf-8").splitlines() if line}
    files = [
        f for folder in ("seeds", "corpus") for f in sorted((shared / folder).iterdir()) if f.stem in named
    ]
    assert len(files) == len(named) == 26
    runner, store = CliRunner(), str(tmp_path / "store")
    assert runner.invoke(main, ["build", *map(str, files), "--store", store]).exit_code == 0
    answer = runner.invoke(main, ["query", "findings", "--store", store, "--format", "csv"])
    table = tmp_path / "findings.csv"
    table.write_text(answer.stdout, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    scorer.findings(table, gold, 0)
    shares = {
        line.split(":")[0]: float(line.rsplit(" = ", 1)[1])
        for line in capsys.readouterr().out.splitlines()
        if " = " in line
    }
    assert shares["polarity"] >= POLARITY_FLOOR
    assert shares["themes exactly as gold"] >= THEMES_EXACT_FLOOR
    assert shares["evaluative statements that are findings"] >= FOUND_FLOOR


def test_lancashire_reads_true_over_the_seeds(shared: Path, tmp_path: Path) -> None:
    """The headline question: supervision is a concern in 2009, concerns beside strengths in 2015, a concern in 2021;
    in Lincolnshire 2022 it is a strength. Every visit brings its sentence."""
    runner, store = CliRunner(), str(tmp_path / "store")
    assert runner.invoke(main, ["build", str(shared / "seeds"), "--store", store]).exit_code == 0

    def asked(authority: str) -> list[dict[str, str]]:
        words = ["query", "theme-persistence", "--authority", authority, "--theme", "supervision"]
        answer = runner.invoke(main, [*words, "--store", store, "--format", "csv"])
        assert answer.exit_code == 0
        return list(csv.DictReader(answer.stdout.splitlines()))

    lancashire = asked("Lancashire")
    assert [row["date"][:4] for row in lancashire] == ["2009", "2015", "2021"]
    assert {row["status"] for row in lancashire} == {"persisting"}
    assert [row["says"] for row in lancashire[:2]] == ["concern", "both"]
    assert all(row["concern"] for row in lancashire)
    (lincolnshire,) = asked("Lincolnshire")
    assert (lincolnshire["date"][:4], lincolnshire["says"]) == ("2022", "strength")
