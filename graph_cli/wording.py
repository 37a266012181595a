"""Words in wordings (og:Wording), which have many sentences each, a line for each: there words are found in a
fraction of the time that it takes sentence by sentence.

Databases and Python differ in which letters they hold for the same in another case, so that patterns name
both cases of each letter: what is counted in the database is found here."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"[\\.^$|?*+(){}\[\]]")

# A document that has findings but no wordings: an earlier version read it, or another program.
WITHOUT_WORDINGS = """PREFIX og: <https://w3id.org/ofsted-graph/vocabulary#>
SELECT ?document WHERE {
  GRAPH ?graph { ?document a og:Document }
  FILTER NOT EXISTS { GRAPH ?graph { ?wording og:lines ?lines } }
  FILTER EXISTS { GRAPH ?graph { ?finding og:polarity ?polarity } }
} LIMIT 1"""


def pattern(words: str) -> str:
    """A regular expression, of SPARQL and of Python, for `words` whatever their case."""
    return "".join(map(_either_case, words))


def in_line(words: str) -> str:
    """A regular expression for `words` in the sentence of a line (og:lines), and what follows them there up
    to the tab."""
    return pattern(words) + r"[^\t\n]*\t"


def places_of(words: str, lines: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """Documents and offsets of the findings whose sentences hold `words` in any case, in no order. `lines`
    are documents and the lines (og:lines) of their wordings."""
    offset = re.compile(in_line(words) + "([0-9]+)")
    return [(document, int(found[1])) for document, text in lines for found in offset.finditer(text)]


def _either_case(letter: str) -> str:
    cases = {letter, *(case for case in (letter.lower(), letter.upper()) if len(case) == 1)}
    if len(cases) > 1:
        return f"[{''.join(sorted(cases))}]"
    return _SPECIAL.sub(r"\\\g<0>", letter)
