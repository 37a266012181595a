"""People with roles: teams with labels ("Lead inspector: ..."), and lists of names with posts beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from loaders.model import Document, Layout, Line, PersonStated, Span
from loaders.recognise.names import WHOLE_NAME, alternatives, given_names, name_grammar, read_names
from loaders.vocabulary import Vocabulary

# The roles that a label announces in a block of the team; the others belong to letters and slides.
_NOT_IN_TEAMS = ("signatory", "addressee", "copied-to")
_INSPECTOR = "inspector"
_TEAM = "team"
# Posts that stand on a line of their own below a name, never above one.
_BELOW_NAMES = ("hmi", "senior-hmi")
# Lines that the names behind one label take at most.
MAX_LINES_OF_NAMES = 25
# In so many first lines of a document a label may follow other words: "Inspection dates: ... Lead inspector:
# ...".
LINES_OF_COVER = 15


@dataclass(frozen=True, slots=True)
class Extract:
    """Some body lines joined by line feeds: `starts` are the offsets of the lines in `text`, `sources` those
    in the document's text."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def place(self, offset: int) -> int:
        """The place in the document's text of a character of the extract."""
        index = bisect_right(self.starts, offset) - 1
        return self.sources[index] + offset - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """The document's span of the extract's range `[start, end)`, not empty."""
        return Span(self.place(start), self.place(end - 1) + 1)


def extract(document: Document, lines: Sequence[Line]) -> Extract:
    """The lines that are no furniture, as printed, without bullets' blanks and page breaks."""
    parts: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    at = 0
    for line in lines:
        if line.furniture:
            continue
        part = document.text[line.span.start : line.span.end]
        parts.append(part)
        starts.append(at)
        sources.append(line.span.start)
        at += len(part) + 1
    return Extract("\n".join(parts), tuple(starts), tuple(sources))


def team(layout: Layout, vocabulary: Vocabulary) -> tuple[PersonStated, ...]:
    """Everyone whom labelled lines name with a role ("Team inspectors: A, B HMI and C")."""
    label = _label(vocabulary)
    lines = [line for line in layout.lines if not line.furniture]
    text = layout.document.text
    first_words = {words.split()[0] for words in _roles_by_words(vocabulary)}
    labelled = [
        index
        for index, line in enumerate(lines)
        if (
            line.text.partition(" ")[0].rstrip(":").casefold() in first_words
            and label.match(text, line.span.start)
        )
        or (
            index < LINES_OF_COVER
            and any(
                ":" in (mark["colon"] or "") for mark in label.finditer(text, line.span.start, line.span.end)
            )
        )
    ]
    people: list[PersonStated] = []
    done = -1
    for index in labelled:
        if index <= done:
            continue
        last = _last_line(lines, index, labelled, vocabulary)
        people.extend(_labelled(extract(layout.document, lines[index : last + 1]), label, vocabulary))
        done = last
    return tuple(dict.fromkeys(people))


def _last_line(lines: Sequence[Line], first: int, labelled: Sequence[int], vocabulary: Vocabulary) -> int:
    """Index of the last line that can belong to the block of labelled names beginning at `first`."""
    last = first
    limit = first + MAX_LINES_OF_NAMES
    for index in range(first + 1, min(len(lines), limit)):
        text = lines[index].text
        head = vocabulary.printed_forms.at("judgement-table-head", text, 0)
        if vocabulary.section_kind(text) is not None or (head and head.end() == len(text)):
            break
        last = index
        if index in labelled:
            limit = index + MAX_LINES_OF_NAMES
    return last


def _labelled(block: Extract, label: re.Pattern[str], vocabulary: Vocabulary) -> list[PersonStated]:
    roles = _roles_by_words(vocabulary)
    marks = [
        mark
        for mark in label.finditer(block.text)
        if mark["colon"] or mark.start() == 0 or block.text[mark.start() - 1] == "\n"
    ]
    people: list[PersonStated] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(block.text)
        words = mark["label"] or mark["bare"] or mark["above"] or mark["special"]
        if words:  # else a post that stands for no role ends the list before it, and its names are not read
            single = _announces_one(mark, words, vocabulary)
            people.extend(_people(block, mark.end(), end, roles[_folded(words)], vocabulary, single))
    return people


def _announces_one(mark: re.Match[str], words: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is the post of one person: "Lead inspector", not "Inspectors" or "Inspection team"."""
    last = words.split()[-1]
    is_post = name_grammar(vocabulary).post_noun.fullmatch(last) is not None
    return is_post and not last.endswith("s") and "(s)" not in mark.group()


def listed_team(layout: Layout, vocabulary: Vocabulary) -> tuple[PersonStated, ...]:
    """The people whom sections on the team list with their posts beside them ("A, lead inspector"), if one of
    them led."""
    people = [
        person
        for lines in team_lines(layout)
        for person in people_listed(layout.document, lines, _INSPECTOR, vocabulary)
    ]
    return tuple(people) if any(person.role == "lead" for person in people) else ()


def team_lines(layout: Layout) -> Iterator[list[Line]]:
    """The lines of each section on the team, without its heading."""
    for section in layout.sections:
        if section.kind == _TEAM:
            within = (
                line for line in layout.lines if section.span.start <= line.span.start < section.span.end
            )
            yield [line for line in within if not line.furniture and line.text != section.heading]


def people_listed(
    document: Document, lines: Sequence[Line], role: str, vocabulary: Vocabulary
) -> tuple[PersonStated, ...]:
    """The people whom `lines` list from their beginning ("A Person, HMI" per line, or in one run).

    Each has the role that the post beside the name says ("CQC lead inspector"), else `role`."""
    block = extract(document, lines)
    return tuple(_people(block, 0, len(block.text), role, vocabulary))


def _people(
    block: Extract, start: int, end: int, role: str, vocabulary: Vocabulary, single: bool = False
) -> list[PersonStated]:
    return [
        PersonStated(
            name=found.name,
            printed=" ".join(block.text[found.start : found.end].split()),
            role=role_beside(found.post, role, vocabulary),
            span=block.span(found.start, found.end),
            post=found.post,
        )
        for found in read_names(block.text[:end], name_grammar(vocabulary), start, single)
    ]


def role_beside(post: str | None, role: str, vocabulary: Vocabulary) -> str:
    """The role of someone listed under `role` with `post` beside the name: a post that stands for a role
    ("SCRI", "CQC inspector") says more than the label "Team inspectors", but not more than any other."""
    if post is None or role != _INSPECTOR:
        return role
    roles = _roles_by_words(vocabulary)
    said = (roles.get(_folded(part)) for part in (post, *re.split(r"\s*[,()]\s*", post)))
    return next((each for each in said if each and each != role), role)


def _folded(label: str) -> str:
    return " ".join(label.replace("’", "'").casefold().split())


@lru_cache(maxsize=4)
def _roles_by_words(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Role by folded label, and by the folded labels of posts that stand for a role."""
    roles = {
        _folded(label): role.key
        for role in vocabulary.roles.values()
        if role.key not in _NOT_IN_TEAMS
        for label in role.labels
    }
    for post in vocabulary.posts.values():
        words = [_folded(label) for label in post.labels]
        if role := next((roles[word] for word in words if word in roles), None):
            roles |= {word: role for word in words if word not in roles}
    return MappingProxyType(roles)


@lru_cache(maxsize=4)
def _label(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A role's label before names: followed by a colon (a line may begin it with words like "LSCB"), or
    (those that end with the noun of a post) alone on the line above a whole name, or (two words or more)
    followed by a capital letter on its line or a given name on the next; or any post that begins a line and
    ends in a colon."""
    labels = [
        label for role in vocabulary.roles.values() if role.key not in _NOT_IN_TEAMS for label in role.labels
    ]
    below_names = {_folded(label) for key in _BELOW_NAMES for label in vocabulary.posts[key].labels}
    post_noun = name_grammar(vocabulary).post_noun
    above = [
        label
        for label in labels
        if post_noun.fullmatch(label.split()[-1])
        and label.upper() != label
        and _folded(label) not in below_names
    ]
    qualifiers, nouns = (vocabulary.name_words[key].alternatives for key in ("post-qualifier", "post-noun"))
    with_blank = [label for label in labels if " " in label]
    next_line = r"[^\S\n]*\n\W*"
    on_next_line = rf"{next_line}(?=(?:{'|'.join(map(re.escape, given_names(vocabulary)))})\b)"
    colon = r"(?:\(s\))?(?:\s*\([^()]{0,60}\))?\s*[:–-]\s*"
    return re.compile(
        rf"(?<![^\W\d_])(?:(?P<label>{alternatives(labels)})(?P<colon>{colon})"
        rf"|(?P<above>{alternatives(above)}){next_line}(?={WHOLE_NAME})"
        rf"|(?P<bare>{alternatives(with_blank)})(?:[^\S\n]+(?=[A-Z])|{on_next_line})"
        rf"|^(?:(?:[A-Z]{{2,5}}|{alternatives(qualifiers)})\s)+(?P<special>{alternatives(labels)}){colon}"
        rf"|^[A-Z][^\n:,;.]{{2,58}}?\b{alternatives(nouns)}\s?:)",
        re.MULTILINE,
    )
