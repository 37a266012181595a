"""docs/recipes.md: what it tells a reader to type works, in its order, on the sample."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph_cli.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
RECIPES = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for line in RECIPES.splitlines() if line.startswith("    ofsted-graph ")]
QUESTIONS = re.findall(r"```sparql\n(.*?)```", RECIPES, re.DOTALL)
PROGRAMS = re.findall(r"```python\n(.*?)```", RECIPES, re.DOTALL)


def run(store: Path, *words: str) -> Result:
    return CliRunner(env={"OFSTED_GRAPH_STORE": str(store)}).invoke(main, words)


@pytest.fixture(scope="module")
def folder(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command of the recipes was run, and left its files."""
    place = tmp_path_factory.mktemp("recipes")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for command in COMMANDS:
            words = shlex.split(command, comments=True)[1:]
            if words[0] == "build":  # what `sample_store` has done
                continue
            answer = run(sample_store, *words)
            assert answer.exit_code == 0, f"{command}: {answer.stderr}"
    return place


def test_there_are_commands_questions_and_programs_to_try() -> None:
    assert len(COMMANDS) >= 8
    assert len(QUESTIONS) >= 4
    assert len(PROGRAMS) >= 3


@pytest.mark.parametrize("program", PROGRAMS, ids=[text.split()[1] for text in PROGRAMS])
def test_every_program_prints_something(program: str, folder: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.strip()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered_with_rows(question: str, sample_store: Path) -> None:
    answer = run(sample_store, "sparql", question, "--format", "csv")
    assert answer.exit_code == 0, answer.stderr
    header, *rows = answer.stdout.splitlines()
    assert rows, header
    assert all(all(row.split(",")[:2]) for row in rows)
