"""Whether a statement praises, criticises, does both or neither, and why.

Clauses are read by the cues of ontology/polarity-cues.ttl (loaders/classify/clauses.py); a linear model,
whose weights stand in ontology/polarity-weights.tsv, weighs that reading with the words and the
place of the statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from loaders.classify.clauses import ClauseReader, CueKind
from loaders.classify.context import StatementInContext
from loaders.classify.polarity_features import Reading, features, read_clauses
from loaders.concepts import Node, read_turtle
from loaders.errors import MalformedVocabulary
from loaders.vocabulary import Vocabulary

CUES, WEIGHTS = "polarity-cues.ttl", "polarity-weights.tsv"
WEIGHT_UNIT = 1000
BIAS = "(bias)"
_DIRECTIONS = {"strength": 1, "concern": -1}
_REASONS = 3

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PolarityReading:
    """`polarity` is a local name of ontology/polarities.ttl; `why` the cues and features that decided."""

    polarity: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolarityWeights:
    """Row of each feature in `table` (features by polarities), and the polarities of its columns."""

    polarities: tuple[str, ...]
    rows: Mapping[str, int]
    table: Numbers
    bias: Numbers


class PolarityClassifier:
    """Classifies the statements of one document at a time."""

    def __init__(
        self, reader: ClauseReader, weights: PolarityWeights, implied: Mapping[str, str | None]
    ) -> None:
        """`implied` is the polarity that each section kind implies."""
        self._reader = reader
        self._weights = weights
        self._implied = implied

    def classify(self, statements: Sequence[StatementInContext]) -> list[PolarityReading]:
        """A reading for each statement; they are those of a document in reading order."""
        return [self._classify(statement) for statement in statements]

    def _classify(self, statement: StatementInContext) -> PolarityReading:
        weights = self._weights
        reading = read_clauses(statement.text, self._reader)
        implied = self._implied.get(statement.section_kind)
        found = features(statement, reading, implied)
        known = {name: weights.rows[name] for name in found if name in weights.rows}
        rows = list(known.values())
        values = np.array([found[name] for name in known])
        scores = values @ weights.table[rows] + weights.bias
        best = int(scores.argmax())
        polarity = weights.polarities[best]
        return PolarityReading(polarity, self._why(polarity, reading, statement, implied))

    def _why(
        self, polarity: str, reading: Reading, statement: StatementInContext, implied: str | None
    ) -> tuple[str, ...]:
        """The cues that speak for the polarity (for both sides where it is mixed), strongest first."""
        wanted = {"strength": (1,), "concern": (-1,), "mixed": (1, -1)}.get(polarity, ())
        why = [f"section '{statement.heading}'"] if implied == polarity and statement.heading else []
        for direction in wanted:
            reasons = [
                (reason.value * direction, reason.words)
                for clause in reading.clauses
                for reason in clause.reasons
                if reason.value * direction > 0
            ]
            reasons.sort(key=lambda reason: -reason[0])
            side = "strength" if direction > 0 else "concern"
            why += [f"{side}: '{words}'" for _, words in reasons[:_REASONS]]
        return tuple(dict.fromkeys(why)) or (f"{polarity}: by its words as a whole",)


def load_polarity_classifier(folder: Path, vocabulary: Vocabulary) -> PolarityClassifier:
    """Cues and weights from the ontology folder.

    Raises MalformedVocabulary, with file and line, where either does not say what is needed."""
    return PolarityClassifier(
        load_clause_reader(folder),
        _read_weights(folder / WEIGHTS),
        {key: kind.implied_polarity for key, kind in vocabulary.section_kinds.items()},
    )


def load_clause_reader(folder: Path) -> ClauseReader:
    """The reader with the cues of the ontology folder."""
    nodes = read_turtle(folder / CUES).members("polarity-cue")
    cues = [(pattern, node.key) for node in nodes for pattern in node.texts("og:cue")]
    return ClauseReader({node.key: _kind(node) for node in nodes}, cues)


def _kind(node: Node) -> CueKind:
    direction = _DIRECTIONS.get(node.link("og:polarity") or "", 0)
    weight = node.optional("og:weight") or "0"
    try:
        return CueKind(node.key, direction, float(weight))
    except ValueError:
        node.complain(f"has the og:weight {weight!r}, which is not a number")


def _read_weights(file: Path) -> PolarityWeights:
    """Weights as trained: a header of polarities, the bias, then a line per feature, in thousandths."""
    try:
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        names = []
        numbers = []
        for line in lines:
            name, *values = line.split("\t")
            names.append(name)
            numbers.append([int(value) for value in values])
        table = np.array(numbers, dtype=np.float64) / WEIGHT_UNIT
        polarities = tuple(header.split("\t")[1:])
        rows = {name: row for row, name in enumerate(names)}
        return PolarityWeights(polarities, rows, table, table[rows[BIAS]])
    except (OSError, ValueError, KeyError) as fault:
        raise MalformedVocabulary(f"{file}: no table of polarity weights ({fault}).") from fault
