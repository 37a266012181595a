"""Canned queries: one `.rq` file each, whose header says what it asks, what may be given and what it answers.

    # title: Findings
    # question: What do the documents say about a theme?
    # parameter: theme (theme, optional): What the finding is about.
    # column: document: The source's file name.
    # column: iri (detail): The finding's own IRI; left out of tables on the screen.
    # example: --authority Ambershire --theme supervision

    SELECT ... WHERE {
      ?finding og:document ?doc .
      #given theme as ?wanted ?finding og:theme ?wanted .
    }

The file is valid SPARQL as it stands. A line `#given NAME as ?VARIABLE PATTERN` is a comment until NAME has a
value; then it becomes `VALUES ?VARIABLE { term } PATTERN`, in which the term takes the variable's place in
PATTERN. The term is an RDF term, serialised as such, never the user's text; after `as words` it is a regular
expression for the text in either case, after `as line` one for it and what follows it in a line of og:lines.
A line `#given NAME with OTHER as` or `#given NAME without OTHER as` does so only where OTHER has a value, or
has none; a line that ends with `#unless NAME, OTHER` is left out where one of these has a value.
(Oxigraph's own substitution of variables serves worse: its optimiser plans without the values, takes
`BOUND(?x)` to be never true, and substitutes only projected variables.)

    # likeness: like among authority, theme; limit 20 to 200
    #given like as (?iri ?score)

A query with such an entry is ranked. The value of `like` is replaced by the IRIs and scores of the findings
worded most like it (graph_cli.closest), among those that match the parameters named after `among`: as many as
`limit` says, 20 by default, never more than 200.

    # stretches: ?source by ?name ?date
    #given stretch as ?source
    #counted ?iri
    ?iri og:document ?source .
    #end
    #ordered
    ?source og:fileName ?name ; dcterms:issued ?date .
    #end

A query whose rows stand group by group (here by ?source), in the order that `stretches` gives the groups,
can be answered stretch by stretch (graph_cli.stretch). The patterns between `#counted` and `#end` have each
row once, with its group; those between `#ordered` and `#end` bind what the groups are sorted by. No two
groups may be equal in that, or the whole answer mixes their rows where its pages do not. Where some groups
are given as `stretch`, the answer has the rows of these alone. A line between `#counted` and `#end` that ends
with `#uncounted` only adds columns, and is left out of counting; one that ends with `#uncounted without NAME`
is left out where NAME has no value.

    # stretches: ?source by ?name; tally ?number in ?lines unless theme

Where rows are findings, and the graph knows their numbers (og:Wording), these are added up instead of
counting rows, unless `theme` has a value: `tally` is given, and the patterns between `#counted` and `#end`
bind ?number, and no row. Where words are given as well, they bind ?lines, in which the words are. The rows of
a page are then found in these lines, or by the patterns without `tally`, and given as `row`, with no
parameter but `stretch` and `theme`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from graph_cli.bundled import queries_folder
from graph_cli.canned_query import (
    GIVEN,
    GIVEN_AS,
    MARKED,
    ROW,
    STRETCH,
    TALLY,
    UNCOUNTED,
    UNLESS,
    CannedQuery,
    Column,
    Likeness,
    Parameter,
    Stretches,
    Tally,
)
from graph_cli.errors import MalformedQuery

TYPES = (
    *("authority", "theme", "polarity", "framework", "area", "grade", "status", "role", "region", "person"),
    *("document", "first-day", "last-day", "count", "text", "sentence", "choice"),
)

_ENTRY = re.compile(r"# ([a-z]+): (\S.*)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*) \((?P<type>[a-z-]+)(?: (?P<choices>[a-z|-]+))?, (?P<need>required|optional)\)"
    r": (?P<text>.+)"
)
_COLUMN = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?P<detail> \(detail\))?: (?P<text>.+)")
_LIKENESS = re.compile(
    r"(?P<like>\w+) among (?P<among>\w+(?:, \w+)*); (?P<limit>\w+) (?P<usual>\d+) to (?P<most>\d+)"
)
_STRETCHES = re.compile(
    r"(?P<group>\?\w+) by (?P<order>\?\w+(?: \?\w+)*)"
    r"(?:; tally (?P<number>\?\w+) in (?P<lines>\?\w+) unless (?P<unless>\w+))?"
)
_COUNTED = re.compile(r"^ *#counted (\?\w+)$", re.MULTILINE)


def read_query(path: Path) -> CannedQuery:
    """The query in a file. Raises MalformedQuery, which names file and line."""
    text = path.read_text(encoding="utf-8")
    single: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        entry = _ENTRY.fullmatch(line.rstrip())
        if entry is None:
            raise _malformed(path, number, "needs lines like '# key: text'")
        key, content = entry.groups()
        if key == "parameter":
            parameters.append(_parameter(path, number, content))
        elif key == "column":
            columns.append(_column(path, number, content))
        elif key not in ("title", "question", "example", "likeness", "stretches"):
            raise _malformed(
                path,
                number,
                f"knows no '{key}'; use title, question, parameter, likeness, stretches, column, example",
            )
        elif key in single:
            raise _malformed(path, number, f"has a second '{key}'")
        else:
            single[key] = content
    for key in ("title", "question", "example"):
        if key not in single:
            raise _malformed(path, 1, f"lacks '# {key}: ...'")
    if not columns:
        raise _malformed(path, 1, "lacks '# column: ...'")
    _check_names(path, [p.name for p in parameters], "parameter")
    _check_names(path, [c.name for c in columns], "column")
    likeness = _likeness(path, single.get("likeness"), {p.name for p in parameters})
    narrowing = {*likeness.among, likeness.limit} if likeness else set()
    stretches = _stretches(path, single.get("stretches"), text, {p.name for p in parameters})
    given_besides = set() if stretches is None else {STRETCH, TALLY, ROW} if stretches.tally else {STRETCH}
    _check_given(path, text, {p.name for p in parameters} - narrowing | given_besides)
    return CannedQuery(
        name=path.stem,
        title=single["title"],
        question=single["question"],
        parameters=tuple(parameters),
        columns=tuple(columns),
        example=single["example"],
        sparql=text,
        likeness=likeness,
        stretches=stretches,
    )


@cache
def canned_queries() -> dict[str, CannedQuery]:
    """The bundled queries by name. Raises MalformedQuery."""
    return read_queries(queries_folder())


def read_queries(folder: Path) -> dict[str, CannedQuery]:
    """All queries of a folder by name, in order of name. Raises MalformedQuery."""
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}


def _malformed(path: Path, line: int, what: str) -> MalformedQuery:
    return MalformedQuery(f"{path}, line {line}: the header {what}.")


def _parameter(path: Path, number: int, content: str) -> Parameter:
    match = _PARAMETER.fullmatch(content)
    if match is None:
        raise _malformed(path, number, "needs '# parameter: name (type, required|optional): text' here")
    kind, choices = match["type"], tuple((match["choices"] or "").split("|")) if match["choices"] else ()
    if kind not in TYPES:
        raise _malformed(path, number, f"knows no type '{kind}'; use one of {', '.join(TYPES)}")
    if (kind == "choice") != bool(choices):
        raise _malformed(path, number, "needs words after 'choice', as in 'choice this|that', and only there")
    return Parameter(match["name"], kind, match["need"] == "required", match["text"], choices)


def _column(path: Path, number: int, content: str) -> Column:
    match = _COLUMN.fullmatch(content)
    if match is None:
        raise _malformed(path, number, "needs '# column: name: text' or '# column: name (detail): text' here")
    return Column(match["name"], match["text"], bool(match["detail"]))


def _likeness(path: Path, content: str | None, declared: set[str]) -> Likeness | None:
    if content is None:
        return None
    match = _LIKENESS.fullmatch(content)
    if match is None:
        raise _malformed(path, 1, "needs '# likeness: NAME among NAME, NAME; NAME 20 to 200'")
    likeness = Likeness(
        match["like"],
        tuple(match["among"].split(", ")),
        match["limit"],
        int(match["usual"]),
        int(match["most"]),
    )
    for name in (likeness.like, *likeness.among, likeness.limit):
        if name not in declared:
            raise _malformed(path, 1, f"ranks by '{name}', which is not a parameter")
    return likeness


def _stretches(path: Path, content: str | None, text: str, declared: set[str]) -> Stretches | None:
    if content is None:
        return None
    match = _STRETCHES.fullmatch(content)
    if match is None:
        raise _malformed(
            path,
            1,
            "needs '# stretches: ?GROUP by ?VARIABLE ?VARIABLE', and behind it at most "
            "'; tally ?NUMBER in ?LINES unless NAME'",
        )
    row = _COUNTED.search(text)
    if f"\nORDER BY {match['order']}" not in text:
        raise _malformed(path, 1, "has stretches by what the rows are not sorted by first")
    if row is None or sorted(kind for kind, _ in MARKED.findall(text)) != ["counted", "ordered"]:
        raise _malformed(
            path, 1, "has stretches; these need patterns '#counted ?ROW' to '#end' and '#ordered' to '#end'"
        )
    for line in UNCOUNTED.finditer(text):
        if line["name"] is not None and line["name"] not in declared:
            raise _malformed(path, 1, f"leaves out lines without '{line['name']}', which is not a parameter")
    tally = None
    if match["number"]:
        tally = Tally(match["number"], match["lines"], match["unless"])
        if tally.unless not in declared:
            raise _malformed(path, 1, f"tallies unless '{tally.unless}' is given, which is not a parameter")
    return Stretches(match["group"], match["order"], row[1], tally)


def _check_names(path: Path, names: list[str], what: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise _malformed(path, 1, f"has the {what} '{name}' twice")


def _check_given(path: Path, text: str, declared: set[str]) -> None:
    used: set[str] = set()
    for match in GIVEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        given = GIVEN_AS.fullmatch(match[0])
        if given is None:
            raise MalformedQuery(f"{path}, line {line}: needs '#given NAME as ?VARIABLE PATTERN' here.")
        for name in filter(None, (given["name"], given["other"])):
            if name not in declared:
                raise MalformedQuery(
                    f"{path}, line {line}: '#given' has '{name}', which is no parameter of the header."
                )
        used.add(given["name"])
    for names in UNLESS.findall(text):
        for name in names.split(", "):
            if name not in declared:
                raise _malformed(path, 1, f"has no parameter '{name}', which a line is left out for")
    for name in sorted(declared - used):
        raise _malformed(path, 1, f"declares the parameter '{name}', which no '#given {name}' uses")
