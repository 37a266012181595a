"""Names in the graph tell what they belong to."""

from __future__ import annotations

import pytest

from loaders.iris import document_of


@pytest.mark.parametrize(
    ("iri", "document"),
    [
        ("https://e.org/document/00ff/finding/12", "https://e.org/document/00ff"),
        ("https://e.org/document/00ff/evidence/12-20", "https://e.org/document/00ff"),
        ("https://e.org/document/00ff", "https://e.org/document/00ff"),
        ("https://e.org/document/of/us/document/00ff/page/1", "https://e.org/document/of/us/document/00ff"),
    ],
)
def test_the_document_that_states_something(iri: str, document: str) -> None:
    assert document_of(iri) == document
