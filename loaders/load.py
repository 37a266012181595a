"""One file through every stage that needs no other document: its graph as N-Quads, and its facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from loaders.classify import Classifiers, classify, load_classifiers
from loaders.classify.recommendations import read_recommendations
from loaders.document_facts import document_facts
from loaders.errors import UnknownFamily
from loaders.facts import DocumentFacts
from loaders.iris import NAMESPACE, slug
from loaders.layout import lay_out
from loaders.model import Report
from loaders.read import read_document
from loaders.recognise import recognise
from loaders.recognise.paragraph_references import paragraphs_meant, reference_shift
from loaders.state.document_graph import Council, DocumentGraph
from loaders.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document's graph as sorted N-Quads in UTF-8, and the facts for comparing it with others."""

    quads: bytes
    facts: DocumentFacts


@dataclass(frozen=True, slots=True)
class Loader:
    """Vocabulary and classifiers, loaded once for many files, and the base of the IRIs that are made."""

    vocabulary: Vocabulary
    classifiers: Classifiers
    base: str = NAMESPACE

    @classmethod
    def from_folder(cls, ontology: Path, base: str = NAMESPACE) -> Loader:
        """A loader with everything from the folder `ontology`. Raises MalformedVocabulary."""
        vocabulary = load_vocabulary(ontology)
        return cls(vocabulary, load_classifiers(ontology, vocabulary), base)

    def load(self, path: Path) -> Loaded:
        """Read, lay out, recognise and classify the file at `path`, and write its graph.

        Raises `UnreadableDocument` or `UnknownFamily`, whose messages name the file and the reason.
        """
        layout = lay_out(read_document(path), self.vocabulary)
        try:
            report = recognise(layout, self.vocabulary)
        except UnknownFamily as error:
            raise UnknownFamily(f"{path}: {error}") from error
        findings = classify(report, self.classifiers, self.vocabulary)
        asked = read_recommendations(report, findings, self.classifiers.themes, self.vocabulary)
        themes = [each.themes for each in asked]
        shift = reference_shift(report.recommendations, layout.paragraphs)
        meant = paragraphs_meant(report.recommendations, layout.paragraphs, shift)
        graph = DocumentGraph(report, findings, themes, meant, shift.shift, self._council(report), self.base)
        return Loaded(graph.write(), document_facts(report, findings, asked, graph, self.vocabulary))

    def _council(self, report: Report) -> Council:
        """Name and IRI of the council; one that is not in the list goes by its plain name."""
        stated = report.authority
        if stated.key is not None:
            known = self.vocabulary.authorities[stated.key]
            return Council(known.iri, known.label, listed=True)
        name = self.vocabulary.plain_council_name(stated.printed) or "Unknown council"
        return Council(f"{self.base}authority/{slug(name) or 'unknown'}", name, listed=False)
