"""The labelled statements in their documents, as the product itself reads them.

Labels hold no text: a statement is known by its document and the hash of its folded text, so the collection
is read again and matched.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.classify import candidate_statements, in_context
from loaders.classify.context import StatementInContext
from loaders.errors import OfstedGraphError
from loaders.layout import lay_out
from loaders.read import read_document
from loaders.recognise import recognise
from loaders.vocabulary import Vocabulary

_NOT_KEPT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A reading of a statement. `optional` themes were read by one of two readers: neither right nor
    wrong. `gold` marks the gold statements."""

    polarity: str
    themes: frozenset[str]
    optional: frozenset[str] = frozenset()
    gold: bool = False


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document's candidate statements in reading order and the labels of some, by place; `lost` are labels
    of statements that the product does not offer. `council` is the one it is about, `day` that of the
    inspection, else of its publication, else "", `framework` the key of its kind."""

    key: str
    council: str
    day: str
    framework: str
    statements: tuple[StatementInContext, ...]
    labels: Mapping[int, Label]
    lost: tuple[Label, ...]


def folded(text: str) -> str:
    """Only a-z and 0-9 of the text, whatever its case and accents."""
    return _NOT_KEPT.sub("", unicodedata.normalize("NFKD", text).casefold())


def statement_hash(text: str) -> str:
    """The key of a statement in bench/labels: first 16 hex digits of the SHA-256 of its folded text."""
    return hashlib.sha256(folded(text).encode()).hexdigest()[:16]


def read_labels(file: Path) -> dict[str, dict[str, Label]]:
    """bench/labels: document -> statement hash -> label."""
    found: dict[str, dict[str, Label]] = defaultdict(dict)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            themes = frozenset(row["themes"].split())
            found[row["document"]][row["statement"]] = Label(row["polarity"], themes)
    return found


def read_gold(file: Path) -> dict[str, dict[str, Label]]:
    """The gold statements in the same form."""
    found: dict[str, dict[str, Label]] = defaultdict(dict)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["document"]][statement_hash(row["text"])] = Label(
            row["polarity"], frozenset(row["themes"]), frozenset(row["optional"]), gold=True
        )
    return found


def all_labels(folder: Path, gold: Path | None) -> dict[str, dict[str, Label]]:
    """The labels of every table in `folder` and, where it is named, the gold: document -> hash -> label."""
    found: dict[str, dict[str, Label]] = defaultdict(dict)
    sources = [read_labels(file) for file in sorted(folder.glob("*.csv"))]
    for source in [*sources, read_gold(gold)] if gold else sources:
        for document, labels in source.items():
            found[document].update(labels)
    return found


def labelled_documents(
    files: Iterable[Path], labels: Mapping[str, Mapping[str, Label]], vocabulary: Vocabulary
) -> list[LabelledDocument]:
    """Every file that has labels, read, with its labels at their statements."""
    found = []
    for file in sorted(files):
        wanted = labels.get(file.stem)
        if not wanted:
            continue
        try:
            report = recognise(lay_out(read_document(file), vocabulary), vocabulary)
        except OfstedGraphError as fault:
            print(f"{file.name}: {fault}")
            continue
        statements = tuple(in_context(report, candidate_statements(report.layout, vocabulary)))
        places: dict[str, int] = {}
        for place, statement in enumerate(statements):
            places.setdefault(statement_hash(statement.text), place)
        at = {places[key]: label for key, label in wanted.items() if key in places}
        lost = tuple(label for key, label in wanted.items() if key not in places)
        council = report.authority.key or report.authority.printed
        days = [period.start for period in report.periods if period.start]
        days += [report.published.on] if report.published else []
        day = days[0].isoformat() if days else ""
        found.append(LabelledDocument(file.stem, council, day, report.framework, statements, at, lost))
    return found
