"""What became of themes, status by status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph_cli.explorer.site import Record, Visitor
from loaders.iris import concept


def by_status(visitor: Visitor, recurring: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """Rows of the canned query recurring-themes by the code of their status ("persisting"), in the order that
    ontology/statuses.ttl gives the statuses (`og:order`)."""
    rows: dict[str, list[Record]] = defaultdict(list)
    for row in recurring:
        rows[row["status"]].append(row)
    return sorted(rows.items(), key=lambda pair: visitor.place(concept("status", pair[0])))
