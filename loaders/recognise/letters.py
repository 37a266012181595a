"""Letters: their date, addressees, signatories and copies, and the inspectors whom their first sentences
name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from msgspec.structs import replace

from loaders.model import Layout, Line, PersonStated, Published, Span, Statement
from loaders.recognise.cover import OPENING, first_date
from loaders.recognise.names import NameFound, NameGrammar, name_grammar, read_names, repaired
from loaders.recognise.people import role_beside
from loaders.vocabulary import Vocabulary

LINES_OF_SIGNATURES = 16
LINES_OF_COPIES = 30
CHARACTERS_OF_TEAM = 600
MAX_SCOPE = 8
_INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True)
class Letter:
    """The frame of a letter. `salutation` and `close` are the offsets in the text at which its body begins
    and ends (without them, those of the whole text)."""

    published: Published | None
    addressees: tuple[PersonStated, ...]
    signatories: tuple[PersonStated, ...]
    copied: tuple[PersonStated, ...]
    salutation: int
    close: int

    @property
    def people(self) -> tuple[PersonStated, ...]:
        """Everyone whom the frame names."""
        return self.addressees + self.signatories + self.copied


def read_letter(layout: Layout, vocabulary: Vocabulary) -> Letter:
    """Date, addressees, signatures and copies of a letter."""
    text, forms = layout.document.text, vocabulary.printed_forms
    dear = forms.find("letter-body", text, 0, OPENING)
    closes = sorted(forms.all("letter-close", text), key=lambda match: match.start())
    salutation = dear.start() if dear else 0
    close = closes[-1].end() if closes else len(text)
    lines = [line for line in layout.lines if not line.furniture]
    before = [line for line in lines if line.span.end <= salutation]
    after = [line for line in lines if line.span.start >= close]
    copies = next((i for i, line in enumerate(after) if forms.find("copied-to", line.text)), len(after))
    return Letter(
        published=first_date(layout, salutation or OPENING),
        addressees=tuple(_addressees(layout, before, dear.group() if dear else "", vocabulary)),
        signatories=tuple(_signatories(layout, after[: min(copies, LINES_OF_SIGNATURES)], vocabulary)),
        copied=tuple(_copied(layout, after[copies : copies + LINES_OF_COPIES], vocabulary)),
        salutation=salutation,
        close=close,
    )


def inspectors_named(layout: Layout, vocabulary: Vocabulary) -> tuple[PersonStated, ...]:
    """The people of the first sentence that says who visited ("The inspectors were A, HMI, and B, HMI")."""
    text, grammar = layout.document.text, name_grammar(vocabulary)
    leads_in = sorted(
        vocabulary.printed_forms.all("letter-team", text, 0, OPENING), key=lambda match: match.start()
    )
    for match in leads_in:
        found = read_names(text[: match.end() + CHARACTERS_OF_TEAM], grammar, match.end())
        if found:
            return tuple(
                _person(text, name, role_beside(name.post, "inspector", vocabulary)) for name in found
            )
    return ()


def inspectors_signing(layout: Layout, letter: Letter, vocabulary: Vocabulary) -> tuple[PersonStated, ...]:
    """Those who sign with the post of an inspector below or behind their names, as the inspectors of joint
    letters do; two names on a line may have their two posts on the next. A name that is signed twice has the
    post that says more."""
    text, grammar, forms = layout.document.text, name_grammar(vocabulary), vocabulary.printed_forms
    after = [line for line in layout.lines if not line.furniture and line.span.start >= letter.close]
    signed: dict[str, PersonStated] = {}
    for line, below in zip_longest(after, after[1:]):
        if forms.find("copied-to", line.text):
            break
        names = read_names(text[: line.span.end], grammar, line.span.start)
        posts = _posts_alone(below.text, grammar) if below else []
        if len(posts) != len(names):
            posts = [None] * len(names)
            if below and forms.find("post", below.text) and not read_names(below.text, grammar):
                continue  # "A Person, HMI" above "Regional Director"
        for name, post in zip(names, posts, strict=True):
            said = ", ".join(filter(None, (name.post, post)))
            role = role_beside(said, _INSPECTOR, vocabulary)
            if said and (name.name not in signed or role != _INSPECTOR):
                signed[name.name] = _person(text, name, role, said)
    return tuple(signed.values())


def _posts_alone(line: str, grammar: NameGrammar) -> list[str | None]:
    """The posts of inspectors of which a line is made; none where it says more."""
    rest = grammar.post.sub("", line)
    return [] if rest.strip(" ,.()–-") else grammar.post.findall(line)


def with_lead(
    team: tuple[PersonStated, ...], signatories: tuple[PersonStated, ...], vocabulary: Vocabulary
) -> tuple[PersonStated, ...]:
    """The team with its lead. Where nobody is called the lead, it is the signatory who is one of the team,
    else the first signatory whose printed post is that of an inspector."""
    if any(person.role == "lead" for person in team):
        return team
    signed = {person.name.casefold() for person in signatories}
    if any(person.name.casefold() in signed for person in team):
        return tuple(
            replace(person, role="lead") if person.name.casefold() in signed else person for person in team
        )
    inspectors = [label.casefold() for key in ("hmi", "senior-hmi") for label in vocabulary.posts[key].labels]
    leads = [
        replace(person, role="lead")
        for person in signatories
        if person.post and person.post.replace("’", "'").casefold() in inspectors
    ]
    return (*leads[:1], *team)


def scope(layout: Layout, letter: Letter, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """The opening statements on what was looked at, with the bullets that such a statement announces."""
    chosen: list[Statement] = []
    announced = False
    for paragraph in layout.paragraphs:
        if not letter.salutation <= paragraph.span.start < letter.salutation + OPENING // 2:
            continue
        for statement in paragraph.statements:
            says = vocabulary.printed_forms.find("scope", statement.text) is not None
            if says or (announced and paragraph.bullet):
                chosen.append(statement)
            if says or not paragraph.bullet:
                announced = says and statement.text.endswith(":")
    return tuple(chosen[:MAX_SCOPE])


def _addressees(
    layout: Layout, lines: Sequence[Line], salutation: str, vocabulary: Vocabulary
) -> Iterator[PersonStated]:
    """People of an address: a name with a post beside or below it, or one that the salutation repeats."""
    text = layout.document.text
    greeted = next(reversed(salutation.split()[1:]), "").strip(",.")
    for index, line in enumerate(lines):
        entry = " ".join(each.text for each in lines[index : index + 2])
        name = _greeted(text, line, greeted, vocabulary)
        if name is None and vocabulary.printed_forms.find("post", entry):
            name = _first_name(text, line, vocabulary)
            below = lines[index + 1] if index + 1 < len(lines) else None
            if name and not _rest(text, line, name) and below and _first_name(text, below, vocabulary):
                continue
        if name is not None:
            yield _person(text, name, "addressee", _rest(text, line, name))


def _greeted(text: str, line: Line, greeted: str, vocabulary: Vocabulary) -> NameFound | None:
    """The name that stands at the line's beginning and ends in the person whom the salutation greets."""
    grammar = name_grammar(vocabulary)
    if not greeted or greeted.casefold() not in line.text.casefold() or grammar.body_noun.fullmatch(greeted):
        return None
    raw = text[line.span.start : line.span.end]
    title = grammar.title.match(raw)
    start = title.end() if title else 0
    match = re.compile(rf"(?:[^\W\d_][\w.'’-]*\s+){{1,2}}{re.escape(greeted)}\b").match(raw, start)
    if match is None:
        return None
    begin, end = line.span.start + start, line.span.start + match.end()
    return NameFound(repaired(text[begin:end]), begin, end)


def _first_name(text: str, line: Line, vocabulary: Vocabulary) -> NameFound | None:
    """The name with which the line begins, followed by a comma, a post or the line's end."""
    grammar = name_grammar(vocabulary)
    title = grammar.title.match(text, line.span.start)
    start = title.end() if title else line.span.start
    found = next(iter(read_names(text[: line.span.end], grammar, start)), None)
    if found is None or found.start != start or vocabulary.printed_forms.find("post", found.name):
        return None
    after = text[_after_honours(text, found.end, grammar) : line.span.end].lstrip()
    return found if not after or after[0] in ",(-–" or found.post else None


def _after_honours(text: str, at: int, grammar: NameGrammar) -> int:
    """The end of the letters after a name ("CBE", "BSc MSc"), or `at`."""
    while (honour := grammar.honour.match(text, at)) and honour.end() > at:
        at = honour.end()
    return at


def _rest(text: str, line: Line, name: NameFound) -> str | None:
    return text[name.end : line.span.end].strip(" ,.()-–") or None


def _signatories(layout: Layout, lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[PersonStated]:
    text, forms = layout.document.text, vocabulary.printed_forms
    agencies = forms.under("agency-")
    for index, line in enumerate(lines):
        below = lines[index + 1].text if index + 1 < len(lines) else ""
        is_post = forms.find("post", line.text) is not None
        is_name = index == 0 or forms.find("post", below) is not None
        if is_post:
            first = _first_name(text, line, vocabulary)
            names = [first] if first else []
        elif not is_name or any(forms.find(agency, line.text) for agency in agencies):
            continue
        else:
            grammar = name_grammar(vocabulary)
            names = read_names(text[: line.span.end], grammar, line.span.start)
        for name in names:
            post = name.post or (_rest(text, line, name) if is_post else below)
            yield _person(text, name, "signatory", post or None)


def _copied(layout: Layout, lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[PersonStated]:
    text = layout.document.text
    for index, line in enumerate(lines):
        label = vocabulary.printed_forms.find("copied-to", text, line.span.start, line.span.end)
        start = label.end() if label else line.span.start
        start += len(text[start : line.span.end]) - len(text[start : line.span.end].lstrip())
        rest = Line(Span(start, line.span.end), line.text, line.page, line.furniture)
        entry = " ".join(each.text for each in lines[index : index + 2])
        if vocabulary.printed_forms.find("post", entry) and (name := _first_name(text, rest, vocabulary)):
            yield _person(text, name, "copied-to", _rest(text, rest, name))


def _person(text: str, name: NameFound, role: str, post: str | None = None) -> PersonStated:
    printed = " ".join(text[name.start : name.end].split())
    return PersonStated(name.name, printed, role, Span(name.start, name.end), post or name.post)
