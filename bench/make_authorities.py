"""Writes ontology/authorities.ttl from the reference list of councils (a CSV file), always the same bytes.

    python bench/make_authorities.py ../shared/reference/authorities.csv ontology/authorities.ttl

What the list lacks (aliases, councils that were replaced, name templates) is in ontology/authority-facts.ttl.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Row = dict[str, str]

HEAD = """\
# Councils of England with duties for children's services. Written by bench/make_authorities.py: do not edit.
# Aliases, councils that were replaced and name templates are in authority-facts.ttl.
@prefix og: <https://w3id.org/ofsted-graph/vocabulary#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix authority: <https://w3id.org/ofsted-graph/authority/> .
@prefix region: <https://w3id.org/ofsted-graph/region/> .
@prefix type: <https://w3id.org/ofsted-graph/authority-type/> .

<https://w3id.org/ofsted-graph/region> a skos:ConceptScheme ;
    dcterms:title "Regions of England" ;
    dcterms:description "The nine regions by which official statistics group councils." .
"""


def main(source: Path, target: Path) -> None:
    """Reads `source` (UTF-8 CSV) and replaces `target` (Turtle)."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["gss_code"])
    regions = region_codes(rows)
    blocks = [region(code, name) for name, code in sorted(regions.items(), key=lambda item: item[1])]
    by_dfe_number = {row["dfe_la_code"]: row["gss_code"] for row in rows}
    blocks += [authority(row, regions, by_dfe_number) for row in rows]
    target.write_text("\n".join([HEAD, *blocks]), encoding="utf-8")


def region_codes(rows: Iterable[Row]) -> dict[str, str]:
    """Region name -> code. A few rows carry another region's code: the majority counts."""
    seen: dict[str, Counter[str]] = {}
    for row in rows:
        seen.setdefault(region_name(row), Counter())[row["region_gss_code"]] += 1
    return {name: codes.most_common(1)[0][0] for name, codes in seen.items()}


def region_name(row: Row) -> str:
    return row["region"].replace(" The ", " the ")


def short_name(row: Row) -> str:
    """`Bristol, City of` -> `Bristol`; `Bedford Borough` -> `Bedford`; `St. Helens` -> `St Helens`."""
    name = row["ons_name"].removesuffix(", City of").replace(" Upon ", " upon ")
    return name.replace("St. ", "St ").removesuffix(" Borough")


def also_known_as(row: Row) -> list[str]:
    """The names of a bracketed list. Its commas also stand inside names: pieces that the council's own name
    begins to spell are no names of their own."""
    text = row["also_known_as"].strip("[] ")
    label = short_name(row)
    pieces = [piece.strip() for piece in text.split(",")] if text else []
    if "&" in text and label.replace("and", "&") in text:
        whole = label.replace("and", "&")
        pieces = [piece.strip() for piece in text.replace(whole, "").split(",") if piece.strip()] + [whole]
    return [piece.replace(" Upon ", " upon ") for piece in pieces]


def region(code: str, name: str) -> str:
    return (
        f"region:{code} a skos:Concept ;\n"
        f"    skos:inScheme <https://w3id.org/ofsted-graph/region> ; skos:notation {quoted(code)} ;\n"
        f"    skos:prefLabel {quoted(name)} ;\n"
        f"    skos:definition {quoted(f'The region {name} of England.')} .\n"
    )


def authority(row: Row, regions: dict[str, str], by_dfe_number: dict[str, str]) -> str:
    label = short_name(row)
    aliases = sorted({row["ons_name"], *also_known_as(row)} - {label})
    neighbours = re.findall(r"\d+", row["statistical_neighbours_dfe_codes"])
    lines = [
        f"authority:{row['gss_code']} a og:Authority",
        f"skos:notation {quoted(row['gss_code'])}",
        f"skos:prefLabel {quoted(label)}",
        *([f"skos:altLabel {', '.join(quoted(alias) for alias in aliases)}"] if aliases else []),
        f"og:dfeNumber {quoted(row['dfe_la_code'])}",
        f"og:urn {quoted(row['urn'])}",
        f"og:region region:{regions[region_name(row)]}",
        *([f"og:authorityType type:{slug(row['type'])}"] if row["type"] else []),
        *([f"og:population0to25 {row['population_0_25']}"] if row["population_0_25"] else []),
        *(
            ["og:statisticalNeighbour " + ", ".join(f"authority:{by_dfe_number[n]}" for n in neighbours)]
            if neighbours
            else []
        ),
    ]
    return " ;\n    ".join(lines) + " .\n"


def slug(text: str) -> str:
    return re.sub(r"[^a-z]+", "-", text.lower()).strip("-")


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: make_authorities.py CSV TTL")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
