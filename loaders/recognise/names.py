"""Names of people in a run of text: where each begins and ends, its repaired form, the post beside it.

A list of names is read from its beginning, word by word, up to the first thing that is neither a name, a post
nor a separator, so that what follows the list (a page number, boilerplate) never becomes a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.vocabulary import Vocabulary

# A letter may be followed by its accent as a character of its own.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
_LATIN = (*range(0x250), *range(0x1E00, 0x1F00))
_CAPITAL = f"[{''.join(filter(str.isupper, map(chr, _LATIN)))}]"
# "O’Brien", "O’ Brien", "d’Inverno", "Thomson- Jones", "Jacobs-\nWalls", "Anne-marie", "J.", "St. John"
_WORD = (
    rf"(?:(?:(?:{_CAPITAL}\.)+|St\.)(?=[\s,])"
    rf"|(?:[a-z]{{1,2}}[’'‘`]|[DO][’'‘`][ ])?{_CAPITAL}(?:{_LETTER}|[’'‘`](?={_LETTER}))*"
    rf"(?:(?:[-‐‑]\s?|\s[-‐‑]){_CAPITAL}(?:{_LETTER}|[’'‘`](?={_LETTER}))*|[-‐‑][a-zß-ÿ]+)*)"
)
# A name that fills its line or ends before a comma, a bracket or "and".
WHOLE_NAME = rf"{_WORD}(?:[^\S\n]+(?:[a-z]{{2,3}}[^\S\n]+)?{_WORD}){{1,3}}[^\S\n]*(?:[\n,;(&–-]|and\b|\Z)"
_SEPARATION = r"[,;&•●▪■·\uf0a7\uf0b7|/]|(?<!\S)[-–—](?=\s)|[.)\]](?=\s|\d|$)"
_GLUED = re.compile(rf"(?<!^Mc)(?<!^Mac)(?<!^De)(?<!^Le)(?<=[a-zß-ÿ])(?={_CAPITAL}[a-zß-ÿ]+$)")
_PARENTHESIS = re.compile(r"\(((?:[^()]|\([^()]*\)){1,80})\)")
_NAME_WORD = re.compile(_WORD)
_NICKNAME = re.compile(rf"\({_WORD}\)\s+(?={_WORD})")
_BLANKS = re.compile(r"\s+")
# A given name and a surname.
_PAIR = 2


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in a text: `[start, end)` as printed, title and honours left out; `post` as printed."""

    name: str
    start: int
    end: int
    post: str | None = None


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """The patterns by which names are told from titles, posts and prose, made from the vocabulary."""

    separator: re.Pattern[str]
    prose: re.Pattern[str]
    post: re.Pattern[str]
    qualifier: re.Pattern[str]
    other_post: re.Pattern[str]
    title: re.Pattern[str]
    honour: re.Pattern[str]
    particle: re.Pattern[str]
    nobody: re.Pattern[str]
    post_noun: re.Pattern[str]
    body_noun: re.Pattern[str]
    given: frozenset[str]


@lru_cache(maxsize=4)
def name_grammar(vocabulary: Vocabulary) -> NameGrammar:
    """The patterns for `vocabulary`."""

    def any_of(key: str) -> str:
        return "|".join(map(re.escape, vocabulary.name_words[key].alternatives))

    posts = [label for post in vocabulary.posts.values() for label in post.labels]
    posts += [label for role in vocabulary.roles.values() for label in role.labels if " " in label]
    qualifier = rf"(?i:{any_of('post-qualifier')})"
    # No capital letter may follow in mid-word, but the next word may be glued on: "inspectorArea".
    post = rf"(?:{qualifier}\s+)*{alternatives(posts)}(?![a-zß-ÿ’'])(?:[\s,(–-]+{qualifier}\b\)?)*"
    nouns = any_of("post-noun")
    joining = vocabulary.name_words["joining"].alternatives
    either = "|".join(r"\s+".join(map(re.escape, words.split())) for words in joining)
    joined = rf"\b(?:{either})\b"
    return NameGrammar(
        separator=re.compile(rf"(?:\s*(?:{_SEPARATION}|{joined}))+\s*|\s+"),
        prose=re.compile(rf"[^\S\n]*\n?[^\S\n]*(?!{joined})[a-zß-ÿ]"),
        post=re.compile(post),
        qualifier=re.compile(qualifier),
        other_post=re.compile(
            rf"(?=[a-z])(?:[\w’'-]+[^\S\n]+){{0,4}}?(?i:{nouns})(?=[^\S\n]*(?:[\n,;)]|\Z))"
        ),
        title=re.compile(rf"(?:(?:{any_of('title')})\b\.?\s*)+"),
        honour=re.compile(rf"[\s,(]*(?:{any_of('honour')})\b\)?"),
        particle=re.compile(rf"(?:(?:{any_of('particle')})\.?\s+)+(?={_LETTER})"),
        nobody=re.compile(rf"(?i:{any_of('nobody')})\b"),
        post_noun=re.compile(rf"\b(?i:{nouns})\b"),
        body_noun=re.compile(rf"(?i:{any_of('body-noun')})"),
        given=frozenset(map(str.casefold, given_names(vocabulary))),
    )


def given_names(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Given names that are known, with their short forms."""
    names = (*vocabulary.given_names.values(), vocabulary.name_words["given-name"])
    return tuple(label for name in names for label in name.labels)


def alternatives(labels: Iterable[str]) -> str:
    """A pattern for any of `labels`, longest first; abbreviations in capitals match in capitals alone."""
    parts = []
    for label in sorted(set(labels), key=lambda each: (-len(each), each)):
        pattern = re.sub(r"[’']", "[’'‘]", r"\s+".join(map(re.escape, label.split())))
        capitals = sum(map(str.isupper, label))
        parts.append(pattern if capitals > 1 and " " not in label else f"(?i:{pattern})")
    return f"(?:{'|'.join(parts)})"


def repaired(printed: str) -> str:
    """A name as its bearer writes it: single spaces, and none beside a hyphen ("Thomson- Jones") or after
    "O’"; without a short form in brackets."""
    plain = re.sub(r"\([^()]*\)", "", printed)
    joined = re.sub(r"\s*([-‐‑])\s*", "-", " ".join(plain.split()))
    return re.sub(r"\b([DO][’'‘`]) ", r"\1", joined)


def read_names(text: str, grammar: NameGrammar, start: int = 0, single: bool = False) -> list[NameFound]:
    """The names of a list that begins at `start`, in order; ends at the first thing that is no list item.
    Where a `single` person is announced, four words without a comma are one name."""
    found: list[NameFound] = []
    at = start
    while at < len(text):
        at = _skip(grammar.separator, text, at)
        if grammar.nobody.match(text, at):
            return found
        after_post = _read_post(text, at, grammar, found)
        if after_post > at:
            at = after_post
            continue
        at = _skip(grammar.title, text, at)
        words, end, in_prose = _run(text, at, grammar)
        names = [NameFound(repaired(text[a:b]), a, b) for a, b in _names(text, words, grammar, single)]
        found.extend(names)
        if not words or in_prose:
            return found
        at = max(end, _skip(grammar.honour, text, end))
    return found


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _read_post(text: str, at: int, grammar: NameGrammar, found: list[NameFound]) -> int:
    """End of the post or parenthesis at `at`, which is added to the last name; `at` where there is none."""
    if bracket := _PARENTHESIS.match(text, at):
        printed, end = bracket.group(1), bracket.end()
        said = (grammar.post.search(printed), grammar.post_noun.search(printed))
        is_post = any(said) or grammar.qualifier.fullmatch(printed) is not None
    elif match := grammar.post.match(text, at) or grammar.other_post.match(text, at):
        printed, end, is_post = match.group().strip(), match.end(), True
    else:
        return at
    if found and is_post:
        last = found[-1]
        post = " ".join(printed.split())
        found[-1] = NameFound(last.name, last.start, last.end, f"{last.post}, {post}" if last.post else post)
    return end


def _run(text: str, at: int, grammar: NameGrammar) -> tuple[list[tuple[int, int]], int, bool]:
    """Words of names from `at` on up to a separator or post; the end; whether prose follows, whose first
    capitalised words (or the glued half of one) are then left out."""
    words: list[tuple[int, int]] = []
    end = at
    while True:
        begin = _skip(_BLANKS, text, end) if words else end
        beside = [grammar.post, grammar.honour]
        if len(words) == 1:
            # What looks like a title is the surname: "Simon Lord".
            begin = _skip(_NICKNAME, text, begin)
        else:
            beside.append(grammar.title)
        if words and any(pattern.match(text, begin) for pattern in beside):
            return words, end, False
        match = _NAME_WORD.match(text, _skip(grammar.particle, text, begin))
        if not match:
            break
        words.append((begin, match.end()))
        end = match.end()
    if not words or not grammar.prose.match(text, end):
        return words, end, False
    last = text[words[-1][0] : words[-1][1]]
    if glued := _GLUED.search(last):
        words[-1] = (words[-1][0], words[-1][0] + glued.start())
        return words, end, True
    while words and "\n" not in text[words[-2][1] if len(words) > 1 else at : words[-1][0]]:
        words.pop()
    return words[:-1], end, True


def _names(
    text: str, words: list[tuple[int, int]], grammar: NameGrammar, single: bool
) -> Iterator[tuple[int, int]]:
    """Names in a run of words without separators: one per line, or several whose commas are missing."""
    group: list[tuple[int, int]] = []
    for line in _by_line(text, words):
        if len(group) >= _PAIR and len(line) >= _PAIR:
            yield from _whole_names(text, group, grammar, single)
            group = []
        group = [*group, *line]
    yield from _whole_names(text, group, grammar, single)


def _by_line(text: str, words: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    line: list[tuple[int, int]] = []
    for word in words:
        if line and "\n" in text[line[-1][1] : word[0]]:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _whole_names(
    text: str, words: list[tuple[int, int]], grammar: NameGrammar, single: bool
) -> Iterator[tuple[int, int]]:
    """One name, or pairs where four or six full words stand together; posts unknown to us are cut off, and
    bodies are none, unless a given name before the noun of one makes it a surname."""
    nouns = (i for i, (a, b) in enumerate(words) if grammar.post_noun.fullmatch(text, a, b))
    if (first_noun := next(nouns, None)) is not None and not _is_surname(text, words, grammar):
        begins_post = grammar.qualifier.fullmatch(text, *words[0])
        words = words[:_PAIR] if first_noun > _PAIR and not begins_post else []
    body = any(grammar.body_noun.fullmatch(text, a, b) for a, b in words)
    if body and not (len(words) == _PAIR and _is_given(text, words[0], grammar)):
        return
    full = all(_is_full_word(text[a:b], grammar) for a, b in words)
    several = full and len(words) in (2 * _PAIR, 3 * _PAIR) and not single
    size = _PAIR if several and not _has_middle_name(text, words, grammar) else max(len(words), 1)
    for index in range(0, len(words), size):
        part = words[index : index + size]
        if len(part) >= _PAIR:
            yield part[0][0], part[-1][1]


def _is_surname(text: str, words: list[tuple[int, int]], grammar: NameGrammar) -> bool:
    """Whether the second of two words is a surname like Head: a post follows or a given name precedes."""
    return len(words) == _PAIR and (
        _is_given(text, words[0], grammar)
        or bool(grammar.post.match(text, _skip(grammar.separator, text, words[-1][1])))
    )


def _is_given(text: str, word: tuple[int, int], grammar: NameGrammar) -> bool:
    return text[slice(*word)].casefold() in grammar.given


def _has_middle_name(text: str, words: list[tuple[int, int]], grammar: NameGrammar) -> bool:
    """Whether four words are one name: the second is a given name and the third, as it seems, a surname."""
    if len(words) != 2 * _PAIR:
        return False
    return _is_given(text, words[1], grammar) and not _is_given(text, words[2], grammar)


def _is_full_word(word: str, grammar: NameGrammar) -> bool:
    """Neither an initial nor a particle nor a word that a hyphen with a blank holds together."""
    return len(word.rstrip(".")) > 1 and " " not in word and not grammar.particle.match(word.lower() + " x")
