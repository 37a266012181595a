"""What a build has to do follows from the files that are there and from what the ledger says of the last build."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_cli.build_plan import plan_build
from graph_cli.collection import source_file
from graph_cli.ledger import Entry, Ledger, Refusal
from loaders.facts import DocumentFacts
from loaders.iris import NAMESPACE


def written(path: Path) -> Path:
    path.write_text(f"What {path.name} says.")
    return path


def held(path: Path, loader: str = "present") -> Entry:
    """The document that was read from `path`."""
    sha256 = source_file(path).sha256
    iri = f"{NAMESPACE}document/{sha256[:16]}"
    facts = DocumentFacts(
        iri, f"graph of {path.name}", sha256, path.name, None, "", "", "sif", None, False, (), None, ()
    )
    return Entry(str(path.resolve()), facts, loader)


def known(*entries: Entry, refusals: tuple[Refusal, ...] = (), loader: str = "present") -> Ledger:
    return Ledger(loader, NAMESPACE, "()", entries, refusals)


def test_a_file_that_a_folder_still_has_stays_though_a_search_of_the_folder_finds_it_not(
    tmp_path: Path,
) -> None:
    """It was given by its name, and has an ending that folders are not searched for."""
    letter, notes = written(tmp_path / "letter.txt"), written(tmp_path / "notes.dat")
    ledger = known(held(letter), held(notes))
    given = [source_file(letter)]
    assert plan_build(given, [tmp_path], ledger, "present").gone == ()
    notes.unlink()
    assert plan_build(given, [tmp_path], ledger, "present").gone == ("graph of notes.dat",)
    assert plan_build(given, [letter], ledger, "present").gone == ()


@pytest.mark.parametrize(("loader", "again"), [("present", False), ("another", True)])
def test_only_other_loaders_try_a_file_again_that_was_refused(
    tmp_path: Path, loader: str, again: bool
) -> None:
    letter, page = written(tmp_path / "letter.txt"), written(tmp_path / "page.pdf")
    refusal = Refusal(str(page), source_file(page).sha256, f"{page}: is an HTML page")
    ledger = known(held(letter, loader), refusals=(refusal,), loader=loader)
    plan = plan_build([source_file(letter), source_file(page)], [tmp_path], ledger, "present")
    assert (page in plan.to_read, refusal in plan.refused) == (again, not again)
