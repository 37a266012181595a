"""Scores of what the loaders read, on the documents beside the project; today's figures are the floors."""

from __future__ import annotations

import csv
import importlib.util
import io
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from graph_cli.__main__ import main

PERFECT_ON_SEEDS = 1.0
FLOORS = {
    "document in the graph": 1.0,
    "authority (GSS code)": 1.0,
    "framework": 1.0,
    "start date": 1.0,
    "end date": 1.0,
    "published date, where printed": 1.0,
    "judgements found and right (recall)": 1.0,
    # One document prints a grade for its safeguarding board in a sentence that the gold does not have.
    "judgements stated that are right (precision)": 0.999,
    "lead inspector": 1.0,
    "team member named": 1.0,
    "team member's role": 1.0,
    "people stated that are right (precision)": 1.0,
}
# The official statistics' columns, and the codes of the areas that they give grades for.
OFFICIAL_AREAS = {
    "Overall effectiveness": "overall-effectiveness",
    "The impact of leaders on social work practice with children and families": "leaders",
    "The experiences and progress of children who need help and protection": "help-and-protection",
    "The experiences and progress of care leavers": "care-leavers",
}
IN_CARE = "The experiences and progress of children in care"


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tables(folder: Path, out: Path, expected_exit: int) -> Path:
    """Build `folder` with the command line and write the three structure queries as CSV."""
    runner = CliRunner()
    store = str(out / "store")
    built = runner.invoke(main, ["build", str(folder), "--store", store])
    assert built.exit_code == expected_exit, built.output
    for query in ("inspections", "judgements", "inspectors"):
        answer = runner.invoke(main, ["query", query, "--store", store, "--format", "csv"])
        assert answer.exit_code == 0, answer.output
        (out / f"{query}.csv").write_text(answer.stdout, encoding="utf-8")
    return out


def shares(module: ModuleType, out: Path, gold: Path) -> dict[str, float]:
    printed = io.StringIO()
    with redirect_stdout(printed):
        module.structure(out, gold, 0)
    lines = (line.rsplit(" = ", 1) for line in printed.getvalue().splitlines() if " = " in line)
    return {name.rsplit(":", 1)[0]: float(share) for name, share in lines}


@pytest.fixture(scope="module")
def collection(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tables(shared / "corpus", tmp_path_factory.mktemp("collection"), expected_exit=1)


def test_every_field_of_the_seeds_is_right(shared: Path, tmp_path: Path) -> None:
    out = tables(shared / "seeds", tmp_path, expected_exit=0)
    found = shares(scorer(shared), out, shared / "gold" / "structure-seeds.jsonl")
    assert len(found) == 12
    assert {name: share for name, share in found.items() if share < PERFECT_ON_SEEDS} == {}


def test_no_field_of_the_collection_falls_below_its_floor(shared: Path, collection: Path) -> None:
    found = shares(scorer(shared), collection, shared / "gold" / "structure.jsonl")
    assert found.keys() == FLOORS.keys()
    assert {name: share for name, share in found.items() if share < FLOORS[name]} == {}


def test_every_official_judgement_agrees(shared: Path, collection: Path) -> None:
    """Official rows whose report is in the collection, judgement by judgement."""
    visits = rows(collection / "inspections.csv")
    grades: dict[str, dict[str, str]] = {}
    for row in rows(collection / "judgements.csv"):
        grades.setdefault(row["document"], {})[row["area"]] = row["grade"]
    by_visit = {
        (v["gss_code"], v["start"]): grades[v["document"]] for v in visits if v["framework"] == "ilacs"
    }
    compared, wrong = 0, []
    for official in rows(shared / "gold" / "official-ilacs.csv"):
        key = (official["Local authority area code"], official["Inspection date"])
        for area, grade in official_grades(official).items():
            if key in by_visit and area in by_visit[key]:
                compared += 1
                if code(grade) != by_visit[key][area]:
                    wrong.append((key, area, grade, by_visit[key][area]))
    assert compared > 400
    assert wrong == []


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def official_grades(row: dict[str, str]) -> dict[str, str]:
    """Area code -> printed grade; before 2023 one judgement covered children in care and care leavers."""
    found = {code: row[column] for column, code in OFFICIAL_AREAS.items() if row[column]}
    if row[IN_CARE]:
        found["children-in-care" if "care-leavers" in found else "children-in-care-and-care-leavers"] = row[
            IN_CARE
        ]
    return found


def code(grade: str) -> str:
    return "requires-improvement" if grade.startswith("Requires") else grade.lower()
