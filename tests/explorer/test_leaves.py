"""A document's text comes out whole, cut only at findings, anchors and pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_cli.explorer.addresses import Addresses
from graph_cli.explorer.pages.document import Marked, leaves
from loaders.iris import NAMESPACE

D = NAMESPACE + "document/1"


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 30)), max_size=8),
    st.lists(st.integers(0, 70), max_size=4, unique=True),
)
def test_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int]], pages: list[int]) -> None:
    places = [
        {"node": f"{D}/finding/{n}", "evidence": f"{D}/evidence/{n}", "start": start, "end": start + length}
        for n, (start, length) in enumerate(spans)
    ]
    parts = [{"node": f"{D}/page/{n + 1}", "start": start} for n, start in enumerate(sorted(pages))]
    numbers = {f"{D}/page/{n + 1}": n + 1 for n in range(len(pages))}
    findings = {row["node"]: Marked(str(row["node"]), "concern", ()) for row in places}
    found = leaves(text, places, parts, numbers, findings, Addresses(NAMESPACE))  # type: ignore[arg-type]
    assert "".join(piece.text for leaf in found for piece in leaf.stretches) == text
    assert [leaf.number for leaf in found] == ([n + 1 for n in range(len(pages))] or [1])


def test_mark_covers_the_finding_and_is_named_once() -> None:
    finding = Marked(f"{D}/finding/4", "concern", ())
    places = [{"node": finding.iri, "evidence": f"{D}/evidence/4-9", "start": 4, "end": 9}]
    (leaf,) = leaves("One two. Three.", places, [], {}, {finding.iri: finding}, Addresses(NAMESPACE))
    assert [(s.text, s.finding is not None, s.anchors, s.last) for s in leaf.stretches] == [
        ("One ", False, (), False),
        ("two. ", True, ("finding-4", "evidence-4-9"), True),
        ("Three.", False, (), False),
    ]
