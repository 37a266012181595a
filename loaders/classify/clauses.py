"""Praise and blame in a statement, clause by clause: which cue words stand there and what turns them round.

The kinds of cues, their words, direction and weight are data (ontology/polarity-cues.ttl); what a kind does
to the words after it is said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.classify.cues import variants

NUMBER = "0"
_TOKEN = re.compile(r"[a-z]+|\d[\d,.]*\d|\d|[,;:()]|[.?!](?=\s|$)")
_SAME = str.maketrans({"’": None, "‘": None, "'": None, "–": ",", "—": ","})
_POSSESSIVE = re.compile(r"['’]s\b")

# How many words after a cue of the kind the praise is what is missing.
_MISSING_REACH = {"shortage": 9, "excess": 6, "need": 12, "unfinished": 9, "few": 6, "imperative": 60}
_IMPERATIVE = "imperative"
_TURNS = ("contrast", "concession")
_NEGATIONS = ("negator", "partly-negated")
_SHORTCOMINGS = ("deficit", "failing", "shortage")
_CONDITIONS = {"condition": 14, "relative": 6}
_DENIED_REACH, _CONDITIONAL_REACH, _ABSENT_REACH, _RELIEF_REACH, _LINKED_REACH = 10, 3, 5, 7, 7
_NOTICED_REACH, _PREDICATE_REACH, _NOTICED_SHARE = 7, 2, 0.3
_CONDITION_SHARE, _PURPOSE_SHARE = 0.3, 0.5
_UNANSWERED_NEGATION, _FIRST_DENIED = 0.9, 0.4
_STOPS = frozenset(";.?!")
_LISTED = ("example", "joint", "condition")


def evaluative_tokens(text: str) -> list[str]:
    """Lower-case words and punctuation marks in order; every number is "0", a possessive 's is dropped."""
    folded = _POSSESSIVE.sub("", text).translate(_SAME).lower()
    return [NUMBER if token[0].isdigit() else token for token in _TOKEN.findall(folded)]


@dataclass(frozen=True, slots=True)
class CueKind:
    """A kind of cue: `direction` is 1 (praise), -1 (blame) or 0, `weight` how much one such word counts."""

    key: str
    direction: int
    weight: float


@dataclass(frozen=True, slots=True)
class Spotted:
    """A cue in the tokens `[start, end)`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that praise (`value` > 0) or blame, and how: praise, denied, missing, blame, absent, relieved."""

    value: float
    words: str
    kind: str
    effect: str


@dataclass(slots=True)
class Clause:
    """A stretch between contrasts. `turn` is the kind of cue that opens it (contrast, concession or "")."""

    turn: str
    praise: float = 0.0
    blame: float = 0.0
    reasons: list[Reason] = field(default_factory=list)

    @property
    def balance(self) -> float:
        """Praise less blame."""
        return self.praise - self.blame


class _CueTree:
    """Cues by their words: a node for each beginning, with the kind of the cue that ends there. `opening` is
    the kind that counts at the beginning of a statement only."""

    def __init__(self) -> None:
        self.kind = self.opening = ""
        self.children: dict[str, _CueTree] = {}
        self._steps: dict[str, _CueTree | None] = {}

    def add(self, words: Sequence[str], kind: str) -> None:
        node = self
        for word in words:
            node = node.children.setdefault(word, _CueTree())
        if kind == _IMPERATIVE:
            node.opening = kind
        else:
            node.kind = node.kind or kind

    def step(self, token: str) -> _CueTree | None:
        """The node for one word more: the word written out, else the longest beginning ("delay*")."""
        if token not in self._steps:
            beginnings = (token[:length] + "*" for length in range(len(token), 0, -1))
            self._steps[token] = next(
                (self.children[word] for word in (token, *beginnings) if word in self.children), None
            )
        return self._steps[token]


class ClauseReader:
    """Reads tokens into clauses with their praise and blame."""

    def __init__(self, kinds: Mapping[str, CueKind], cues: Iterable[tuple[str, str]]) -> None:
        """`cues` are pairs of pattern and key of its kind."""
        self._kinds = kinds
        self._root = _CueTree()
        for pattern, kind in cues:
            for words in variants(pattern):
                self._root.add(words, kind)

    def spot(self, tokens: Sequence[str]) -> list[Spotted]:
        """The cues that count, in order and without overlap: at each word the longest; an imperative only
        at the beginning."""
        spotted = []
        root = self._root
        start, count = 0, len(tokens)
        while start < count:
            node, position = root.step(tokens[start]), start + 1
            kind, end = "", start
            while node is not None:
                found = node.opening or node.kind if not start else node.kind
                if found:
                    kind, end = found, position
                if position == count or not node.children:
                    break
                node = node.step(tokens[position])
                position += 1
            if kind:
                spotted.append(Spotted(kind, start, end))
                start = end
            else:
                start += 1
        return spotted

    def read(self, tokens: Sequence[str], spotted: Sequence[Spotted]) -> list[Clause]:
        """The clauses in order, at least one."""
        reading = _Reading(self._kinds, tokens)
        marks = [position for position, token in enumerate(tokens) if not token.isalnum()]
        mark = 0
        for spot in spotted:
            while mark < len(marks) and marks[mark] < spot.start:
                reading.punctuate(tokens[marks[mark]], spot if spot.start == marks[mark] + 1 else None)
                mark += 1
            reading.take(spot)
        reading.settle()
        return reading.clauses


class _Reading:
    """What holds at the present word: the negation in force, the reach of cues before it."""

    def __init__(self, kinds: Mapping[str, CueKind], tokens: Sequence[str]) -> None:
        self.clauses = [Clause("")]
        self._kinds = kinds
        self._tokens = tokens
        self._negation: Spotted | None = None
        self._negation_share = 1.0
        self._answered = self._loose = self._granting = False
        self._reset()

    def _reset(self) -> None:
        self._missing_until = self._relief_until = self._condition_until = self._purpose_from = -1
        self._shortcoming_end = self._noticed_until = self._predicate_from = -1
        self._subject_from = 0

    def settle(self) -> None:
        """A negation that turned nothing round is itself a criticism."""
        negation = self._negation
        if negation is not None and not self._answered:
            words = " ".join(self._tokens[negation.start : negation.end])
            self._add(-_UNANSWERED_NEGATION * self._negation_share, words, negation.kind, "unanswered")
        self._negation = None

    def punctuate(self, mark: str, following: Spotted | None) -> None:
        self._condition_until = self._noticed_until = -1
        if mark in _STOPS:
            self.settle()
            self._reset()
            self.clauses.append(Clause(""))
        elif self._granting and (following is None or following.kind not in _LISTED):
            self.settle()
            self._reset()
            self._granting = False
            self.clauses.append(Clause("main"))
        elif following is not None and following.kind in ("resumption", "joint", "consequence", "pronoun"):
            self.settle()
            self._missing_until = self._purpose_from = -1
            self._subject_from = len(self.clauses[-1].reasons)

    def take(self, spot: Spotted) -> None:
        kind = spot.kind
        if kind in _TURNS:
            self._turn(spot)
        elif kind in _NEGATIONS:
            self.settle()
            self._negation, self._answered, self._loose = spot, False, False
            self._negation_share = self._share(spot)[0]
        elif kind in _CONDITIONS:
            self._condition_until = spot.start + _CONDITIONS[kind]
        elif kind == "purpose":
            self._purpose_from = spot.start
        elif kind == "joint":
            self._loose = True
            if self._predicate_from >= 0:
                self._subject_from = len(self.clauses[-1].reasons)
                self._predicate_from = -1
        elif kind == "copula":
            self._predicate_from = spot.end
        elif kind == "detection":
            self._noticed_until = spot.end + _NOTICED_REACH
        elif kind == "link":
            if spot.start == self._shortcoming_end:
                self._missing_until = max(self._missing_until, spot.end + _LINKED_REACH)
        elif self._kinds[kind].direction:
            self._weigh(spot)

    def _turn(self, spot: Spotted) -> None:
        self.settle()
        self._reset()
        clause = self.clauses[-1]
        if clause.reasons or clause.turn or spot.start > 2:
            self.clauses.append(Clause(spot.kind))
        else:
            clause.turn = spot.kind
            self._granting = spot.kind == "concession" and len(self.clauses) == 1

    def _share(self, spot: Spotted) -> tuple[float, str]:
        """How much a word here counts, and the setting that lessens it."""
        if spot.start <= self._condition_until:
            return _CONDITION_SHARE, "/if"
        if 0 <= self._purpose_from < spot.start:
            return _PURPOSE_SHARE, "/for"
        if spot.start <= self._noticed_until and spot.kind in _NEGATIONS:
            return _NOTICED_SHARE, "/noticed"
        return 1.0, ""

    def _weigh(self, spot: Spotted) -> None:
        kind = self._kinds[spot.kind]
        share, setting = self._share(spot)
        weight = kind.weight * share
        words = " ".join(self._tokens[spot.start : spot.end])
        negation = self._negation
        away = spot.start - negation.end if negation is not None else 99
        if kind.direction > 0:
            if kind.key == "relief":
                self._relief_until = spot.end + _RELIEF_REACH
            if kind.key == "most" and negation is not None:
                return
            reach = _DENIED_REACH if self._negation_share == 1.0 else _CONDITIONAL_REACH
            if negation is not None and away <= reach:
                if self._loose and self._answered:
                    value, effect = 0.0, "loosely-denied"
                else:
                    share *= self._negation_share
                    full = max(kind.weight, 1.0) + _FIRST_DENIED
                    value = -weight if self._answered else -full * share
                    effect = "denied"
                    words = self._negated(negation, words, away)
                    self._answered = True
            elif spot.start <= self._missing_until:
                value, effect = 0.0, "missing"
            else:
                value, effect = weight, "praise"
        elif (
            negation is not None
            and away <= _ABSENT_REACH
            and not (self._answered or self._loose)
            and kind.key not in ("need", "unfinished")
        ):
            value, effect = 0.8 * weight, "absent"
            words = self._negated(negation, words, away)
            self._answered = True
        elif spot.start <= self._relief_until and kind.key in _SHORTCOMINGS:
            value, effect = 0.5 * share, "relieved"
        elif spot.start <= self._noticed_until and kind.key in (*_SHORTCOMINGS, "need"):
            value, effect = -_NOTICED_SHARE * weight, "noticed"
        else:
            value, effect = -weight, "blame"
            if 0 <= self._predicate_from <= spot.start <= self._predicate_from + _PREDICATE_REACH:
                self._outweigh_subject()
            self._missing_until = max(self._missing_until, spot.end + _MISSING_REACH.get(kind.key, -99))
            self._shortcoming_end = spot.end
        self._add(value, words, kind.key, effect + setting)

    def _outweigh_subject(self) -> None:
        """Praise in the subject of a criticism is only what the criticism is about."""
        clause = self.clauses[-1]
        for index in range(self._subject_from, len(clause.reasons)):
            reason = clause.reasons[index]
            if reason.effect.startswith("praise"):
                clause.praise -= reason.value
                clause.reasons[index] = replace(reason, value=0.0, effect="subject")

    def _negated(self, negation: Spotted, words: str, away: int) -> str:
        return f"{' '.join(self._tokens[negation.start : negation.end])}{' …' if away else ''} {words}"

    def _add(self, value: float, words: str, kind: str, effect: str) -> None:
        clause = self.clauses[-1]
        if value > 0:
            clause.praise += value
        else:
            clause.blame -= value
        clause.reasons.append(Reason(value, words, kind, effect))
