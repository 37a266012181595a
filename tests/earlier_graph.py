"""Makes of a graph what an earlier version would have made."""

from __future__ import annotations

from pyoxigraph import Literal, Store

from loaders.iris import OG


def forget_wordings(store: Store, document: str | None) -> None:
    """Removes the wordings of the document of that file name, or of all."""
    name = "?name" if document is None else Literal(document)
    store.update(
        f"""PREFIX og: <{OG}>
        DELETE {{ GRAPH ?graph {{ ?wording ?property ?value }} }}
        WHERE {{ GRAPH ?graph {{ ?document og:fileName {name} . ?wording og:lines ?lines ; ?property ?value }} }}"""
    )
