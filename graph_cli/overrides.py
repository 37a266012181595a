"""A reader's decisions on names: a CSV file with the columns name, other and same (yes or no)."""

from __future__ import annotations

import csv
from pathlib import Path

from graph_cli.errors import AskedWrongly
from loaders.resolve.people import Override

ANSWERS = {"yes": True, "no": False}


def read_overrides(path: Path | None) -> tuple[Override, ...]:
    """The decisions in the file `path`, sorted; none if `path` is None. Raises AskedWrongly, naming file and
    line."""
    if path is None:
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = csv.DictReader(handle)
            if set(rows.fieldnames or ()) != {"name", "other", "same"}:
                raise AskedWrongly(f"{path}, line 1: the columns must be name, other and same.")
            found = set()
            for row in rows:
                answer = ANSWERS.get((row["same"] or "").strip().lower())
                if answer is None or not row["name"] or not row["other"]:
                    raise AskedWrongly(f"{path}, line {rows.line_num}: two names are needed, and yes or no.")
                found.add((row["name"], row["other"], answer))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AskedWrongly(f"{path}: cannot be read ({error}).") from error
    return tuple(Override(*each) for each in sorted(found))
