"""Whether a statement praises, criticises, does both or neither, and why.

Clauses are read by the cues of ontology/polarity-cues.ttl (loaders/classify/clauses.py); a linear model,
whose weights stand in ontology/polarity-weights.tsv (made by bench/train_polarity.py), weighs that reading
with the words and the place of the statement, and then with what its neighbours say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from loaders.classify.context import StatementInContext
from loaders.classify.evaluative_cues import NUMBER, CueKind, EvaluativeCues
from loaders.classify.polarity_features import Reading, StatementReader, clause_features, place_features
from loaders.classify.polarity_neighbours import neighbour_features
from loaders.classify.polarity_weights import PolarityWeights, read_weights
from loaders.concepts import Node, read_turtle
from loaders.vocabulary import Vocabulary

CUES, WEIGHTS = "polarity-cues.ttl", "polarity-weights.tsv"
_DIRECTIONS = {"strength": 1, "concern": -1}
_REASONS = 3
_BLAMING = ("concern", "mixed")

Numbers = npt.NDArray[np.float64]


class PolarityReading(Struct, frozen=True, gc=False):
    """`polarity` is a local name of ontology/polarities.ttl, `certainty` how probable it is by the
    statement alone and in its place, whichever is less (0 to 1), `why` the cues and features that decided.
    `praise` and `blame` are how probable it is that the statement in its place states a strength or a
    concern, mixed ones both; `cued_blame` says whether a cue in its words decided for a concern. `read` is
    what was read in its words."""

    polarity: str
    certainty: float
    why: tuple[str, ...]
    praise: float
    blame: float
    cued_blame: bool
    read: Reading


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
        by_itself = self._by_words(statements, readings)
        around = neighbour_features(statements, readings, by_itself)
        in_place = probabilities(around @ weights.around + weights.around_bias)
        best = in_place.argmax(axis=1)[:, None]
        certainties = np.take_along_axis(np.minimum(by_itself, in_place), best, axis=1)
        praise, blame = self._sides(in_place)
        return [
            PolarityReading(
                polarity,
                certainty,
                self._why(polarity, reading, statement),
                praised,
                blamed,
                polarity in _BLAMING
                and any(r.value < 0 for clause in reading.clauses for r in clause.reasons),
                reading,
            )
            for polarity, certainty, praised, blamed, reading, statement in zip(
                [weights.polarities[column] for column in best.ravel()],
                certainties.ravel().tolist(),
                praise.tolist(),
                blame.tolist(),
                readings,
                statements,
                strict=True,
            )
        ]

    def by_words(self, statements: Sequence[StatementInContext]) -> Numbers:
        """How probable it is by its own words and place that each statement praises, and that it blames
        (statements by two)."""
        readings = [self._reader.read(statement.text) for statement in statements]
        return np.stack(self._sides(self._by_words(statements, readings)), axis=1)

    def _by_words(self, statements: Sequence[StatementInContext], readings: Sequence[Reading]) -> Numbers:
        """The probability of each polarity (statements by polarities)."""
        scores = self._weights.own_scores(
            [clause_features(reading) for reading in readings],
            [reading.tokens for reading in readings],
            [
                place_features(statement, reading, self._implied.get(statement.section_kind))
                for statement, reading in zip(statements, readings, strict=True)
            ],
        )
        return probabilities(scores)

    def _sides(self, shares: Numbers) -> tuple[Numbers, Numbers]:
        """Of probabilities (statements by polarities) those of praise and of blame, mixed statements both."""
        strength, concern, mixed = map(self._weights.polarities.index, ("strength", "concern", "mixed"))
        return shares[:, [strength, mixed]].sum(axis=1), shares[:, [concern, mixed]].sum(axis=1)

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
            why += [f"{side}: '{_readable(words)}'" for _, words in reasons[:_REASONS]]
        return tuple(dict.fromkeys(why)) or (f"{polarity}: by its words as a whole",)


def _readable(words: str) -> str:
    """The words of a cue as a person reads them: numbers were all made one."""
    return " ".join("…" if word == NUMBER else word for word in words.split())


def load_polarity_classifier(folder: Path, vocabulary: Vocabulary) -> PolarityClassifier:
    """Cues and weights from the ontology folder.

    Raises MalformedVocabulary, with file and line, where either does not say what is needed."""
    return PolarityClassifier(
        load_statement_reader(folder),
        read_weights(folder / WEIGHTS),
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


def probabilities(scores: Numbers) -> Numbers:
    """Shares of each row of scores (statements by polarities), which add up to 1."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
