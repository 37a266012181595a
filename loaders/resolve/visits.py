"""Documents grouped into visits: one visit for all documents about the same inspection of an authority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from loaders.facts import DocumentFacts
from loaders.iris import local_name
from loaders.resolve.model import Visit

# Reports of one inspection print the same days; a misprint or a second period moves them by days, not months.
SAME_VISIT_DAYS = 14
# A report speaks most of the year up to its inspection: the last month of that year is near its start.
DAYS_AROUND = 183
YEAR = 366
AGREEING_GRADES = 3
# Orders a visit of unknown date before all others.
UNKNOWN_DATE = "0001-01-01"
DAY = len("2012-01-16")


@dataclass
class VisitDraft:
    """Documents gathered for one visit. `start` and `end` are its days as far as known, `start_from` and
    `end_from` the IRIs of the documents that gave them."""

    authority: str
    framework: str
    documents: list[DocumentFacts] = field(default_factory=list)
    start: date | None = None
    end: date | None = None
    start_from: str | None = None
    end_from: str | None = None

    @property
    def leading(self) -> DocumentFacts:
        """The document that outranks the others: the inspectorate's own."""
        return min(self.documents, key=_rank)


def draft_visits(facts: Sequence[DocumentFacts]) -> list[VisitDraft]:
    """A draft per inspection, in the order of authority, framework and date."""
    groups: dict[tuple[str, str], list[DocumentFacts]] = defaultdict(list)
    for each in facts:
        groups[each.authority_iri, each.framework].append(each)
    drafts = []
    for authority, framework in sorted(groups):
        drafts.extend(_of_group(authority, framework, groups[authority, framework]))
    return drafts


def _of_group(authority: str, framework: str, documents: list[DocumentFacts]) -> list[VisitDraft]:
    drafts: list[VisitDraft] = []
    for document in sorted(documents, key=lambda d: (_knowledge(d), _rank(d))):
        draft = next((d for d in drafts if _same_visit(d, document)), None)
        if draft is None:
            draft = VisitDraft(authority, framework)
            drafts.append(draft)
        draft.documents.append(document)
        draft.documents.sort(key=_rank)
        _settle_dates(draft)
    return drafts


def _rank(document: DocumentFacts) -> tuple[bool, int, int, str]:
    """For ordering: the inspectorate's own documents before a council's, then better dated ones, then longer
    ones."""
    return document.slides, _knowledge(document), -document.findings, document.iri


def _knowledge(document: DocumentFacts) -> int:
    """How well dated a document is: 0 with full dates, 1 with days without a year, 2 without dates."""
    if any(p.start for p in document.periods):
        return 0
    return 1 if any(p.day_month_start for p in document.periods) else 2


def _same_visit(draft: VisitDraft, document: DocumentFacts) -> bool:
    start = _first_start(document)
    if draft.start and start:
        return abs((draft.start - start).days) <= SAME_VISIT_DAYS
    day_month = _day_month(document)
    if draft.start and day_month:
        return (draft.start.day, draft.start.month) == day_month
    if start is None and day_month is None and draft.start and document.months:
        near = abs((draft.start - _month_spoken_of(document.months)).days) <= DAYS_AROUND
        return near and _grades_agree(draft.leading, document)
    if draft.start is None and _day_month(draft.leading) and start is None and day_month is None:
        return document.slides != draft.leading.slides and _grades_agree(draft.leading, document)
    return False


def _grades_agree(one: DocumentFacts, other: DocumentFacts) -> bool:
    """Whether two documents give the same grade to at least three areas and differ in at most one."""
    first = {j.area: j.grade for j in reversed(one.judgements)}
    second = {j.area: j.grade for j in reversed(other.judgements)}
    both = first.keys() & second.keys()
    agreeing = sum(first[area] == second[area] for area in both)
    return agreeing >= AGREEING_GRADES and len(both) - agreeing <= 1


def _first_start(document: DocumentFacts) -> date | None:
    starts = [p.start for p in document.periods if p.start]
    return date.fromisoformat(min(starts)) if starts else None


def _day_month(document: DocumentFacts) -> tuple[int, int] | None:
    return next((p.day_month_start for p in document.periods if p.day_month_start), None)


def _settle_dates(draft: VisitDraft) -> None:
    """Set the dates from the highest-ranking document that prints them; a year that is not printed is worked
    out from the months that another document of the visit mentions."""
    draft.start = draft.end = draft.start_from = draft.end_from = None
    for document in draft.documents:
        starts = [p.start for p in document.periods if p.start]
        ends = [p.end for p in document.periods if p.end]
        if starts and draft.start is None:
            draft.start, draft.start_from = date.fromisoformat(min(starts)), document.iri
        if ends and draft.end is None:
            draft.end, draft.end_from = date.fromisoformat(max(ends)), document.iri
    if draft.start is not None:
        return
    months = tuple(m for d in draft.documents if not _day_month(d) for m in d.months)
    for document in draft.documents:
        for period in document.periods:
            if months and period.day_month_start:
                draft.start = _in_the_year_spoken_of(period.day_month_start, months)
                draft.start_from = document.iri
                if draft.start and period.day_month_end:
                    draft.end = _on_or_after(period.day_month_end, draft.start)
                    draft.end_from = document.iri
                return


def _month_spoken_of(months: Sequence[str]) -> date:
    """The first day of the month such that most of `months` ("2015-09") lie in the year up to it; of several
    the latest."""
    days = [date.fromisoformat(month + "-01") for month in months]
    return max(set(days), key=lambda end: (_spoken_of_before(end, days), end))


def _spoken_of_before(end: date, days: Sequence[date]) -> int:
    return sum(0 <= (end - day).days <= YEAR for day in days)


def _in_the_year_spoken_of(day_month: tuple[int, int], months: Sequence[str]) -> date | None:
    """The day, in that year for which most of `months` ("2015-09") lie in the twelve months before it."""
    days = [date.fromisoformat(month + "-01") for month in months]
    years = range(min(days).year, max(days).year + 2)
    candidates = [d for year in years if (d := _day(year, day_month)) is not None]
    return max(candidates, key=lambda d: (_spoken_of_before(d, days), -d.year), default=None)


def _on_or_after(day_month: tuple[int, int], start: date) -> date | None:
    return next(
        (d for y in (0, 1) if (d := _day(start.year + y, day_month)) and d >= start - timedelta(days=1)), None
    )


def _day(year: int, day_month: tuple[int, int]) -> date | None:
    try:
        return date(year, day_month[1], day_month[0])
    except ValueError:
        return None


def visit_of(draft: VisitDraft, base: str, label: str) -> Visit:
    """The visit of a draft, without mentions; `base` begins its IRI."""
    published = next((d.published for d in draft.documents if d.published and not d.slides), None)
    start = draft.start.isoformat() if draft.start else None
    months = tuple(m for d in draft.documents for m in d.months)
    when = start or published or (f"{_month_spoken_of(months):%Y-%m}" if months else "")
    judgements: dict[str, str] = {}
    for document in draft.documents:
        for judgement in document.judgements:
            judgements.setdefault(judgement.area, judgement.iri)
    return Visit(
        iri=visit_iri(base, draft.authority, when or "undated", draft.framework),
        authority=draft.authority,
        framework=draft.framework,
        start=start,
        end=draft.end.isoformat() if draft.end else None,
        published=published,
        date=(when + "-01")[:DAY] if when else UNKNOWN_DATE,
        known_by="document",
        documents=tuple(d.iri for d in draft.documents),
        mentions=(),
        judgements=tuple(sorted(judgements.items())),
        start_from=draft.start_from,
        end_from=draft.end_from,
        label=label,
        when=when,
    )


def visit_iri(base: str, authority: str, when: str, framework: str) -> str:
    """IRI of a visit: local name of the authority's IRI (GSS code or slug), date, framework."""
    return f"{base}visit/{local_name(authority)}/{when}/{framework}"
