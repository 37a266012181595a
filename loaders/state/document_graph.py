"""A document's own graph: what it states, with evidence, and nothing that depends on other documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from loaders.iris import DCTERMS, NAMESPACE, OA, OG, PROV, RDF, SKOS, concept, finding_of, slug
from loaders.layout.statements import text_of
from loaders.model import Finding, RecommendationStated, Report, Span
from loaders.state.nquads import GraphWriter, integer_part, link_part, text_part

# What every finding and every piece of evidence says.
_FINDING, _QUOTATION, _SELECTOR = (
    link_part(RDF + "type", kind) for kind in (OG + "Finding", OG + "Quotation", OA + "TextPositionSelector")
)
# What a finding says of a theme, by its polarity there.
_SAYING = {"strength": ("praises",), "concern": ("criticises",), "mixed": ("praises", "criticises")}
_PAGE, _WHY, _EXACT, _START, _END = OG + "page", OG + "why", OA + "exact", OA + "start", OA + "end"


@dataclass(frozen=True, slots=True)
class Council:
    """The council that a document is about; `listed` where ontology/authorities.ttl has it."""

    iri: str
    name: str
    listed: bool


class DocumentGraph:
    """Writes one document's graph and knows the IRIs of its parts. `base` begins all IRIs that are made; for
    each recommendation there are its themes (keys) and, in `meant`, the indexes of the paragraphs that it
    means; `shift` is by how much printed paragraph references are off."""

    def __init__(
        self,
        report: Report,
        findings: Sequence[Finding],
        recommendation_themes: Sequence[tuple[str, ...]],
        meant: Sequence[tuple[int, ...]],
        shift: int,
        council: Council,
        base: str = NAMESPACE,
    ) -> None:
        self.report = report
        self.layout = report.layout
        self.document = report.layout.document
        self.iri = f"{base}document/{self.document.id}"
        self.graph = f"{base}graph/document/{self.document.id}"
        self.council = council
        self.writer = GraphWriter(self.graph)
        self.findings = findings
        self.recommendation_themes = recommendation_themes
        self.meant = meant
        self.shift = shift
        self.paragraph_iris = self._paragraph_iris()
        self.cited: set[str] = set()

    def write(self) -> bytes:
        """The graph as sorted N-Quads."""
        self._document()
        self._pages_and_sections()
        self._paragraphs()
        for index, finding in enumerate(self.findings):
            self._finding(index, finding)
        self._wordings()
        self._judgements()
        self._people()
        self._recommendations()
        self._mentions()
        self._contradictions()
        return self.writer.to_bytes()

    # --- evidence

    def evidence(self, pieces: Sequence[Span], exact: str | None = None) -> str:
        """Write the evidence for `pieces`, which reads `exact` (by default their text), and return its IRI.
        Its first part quotes the whole, further parts only locate.

        Where two statements have the same range, the first to be written decides how it is cut into pieces: a
        mention's single span may run across the page break that a finding in the same place leaves out."""
        first = self.evidence_iri(pieces)
        if first in self.cited:
            return first
        self.cited.add(first)
        quote = text_part(_EXACT, exact or text_of(self.document.text, pieces))
        self.writer.node(first, (quote, *_position(pieces[0], _QUOTATION)))
        for piece in pieces[1:]:
            further = f"{self.iri}/evidence/{piece.start}-{piece.end}"
            self.writer.link(first, OG + "continuedBy", further)
            self.writer.node(further, _position(piece, _SELECTOR))
        return first

    def evidence_iri(self, pieces: Sequence[Span]) -> str:
        """IRI of the evidence for `pieces`, by the first and last offset."""
        return f"{self.iri}/evidence/{pieces[0].start}-{pieces[-1].end}"

    # --- parts

    def _document(self) -> None:
        w, r, d = self.writer, self.report, self.iri
        w.kind(d, OG + "Document", PROV + "Entity")
        w.text(d, OG + "fileName", self.document.name)
        w.text(d, OG + "sha256", self.document.sha256)
        w.text(d, DCTERMS + "format", self.document.media_type)
        w.text(d, DCTERMS + "title", r.title)
        w.text(d, OG + "text", self.document.text)
        w.link(d, OG + "framework", concept("framework", r.framework))
        if r.subtype:
            w.text(d, OG + "subtype", r.subtype)
        w.link(d, OG + "authority", self.council.iri)
        w.text(d, OG + "authorityPrinted", r.authority.printed)
        if not self.council.listed:
            w.kind(self.council.iri, OG + "Authority", OG + "UnknownAuthority")
            w.text(self.council.iri, SKOS + "prefLabel", self.council.name)
        self._dates()
        for name, value in (("mode", r.mode), ("inspectionTheme", r.inspection_theme)):
            if value:
                w.text(d, OG + name, value)
        for agency in r.agencies:
            w.text(d, OG + "agency", agency)
        for statement in r.scope:
            w.text(d, OG + "scope", statement.text)
        w.truth(d, OG + "slides", r.slides)

    def _dates(self) -> None:
        w, r, d = self.writer, self.report, self.iri
        starts = [p.start for p in r.periods if p.start]
        ends = [p.end for p in r.periods if p.end]
        if starts:
            w.day(d, OG + "start", min(starts))
        if ends:
            w.day(d, OG + "end", max(ends))
        for period in r.periods:
            for name, day_month in (
                ("dayMonthStart", period.day_month_start),
                ("dayMonthEnd", period.day_month_end),
            ):
                if day_month:
                    w.typed(d, OG + name, f"--{day_month[1]:02}-{day_month[0]:02}", "gMonthDay")
        if r.published:
            w.day(d, DCTERMS + "issued", r.published.on)

    def _pages_and_sections(self) -> None:
        w = self.writer
        for page in self.document.pages:
            iri = f"{self.iri}/page/{page.number}"
            w.kind(iri, OG + "Page")
            w.link(iri, OG + "document", self.iri)
            w.integer(iri, OG + "number", page.number)
            w.integer(iri, OG + "startOffset", page.span.start)
            w.integer(iri, OG + "endOffset", page.span.end)
        used = {p.section for p in self.layout.paragraphs}
        for index, section in enumerate(self.layout.sections):
            if index not in used:
                continue
            iri = f"{self.iri}/section/{index}"
            w.kind(iri, OG + "Section")
            w.link(iri, OG + "document", self.iri)
            w.integer(iri, OG + "position", index)
            w.text(iri, OG + "heading", section.heading)
            w.link(iri, OG + "sectionKind", concept("section-kind", section.kind))
            if section.area:
                w.link(iri, OG + "area", concept("area", section.area))

    def _paragraph_iris(self) -> dict[int, str]:
        seen: Counter[str] = Counter()
        iris = {}
        for index, paragraph in enumerate(self.layout.paragraphs):
            if paragraph.number:
                seen[paragraph.number] += 1
                suffix = f"-{seen[paragraph.number]}" if seen[paragraph.number] > 1 else ""
                iris[index] = f"{self.iri}/paragraph/{paragraph.number}{suffix}"
        return iris

    def _paragraphs(self) -> None:
        w = self.writer
        for index, iri in self.paragraph_iris.items():
            paragraph = self.layout.paragraphs[index]
            w.kind(iri, OG + "Paragraph")
            w.link(iri, OG + "document", self.iri)
            w.text(iri, OG + "printedNumber", paragraph.number or "")
            w.link(iri, OG + "section", f"{self.iri}/section/{paragraph.section}")
            w.integer(iri, OG + "startOffset", paragraph.span.start)
            w.integer(iri, OG + "endOffset", paragraph.span.end)

    def finding_iri(self, index: int) -> str:
        """IRI of the finding at `index`, by the offset of its first character."""
        return finding_of(self.iri, self.findings[index].statement.pieces[0].start)

    def _finding(self, index: int, finding: Finding) -> None:
        paragraph = self.layout.paragraphs[finding.paragraph]
        evidence = self.evidence(finding.statement.pieces, finding.statement.text)
        parts = [
            _FINDING,
            f"<{OG}document> <{self.iri}>",
            _concept_part("polarity", "polarity", finding.polarity),
            f"<{OG}section> <{self.iri}/section/{paragraph.section}>",
            integer_part(_PAGE, finding.statement.page),
            f"<{OG}evidence> <{evidence}>",
        ]
        parts += [_concept_part("theme", "theme", theme) for theme in finding.themes]
        if any(side.polarity != finding.polarity for side in finding.sides):
            parts += [
                _concept_part(name, "theme", theme)
                for theme, side in zip(finding.themes, finding.sides, strict=True)
                for name in _SAYING[side.polarity]
            ]
        parts += [_concept_part("childGroup", "child-group", group) for group in finding.groups]
        if finding.paragraph in self.paragraph_iris:
            parts.append(f"<{OG}paragraph> <{self.paragraph_iris[finding.paragraph]}>")
        if finding.why:
            parts.append(text_part(_WHY, "; ".join(finding.why)))
        self.writer.node(self.finding_iri(index), parts)

    def _wordings(self) -> None:
        said: defaultdict[tuple[str | None, str], list[str]] = defaultdict(list)
        for finding in self.findings:
            area = self.layout.sections[self.layout.paragraphs[finding.paragraph].section].area
            statement = finding.statement
            said[area, finding.polarity].append(f"{statement.text}\t{statement.pieces[0].start}")
        w = self.writer
        for (area, polarity), lines in said.items():
            iri = "/".join(filter(None, (self.iri, "wording", polarity, area)))
            w.kind(iri, OG + "Wording")
            w.link(iri, OG + "document", self.iri)
            w.link(iri, OG + "wordingPolarity", concept("polarity", polarity))
            if area:
                w.link(iri, OG + "wordingArea", concept("area", area))
            w.integer(iri, OG + "findings", len(lines))
            w.text(iri, OG + "lines", "\n".join(lines))

    def judgement_iris(self) -> list[str]:
        """IRIs of the judgements in their order; a second grade for an area has the suffix -2."""
        seen: Counter[str] = Counter()
        iris = []
        for judgement in self.report.judgements:
            seen[judgement.area] += 1
            suffix = f"-{seen[judgement.area]}" if seen[judgement.area] > 1 else ""
            iris.append(f"{self.iri}/judgement/{judgement.area}{suffix}")
        return iris

    def _judgements(self) -> None:
        w = self.writer
        for iri, judgement in zip(self.judgement_iris(), self.report.judgements, strict=True):
            w.kind(iri, OG + "Judgement")
            w.link(iri, OG + "document", self.iri)
            w.link(iri, OG + "area", concept("area", judgement.area))
            w.link(iri, OG + "grade", concept("grade", judgement.grade))
            w.text(iri, OG + "printedGrade", judgement.printed)
            w.link(iri, OG + "evidence", self.evidence((judgement.span,)))

    def participation_iri(self, role: str, name: str) -> str:
        """IRI of a person's part in the document."""
        return f"{self.iri}/participation/{role}-{slug(name)}"

    def _people(self) -> None:
        w = self.writer
        for person in self.report.people:
            iri = self.participation_iri(person.role, person.name)
            w.kind(iri, OG + "Participation")
            w.link(iri, OG + "document", self.iri)
            w.link(iri, OG + "role", concept("role", person.role))
            w.text(iri, OG + "name", person.name)
            w.text(iri, OG + "printedName", person.printed)
            if person.post:
                w.text(iri, OG + "post", person.post)
            w.link(iri, OG + "evidence", self.evidence((person.span,)))

    def recommendation_iri(self, index: int) -> str:
        """IRI of the recommendation at `index`, counted from 1 in reading order."""
        return f"{self.iri}/recommendation/{index + 1}"

    def _recommendations(self) -> None:
        for index, recommendation in enumerate(self.report.recommendations):
            self._recommendation(index, recommendation)

    def _recommendation(self, index: int, recommendation: RecommendationStated) -> None:
        w, iri = self.writer, self.recommendation_iri(index)
        w.kind(iri, OG + "Recommendation")
        w.link(iri, OG + "document", self.iri)
        w.text(iri, OG + "recommendationKind", recommendation.kind)
        if recommendation.number:
            w.text(iri, OG + "printedNumber", recommendation.number)
        if recommendation.area:
            w.link(iri, OG + "area", concept("area", recommendation.area))
        for theme in self.recommendation_themes[index]:
            w.link(iri, OG + "theme", concept("theme", theme))
        for number in recommendation.paragraphs_printed:
            w.integer(iri, OG + "paragraphPrinted", int(number))
        for paragraph in self.meant[index]:
            w.link(iri, OG + "paragraphMeant", self.paragraph_iris[paragraph])
        if recommendation.paragraphs_printed:
            w.integer(iri, OG + "referenceShift", self.shift)
        for tag in recommendation.national_framework:
            w.text(iri, OG + "nationalFramework", tag)
        if recommendation.addressed_to:
            w.text(iri, OG + "addressedTo", recommendation.addressed_to)
        w.integer(iri, OG + "page", recommendation.page)
        w.integer(iri, OG + "startOffset", recommendation.pieces[0].start)
        w.text(iri, OG + "recommendationText", text_of(self.document.text, recommendation.pieces))
        w.link(iri, OG + "evidence", self.evidence(recommendation.pieces))

    def mention_iri(self, index: int) -> str:
        """IRI of the earlier inspection mentioned at `index`."""
        return f"{self.iri}/mention/{self.report.earlier[index].span.start}-{index + 1}"

    def _mentions(self) -> None:
        w = self.writer
        for index, mention in enumerate(self.report.earlier):
            iri = self.mention_iri(index)
            w.kind(iri, OG + "Mention")
            w.link(iri, OG + "document", self.iri)
            w.when(iri, OG + "when", mention.when)
            for name, value in (
                ("framework", mention.framework),
                ("area", mention.area),
                ("grade", mention.grade),
            ):
                if value:
                    w.link(iri, OG + name, concept(name, value))
            w.link(iri, OG + "evidence", self.evidence((mention.span,)))

    def _contradictions(self) -> None:
        w = self.writer
        for contradiction in self.report.contradictions:
            iri = f"{self.iri}/contradiction/{slug(contradiction.subject)}"
            w.kind(iri, OG + "Contradiction")
            w.link(iri, OG + "document", self.iri)
            w.text(iri, OG + "subject", contradiction.subject)
            w.text(iri, OG + "kept", contradiction.kept)
            w.text(iri, OG + "other", contradiction.other)
            w.link(iri, OG + "evidence", self.evidence((contradiction.kept_span,)))
            w.link(iri, OG + "evidence", self.evidence((contradiction.other_span,)))


def _position(piece: Span, kind: str) -> tuple[str, ...]:
    return (kind, integer_part(_START, piece.start), integer_part(_END, piece.end))


@cache
def _concept_part(name: str, scheme: str, key: str) -> str:
    return link_part(OG + name, concept(scheme, key))
