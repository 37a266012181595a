"""Praise and blame in a statement, clause by clause: which cue words stand there and what turns them round.

The kinds of cues, their words, direction and weight are data (ontology/polarity-cues.ttl); what a kind does
to the words after it is said here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from loaders.classify.evaluative_cues import CueKind, Spotted

# How many words after a cue of the kind the praise is what is missing.
_MISSING_REACH = {"shortage": 9, "excess": 6, "need": 12, "unfinished": 9, "few": 6, "imperative": 60}
# How many words after a cue of the kind describe a situation or people, up to a comma.
_CONDITIONS = {"condition": 14, "relative": 4}
_TURNS = ("contrast", "concession")
_NEGATIONS = ("negator", "partly-negated")
_SHORTCOMINGS = ("deficit", "failing", "shortage", "excess")
_RELIEVABLE = ("deficit", "failing", "shortage")
_OVERCOMING = ("relief", "reduction", "improvement")
_RELIEFS = ("relief", "reduction")
_NEVER_ABSENT = ("need", "unfinished")
_RESUMING = ("resumption", "joint", "consequence", "pronoun")
_LISTED = ("example", "joint", "condition")
_STOPS = frozenset(";.?!")

_DENIED_REACH, _CONDITIONAL_REACH, _ABSENT_REACH, _SECOND_ABSENT_REACH, _UNSEEN_REACH = 10, 3, 5, 8, 3
_RELIEF_REACH, _LINKED_REACH, _NOTICED_REACH, _REDUCED_REACH, _PREDICATE_REACH = 7, 7, 7, 5, 2
_CONDITION_SHARE, _PURPOSE_SHARE, _NOTICED_SHARE, _ADMITTED_SHARE = 0.3, 0.5, 0.3, 0.7
_UNANSWERED, _FIRST_DENIED, _UNSEEN, _REDUCED = 0.9, 0.4, 1.3, 1.3
_ABSENT, _SECOND_ABSENT, _RELIEVED = 0.8, 0.3, 0.5
_EARLY, _OUTSIDE_REACH = 6, 2


class Reason(Struct, frozen=True, gc=False):
    """Words that praise (`value` > 0) or blame, their kind, and how they came to count (`effect`)."""

    value: float
    words: str
    kind: str
    effect: str


class Clause(Struct):
    """A stretch between contrasts, from the token `start` on. `turn` is the kind of cue that opens it
    ("contrast", "concession"), "main" for what follows an opening concession, else ""."""

    turn: str
    start: int
    praise: float = 0.0
    blame: float = 0.0
    reasons: list[Reason] = []  # each clause has its own

    @property
    def balance(self) -> float:
        """Praise less blame."""
        return self.praise - self.blame


def read_clauses(
    tokens: Sequence[str], spotted: Sequence[Spotted], kinds: Mapping[str, CueKind]
) -> list[Clause]:
    """The clauses of a statement in order, at least one, from its tokens and the cues spotted in them."""
    reading = _Reading(kinds, tokens)
    marks = [position for position, token in enumerate(tokens) if not token.isalnum()]
    mark = 0
    for spot in spotted:
        while mark < len(marks) and marks[mark] < spot.start:
            reading.punctuate(marks[mark], spot if spot.start == marks[mark] + 1 else None)
            mark += 1
        reading.take(spot)
    reading.settle()
    return reading.clauses


class _Negation(Struct):
    """A negation in force. `answer` is what it has done so far ("denied" praise, made a shortcoming "absent",
    or nothing); `loose` after a word that joins, which it need not reach beyond."""

    spot: Spotted
    share: float
    answer: str = ""
    loose: bool = False


class _Reading:
    """What holds at the present word: the negation in force, the reach of cues before it."""

    def __init__(self, kinds: Mapping[str, CueKind], tokens: Sequence[str]) -> None:
        self.clauses = [Clause("", 0)]
        self._kinds = kinds
        self._tokens = tokens
        self._negation: _Negation | None = None
        self._granting = False
        self._reset()

    def _reset(self) -> None:
        self._missing_until = self._relief_until = self._void_until = self._reduced_until = -1
        self._condition_until = self._noticed_until = self._purpose_from = self._people_until = -1
        self._shortcoming_end = self._predicate_from = -1
        self._admitted_until = -1
        self._subject_from = 0
        self._outside = False
        self._outsider_end = -_OUTSIDE_REACH

    def settle(self) -> None:
        """A negation that turned nothing round is itself a criticism."""
        negation = self._negation
        if negation is not None and not negation.answer:
            words = " ".join(self._tokens[negation.spot.start : negation.spot.end])
            self._add(-_UNANSWERED * negation.share, words, negation.spot.kind, "unanswered")
        self._negation = None

    def punctuate(self, mark: int, following: Spotted | None) -> None:
        """`mark` is the place of the mark, `following` the cue that begins right after it."""
        self._condition_until = self._noticed_until = self._people_until = -1
        if self._tokens[mark] in _STOPS:
            self.settle()
            self._reset()
            self.clauses.append(Clause("", mark + 1))
        elif self._granting and (following is None or following.kind not in _LISTED):
            self.settle()
            self._reset()
            self._granting = False
            self.clauses.append(Clause("main", mark + 1))
        elif following is not None and following.kind in _RESUMING:
            self.settle()
            self._missing_until = self._purpose_from = -1
            self._subject_from = len(self.clauses[-1].reasons)

    def take(self, spot: Spotted) -> None:
        """Goes on to the next cue."""
        action = _ACTIONS.get(spot.kind)
        if action is not None:
            action(self, spot)
            return
        direction = self._kinds[spot.kind].direction
        if direction > 0:
            self._praise(spot)
        elif direction < 0:
            self._blame(spot)

    def _negate(self, spot: Spotted) -> None:
        if spot.start > self._people_until:
            self.settle()
            self._negation = _Negation(spot, self._share(spot)[0])

    def _set_condition(self, spot: Spotted) -> None:
        self._condition_until = spot.start + _CONDITIONS[spot.kind]
        if spot.kind == "relative" and spot.start <= _EARLY:
            self._people_until = self._condition_until

    def _set_purpose(self, spot: Spotted) -> None:
        self._purpose_from = spot.start

    def _predicate(self, spot: Spotted) -> None:
        self._predicate_from = spot.end

    def _admit(self, spot: Spotted) -> None:
        self._admitted_until = spot.end + _NOTICED_REACH

    def _go_outside(self, spot: Spotted) -> None:
        self._outside = True
        self._outsider_end = spot.end

    def _answer(self, spot: Spotted) -> None:
        self._noticed_until = spot.end + _NOTICED_REACH

    def _influence(self, spot: Spotted) -> None:
        self._reduced_until = spot.end + _REDUCED_REACH

    def _link(self, spot: Spotted) -> None:
        if spot.start == self._shortcoming_end:
            self._missing_until = max(self._missing_until, spot.end + _LINKED_REACH)

    def _turn(self, spot: Spotted) -> None:
        self.settle()
        self._reset()
        clause = self.clauses[-1]
        if clause.reasons or clause.turn or spot.start > 2:
            self.clauses.append(Clause(spot.kind, spot.start))
        else:
            clause.turn = spot.kind
            self._granting = spot.kind == "concession" and len(self.clauses) == 1

    def _join(self, spot: Spotted) -> None:
        if self._negation is not None:
            self._negation.loose = True
        if self._predicate_from >= 0:
            self._subject_from = len(self.clauses[-1].reasons)
            self._predicate_from = -1

    def _detect(self, spot: Spotted) -> None:
        negation = self._negation
        if negation is not None and not negation.answer and spot.start - negation.spot.end <= _UNSEEN_REACH:
            if negation.spot.start - self._outsider_end < _OUTSIDE_REACH:
                # "Inspectors did not identify any ...": what they did not see is not there.
                negation.spot = replace(negation.spot, end=spot.end)
                return
            self._add(-_UNSEEN * negation.share, self._negated(spot), spot.kind, "denied")
            negation.answer = "denied"
            self._void_until = spot.end + _NOTICED_REACH
        elif not self._outside:
            self._noticed_until = spot.end + _NOTICED_REACH

    def _reduce(self, spot: Spotted) -> None:
        """Less ability, capacity or availability is no relief."""
        if spot.start > self._reduced_until:
            return
        share, setting = self._share(spot)
        clause = self.clauses[-1]
        for index, reason in enumerate(clause.reasons):
            if reason.kind == "reduction" and reason.value > 0:
                clause.praise -= reason.value
                clause.reasons[index] = replace(reason, value=0.0, effect="reduction")
        self._add(-_REDUCED * share, self._words(spot), spot.kind, "reduced" + setting)
        self._missing_until = spot.end + _LINKED_REACH

    def _praise(self, spot: Spotted) -> None:
        kind = self._kinds[spot.kind]
        share, setting = self._share(spot)
        negation = self._negation
        words = self._words(spot)
        effect = "praise"
        if negation is not None and negation.answer != "absent":
            if kind.key == "most":
                return
            reach = _DENIED_REACH if negation.share == 1.0 else _CONDITIONAL_REACH
            if spot.start - negation.spot.end <= reach:
                effect = "loosely denied" if negation.loose and negation.answer else "denied"
        if effect == "praise" and spot.start <= self._missing_until:
            effect = "missing"
        value = 0.0
        if effect == "praise":
            value = kind.weight * share
            if kind.key in _OVERCOMING and self._is_predicate(spot):
                self._outweigh_subject("blame")
        elif effect == "denied" and negation is not None:
            first = 0.0 if negation.answer else max(1.0 - kind.weight, 0.0) + _FIRST_DENIED
            value = -(kind.weight + first) * share * negation.share
            words = self._negated(spot)
            negation.answer = "denied"
        if kind.key in _RELIEFS:
            if effect == "praise":
                self._relief_until = spot.end + _RELIEF_REACH
            else:
                self._void_until = spot.end + _RELIEF_REACH
            if kind.key == "reduction" and effect == "praise":
                self._reduced_until = spot.end + _REDUCED_REACH
        self._add(value, words, kind.key, effect + setting)

    def _blame(self, spot: Spotted) -> None:
        kind = self._kinds[spot.kind]
        share, setting = self._share(spot)
        weight = kind.weight * share
        words = self._words(spot)
        if self._is_absent(spot):
            value, effect = weight * (_SECOND_ABSENT if self._negation_answer else _ABSENT), "absent"
            words = self._negated(spot)
            if self._negation is not None:
                self._negation.answer = "absent"
        elif spot.start <= self._void_until and kind.key in _SHORTCOMINGS:
            value, effect = 0.0, "untackled"
        elif spot.start <= self._relief_until and kind.key in _RELIEVABLE:
            value, effect = _RELIEVED * share, "relieved"
        elif spot.start <= self._noticed_until and kind.key in (*_SHORTCOMINGS, "need"):
            value, effect = -_NOTICED_SHARE * weight, "noticed"
        elif spot.start <= self._admitted_until and kind.key in (*_SHORTCOMINGS, "need"):
            value, effect = -_ADMITTED_SHARE * weight, "admitted"
        else:
            value, effect = -weight, "blame"
            if self._is_predicate(spot):
                self._outweigh_subject("praise")
            self._missing_until = max(self._missing_until, spot.end + _MISSING_REACH.get(kind.key, -99))
            self._shortcoming_end = spot.end
        self._add(value, words, kind.key, effect + setting)

    @property
    def _negation_answer(self) -> str:
        return self._negation.answer if self._negation is not None else ""

    def _is_absent(self, spot: Spotted) -> bool:
        """Whether the negation in force says that the shortcoming is not there."""
        negation = self._negation
        if negation is None or negation.answer == "denied" or spot.kind in _NEVER_ABSENT:
            return False
        away = spot.start - negation.spot.end
        return away <= (_SECOND_ABSENT_REACH if negation.answer else 0 if negation.loose else _ABSENT_REACH)

    def _is_predicate(self, spot: Spotted) -> bool:
        return 0 <= self._predicate_from <= spot.start <= self._predicate_from + _PREDICATE_REACH

    def _outweigh_subject(self, effect: str) -> None:
        """Praise in the subject of a criticism is only what the criticism is about; a shortcoming of which it
        is said that it was overcome is gone."""
        clause = self.clauses[-1]
        for index in range(self._subject_from, len(clause.reasons)):
            reason = clause.reasons[index]
            if reason.effect.startswith(effect):
                clause.praise -= max(reason.value, 0.0)
                clause.blame += min(reason.value, 0.0)
                clause.reasons[index] = replace(reason, value=0.0, effect=f"subject of {effect}")

    def _share(self, spot: Spotted) -> tuple[float, str]:
        """How much a word here counts, and the setting that lessens it."""
        if spot.start <= self._condition_until:
            return _CONDITION_SHARE, "/if"
        if 0 <= self._purpose_from < spot.start:
            return _PURPOSE_SHARE, "/for"
        if spot.start <= self._noticed_until and spot.kind in _NEGATIONS:
            return _NOTICED_SHARE, "/noticed"
        return 1.0, ""

    def _words(self, spot: Spotted) -> str:
        return " ".join(self._tokens[spot.start : spot.end])

    def _negated(self, spot: Spotted) -> str:
        """The words with their negation: "not … timely"."""
        if self._negation is None:
            return self._words(spot)
        before = self._negation.spot
        return f"{self._words(before)}{' …' if spot.start > before.end else ''} {self._words(spot)}"

    def _add(self, value: float, words: str, kind: str, effect: str) -> None:
        clause = self.clauses[-1]
        if value > 0:
            clause.praise += value
        else:
            clause.blame -= value
        clause.reasons.append(Reason(value, words, kind, effect))


# What a cue of the kind does to the words after it; other kinds praise or blame by their direction.
_ACTIONS: Mapping[str, Callable[[_Reading, Spotted], None]] = {
    **dict.fromkeys(_TURNS, _Reading._turn),
    **dict.fromkeys(_NEGATIONS, _Reading._negate),
    **dict.fromkeys(_CONDITIONS, _Reading._set_condition),
    "purpose": _Reading._set_purpose,
    "joint": _Reading._join,
    "copula": _Reading._predicate,
    "detection": _Reading._detect,
    "awareness": _Reading._admit,
    "outsider": _Reading._go_outside,
    "answer": _Reading._answer,
    "influence": _Reading._influence,
    "capability": _Reading._reduce,
    "link": _Reading._link,
}
