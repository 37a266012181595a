"""Tables of judgements whose cells do not come as "area grade" on a line.

A PDF may give such a table column by column (every area, then every grade), with the grade before its area,
or with the grade beside one line of a name that is broken over lines ("Children in care and Good / care
leavers"). A run of names, grades, column heads and marks is read as a table only if each of its parts has as
many areas as grades; otherwise nothing is read from it, rather than a neighbour's grade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise, product

from loaders.layout.lines import squeeze
from loaders.model import JudgementStated, Line, Span
from loaders.recognise.names import alternatives

# Lines over which the name of one area and its grade may be broken.
BROKEN_OVER = 3
# A single area and its grade are a row, not a table.
LEAST_ROWS = 2
_MARKS = r"\([a-z]\)|(?:[\s|•●▪■◼·.…:_*)\[\]/–—-]|\((?![a-z]\)))+|\d{1,2}(?:\.\d{1,2})?[.:)]?(?=\s|$)"
_LINE_ENDS = re.compile(r"[ \t|.*)\]\d]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of tables: names of areas as regular expressions by key, labels of grades, column heads."""

    areas: tuple[tuple[str, str], ...]
    grades: tuple[str, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """The name of an area (with its key) or a grade (key None), `[start, end)` in the text."""

    area: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands, and the judgements it states: none if its areas and grades do not match."""

    span: Span
    judgements: tuple[JudgementStated, ...]


def tables(
    text: str, lines: Iterable[Line], words: TableWords, grade_key: Callable[[str], str]
) -> Iterator[Table]:
    """All tables that begin at one of `lines`, including those that cannot be read. `grade_key` gives the key
    of a printed grade. The span of a judgement from columns is that of the whole part, as nothing less shows
    the grade."""
    done = -1
    for line in lines if words.areas else ():
        if line.span.start < done or line.text[:1].islower():  # it goes on from the line above
            continue
        cells = _cells(text, line.span.start, words)
        parts = _parts(cells, text)
        if parts or _is_ragged(cells) or _is_shifted(cells):
            done = cells[-1].end
            judgements = (each for part in parts for each in _judgements(text, part, grade_key))
            yield Table(Span(cells[0].start, done), tuple(judgements))


def _judgements(
    text: str, part: Sequence[_Cell], grade_key: Callable[[str], str]
) -> Iterator[JudgementStated]:
    first, second = part[: len(part) // 2], part[len(part) // 2 :]
    areas, grades = (second, first) if first[0].area is None else (first, second)
    span = Span(part[0].start, part[-1].end)
    for area, grade in zip(areas, grades, strict=True):
        printed = squeeze(text[grade.start : grade.end])
        yield JudgementStated(area.area or "", grade_key(printed), printed, span)


def rows_broken_by_grade(
    lines: Sequence[Line],
    grades: tuple[str, ...],
    grade_key: Callable[[str], str],
    area_named: Callable[[str], str | None],
) -> Iterator[JudgementStated]:
    """Rows of two or three lines: words of one grade end some of them, and the rest names an area."""
    parted = [_parted(line.text, grades) for line in lines]
    for index, first in enumerate(lines):
        if first.text[:1].islower():  # it goes on from the line above
            continue
        for end in range(min(index + BROKEN_OVER, len(lines)), index + 1, -1):
            if found := _broken_row(parted[index:end], grades, area_named):
                span = Span(first.span.start, lines[end - 1].span.end)
                yield JudgementStated(found[0], grade_key(found[1]), found[1], span)
                break


def _cells(text: str, at: int, words: TableWords) -> list[_Cell]:
    """The cells that stand one behind the other from `at`, as far as the last that ends its line."""
    token, grade, areas = _patterns(words)
    cells: list[_Cell] = []
    ended = 0
    while match := token.match(text, at):
        at = match.end()
        if match.lastgroup == "grade":
            cells.append(_Cell(None, match.start(), match.end("grade")))
        elif match.lastgroup == "area":
            named = ((m.end(), key) for key, area in areas if (m := area.match(text, match.start())))
            at, key = max(named)
            if grade.search(text, match.start(), at):  # a sentence that grades the area
                break
            cells.append(_Cell(key, match.start(), at))
        else:
            continue
        if _LINE_ENDS.match(text, at):
            ended = len(cells)
    return cells[:ended]


def _is_ragged(cells: list[_Cell]) -> bool:
    """Whether several areas stand directly before several grades, so that the first of these grades is not
    that of the last area."""
    runs = [sum(1 for _ in run) for _, run in groupby(cells, key=lambda cell: cell.area is None)]
    return any(first > 1 and second > 1 for first, second in pairwise(runs))


def _is_shifted(cells: list[_Cell]) -> bool:
    """Whether grades and areas take turns, a grade first and an area last: each grade may be that of the line
    above it or of the line below."""
    turns = [cell.area is None for cell in cells]
    return len(turns) > 2 * LEAST_ROWS - 1 and turns == [True, False] * (len(turns) // 2)


def _parts(cells: list[_Cell], text: str) -> list[list[_Cell]]:
    """The parts of a table, each with as many areas as grades; none where that fails or an area comes twice.

    Grades come first only in a whole column, or each on the line of its area: a grade on the line above may
    be that of another."""
    named = [cell.area for cell in cells if cell.area]
    if len(named) < LEAST_ROWS or len(named) * 2 != len(cells) or len(set(named)) < len(named):
        return []
    runs = [list(run) for _, run in groupby(cells, key=lambda cell: cell.area is None)]
    parts = list(zip(runs[::2], runs[1::2], strict=False))
    if len(runs) % 2 or any(len(first) != len(second) for first, second in parts):
        return []
    if cells[0].area is None and len(parts) > 1:
        beside = (text[first[-1].end : second[0].start] for first, second in parts)
        if any("\n" in between for between in beside):
            return []
    return [first + second for first, second in parts]


def _broken_row(
    row: Sequence[Sequence[tuple[str, str]]],
    grades: tuple[str, ...],
    area_named: Callable[[str], str | None],
) -> tuple[str, str] | None:
    """Key of the area and the grade as printed that lines, each parted in every way, hold together."""
    if all(len(parted) == 1 for parted in row):
        return None
    labels = _folded(grades)
    for parts in product(*row):
        grade = " ".join(end for _, end in parts if end)
        # A grade alone above a name is that of the row before.
        if not (grade.casefold() in labels and parts[0][0] and parts[-1][0]):
            continue
        name = " ".join(begin for begin, _ in parts if begin)
        if (area := area_named(name)) and area_named(parts[0][0]) != area:
            return area, grade
    return None


def _parted(line: str, grades: tuple[str, ...]) -> list[tuple[str, str]]:
    """The line whole, and parted before each run of last words that belongs to a grade."""
    words = line.split()
    pieces = _grade_pieces(grades)
    parted = [(line, "")]
    for cut in range(len(words) - 1, -1, -1):
        end = " ".join(words[cut:])
        if end.casefold() not in pieces:
            break
        parted.append((" ".join(words[:cut]), end))
    return parted


@cache
def _folded(grades: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(str.casefold, grades))


@cache
def _grade_pieces(grades: tuple[str, ...]) -> frozenset[str]:
    """Every run of words of a grade, folded: "requires", "requires improvement", "improvement to be" ..."""
    return frozenset(
        " ".join(words[a:b]).casefold()
        for words in map(str.split, grades)
        for a in range(len(words))
        for b in range(a + 1, len(words) + 1)
    )


@cache
def _patterns(
    words: TableWords,
) -> tuple[re.Pattern[str], re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """For a cell or mark, for a grade, and for each area by its key."""
    names = [(key, name.replace("[ -]", "(?: |-)").replace(" ", r"\s+")) for key, name in words.areas]
    any_name = "|".join(f"(?:{name})" for _, name in names)
    heads = "|".join(words.heads).replace(" ", r"\s+")
    stop = r"(?![^\W\d_])"
    grade = alternatives(words.grades)
    token = (
        rf"(?P<grade>{grade})(?:\s+Grade\s+\d)?{stop}|(?P<area>(?i:{any_name}){stop})"
        rf"|(?P<mark>{_MARKS}|(?i:{heads}){stop})"
    )
    areas = tuple((key, re.compile(rf"(?i:{name}){stop}")) for key, name in names)
    return re.compile(token), re.compile(rf"\b{grade}{stop}"), areas
