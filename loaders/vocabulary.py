"""The vocabularies of ontology/ as read-only values: themes, grades, areas, roles, headings, councils.

Loaders receive a `Vocabulary`; where the folder lies is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from loaders.concepts import Node, Nodes, read_turtle
from loaders.councils import Authority as Authority
from loaders.councils import CouncilNames
from loaders.headings import Headings
from loaders.iris import NAMESPACE
from loaders.openings import ByOpening
from loaders.printed_forms import PrintedForms

# Keys of concepts that rules speak of: the area of the judgement on a whole inspection, that of the review of
# a Local Safeguarding Children Board, and the framework of inspections of no particular kind; the area of a
# grade that an inspection before the single inspections gave to no service in particular.
OVERALL, BOARD, OTHER_FRAMEWORK = "overall-effectiveness", "lscb", "other"
UNTIL_2013 = "services-until-2013"


@dataclass(frozen=True)
class Concept:
    """A member of a scheme. `key` is its local name (the code that CSV columns print), `alternatives` are
    its printed variants, `order` its place in the scheme, `broader` the key of the concept above it."""

    key: str
    iri: str
    label: str
    alternatives: tuple[str, ...]
    definition: str
    order: int | None = None
    broader: str | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The label and every printed variant."""
        return (self.label, *self.alternatives)


@dataclass(frozen=True)
class Grade(Concept):
    """A grade. `order` runs from best (1) to worst within `scale` ("four-point", "area-send" or None); it was
    first given in the month `given_from` ("2013-11"; None: always)."""

    scale: str | None = None
    given_from: str | None = None

    def in_use(self, when: str) -> bool:
        """Whether it can have been given then: a year, a month or a day."""
        return self.given_from is None or when >= self.given_from[: len(when)]


@dataclass(frozen=True)
class Area(Concept):
    """A judgement area: the frameworks that grade it, regular expressions for headings that name it and for
    more words by which a sentence about an earlier inspection does, the last month ("2013-10") of the
    inspections of which those words mean it, and the areas of other frameworks that it can be compared with
    (keys), of these the ones that cover the same (`close`), and the areas that are its `parts`."""

    frameworks: tuple[str, ...] = ()
    heading_patterns: tuple[str, ...] = ()
    mention_patterns: tuple[str, ...] = ()
    named_until: str | None = None
    comparable: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    section_kind: str | None = None


@dataclass(frozen=True)
class Framework(Concept):
    """A kind of inspection: the IRI of the class of its visits, its first and last year of use (None: still
    in use), and at which children it looks ("": those whom children's social care helps)."""

    visit_class: str = ""
    first_year: int = 0
    last_year: int | None = None
    remit: str = ""

    def in_use(self, year: int) -> bool:
        """Whether such inspections were made in `year`."""
        return self.first_year <= year <= (self.last_year or year)


@dataclass(frozen=True)
class Role(Concept):
    """A role in which people are named; `inspects` for those who inspect."""

    inspects: bool = False


@dataclass(frozen=True)
class ChildGroup(Concept):
    """A group of children with the regular expressions by which a sentence names it."""

    patterns: tuple[str, ...] = ()


@dataclass(frozen=True)
class SectionKind(Concept):
    """A kind of section. `patterns` match whole heading lines, `opening_patterns` the first words of a
    paragraph that opens such a section without a heading, `sentence_patterns` the first words of a sentence
    that is of this kind wherever it stands. Statements of `evaluative` sections can be findings;
    `implied_polarity` is the polarity (key) of a statement there unless its words say otherwise; a section
    `across_areas` ends the area of the heading above it."""

    patterns: tuple[str, ...] = ()
    opening_patterns: tuple[str, ...] = ()
    sentence_patterns: tuple[str, ...] = ()
    evaluative: bool = False
    across_areas: bool = False
    implied_polarity: str | None = None


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Read-only mappings from key to concept, in the order of each scheme. Vocabularies are compared by
    identity, so that what is made from one can be cached (`functools.lru_cache`)."""

    themes: Mapping[str, Concept]
    theme_groups: Mapping[str, Concept]
    grades: Mapping[str, Grade]
    areas: Mapping[str, Area]
    frameworks: Mapping[str, Framework]
    roles: Mapping[str, Role]
    posts: Mapping[str, Concept]
    name_words: Mapping[str, Concept]
    given_names: Mapping[str, Concept]
    polarities: Mapping[str, Concept]
    statuses: Mapping[str, Concept]
    child_groups: Mapping[str, ChildGroup]
    section_kinds: Mapping[str, SectionKind]
    regions: Mapping[str, Concept]
    authority_kinds: Mapping[str, Concept]
    authorities: Mapping[str, Authority]
    name_templates: Mapping[str, tuple[str, ...]]
    printed_forms: PrintedForms

    @cached_property
    def _headings(self) -> Headings:
        return Headings(
            kinds={kind.key: kind.patterns for kind in self.section_kinds.values()},
            areas={area.key: area.heading_patterns for area in self.areas.values()},
            grades=tuple(label for grade in self.grades.values() for label in grade.labels),
        )

    @cached_property
    def _councils(self) -> CouncilNames:
        return CouncilNames(self.authorities.values(), self.name_templates)

    def may_begin_heading(self, text: str) -> bool:
        """Whether some known heading may begin like `text`: a quick test before whole lines are compared."""
        return self._headings.may_begin(text)

    def section_kind(self, heading: str) -> str | None:
        """Key of the section kind that `heading` as a whole announces (one squeezed line, or the lines of one
        heading joined); a heading that names a judgement area has that area's kind. None for text that is not
        a known heading, or that begins in lower case and so continues the line above."""
        if heading[:1].islower():
            return None
        kind = self._headings.kind(heading)
        if kind is None and (area := self.area_of_heading(heading)) is not None:
            return self.areas[area].section_kind
        return kind

    @cached_property
    def _openings(self) -> tuple[ByOpening, list[str]]:
        pairs = [(p, kind.key) for kind in self.section_kinds.values() for p in kind.opening_patterns]
        return ByOpening([pattern for pattern, _ in pairs]), [key for _, key in pairs]

    def section_opened_by(self, paragraph: str) -> str | None:
        """Key of the section kind that a paragraph opens by its first words, without any heading."""
        patterns, keys = self._openings
        return next((keys[place] for place in patterns.matching(paragraph)), None)

    @cached_property
    def _formal(self) -> ByOpening:
        kinds = (kind for kind in self.section_kinds.values() if not kind.evaluative)
        return ByOpening([pattern for kind in kinds for pattern in kind.sentence_patterns])

    def is_formal(self, sentence: str) -> bool:
        """Whether the sentence, wherever it stands, only says how inspections are done or what follows."""
        return any(True for _ in self._formal.matching(sentence))

    def area_of_heading(self, heading: str, framework: str | None = None) -> str | None:
        """Key of the judgement area that `heading` as a whole names, with or without number, grade and
        footnote mark. With `framework` (a key), only among the areas that it grades."""
        for area in self._headings.areas_named(heading):
            if framework is None or framework in self.areas[area].frameworks:
                return area
        return None

    def plain_council_name(self, printed: str) -> str:
        """`printed` without the words that only say what kind of body it is ("Borough Council")."""
        return self._councils.plain(printed)

    def council_phrase(self, text: str) -> tuple[int, int] | None:
        """Start and end of the first words of the form "X ... Council" in `text`, for councils not in the
        list."""
        found = self._councils.unlisted(text)
        return found.span() if found else None

    def authority_named(self, printed: str, on: date | None = None) -> str | None:
        """GSS code of the council that `printed` names in full ("London Borough of X", "X City Council"),
        whatever its case, hyphens or apostrophes. Of councils that share a name, the one in office on
        the day `on`, else the present one. None for a name that is not in the list."""
        return self._councils.find(printed, on)

    def authority_misprinted(self, printed: str, on: date | None = None) -> str | None:
        """Key of the authority that `printed` names but for one slip of the pen, or None."""
        return self._councils.misprinted(printed, on)


Kind = TypeVar("Kind", bound=Concept)


def load_vocabulary(folder: Path) -> Vocabulary:
    """Reads the schemes and councils in `folder` (the ontology).

    Raises MalformedVocabulary, with file and line, for bad Turtle and for concepts without label,
    notation or definition."""
    roles = read_turtle(folder / "roles.ttl")
    themes = read_turtle(folder / "themes.ttl")
    councils = read_turtle(folder / "authorities.ttl", folder / "authority-facts.ttl")
    return Vocabulary(
        themes=_members(themes, "theme"),
        theme_groups=_members(themes, "theme-group"),
        grades=_built(read_turtle(folder / "grades.ttl"), "grade", _grade),
        areas=_built(read_turtle(folder / "areas.ttl"), "area", _area),
        frameworks=_built(read_turtle(folder / "frameworks.ttl"), "framework", _framework),
        roles=_built(roles, "role", _role),
        posts=_members(roles, "post"),
        name_words=_members(read_turtle(folder / "names.ttl"), "name-word"),
        given_names=_members(read_turtle(folder / "given-names.ttl"), "given-name"),
        polarities=_members(read_turtle(folder / "polarities.ttl"), "polarity"),
        statuses=_members(read_turtle(folder / "statuses.ttl"), "status"),
        child_groups=_built(read_turtle(folder / "child-groups.ttl"), "child-group", _child_group),
        section_kinds=_built(read_turtle(folder / "sections.ttl"), "section-kind", _section_kind),
        regions=_members(councils, "region"),
        authority_kinds=_members(councils, "authority-type"),
        authorities=_authorities(councils),
        name_templates=_name_templates(councils),
        printed_forms=_printed_forms(read_turtle(folder / "printed-forms.ttl")),
    )


def _base(node: Node) -> Concept:
    return Concept(
        key=node.key,
        iri=node.iri,
        label=node.label(),
        alternatives=node.texts("skos:altLabel"),
        definition=node.text("skos:definition"),
        order=node.integer("og:order"),
        broader=node.link("skos:broader"),
    )


def _in_order(nodes: Nodes, scheme: str) -> Iterator[tuple[Node, Concept]]:
    pairs = [(node, _base(node)) for node in nodes.members(scheme)]
    return iter(sorted(pairs, key=lambda pair: (pair[1].order or 0, pair[1].key)))


def _members(nodes: Nodes, scheme: str) -> Mapping[str, Concept]:
    return _built(nodes, scheme, lambda _, concept: concept)


def _built(nodes: Nodes, scheme: str, build: Callable[[Node, Concept], Kind]) -> Mapping[str, Kind]:
    """The members of a scheme by key, in its order, each as what `build` makes of it."""
    return MappingProxyType({concept.key: build(node, concept) for node, concept in _in_order(nodes, scheme)})


def _grade(node: Node, concept: Concept) -> Grade:
    scale, given_from = node.optional("og:scale"), node.optional("og:givenFrom")
    return Grade(**vars(concept), scale=scale, given_from=given_from)


def _area(node: Node, concept: Concept) -> Area:
    return Area(
        **vars(concept),
        frameworks=node.links("og:areaOf"),
        heading_patterns=node.patterns("og:headingPattern"),
        mention_patterns=node.patterns("og:mentionPattern"),
        named_until=node.optional("og:namedUntil"),
        comparable=node.links("og:comparableWith"),
        close=node.links("skos:closeMatch"),
        parts=node.links("skos:narrowMatch"),
        section_kind=node.link("og:sectionKind"),
    )


def _framework(node: Node, concept: Concept) -> Framework:
    return Framework(
        **vars(concept),
        visit_class=node.text("og:visitClass"),
        first_year=node.integer("og:firstYear") or 0,
        last_year=node.integer("og:lastYear"),
        remit=node.optional("og:remit") or "",
    )


def _role(node: Node, concept: Concept) -> Role:
    return Role(**vars(concept), inspects=node.flag("og:inspects"))


def _child_group(node: Node, concept: Concept) -> ChildGroup:
    patterns = node.patterns("og:groupPattern")
    for pattern in patterns:
        if pattern != pattern.lower():
            node.complain(f"has the og:groupPattern {pattern!r}, which is not in lower case")
    return ChildGroup(**vars(concept), patterns=patterns)


def _section_kind(node: Node, concept: Concept) -> SectionKind:
    return SectionKind(
        **vars(concept),
        patterns=node.patterns("og:headingPattern"),
        opening_patterns=node.patterns("og:openingPattern"),
        sentence_patterns=node.patterns("og:sentencePattern"),
        evaluative=node.flag("og:evaluative"),
        across_areas=node.optional("og:acrossAreas") == "true",
        implied_polarity=node.link("og:impliedPolarity"),
    )


def _authorities(nodes: Nodes) -> Mapping[str, Authority]:
    members = sorted(nodes.of_path("authority"), key=lambda node: node.key)
    after: dict[str, list[str]] = {}
    for node in members:
        for former in node.links("og:successorOf"):
            after.setdefault(former, []).append(node.key)
    return MappingProxyType(
        {
            node.key: Authority(
                key=node.key,
                iri=node.iri,
                label=node.label(),
                aliases=node.texts("skos:altLabel"),
                region=node.link("og:region"),
                kind=node.link("og:authorityType"),
                dfe=node.optional("og:dfeNumber"),
                urn=node.optional("og:urn"),
                neighbours=node.links("og:statisticalNeighbour"),
                predecessors=node.links("og:successorOf"),
                successors=tuple(after.get(node.key, ())),
                established=node.day("og:established"),
                dissolved=node.day("og:dissolved"),
            )
            for node in members
        }
    )


def _printed_forms(nodes: Nodes) -> PrintedForms:
    members = list(_in_order(nodes, "printed-form"))
    return PrintedForms(
        patterns={concept.key: node.patterns("og:printedPattern") for node, concept in members},
        labels={concept.key: concept.label for _, concept in members},
    )


def _name_templates(nodes: Nodes) -> Mapping[str, tuple[str, ...]]:
    """Templates by kind of council; those of the scheme itself hold for every kind (key "")."""
    scheme = nodes[NAMESPACE + "authority-type"]
    by_kind = {node.key: node.texts("og:nameTemplate") for node in nodes.members("authority-type")}
    return MappingProxyType({"": scheme.texts("og:nameTemplate"), **by_kind})
