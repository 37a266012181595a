"""What the grade of an earlier inspection was given to: the services that its sentence names.

The same words mean what was judged then: beside an inspection of 2012 "child protection" is an area of those
years, beside one of 2016 an area of the single inspection.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.vocabulary import OTHER_FRAMEWORK, OVERALL, UNTIL_2013, Area, Vocabulary

YEAR, MONTH = len("2012"), len("2012-01")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When an earlier inspection was ("2012", "2012-01" or a day) and of which kind, where that is known."""

    when: str
    framework: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """Words that may say what a grade was given to, the nearest first: those behind the grade ("for ..."),
    its clause, those that name and date the inspection, and what stands before these."""

    behind: str
    clause: str
    inspection: str
    before: str = ""


def areas_graded(subject: Subject, occasion: Occasion, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The areas (keys) to which the inspection gave the grade; none where it is given to a part of the
    services that is no area, or to anything else, or by a kind of inspection that grades none.

    Services named beside the grade have it each. Where several only name the inspection, or the sentence says
    that the services or the council were judged, the grade is that of the services as a whole."""
    judged = _judged(occasion, vocabulary)
    if len(judged) == 1:
        return (judged[0].key,)
    forms = vocabulary.printed_forms
    whole = tuple(area.key for area in judged if area.key in (OVERALL, UNTIL_2013))
    for words in (subject.behind, subject.clause):
        if named := _named(words, judged):
            return named
        if forms.find("mention-part", words):
            return ()
    beside = subject.clause + subject.behind
    sources = [subject.inspection]
    if forms.find("mention-leaning", subject.clause) and not forms.find("mention-whole", beside):
        sources.append(subject.before)
    for words in sources:
        if named := _named(words, judged):
            return named if len(named) == 1 or forms.find("mention-each", beside + words) else whole
        if forms.find("mention-part", words):
            return ()
    names_whole = forms.find("mention-whole", subject.behind) or any(
        forms.find("mention-services", words)
        for words in (subject.clause, subject.inspection + subject.clause)
    )
    return whole if names_whole else ()


def _judged(occasion: Occasion, vocabulary: Vocabulary) -> tuple[Area, ...]:
    """The areas that an inspection of that time and kind may have graded; those of all inspections of the
    council's services as a whole where the kind is not known."""
    areas = vocabulary.areas.values()
    if occasion.framework not in (None, OTHER_FRAMEWORK):
        own = [area for area in areas if occasion.framework in area.frameworks]
        return tuple([area for area in own if area.named_until] or own)
    last = vocabulary.areas[UNTIL_2013].named_until or ""
    if occasion.when[:MONTH] <= last[: len(occasion.when)]:
        return tuple(area for area in areas if area.named_until)
    year = int(occasion.when[:YEAR])
    kinds = {key for key in vocabulary.areas[OVERALL].frameworks if vocabulary.frameworks[key].in_use(year)}
    return tuple(area for area in areas if kinds.intersection(area.frameworks) and not area.named_until)


def _named(words: str, areas: tuple[Area, ...]) -> tuple[str, ...]:
    """The areas that `words` name, in reading order; what stands within a longer name is no name."""
    found = [
        (match.start(), -match.end(), place)
        for place, area in enumerate(areas)
        if (pattern := _pattern(area.heading_patterns + area.mention_patterns))
        for match in pattern.finditer(words)
    ]
    named: dict[str, None] = {}
    reached = 0
    for _, end, place in sorted(found):
        if -end > reached:
            reached = -end
            named[areas[place].key] = None
    return tuple(named)


@lru_cache(maxsize=64)
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    alternatives = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE) if patterns else None
