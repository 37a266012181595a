"""Every term is declared, described and given a shape; the reference data itself conforms."""

from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection

from graph_cli.bundled import ontology_folder
from loaders.iris import OG

CHECKOUT = Path(__file__).parents[2]
TERM = re.compile(r"\bog:(\w+)")


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(ontology_folder() / "vocabulary.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology_folder() / "shapes.ttl")


@pytest.fixture(scope="module")
def reference() -> Graph:
    graph = Graph()
    for file in sorted(ontology_folder().glob("*.ttl")):
        if file.name != "shapes.ttl":
            graph.parse(file)
    return graph


def declared(terms: Graph) -> set[str]:
    return {str(term).removeprefix(OG) for term in terms.subjects(RDFS.comment) if str(term).startswith(OG)}


def used_in_documents() -> set[str]:
    return set(TERM.findall((CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")))


def used_in_data() -> set[str]:
    files = [
        file for file in ontology_folder().glob("*.ttl") if file.name not in ("vocabulary.ttl", "shapes.ttl")
    ]
    return {term for file in files for term in TERM.findall(file.read_text(encoding="utf-8"))}


def used_in_code() -> set[str]:
    files = (CHECKOUT / "loaders").rglob("*.py")
    return {term for file in files for term in re.findall(r'OG \+ "(\w+)"', file.read_text(encoding="utf-8"))}


def test_every_term_of_the_documentation_and_the_data_is_declared(terms: Graph) -> None:
    assert used_in_documents() | used_in_data() | used_in_code() <= declared(terms)


def test_every_declared_term_is_used(terms: Graph) -> None:
    concept_classes = {"Grade", "Role", "Polarity", "Status", "ChildGroup"}
    used = used_in_documents() | used_in_data() | used_in_code() | concept_classes
    assert declared(terms) <= used


def test_every_term_has_label_definition_and_for_properties_what_it_links(terms: Graph) -> None:
    for name in declared(terms):
        term = URIRef(OG + name)
        assert terms.value(term, RDFS.label), name
        if (term, RDF.type, RDF.Property) in terms:
            assert str(terms.value(term, SKOS.scopeNote)).startswith("On: "), name


def test_every_class_has_a_shape(terms: Graph, shapes: Graph) -> None:
    targeted = set(shapes.objects(None, SH.targetClass))
    for cls in terms.subjects(RDF.type, OWL.Class):
        assert targeted & set(terms.transitive_objects(cls, RDFS.subClassOf)), cls


def test_shapes_speak_in_sentences_and_of_declared_terms(terms: Graph, shapes: Graph) -> None:
    for constraint in shapes.subjects(RDF.type, SH.PropertyShape):
        path = str(shapes.value(constraint, SH.path))
        assert not path.startswith(OG) or path.removeprefix(OG) in declared(terms)
        message = str(shapes.value(constraint, SH.message))
        assert message[0].isupper()
        assert message.endswith(".")
    for members in shapes.objects(None, SH["in"]):
        assert len(Collection(shapes, members)) > 1


def test_the_reference_data_conforms(reference: Graph, shapes: Graph) -> None:
    conforms, _, report = pyshacl.validate(reference, shacl_graph=shapes)
    assert conforms, report


def test_shapes_say_in_words_what_is_wrong(reference: Graph, shapes: Graph) -> None:
    wrong = Graph().parse(
        format="turtle",
        data="""
        @prefix og: <https://w3id.org/ofsted-graph/vocabulary#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:finding> a og:Finding ; og:document <urn:missing> ; og:page 0 ;
            og:polarity <https://w3id.org/ofsted-graph/polarity/splendid> .
        <urn:visit> a og:FocusedVisit ; og:knownBy "hearsay" ;
            og:start "2021-07-07"^^xsd:date ; og:end "2021-07-06"^^xsd:date .
        """,
    )
    for subclass in reference.triples((None, RDFS.subClassOf, None)):
        wrong.add(subclass)
    conforms, _, report = pyshacl.validate(wrong, shacl_graph=shapes)
    assert not conforms
    for message in (
        'A finding must have exactly one "polarity": a polarity of the scheme.',
        'A finding must have exactly one "document": a document.',
        'A finding must have exactly one "page": a whole number, 1 or more.',
        'A finding must have exactly one "evidence": a quotation (a place in the text, with its words).',
        'A visit must have exactly one "known by": one of document, mention.',
        'The "first day" of a visit must be a date',
    ):
        assert message in report
