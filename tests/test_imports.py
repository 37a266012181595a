"""Imports follow the arrow of docs/architecture.md: no circles, and no part knows of those that use it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Each part may import those below it, and none above.
PARTS = (
    "graph_cli.start", "graph_cli.__main__", "graph_cli.commands", "graph_cli.explorer", "graph_cli.fetch",
    "graph_cli.build", "graph_cli.build_plan", "graph_cli.target", "graph_cli.workers",
    "graph_cli.stretch", "graph_cli.ask", "graph_cli.closest", "graph_cli.dump", "graph_cli.explanation", "graph_cli.network_files",
    "graph_cli.parameters", "graph_cli.pictures", "graph_cli.shapes", "graph_cli.tabular", "graph_cli.terminal",
    "graph_cli.views",
    "graph_cli.canned", "graph_cli.canned_query", "graph_cli.wording", "graph_cli.likeness", "graph_cli.named_graphs", "graph_cli.open_graph", "graph_cli.remote",
    "graph_cli.store", "graph_cli.table", "graph_cli.graph", "graph_cli.triples",
    "graph_cli.collection", "graph_cli.comparison", "graph_cli.feeder", "graph_cli.ledger", "graph_cli.lock",
    "graph_cli.overrides",
    "graph_cli.bundled", "graph_cli.dataset", "graph_cli.errors", "graph_cli.interrupted",
    "graph_cli.parse_errors", "graph_cli.update",
    "loaders.load", "loaders.document_facts", "loaders.state", "loaders.derive", "loaders.resolve", "loaders.topics", "loaders.classify",
    "loaders.recognise", "loaders.layout", "loaders.read",
    "loaders.vocabulary", "loaders.councils", "loaders.headings", "loaders.printed_forms", "loaders.openings",
    "loaders.concepts", "loaders.facts", "loaders.model", "loaders.iris", "loaders.errors",
)  # fmt: skip
# Libraries that only these files may import.
KEPT_TO = {
    "rdflib": {"graph_cli.shapes"},
    "pyshacl": {"graph_cli.shapes"},
    "networkx": {"graph_cli.network_files"},
    "matplotlib": {"graph_cli.pictures"},
    "pypdfium2": {"loaders.read.pdf"},
    "sentencex": {"loaders.layout.statements"},
}


def modules() -> dict[str, ast.Module]:
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            file.read_text(encoding="utf-8")
        )
        for folder in ("loaders", "graph_cli")
        for file in sorted((ROOT / folder).rglob("*.py"))
    }


MODULES = modules()


def imported_by(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


IMPORTS = {name: set(imported_by(tree)) for name, tree in MODULES.items()}


def part_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_every_module_is_part_of_the_arrow() -> None:
    assert {part_of(name) for name in MODULES} - {"loaders", "graph_cli"} == set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_imports_only_what_is_below_it(part: str) -> None:
    above = PARTS[: PARTS.index(part)]
    found = {
        (name, other)
        for name, others in IMPORTS.items()
        for other in others
        if part_of(name) == part and part_of(other) in above
    }
    assert not found


def test_no_modules_import_each_other_in_a_circle() -> None:
    own = {name: others & MODULES.keys() for name, others in IMPORTS.items()}
    assert len(list(TopologicalSorter(own).static_order())) == len(MODULES)


def test_the_product_does_without_bench_and_tests() -> None:
    assert not {
        other for others in IMPORTS.values() for other in others if other.startswith(("bench", "tests"))
    }


@pytest.mark.parametrize(("library", "files"), KEPT_TO.items())
def test_a_library_is_imported_only_where_it_belongs(library: str, files: set[str]) -> None:
    assert {name for name, others in IMPORTS.items() if library in {o.split(".")[0] for o in others}} == files
