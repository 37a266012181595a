"""The council that a document is about, by any of its names; a council not in the list keeps its printed
name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from loaders.layout.lines import squeeze
from loaders.model import AuthorityStated, Span
from loaders.vocabulary import Vocabulary

_POSSESSIVE = re.compile(r"['’‘]s?$")
# Page numbers and footnote marks may be run into a name: "2 Ambershire", "Ambershire1".
_EDGE = re.compile(r"^[\s\d,.:;–—-]+|[\s\d,.:;–—-]+$")
# What follows names the body that runs the services for the council: "Ambershire (Ambershire Futures)".
_RUN_BY = re.compile(r"\s*[(/|].*$")
# "Ambershire children's social care"
_UNCAPITALISED = re.compile(r"(?:\s+[a-z][\w'’‘]*)+$")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_JOINED = re.compile(r"\s+(?:and|with|by)\s+|\s*[,:;]\s+")
_BROKEN_HYPHEN = re.compile(r"(?<=\w)-\s+(?=\w)")
_WORD = re.compile(r"\S+")


def authority_printed(
    text: str, span: Span, vocabulary: Vocabulary, on: date | None = None
) -> AuthorityStated:
    """The council whose name is printed at `span`; words that only say what kind of body it is ("Borough
    Council", "local area") may surround the name. `on` is a day of the inspection."""
    printed = _cleaned(text[span.start : span.end])
    named_alone = _RUN_BY.sub("", printed)
    for name in (printed, named_alone, _UNCAPITALISED.sub("", printed), *_IN_BRACKETS.findall(printed)):
        if key := _key(name, vocabulary.authority_named, vocabulary, on):
            return AuthorityStated(key, printed, span)
    first_line = text[span.start : span.end].split("\n", 1)[0]
    if 0 < len(first_line) < span.end - span.start:
        above = authority_printed(text, Span(span.start, span.start + len(first_line)), vocabulary, on)
        if above.key:
            return above
    # Two names joined may both be the same council's: "Westmarsh Children First and Westmarsh Council".
    keys = {_key(name, vocabulary.authority_named, vocabulary, on) for name in _JOINED.split(named_alone)}
    one = keys.pop() if len(keys) == 1 else None
    return AuthorityStated(
        one or _key(named_alone, vocabulary.authority_misprinted, vocabulary, on), printed, span
    )


def authority_mentioned(
    text: str, vocabulary: Vocabulary, on: date | None = None, start: int = 0, end: int | None = None
) -> AuthorityStated | None:
    """The listed council that `text[start:end]` names most often (of several the first); None if it names
    none. `on` is a day of the inspection."""
    first: dict[str, AuthorityStated] = {}
    counts: Counter[str] = Counter()
    for stated in authorities_in(text, vocabulary, on, start, end):
        key = stated.key or stated.printed
        counts[key] += 1
        first.setdefault(key, stated)
    return first[max(counts, key=lambda key: counts[key])] if counts else None


def authorities_in(
    text: str, vocabulary: Vocabulary, on: date | None = None, start: int = 0, end: int | None = None
) -> Iterator[AuthorityStated]:
    """Every place in `text[start:end]` that names a listed council, in order; where names overlap, the
    longest."""
    names = tuple(name for authority in vocabulary.authorities.values() for name in authority.names)
    for match in _any_name(names).finditer(text, start, len(text) if end is None else end):
        printed = squeeze(match.group())
        if key := vocabulary.authority_named(printed, on):
            yield AuthorityStated(key, printed, Span(*match.span()))


def _cleaned(raw: str) -> str:
    name = _BROKEN_HYPHEN.sub("-", squeeze(raw))
    return _EDGE.sub("", _POSSESSIVE.sub("", _EDGE.sub("", name)))


def _key(
    printed: str, named: Callable[[str, date | None], str | None], vocabulary: Vocabulary, on: date | None
) -> str | None:
    keys = (named(name, on) for name in _narrowed(printed, vocabulary))
    return next(filter(None, keys), None)


def _narrowed(printed: str, vocabulary: Vocabulary) -> Iterator[str]:
    """`printed`, then ever shorter names, with words such as "Borough Council" cut from its ends."""
    generic = _generic_words(tuple(form for forms in vocabulary.name_templates.values() for form in forms))
    words = _WORD.findall(printed)
    yield printed
    ends = [n for n in range(len(words) + 1) if all(w.casefold() in generic for w in words[len(words) - n :])]
    starts = [n for n in range(len(words)) if all(w.casefold() in generic for w in words[:n])]
    for cut in sorted((a + b, a, b) for a in starts for b in ends if 0 < a + b < len(words)):
        yield _POSSESSIVE.sub("", " ".join(words[cut[1] : len(words) - cut[2]]))


@lru_cache(maxsize=4)
def _generic_words(templates: tuple[str, ...]) -> frozenset[str]:
    words = " ".join(templates).replace("{}", " ").casefold().split()
    return frozenset(words) | frozenset(word.replace("'", "’") for word in words) | {"the"}


@lru_cache(maxsize=4)
def _any_name(names: tuple[str, ...]) -> re.Pattern[str]:
    forms = (
        r"[\s-]+".join(re.escape(word).replace("'", "['’]") for word in re.split(r"[\s-]+", name))
        for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")
