"""What the polarity model sees of a statement: the reading of its clauses, its words, its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.classify.clauses import Clause, read_clauses
from loaders.classify.context import StatementInContext
from loaders.classify.evaluative_cues import NUMBER, CueKind, EvaluativeCues, Spotted, evaluative_tokens

_LIMIT, _SIDE_LIMIT = 4.0, 2.0
_CLEAR, _SLIGHT, _STRONG = 0.3, 0.05, 2.0
_WORD_WEIGHT, _CUE_WEIGHT, _KIND_WEIGHT = 0.6, 0.7, 0.5
_SENTENCE_ENDS = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class Reading:
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
    """Feature name -> value. `implied` is the polarity that the section implies, if any."""
    found = _balance(reading.clauses)
    _cues(reading, found)
    _words(reading.tokens, found)
    tokens = reading.tokens
    first = tokens[0] if tokens else ""
    found[f"section={statement.section_kind}"] = 1.0
    found[f"section={statement.section_kind} {first}"] = 1.0
    found[f"implied={implied}"] = 1.0
    finite = any(spot.kind in ("copula", "partly-negated") for spot in reading.spotted)
    found[f"implied={implied} {'clause' if finite else 'phrase'}"] = 1.0
    opening = next((spot.kind for spot in reading.spotted[:1] if not spot.start), "none")
    found[f"implied={implied} opens={opening}"] = 1.0
    found[f"implied={implied} {'capital' if statement.text[:1].isupper() else 'running on'}"] = 0.5
    found["length"] = min(len(tokens), 50) / 25
    found["short"] = float(len(tokens) < 9)
    found["numbers"] = min(2, tokens.count(NUMBER)) / 2
    found["fragment"] = float(not statement.text.rstrip().endswith(_SENTENCE_ENDS))
    return found


def _balance(clauses: Sequence[Clause]) -> dict[str, float]:
    praise = sum(clause.praise for clause in clauses)
    blame = sum(clause.blame for clause in clauses)
    found = {
        "praise": min(praise, _LIMIT) / 2,
        "blame": min(blame, _LIMIT) / 2,
        "balance": max(-3.0, min(3.0, praise - blame)) / 2,
        "no praise": float(not praise),
        "no blame": float(not blame),
        "neither": float(not praise and not blame),
        "both": min(praise, blame, 2.5),
        f"sides {_step(praise)}|{_step(blame)}": 1.0,
        "pattern=" + "|".join(clause.turn[:4] + _sign(clause.balance) for clause in clauses): 1.0,
    }
    telling = [clause.balance for clause in clauses if clause.reasons]
    if telling:
        first, last = telling[0], telling[-1]
        found[f"first {_step(first)}"] = 1.0
        found[f"last {_step(last)}"] = 1.0
        found["first"] = max(-_SIDE_LIMIT, min(_SIDE_LIMIT, first))
        found["last"] = max(-_SIDE_LIMIT, min(_SIDE_LIMIT, last))
        found["best"] = min(_SIDE_LIMIT, max(telling))
        found["worst"] = max(-_SIDE_LIMIT, min(telling))
    for before, after in pairwise(clauses):
        found[f"turn {_sign(before.balance)}>{after.turn[:4]}{_sign(after.balance)}"] = 1.0
    return found


def _cues(reading: Reading, found: dict[str, float]) -> None:
    for spot in reading.spotted:
        key = f"kind={spot.kind}"
        found[key] = found.get(key, 0.0) + _KIND_WEIGHT
        if not spot.start:
            found[f"opens={spot.kind}"] = 1.0
    for clause in reading.clauses:
        for reason in clause.reasons:
            for key in (f"{reason.kind}:{reason.effect}", f"cue {reason.words}:{reason.effect}"):
                found[key] = found.get(key, 0.0) + _CUE_WEIGHT


def _words(tokens: Sequence[str], found: dict[str, float]) -> None:
    last = "^"
    for token in (*tokens, "$"):
        found[token] = _WORD_WEIGHT
        found[f"{last} {token}"] = _WORD_WEIGHT
        last = token


def _sign(balance: float) -> str:
    return "+" if balance >= _CLEAR else "-" if balance <= -_CLEAR else "0"


def _step(value: float) -> int:
    size = abs(value)
    step = 0 if size < _SLIGHT else 1 if size < 0.9 else 2 if size < _STRONG else 3
    return step if value > 0 else -step
