"""The manifest of a folder of fetched documents: one row per document and authority, in manifest.csv."""

from __future__ import annotations

import csv
import os
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from graph_cli.fetch.errors import StopFetching

FILE_NAME = "manifest.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """A fetched document. `url` is where it came from, `file` its name in the folder, `authority` the key of
    the authority whose page offers it ("" where it is not in the list), `published` an ISO date or "",
    `fetched` an ISO time in UTC; `etag` and `last_modified` as the server sent them, or ""."""

    url: str
    file: str
    authority: str
    authority_name: str
    title: str
    published: str
    fetched: str
    sha256: str
    bytes: int
    media_type: str
    etag: str
    last_modified: str

    @property
    def number(self) -> str:
        """The document's id on the file site."""
        return self.url.rsplit("/", 1)[-1]


COLUMNS = tuple(field.name for field in fields(Row))


class Manifest:
    """The rows of a folder's manifest, in memory and on disk."""

    def __init__(self, folder: Path) -> None:
        """Reads the manifest of `folder`, empty where there is none. Raises StopFetching where it cannot be
        read: without it everything would be fetched again."""
        self.path = folder / FILE_NAME
        self._rows: dict[tuple[str, str], Row] = {}
        if self.path.exists():
            for row in _read(self.path):
                self._rows[row.number, row.authority or row.authority_name] = row

    def of(self, number: str) -> tuple[Row, ...]:
        """The rows of the document with this id, one for each authority that it is listed for."""
        return tuple(row for row in self._rows.values() if row.number == number)

    def lists(self, row: Row) -> bool:
        """Whether this very row is written already."""
        return self._rows.get((row.number, row.authority or row.authority_name)) == row

    def put(self, *rows: Row) -> None:
        """Adds or replaces rows and writes the manifest: the file on disk holds either all of the rows or, if
        the machine stops in between, all of the former ones."""
        self._rows |= {(row.number, row.authority or row.authority_name): row for row in rows}
        aside = self.path.with_suffix(".csv.new")
        with aside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([_to_cell(value) for value in astuple(row)] for row in self._rows.values())
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.path)


def _read(path: Path) -> list[Row]:
    remedy = "Repair it, or move it away to fetch everything again."
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if missing := set(COLUMNS) - set(reader.fieldnames or ()):
                raise StopFetching(f"{path} has no column {', '.join(sorted(missing))}. {remedy}")
            rows = []
            for cells in reader:
                value = {name: _from_cell(cells[name] or "") for name in COLUMNS}
                if Path(value["file"]).name != value["file"] or not value["bytes"].isdecimal():
                    raise StopFetching(
                        f"{path}, line {reader.line_num}, is not a row of a manifest. {remedy}"
                    )
                rows.append(Row(**{**value, "bytes": int(value["bytes"])}))  # type: ignore[arg-type]
            return rows
    except (csv.Error, UnicodeDecodeError) as error:
        raise StopFetching(f"{path} cannot be read ({error}). {remedy}") from error


def _to_cell(value: str | int) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "'")) else text


def _from_cell(cell: str) -> str:
    return cell.removeprefix("'")
