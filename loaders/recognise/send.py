"""Reports and letters on inspections of an area's arrangements for special educational needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from loaders.layout.lines import squeeze
from loaders.model import EarlierInspection, JudgementStated, Layout, Line, PersonStated, Report, Span
from loaders.recognise.cover import (
    OPENING,
    REACH,
    footer_contradictions,
    periods_labelled,
    periods_said,
    published,
)
from loaders.recognise.dates import periods_after
from loaders.recognise.earlier import earlier_inspections
from loaders.recognise.improvements import improvements
from loaders.recognise.letters import inspectors_signing, read_letter
from loaders.recognise.people import people_listed, team, team_lines
from loaders.recognise.send_tables import points_of_tables
from loaders.recognise.titles import title_printed, titled_authority
from loaders.vocabulary import Vocabulary

FRAMEWORK = "send"
AREA = "send-arrangements"
OUTCOME = "outcome-"
# Roles that the head of a column makes of plain ones.
COLUMNS = {
    ("agency-cqc", "lead"): "cqc-lead",
    ("agency-cqc", "inspector"): "cqc-inspector",
}
AGENCIES = ("Ofsted", "Care Quality Commission")
COVER = 2500


def claims(layout: Layout, vocabulary: Vocabulary) -> bool:
    """Whether the opening bears the title of an area SEND inspection."""
    text, forms = layout.document.text, vocabulary.printed_forms
    return forms.find("title-send", text, 0, COVER) is not None and bool(
        forms.find("inspection-dates", text, 0, COVER) or forms.find("letter-body", text, 0, COVER)
    )


def recognise(layout: Layout, vocabulary: Vocabulary) -> Report:
    """What the report or letter states."""
    periods = periods_labelled(layout, vocabulary) or periods_said(layout, vocabulary)
    start = periods[0].start if periods else None
    on = published(layout, vocabulary)
    points = points_of_tables(layout, vocabulary)
    if vocabulary.printed_forms.find("letter-body", layout.document.text, 0, COVER):
        letter = read_letter(layout, vocabulary)
        people, on = inspectors_signing(layout, letter, vocabulary) + letter.people, on or letter.published
        asked = (each for each in improvements(layout, vocabulary) if each.kind == "priority-action")
        points = points or tuple(asked)
    else:
        people = _team(layout, vocabulary)
    title = title_printed(layout, vocabulary, "title-send")
    monitors = vocabulary.printed_forms.find("send-monitoring", title) is not None
    return Report(
        layout=layout,
        framework=FRAMEWORK,
        authority=titled_authority(layout, vocabulary, "title-send", start),
        title=title,
        periods=periods,
        published=on,
        people=people,
        judgements=() if monitors else tuple(_outcome(layout, vocabulary)),
        recommendations=points,
        earlier=_earlier(layout, vocabulary, start),
        contradictions=footer_contradictions(layout, periods),
        agencies=AGENCIES,
    )


def _outcome(layout: Layout, vocabulary: Vocabulary) -> Iterator[JudgementStated]:
    """The first sentence of the opening that states one of the outcomes."""
    text, forms = layout.document.text, vocabulary.printed_forms
    stated = [(match, key) for key in forms.under(OUTCOME) for match in forms.all(key, text, 0, OPENING)]
    for match, key in sorted(stated, key=lambda each: each[0].start())[:1]:
        printed = " ".join(match.group().split())
        yield JudgementStated(AREA, key.removeprefix(OUTCOME), printed, Span(*match.span()))


def _earlier(layout: Layout, vocabulary: Vocabulary, start: date | None) -> tuple[EarlierInspection, ...]:
    """Those that the cover gives and the others that the text mentions."""
    previous = _previous(layout, vocabulary)
    days = {each.when for each in previous}
    mentioned = earlier_inspections(layout, vocabulary, start)
    return (*previous, *(each for each in mentioned if each.when not in days))


def _previous(layout: Layout, vocabulary: Vocabulary) -> tuple[EarlierInspection, ...]:
    """The inspections whose days the cover gives as previous."""
    text = layout.document.text
    found: dict[str, EarlierInspection] = {}
    labels = vocabulary.printed_forms.all("previous-dates", text, 0, COVER)
    for label in sorted(labels, key=lambda match: match.start()):
        for period in periods_after(text, label.end(), label.end() + REACH):
            if period.start is not None:
                span = Span(label.start(), period.span.end)
                when = period.start.isoformat()
                said = squeeze(text[span.start : span.end])
                found.setdefault(when, EarlierInspection(when, said, span, FRAMEWORK))
    return tuple(found.values())


def _team(layout: Layout, vocabulary: Vocabulary) -> tuple[PersonStated, ...]:
    """The people whom labels announce ("Lead inspector: A"); else those of the team's table, whose two
    columns (one for each inspectorate) come line by line, or one below the other."""
    agencies = vocabulary.printed_forms.under("agency-")
    people: list[PersonStated] = []
    for lines in team_lines(layout):
        columns: list[tuple[str, list[Line]]] = [("", [])]
        before = ""
        for line in lines:
            # "Inspector," at a line's end goes on with "CQC" on the next.
            if before.endswith(",") or not (named := _agencies_alone(line.text, agencies, vocabulary)):
                columns[-1][1].append(line)
            else:
                # Two heads without a name between them stand above both columns.
                columns.append(("" if columns[-1][0] and not columns[-1][1] else named, []))
            before = line.text
        for head, column in columns:
            listed = people_listed(layout.document, column, "inspector", vocabulary)
            people.extend(_of_column(person, head) for person in listed)
    labelled = team(layout, vocabulary)
    return labelled if len(labelled) > len(people) else tuple(_two_leads(people))


def _two_leads(people: list[PersonStated]) -> Iterator[PersonStated]:
    """The people; of two plain leads, side by side under two heads, the second leads for the commission."""
    leads = [person for person in people if person.role in ("lead", "cqc-lead")]
    plain = len(leads) == len(AGENCIES) and all(person.role == "lead" for person in leads)
    for person in people:
        yield replace(person, role="cqc-lead") if plain and person is leads[1] else person


def _of_column(person: PersonStated, head: str) -> PersonStated:
    """The person with the role that an inspectorate's column gives to a plain inspector or lead."""
    return replace(person, role=COLUMNS.get((head, person.role), person.role))


def _agencies_alone(line: str, agencies: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """The inspectorates of a line that is made of their names alone, the head of the table or of a column."""
    named = [agency for agency in agencies if vocabulary.printed_forms.find(agency, line)]
    for agency in named:
        for match in list(vocabulary.printed_forms.all(agency, line)):
            line = line.replace(match.group(), "")
    return " ".join(named) if not line.strip(" ()and&,|") else ""
