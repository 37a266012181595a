"""Pages of a long list: the one that is asked for, and how many there are."""

from __future__ import annotations

from graph_cli.errors import BadValue


def page_asked(word: str) -> int:
    """The number (from 1) of the page that `word` asks for. Raises BadValue."""
    try:
        page = int(word)
    except ValueError:
        page = 0
    if page < 1:
        raise BadValue(f"page {word[:20]!r} is not a whole number of 1 or more.")
    return page


def pages_of(number: int, per_page: int) -> int:
    """How many pages `number` items fill; an empty list has one page, too."""
    return max(1, -(-number // per_page))
