"""The values that stages hand to each other: frozen, small, without behaviour beyond slicing.

Data flows one way: Document -> Layout -> Report -> Finding -> DocumentFacts -> Resolution.
Every `Span` counts characters of `Document.text`, which never changes after reading.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


# These values are made by the thousand, and a Struct takes a quarter of the time of a dataclass.
class Span(Struct, frozen=True, gc=False):
    """Half-open range of characters `[start, end)` in `Document.text`."""

    start: int
    end: int


# --- read ---------------------------------------------------------------------------------------


class Page(Struct, frozen=True, gc=False):
    """A page (PDF), slide (PPTX) or the whole file (TXT, HTML, DOCX); `number` counts from 1."""

    number: int
    span: Span


class Document(Struct, frozen=True, gc=False):
    """A file as read. `name` is the file's name (never a source of facts), `media_type` an IANA type."""

    name: str
    media_type: str
    sha256: str
    text: str
    pages: tuple[Page, ...]

    @property
    def id(self) -> str:
        """Readable key of the document in IRIs: the first 16 hex digits of its SHA-256."""
        return self.sha256[:16]


# --- lay out ------------------------------------------------------------------------------------


class Line(Struct, frozen=True, gc=False):
    """A printed line. `text` is squeezed (single spaces); `furniture` marks running headers, footers, page
    numbers and footnotes, which belong to no paragraph."""

    span: Span
    text: str
    page: int
    furniture: bool


class Statement(Struct, frozen=True, gc=False):
    """A sentence or list item. `pieces` slice the document's text (several where a page break or footer
    interrupts the sentence); `text` is those slices joined and squeezed; `page` is where it begins."""

    text: str
    pieces: tuple[Span, ...]
    page: int


class Paragraph(Struct, frozen=True, gc=False):
    """`number` as printed ("24") or None; `bullet` marks a list item; `section` indexes Layout.sections."""

    number: str | None
    bullet: bool
    section: int
    span: Span
    statements: tuple[Statement, ...]


class Section(Struct, frozen=True, gc=False):
    """A headed stretch of text. `kind` is a local name of the section-kind scheme in
    ontology/sections.ttl (findings, needs-improvement, strengths, recommendations, summary, method,
    context, case-study, team, boilerplate, front-matter ...); `area` a judgement-area local name
    where the heading names one; `heading` is "" for text before the first heading."""

    heading: str
    kind: str
    area: str | None
    span: Span


class Layout(Struct, frozen=True, gc=False):
    """The document in reading order; furniture lines are kept in `lines` and absent from paragraphs."""

    document: Document
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]


# --- recognise ----------------------------------------------------------------------------------


class AuthorityStated(Struct, frozen=True, gc=False):
    """The council a document is about: `key` is its local name in ontology/authorities.ttl (its GSS
    code) or None where the printed name is not in the list."""

    key: str | None
    printed: str
    span: Span


class Period(Struct, frozen=True, gc=False):
    """Days of inspection. A bound whose year is printed nowhere is None in start/end and kept in
    `day_month_start`/`day_month_end` as (day, month)."""

    start: date | None
    end: date | None
    span: Span
    day_month_start: tuple[int, int] | None = None
    day_month_end: tuple[int, int] | None = None


class Published(Struct, frozen=True, gc=False):
    """Date of the letter or of publication, as printed."""

    on: date
    span: Span


class PersonStated(Struct, frozen=True, gc=False):
    """A person named with a role. `name` is repaired ("Thomson-Jones"), `printed` is as in the text;
    `role` a local name of ontology/roles.ttl (lead, inspector, ..., signatory, addressee); `post`
    the printed title ("Her Majesty's Inspector")."""

    name: str
    printed: str
    role: str
    span: Span
    post: str | None = None


class JudgementStated(Struct, frozen=True, gc=False):
    """A grade given to an area. `area` and `grade` are local names (ontology/areas.ttl, grades.ttl)."""

    area: str
    grade: str
    printed: str
    span: Span


class RecommendationStated(Struct, frozen=True, gc=False):
    """Something the authority is told to do. `kind` is recommendation, area-for-improvement or
    priority-action; `number` as printed; `paragraphs_printed` are the paragraph numbers that it cites,
    `national_framework` the tags it bears, both as printed; `addressed_to` the body that is to act, where one
    is named."""

    kind: str
    number: str | None
    text: str
    pieces: tuple[Span, ...]
    page: int
    area: str | None = None
    paragraphs_printed: tuple[str, ...] = ()
    national_framework: tuple[str, ...] = ()
    addressed_to: str | None = None


class EarlierInspection(Struct, frozen=True, gc=False):
    """An inspection that the document only mentions. `when` is an ISO date as precise as printed: "2012",
    "2012-01" or "2012-01-16". Framework, area and grade are keys, where the sentence states them; `published`
    is true if the date is said to be that of the report."""

    when: str
    text: str
    span: Span
    framework: str | None = None
    area: str | None = None
    grade: str | None = None
    published: bool = False


class Contradiction(Struct, frozen=True, gc=False):
    """Two readings inside one document that cannot both hold ("care-leavers": two grades; a footer
    whose dates differ from the cover). `subject` is e.g. "grade care-leavers" or "start"; `kept` and
    `other` are the two values as local names or ISO dates; kept is what the graph goes on with."""

    subject: str
    kept: str
    other: str
    kept_span: Span
    other_span: Span


class Report(Struct, frozen=True, gc=False):
    """Everything that one document states, before it is compared with others.

    `framework` is a local name of ontology/frameworks.ttl; `subtype` short, standard, re-inspection
    or None; `mode` remote, on-site, partly-remote or None; `slides` true for a council's own
    document about an inspection (outranked by the inspectorate's report)."""

    layout: Layout
    framework: str
    authority: AuthorityStated
    title: str
    periods: tuple[Period, ...] = ()
    published: Published | None = None
    people: tuple[PersonStated, ...] = ()
    judgements: tuple[JudgementStated, ...] = ()
    recommendations: tuple[RecommendationStated, ...] = ()
    earlier: tuple[EarlierInspection, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    subtype: str | None = None
    mode: str | None = None
    scope: tuple[Statement, ...] = ()
    inspection_theme: str | None = None
    agencies: tuple[str, ...] = ()
    slides: bool = False


# --- classify -----------------------------------------------------------------------------------


class Side(Struct, frozen=True, gc=False):
    """What a statement says of one of its themes: the likeliest `polarity`, and how probable it is that it
    praises and that it blames (0 to 1; mixed ones do both)."""

    polarity: str
    praise: float
    blame: float


class Finding(Struct, frozen=True, gc=False):
    """A statement with its polarity (strength, concern, mixed, neutral), themes and groups of children
    (keys).

    `paragraph` indexes Layout.paragraphs. Probabilities by the models, 0 to 1: `certainty` of the polarity,
    `theme_certainties` of each theme, `praise` and `blame` that it states a strength or a concern (mixed
    findings state both). `sides` is what it says of each theme, which may not be what it says as a whole.
    `cued_blame` is true if a cue in its own words decided for a concern; `named_themes` are the themes that
    such a cue names. `why` gives the reasons: the words or features that decided."""

    statement: Statement
    paragraph: int
    polarity: str
    certainty: float
    themes: tuple[str, ...]
    theme_certainties: tuple[float, ...]
    praise: float
    blame: float
    sides: tuple[Side, ...]
    cued_blame: bool = False
    named_themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
