"""Views for Gephi are valid, repeatable and whole; RDF dumps load again."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest
from click.testing import CliRunner, Result
from lxml import etree
from pyoxigraph import RdfFormat, Store

from graph_cli.__main__ import main
from graph_cli.commands.export import VIEW_NAMES
from graph_cli.network_files import to_gexf, to_graphml
from graph_cli.store import GraphStore
from graph_cli.views import VIEWS, Network


def export(view: str, file: Path, store: Path) -> Result:
    result = CliRunner().invoke(main, ["export", view, "-o", str(file), "--store", str(store)])
    assert result.exit_code == 0, result.output
    return result


def test_every_view_is_offered() -> None:
    assert tuple(VIEWS) == VIEW_NAMES


@pytest.mark.parametrize(
    ("view", "nodes", "edges"),
    [("persistence", 5, 4), ("inspectors", 4, 2), ("co-occurrence", 4, 2), ("visits", 12, 12)],
)
@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_a_view_reads_back_whole(
    councils: Path, tmp_path: Path, view: str, nodes: int, edges: int, ending: str
) -> None:
    file = tmp_path / f"{view}.{ending}"
    export(view, file, councils)
    graph = networkx.read_gexf(file, version="1.3") if ending == "gexf" else networkx.read_graphml(file)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (nodes, edges)
    assert all(data["label"] and data["og_iri"] for _, data in graph.nodes(data=True))
    assert all(data["weight"] > 0 for _, _, data in graph.edges(data=True))


def test_persistence_counts_visits_with_a_concern(councils: Path, tmp_path: Path) -> None:
    export("persistence", tmp_path / "p.graphml", councils)
    edge = networkx.read_graphml(tmp_path / "p.graphml").edges["authority-ambershire", "theme-supervision"]
    assert edge["weight"] == 3
    assert edge["og_status"] == "persisting"
    assert edge["og_first_concern"] == "2009-10-13"
    assert edge["og_certainty"] == 0.92  # a number, which Gephi can filter by


def test_inspectors_count_visits_together(councils: Path, tmp_path: Path) -> None:
    export("inspectors", tmp_path / "i.graphml", councils)
    graph = networkx.read_graphml(tmp_path / "i.graphml")
    assert graph.edges["person-thomas-birch", "person-ines-marlow"]["weight"] == 1
    assert not graph.has_edge("person-thomas-birch", "person-ines-marlowe")


def test_co_occurrence_counts_sentences_that_criticise_both_themes(councils: Path, tmp_path: Path) -> None:
    """A mixed sentence that criticises one of two themes is no concern about both."""
    export("co-occurrence", tmp_path / "c.graphml", councils)
    graph = networkx.read_graphml(tmp_path / "c.graphml")
    assert graph.edges["theme-caseloads", "theme-supervision"]["og_concerns"] == 1
    assert graph.edges["theme-assessment", "theme-early-help"]["og_concerns"] == 0


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_gexf_follows_its_schema_and_repeats(councils: Path, tmp_path: Path, shared: Path, view: str) -> None:
    files = [tmp_path / "one.gexf", tmp_path / "two.gexf"]
    for file in files:
        export(view, file, councils)
    assert files[0].read_bytes() == files[1].read_bytes()
    schema = etree.XMLSchema(etree.parse(shared / "reference" / "gexf-1.3" / "gexf.xsd"))
    assert schema.validate(etree.parse(files[0])), schema.error_log


def test_awkward_text_and_missing_values_survive() -> None:
    network = Network("awkward")
    first = network.node(
        "theme", "https://e/theme/a", "form\x0cfeed & <b>\x00\ufffe", pid=None, start="x", type=1
    )
    second = network.node("theme", "https://e/theme/b", "", pid="b", start=None, type=2)
    network.edge(second, first, 2, type="t")
    network.edge(first, second, 1, type="u")
    for content, read in (
        (to_gexf(network), networkx.read_gexf),
        (to_graphml(network), networkx.read_graphml),
    ):
        from io import BytesIO

        graph = read(BytesIO(content))
        assert graph.nodes[first]["label"] == "form feed & <b>  "
        assert graph.nodes[second]["og_type"] == 2
        assert graph.edges[first, second]["weight"] == 3
        assert graph.edges[first, second]["og_type"] == "t"
        assert not graph.is_directed()


@pytest.mark.parametrize("ending", ["nq", "trig", "jsonld"])
def test_a_dump_loads_again_statement_by_statement(councils: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"all.{ending}"
    export("all", file, councils)
    form = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}[ending]
    loaded = Store()
    loaded.bulk_load(path=str(file), format=form)
    assert {str(q) for q in loaded} == {str(q) for q in GraphStore(councils).open_for_reading().store}


@pytest.mark.parametrize("ending", ["ttl", "nt"])
def test_a_dump_of_triples_is_the_union(councils: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"all.{ending}"
    export("all", file, councils)
    loaded = Store()
    loaded.bulk_load(path=str(file), format=RdfFormat.TURTLE if ending == "ttl" else RdfFormat.N_TRIPLES)
    store = GraphStore(councils).open_for_reading().store
    assert {str(q) for q in loaded} == {f"{q.subject} {q.predicate} {q.object}" for q in store}
