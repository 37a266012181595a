"""The grades that a sentence says an earlier inspection gave, each with what it was given to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from loaders.model import Span
from loaders.recognise.earlier_area import Occasion, Subject, areas_graded
from loaders.vocabulary import Vocabulary

REQUIRES = "requires-improvement"


@dataclass(frozen=True, slots=True)
class Given:
    """A grade and the area (key) it was given to; None for a part of the services that is no area."""

    grade: str
    area: str | None


@dataclass(frozen=True, slots=True)
class _Printed:
    """A grade where it is printed; `tied` where the words around it tie it to the inspection."""

    grade: str
    span: Span
    verb: bool = False
    tied: bool = False


def grades_given(
    marked: str, words: Span, place: Span, end: int, occasion: Occasion, vocabulary: Vocabulary
) -> tuple[Given, ...]:
    """The grades given by the inspection that `words` of the sentence date at `place`; dates are blotted out.

    They stand before `end`. None where the sentence gives none, or several to the same services."""
    forms = vocabulary.printed_forms
    opening = forms.at("mention-opening", marked, 0) is not None
    apart = forms.find("mention-apart", marked[: words.start]) is not None

    def tied(printed: _Printed) -> bool:
        at = printed.span
        if at.end <= place.start:
            lead, between = marked[words.start : at.start], marked[at.end : place.start]
            if words.start > at.start:
                lead = marked[: at.start]
            fits = _whole("mention-after-grade", between, vocabulary) and (
                printed.verb or forms.find("mention-before-grade", lead) is not None
            )
        elif place.end <= at.start < end:
            between = marked[max(place.end, min(words.end, at.start)) : at.start]
            lead_forms = ["mention-lead-required" if printed.verb else "mention-lead"]
            lead_forms += [f"{lead_forms[0]}-main"] if opening else []
            fits = any(_whole(form, between, vocabulary) for form in lead_forms)
            fits = fits and not (apart and forms.at("mention-relative", between, 0) is None)
            if at.end <= words.end and not between.strip(" ‘“"):
                fits = forms.at("mention-dated-grade", marked, at.end) is not None
        else:
            return False
        return fits and not forms.find("mention-present", between)

    def subject(at: Span, start: int, behind: str) -> Subject:
        if place.end <= at.start:
            start = max(start, place.end, min(words.end, at.start))
            inspection, before = inspection_named(marked, words, vocabulary), marked[: words.start]
        else:
            clauses = forms.all("mention-clause", marked, start, at.start)
            start = max((clause.end() for clause in clauses), default=start)
            inspection, before = marked[at.end : words.end], marked[:start]
        return Subject(behind, marked[start : at.start], inspection, before)

    return _given(marked, tied, subject, occasion, vocabulary)


def grades_of_next(
    said: str,
    inspection: str,
    before: str,
    occasion: Occasion,
    vocabulary: Vocabulary,
    tied: Callable[[Span], bool] | None = None,
) -> tuple[Given, ...]:
    """The grades in `said`, the sentence after the one with the date ("It was judged to be good."), where all
    words before them lead to them, or where `tied` says so. `inspection` is what names and dates the
    inspection, `before` what stands before that."""

    def leads(printed: _Printed) -> bool:
        led = tied is not None and tied(printed.span)
        return led or _whole("mention-next", said[: printed.span.start], vocabulary)

    def subject(at: Span, start: int, behind: str) -> Subject:
        return Subject(behind, said[start : at.start], inspection, before)

    return _given(said, leads, subject, occasion, vocabulary)


def inspection_named(marked: str, words: Span, vocabulary: Vocabulary) -> str:
    """The words that date the inspection, with those right before that name it ("child protection ...")."""
    name = vocabulary.printed_forms.find("mention-name", marked, 0, words.start)
    return marked[name.start() if name else words.start : words.end]


def _whole(form: str, text: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.printed_forms.at(form, text, 0) is not None


def _given(
    said: str,
    tied: Callable[[_Printed], bool],
    subject: Callable[[Span, int, str], Subject],
    occasion: Occasion,
    vocabulary: Vocabulary,
) -> tuple[Given, ...]:
    """What the grades of `said` were given to: those tied to the inspection, and those told in one breath
    with one of them, each of another service. What two grades are given to is left out, and so is a grade
    that was not yet in use."""
    forms = vocabulary.printed_forms
    given: dict[str | None, set[str]] = {}
    start = 0
    grades = _tied(said, tied, vocabulary)
    for group in _in_one_breath(grades, said, vocabulary):
        for printed in group:
            at = printed.span
            end = next((other.span.start for other in grades if other.span.start >= at.end), None)
            behind = forms.at("mention-behind", said[:end], at.end)
            words = behind.group() if behind else ""
            told = subject(at, start, words)
            start = at.end + len(words)
            if printed.tied or forms.find("mention-part", told.clause + words) or "overall" in words:
                for area in areas_graded(told, occasion, vocabulary) or (None,):
                    given.setdefault(area, set()).add(printed.grade)
    return tuple(
        Given(grade, area)
        for area, (grade, *others) in given.items()
        if not others and vocabulary.grades[grade].in_use(occasion.when)
    )


def _tied(said: str, tied: Callable[[_Printed], bool], vocabulary: Vocabulary) -> list[_Printed]:
    """The grades printed in `said` but those of the present inspection; of two readings of the same words,
    the one that is tied to the earlier inspection."""
    found: dict[int, _Printed] = {}
    for printed in _grades(said, vocabulary):
        if vocabulary.printed_forms.at("mention-present-behind", said, printed.span.end):
            continue
        read = replace(printed, tied=tied(printed))
        if read.tied or printed.span.start not in found:
            found[printed.span.start] = read
    return [found[place] for place in sorted(found)]


def _in_one_breath(
    grades: Sequence[_Printed], said: str, vocabulary: Vocabulary
) -> Iterator[tuple[_Printed, ...]]:
    """Groups of grades that follow each other as those of one inspection ("good for ... and adequate for
    ..."), of which one at least is tied to it."""
    between = [said[one.span.end : other.span.start] for one, other in pairwise(grades)]
    first = 0
    for last, words in enumerate([*between, ""], start=1):
        if not _whole("mention-next-grade", words, vocabulary):
            if any(printed.tied for printed in grades[first:last]):
                yield tuple(grades[first:last])
            first = last


def _grades(said: str, vocabulary: Vocabulary) -> Iterator[_Printed]:
    """Every grade printed in `said`, as a label or as the verb "required improvement"."""
    verbs = [
        Span(*match.span()) for match in vocabulary.printed_forms.all("mention-required-improvement", said)
    ]
    yield from (_Printed(REQUIRES, span, verb=True) for span in verbs)
    # "Not judged to be good" gives no grade, and neither does an inspection that judged nothing.
    given = (grade for grade in vocabulary.grades.values() if grade.scale)
    labels = tuple((label, grade.key) for grade in given for label in grade.labels)
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
