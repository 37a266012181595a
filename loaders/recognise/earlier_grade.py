"""The grade that an earlier inspection gave according to a sentence, and the area that it was given to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.model import Span
from loaders.vocabulary import OVERALL, Vocabulary

REQUIRES = "requires-improvement"
# After a grade, a word that says it is the overall one stands no further than this.
NEXT_WORD = 10


@dataclass(frozen=True, slots=True)
class Given:
    """A grade and the area it was given to; None for a part of the services that is no single area."""

    grade: str
    area: str | None


@dataclass(frozen=True, slots=True)
class _Printed:
    grade: str
    span: Span
    verb: bool = False


def grade_given(marked: str, words: Span, place: Span, end: int, vocabulary: Vocabulary) -> Given | None:
    """The grade, printed before `end`, that was given by the inspection whose date stands at `place` and is
    tied to it by `words`. `marked` is the sentence with dates overwritten (loaders/recognise/earlier.py).

    None if the sentence gives no grade, or several of which none is the overall one."""
    forms = vocabulary.printed_forms
    opening = forms.at("mention-opening", marked, 0) is not None
    found: list[tuple[_Printed, str]] = []
    for printed in _grades(marked, vocabulary):
        at = printed.span
        if at.end <= place.start:
            lead, between = marked[words.start : at.start], marked[at.end : place.start]
            subject = marked[: at.start]
            if words.start > at.start:
                lead = marked[: at.start]
            tied = _whole("mention-after-grade", between, vocabulary) and (
                printed.verb or forms.find("mention-before-grade", lead) is not None
            )
        elif place.end <= at.start < end:
            between = marked[max(place.end, min(words.end, at.start)) : at.start]
            subject = marked[: words.start] + marked[words.end : at.start]
            lead_forms = ["mention-lead-required" if printed.verb else "mention-lead"]
            lead_forms += [f"{lead_forms[0]}-main"] if opening else []
            tied = any(_whole(form, between, vocabulary) for form in lead_forms)
        else:
            continue
        if tied:
            found.append((printed, subject + marked[at.end : at.end + NEXT_WORD]))
    return _one_of(found, vocabulary)


def grade_of_next(said: str, vocabulary: Vocabulary) -> Given | None:
    """The grade in the sentence after the one with the date ("It was judged to be good.")."""
    for printed in _grades(said, vocabulary):
        lead = said[: printed.span.start]
        if _whole("mention-next", lead, vocabulary):
            return Given(printed.grade, _area(lead, vocabulary))
    return None


def _whole(form: str, text: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.printed_forms.at(form, text, 0) is not None


def _one_of(found: list[tuple[_Printed, str]], vocabulary: Vocabulary) -> Given | None:
    if len({printed.grade for printed, _ in found}) > 1:
        found = [each for each in found if _overall(each[1])]
    if not found:
        return None
    printed, subject = found[0]
    return Given(printed.grade, _area(subject, vocabulary))


def _overall(words: str) -> bool:
    return "overall" in words.casefold()


def _area(subject: str, vocabulary: Vocabulary) -> str | None:
    """The overall judgement unless `subject` speaks of a part: then the one area that it names, if any."""
    if _overall(subject) or not vocabulary.printed_forms.find("mention-part", subject):
        return OVERALL
    named = {
        (match.start(), match.end(), area.key)
        for area in vocabulary.areas.values()
        for pattern in area.heading_patterns
        for match in re.finditer(rf"\b(?:{pattern})\b", subject, re.IGNORECASE)
    }
    last = max((end for _, end, _ in named), default=0)
    first = min((start for start, end, _ in named if end == last), default=0)
    keys = {key for start, end, key in named if (start, end) == (first, last)}
    apart = [each for each in named if each[1] <= first]
    return keys.pop() if len(keys) == 1 and not apart else None


def _grades(said: str, vocabulary: Vocabulary) -> Iterator[_Printed]:
    """Every grade printed in `said`, as a label or as the verb "required improvement"."""
    verbs = [
        Span(*match.span()) for match in vocabulary.printed_forms.all("mention-required-improvement", said)
    ]
    yield from (_Printed(REQUIRES, span, verb=True) for span in verbs)
    labels = tuple((label, grade.key) for grade in vocabulary.grades.values() for label in grade.labels)
    pattern, keys = _label_pattern(labels)
    for match in pattern.finditer(said):
        span = Span(*match.span())
        if not any(verb.start < span.end and span.start < verb.end for verb in verbs) or _longer(span, verbs):
            yield _Printed(keys[_plain(match.group())], span)


def _longer(span: Span, verbs: list[Span]) -> bool:
    return any(span.start <= verb.start and verb.end <= span.end for verb in verbs)


def _plain(words: str) -> str:
    return words.casefold().replace("’", "'")


@lru_cache(maxsize=4)
def _label_pattern(labels: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for any of the labels, longest first, and the key of each."""
    keys = {_plain(label): key for label, key in labels}
    longest_first = sorted(keys, key=len, reverse=True)
    alternatives = "|".join(re.escape(label).replace("'", "['’]") for label in longest_first)
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE), keys
