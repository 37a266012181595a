"""What Word prints before the items of lists: numbers and bullets, which do not stand in its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import nsmap, qn

BULLET = "•"
LEVELS = 9
_LEVEL = re.compile(rf"%([1-{LEVELS}])")


def value(element: Any, path: str) -> str | None:
    """The value of the first element at `path` ("w:numPr/w:numId"); None where `element` has none."""
    found = None if element is None else element.find(path, nsmap)
    return None if found is None else found.get(qn("w:val"))


def whole(text: str | None, otherwise: int) -> int:
    """`text` as a number of at most six digits."""
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else otherwise


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    style: str | None


class WordLists:
    """Counts the items of a document's lists as they come (ECMA-376-1, 17.9)."""

    def __init__(self, numbering: Any) -> None:
        """`numbering` is the root of Word's numbering part, or None where a document has no lists."""
        root = numbering if numbering is not None else ()
        abstract = {a.get(qn("w:abstractNumId")): a for a in root if a.tag == qn("w:abstractNum")}
        by_style = {value(a, "w:styleLink"): a for a in abstract.values()}
        self._levels: dict[str, Mapping[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counted_with: dict[str, dict[int, int]] = {}
        counts: dict[Any, dict[int, int]] = {}
        for number in root:
            if number.tag != qn("w:num"):
                continue
            key = number.get(qn("w:numId"))
            definition = abstract.get(value(number, "w:abstractNumId"))
            if (link := value(definition, "w:numStyleLink")) is not None:
                definition = by_style.get(link, definition)
            overrides = number.findall("w:lvlOverride", nsmap)
            self._levels[key] = _levels(definition) | {
                level: own for override in overrides for level, own in _levels(override).items()
            }
            self._starts[key] = {
                whole(override.get(qn("w:ilvl")), 0): whole(start, 1)
                for override in overrides
                if (start := value(override, "w:startOverride")) is not None
            }
            self._counted_with[key] = counts.setdefault(definition, {})

    def level_of(self, key: str, style: str) -> int:
        """The level of the list `key` whose items have the paragraph style."""
        levels = self._levels.get(key, {})
        return next((number for number, level in levels.items() if level.style == style), 0)

    def mark(self, key: str, level: int) -> str:
        """Count an item of the list `key` and say what stands before it: a number as printed ("7.", "2.1"),
        a bullet, also for one with a letter, or nothing."""
        if key not in self._levels:  # as is 0, by which an item leaves the list of its style
            return ""
        levels = self._levels[key]
        own = levels.get(level)
        if own is None or own.form == "bullet":
            return BULLET
        counts = self._counted_with[key]
        restart = self._starts[key].pop(level, None)
        counts[level] = counts.get(level, own.start - 1) + 1 if restart is None else restart
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if own.form == "none":
            return ""
        named = [int(number) - 1 for number in _LEVEL.findall(own.text)]
        if any(number not in levels or levels[number].form != "decimal" for number in named):
            return BULLET
        return _LEVEL.sub(lambda m: str(counts.get(int(m[1]) - 1, levels[int(m[1]) - 1].start)), own.text)


def _levels(definition: Any) -> dict[int, _Level]:
    found = definition.findall("w:lvl", nsmap) if definition is not None else ()
    return {
        whole(level.get(qn("w:ilvl")), 0): _Level(
            value(level, "w:numFmt") or "decimal",
            value(level, "w:lvlText") or "",
            whole(value(level, "w:start"), 1),
            value(level, "w:pStyle"),
        )
        for level in found
    }
