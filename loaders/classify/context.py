"""What a classifier knows of a statement besides its words."""

from __future__ import annotations

from msgspec import Struct


class StatementInContext(Struct, frozen=True, gc=False):
    """A statement with where it stands.

    `heading`, `section_kind` and `area` are those of its section (`loaders.model.Section`); `previous` is the
    text of the statement before it in the same section, None for the first; `framework` is the local name of
    the document's framework; statements of one paragraph share the number `paragraph`."""

    text: str
    heading: str
    section_kind: str
    area: str | None
    previous: str | None
    framework: str
    paragraph: int | None = None
