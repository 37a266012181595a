"""Whether a statement praises, criticises, does both or neither, and why.

Clauses are read by the cues of ontology/polarity-cues.ttl (loaders/classify/clauses.py); a linear model,
whose weights stand in ontology/polarity-weights.tsv (made by bench/train_polarity.py), weighs that reading
with the words and the place of the statement, and then with what its neighbours say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from loaders.classify.context import StatementInContext
from loaders.classify.evaluative_cues import CueKind, EvaluativeCues
from loaders.classify.polarity_features import Reading, StatementReader, features
from loaders.classify.polarity_neighbours import neighbour_features, neighbour_names
from loaders.concepts import Node, read_turtle
from loaders.errors import MalformedVocabulary
from loaders.vocabulary import Vocabulary

CUES, WEIGHTS = "polarity-cues.ttl", "polarity-weights.tsv"
WEIGHT_UNIT = 1000
BIAS, AROUND_BIAS = "(bias)", "(around: bias)"
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
    """`table` holds the weights of the statement's own features (row by name in `rows`, a column for each of
    `polarities`), `around` those of its neighbours' (loaders/classify/polarity_neighbours.py)."""

    polarities: tuple[str, ...]
    rows: Mapping[str, int]
    table: Numbers
    around: Numbers
    around_bias: Numbers


class PolarityClassifier:
    """Classifies the statements of one document at a time."""

    def __init__(
        self, reader: StatementReader, weights: PolarityWeights, implied: Mapping[str, str | None]
    ) -> None:
        """`implied` is the polarity that each section kind implies."""
        self._reader = reader
        self._weights = weights
        self._implied = implied

    def classify(self, statements: Sequence[StatementInContext]) -> list[PolarityReading]:
        """A reading for each statement; they are those of a document in reading order."""
        if not statements:
            return []
        weights = self._weights
        readings = [self._reader.read(statement.text) for statement in statements]
        scores = self._own_scores(statements, readings)
        around = neighbour_features(statements, readings, _probabilities(scores))
        best = (around @ weights.around + weights.around_bias).argmax(axis=1)
        polarities = [weights.polarities[column] for column in best]
        return [
            PolarityReading(polarity, self._why(polarity, reading, statement))
            for polarity, reading, statement in zip(polarities, readings, statements, strict=True)
        ]

    def _own_scores(self, statements: Sequence[StatementInContext], readings: Sequence[Reading]) -> Numbers:
        """Score of each polarity by the statement's own words and section, a row per statement."""
        weights = self._weights
        known = weights.rows
        rows: list[int] = []
        values: list[float] = []
        starts = []
        for statement, reading in zip(statements, readings, strict=True):
            starts.append(len(rows))
            rows.append(known[BIAS])
            values.append(1.0)
            implied = self._implied.get(statement.section_kind)
            for name, value in features(statement, reading, implied).items():
                if name in known:
                    rows.append(known[name])
                    values.append(value)
        weighted = weights.table[rows] * np.array(values)[:, None]
        return np.asarray(np.add.reduceat(weighted, starts, axis=0))

    def _why(self, polarity: str, reading: Reading, statement: StatementInContext) -> tuple[str, ...]:
        """The cues that speak for the polarity (for both sides where it is mixed), strongest first."""
        implied = self._implied.get(statement.section_kind)
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
        load_statement_reader(folder),
        _read_weights(folder / WEIGHTS),
        {key: kind.implied_polarity for key, kind in vocabulary.section_kinds.items()},
    )


def load_statement_reader(folder: Path) -> StatementReader:
    """The reader with the cues of the ontology folder."""
    nodes = read_turtle(folder / CUES).members("polarity-cue")
    cues = [(pattern, node.key) for node in nodes for pattern in node.texts("og:cue")]
    return StatementReader({node.key: _kind(node) for node in nodes}, EvaluativeCues(cues))


def _kind(node: Node) -> CueKind:
    direction = _DIRECTIONS.get(node.link("og:polarity") or "", 0)
    weight = node.optional("og:weight") or "0"
    try:
        return CueKind(node.key, direction, float(weight))
    except ValueError:
        node.complain(f"has the og:weight {weight!r}, which is not a number")


def _probabilities(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _read_weights(file: Path) -> PolarityWeights:
    """Weights as trained, in thousandths: a header of polarities, then a line per feature with its name and a
    number for each polarity."""
    try:
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        polarities = tuple(header.split("\t")[1:])
        names, numbers = [], []
        for line in lines:
            name, *values = line.split("\t")
            names.append(name)
            numbers.append([int(value) for value in values])
        table = np.array(numbers, dtype=np.float64) / WEIGHT_UNIT
        rows = {name: row for row, name in enumerate(names)}
        around = [rows[name] for name in neighbour_names(polarities)]
        return PolarityWeights(polarities, rows, table, table[around], table[rows[AROUND_BIAS]])
    except (OSError, ValueError, KeyError) as fault:
        raise MalformedVocabulary(f"{file}: no table of polarity weights ({fault}).") from fault
