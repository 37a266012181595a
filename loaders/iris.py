"""Namespaces, and the parts of which IRIs are made: deterministic and readable (docs/architecture.md)."""

from __future__ import annotations

import re
import unicodedata

NAMESPACE = "https://w3id.org/ofsted-graph/"
OG = NAMESPACE + "vocabulary#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"

PREFIXES = {
    "og": OG,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": OA,
    "prov": PROV,
}


def slug(text: str) -> str:
    """`text` in lower-case ASCII letters, digits and single hyphens: "Dick O’Brien" -> "dick-obrien"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def concept(scheme: str, local_name: str) -> str:
    """IRI of a concept: `concept("theme", "supervision")`."""
    return f"{NAMESPACE}{scheme}/{local_name}"


def local_name(iri: str) -> str:
    """The last path segment of an IRI: of a concept its key."""
    return iri.rsplit("/", 1)[-1]


def path_below(folder: str, iri: str) -> str:
    """What follows `folder` in an IRI: "B visit/E10000017/2015-09-14/sif" below "visit" gives
    "E10000017/2015-09-14/sif"."""
    return iri.split(f"/{folder}/", 1)[-1]


def document_of(iri: str) -> str:
    """The document's IRI, of the IRI of anything that a document states: "B document/<id>/finding/12" ->
    "B document/<id>"."""
    base, within, rest = iri.rpartition("/document/")
    return base + within + rest.split("/", 1)[0]


def finding_of(document: str, start: int) -> str:
    """The IRI of a document's finding that begins at the offset `start` of its text."""
    return f"{document}/finding/{start}"


def place_of(finding: str) -> tuple[str, int]:
    """The IRI of the document of a finding, and the offset of its text at which it begins."""
    document, _, start = finding.rpartition("/finding/")
    return document, int(start)
