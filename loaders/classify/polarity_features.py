"""What the polarity model sees of a statement: the reading of its clauses, its words, its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from loaders.classify.clauses import Clause, read_clauses
from loaders.classify.context import StatementInContext
from loaders.classify.evaluative_cues import NUMBER, CueKind, EvaluativeCues, Spotted, evaluative_tokens

_LIMIT, _SIDE_LIMIT = 4.0, 2.0
_CLEAR, _SLIGHT, _STRONG = 0.3, 0.05, 2.0
WORD_WEIGHT, _CUE_WEIGHT, _KIND_WEIGHT = 0.6, 0.7, 0.5
# Stand for what is before the first word and after the last.
BEGIN, END = "^", "$"
_FINITE = ("copula", "partly-negated")
_LONG = 14
_SENTENCE_ENDS = (".", "?", "!")


class Reading(Struct, frozen=True):
    """A statement with its tokens, cues and clauses."""

    tokens: list[str]
    spotted: list[Spotted]
    clauses: list[Clause]


class StatementReader:
    """Reads statements by the cues of the ontology."""

    def __init__(self, kinds: Mapping[str, CueKind], cues: EvaluativeCues) -> None:
        self._kinds = kinds
        self._cues = cues

    def read(self, text: str) -> Reading:
        """Tokens, cues and clauses of the text."""
        tokens = evaluative_tokens(text)
        spotted = self._cues.spot(tokens)
        return Reading(tokens, spotted, read_clauses(tokens, spotted, self._kinds))


def features(statement: StatementInContext, reading: Reading, implied: str | None) -> dict[str, float]:
    """Feature name -> value. `implied` is the polarity that the section implies, if any. No name is that of a
    word or a pair of words, but theirs: others have a sign in them that no word has."""
    spoken = (BEGIN, *reading.tokens, END)
    found = clause_features(reading)
    found |= dict.fromkeys((*spoken[1:], *map(" ".join, pairwise(spoken))), WORD_WEIGHT)
    return found | place_features(statement, reading, implied)


def clause_features(reading: Reading) -> dict[str, float]:
    """What the clauses and cues say."""
    said = tuple([(each.turn, each.praise, each.blame, bool(each.reasons)) for each in reading.clauses])
    found = dict(_balance(said))
    for spot in reading.spotted:
        key = "kind=" + spot.kind
        found[key] = found.get(key, 0.0) + _KIND_WEIGHT
    kinds = (BEGIN, *[spot.kind for spot in reading.spotted], END)
    found |= dict.fromkeys(map(">".join, pairwise(kinds)), _KIND_WEIGHT)
    if reading.spotted and not reading.spotted[0].start:
        found["opens=" + reading.spotted[0].kind] = 1.0
    for clause in reading.clauses:
        for reason in clause.reasons:
            for key in (f"{reason.kind}:{reason.effect}", f"cue {reason.words}:{reason.effect}"):
                found[key] = found.get(key, 0.0) + _CUE_WEIGHT
    return found


def place_features(statement: StatementInContext, reading: Reading, implied: str | None) -> dict[str, float]:
    """What the section says, how the statement begins and ends, and how long it is."""
    tokens, spotted = reading.tokens, reading.spotted
    names = _place_names(
        statement.section_kind,
        tokens[0] if tokens else "",
        implied,
        any(spot.kind in _FINITE for spot in spotted),
        spotted[0].kind if spotted and not spotted[0].start else "none",
    )
    found = dict.fromkeys(names, 1.0)
    capital, ended = statement.text[:1].isupper(), statement.text.rstrip().endswith(_SENTENCE_ENDS)
    found[f"implied={implied} {'capital' if capital else 'running on'}"] = 0.5
    if implied:
        side = _sign(sum([clause.balance for clause in reading.clauses]))
        shape = f"{names[3]} {capital} {ended} {len(tokens) > _LONG}"
        found |= dict.fromkeys((f"implied={implied} {side}", shape, f"{shape} {side}"), 1.0)
    found["(length)"] = min(len(tokens), 50) / 25
    found["(short)"] = float(len(tokens) < 9)
    found["(numbers)"] = min(2, tokens.count(NUMBER)) / 2
    found["(fragment)"] = float(not ended)
    return found


@lru_cache(maxsize=4096)
def _place_names(
    section: str, first: str, implied: str | None, finite: bool, opening: str
) -> tuple[str, ...]:
    return (
        f"section={section}",
        f"section={section} {first}",
        f"implied={implied}",
        f"implied={implied} {'clause' if finite else 'phrase'}",
        f"implied={implied} opens={opening}",
    )


@lru_cache(maxsize=16384)
def _balance(clauses: Sequence[tuple[str, float, float, bool]]) -> Mapping[str, float]:
    """What the clauses weigh; each is (turn, praise, blame, whether there are reasons for either)."""
    praise = sum([praise for _, praise, _, _ in clauses])
    blame = sum([blame for _, _, blame, _ in clauses])
    balances = [praise - blame for _, praise, blame, _ in clauses]
    found = {
        "(praise)": min(praise, _LIMIT) / 2,
        "(blame)": min(blame, _LIMIT) / 2,
        "(balance)": max(-3.0, min(3.0, praise - blame)) / 2,
        "(no praise)": float(not praise),
        "(no blame)": float(not blame),
        "(neither)": float(not praise and not blame),
        "(both)": min(praise, blame, 2.5),
        f"(sides) {_step(praise)}|{_step(blame)}": 1.0,
    }
    turns = [turn[:4] + _sign(balance) for (turn, _, _, _), balance in zip(clauses, balances, strict=True)]
    found["pattern=" + "|".join(turns)] = 1.0
    telling = [balance for (_, _, _, told), balance in zip(clauses, balances, strict=True) if told]
    if telling:
        first, last = telling[0], telling[-1]
        found[f"(first) {_step(first)}"] = 1.0
        found[f"(last) {_step(last)}"] = 1.0
        found["(first)"] = max(-_SIDE_LIMIT, min(_SIDE_LIMIT, first))
        found["(last)"] = max(-_SIDE_LIMIT, min(_SIDE_LIMIT, last))
        found["(best)"] = min(_SIDE_LIMIT, max(telling))
        found["(worst)"] = max(-_SIDE_LIMIT, min(telling))
    for before, turn in zip(balances, turns[1:], strict=False):
        found[f"(turn) {_sign(before)}>{turn}"] = 1.0
    return found


def _sign(balance: float) -> str:
    return "+" if balance >= _CLEAR else "-" if balance <= -_CLEAR else "0"


def _step(value: float) -> int:
    size = abs(value)
    step = 0 if size < _SLIGHT else 1 if size < 0.9 else 2 if size < _STRONG else 3
    return step if value > 0 else -step
