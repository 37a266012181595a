"""The themes of statements: what each is about, and why.

Words, cues (ontology/theme-cues.ttl) and neighbours give every theme a score by one network
(loaders/classify/statement_network.py); another one then weighs each theme by this score and those of the
statements around. The weights of both stand in ontology/theme-weights.npz, which bench/train_findings.py
writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from loaders.classify.context import StatementInContext
from loaders.classify.cues import Cue, CueIndex
from loaders.classify.neighbours import neighbours
from loaders.classify.perceptron import logistic
from loaders.classify.theme_features import (
    LEANING,
    MASK,
    SLIGHTLY_LEANING,
    STRONG,
    WEAK,
    Evidence,
    cue_inputs,
    cue_table,
    gather,
    pair_features,
)
from loaders.classify.theme_model import ThemeModel, decide
from loaders.classify.theme_weights import load_model
from loaders.classify.tokens import stem
from loaders.concepts import Nodes, read_turtle
from loaders.vocabulary import Vocabulary

CUES, WEIGHTS = "theme-cues.ttl", "theme-weights.npz"
KINDS = {"og:cue": STRONG, "og:weakCue": WEAK, "og:notCue": MASK}


class ThemeReading(Struct, frozen=True, gc=False):
    """Keys of themes, in the order of the scheme, how probable each is (0 to 1), those that a cue in the
    statement's own words names, and a reason for each theme (supervision: “supervision”)."""

    themes: tuple[str, ...]
    certainties: tuple[float, ...]
    named: tuple[str, ...]
    why: tuple[str, ...]


class ThemeClassifier:
    """Reads themes off the statements of one document at a time; made by `load_theme_classifier`."""

    def __init__(self, cues: CueIndex, model: ThemeModel, order: Sequence[str]) -> None:
        self._cues = cues
        self._model = model
        self._columns = {theme: column for column, theme in enumerate(model.themes)}
        self._kinds = {kind: number for number, kind in enumerate(model.kinds)}
        self._telling: list[dict[str, float]] = [{} for _ in model.themes]
        for (theme, word), share in model.telling.items():
            self._telling[self._columns[theme]][word] = share
        self._order = [self._columns[theme] for theme in order if theme in self._columns]

    def classify(self, statements: Sequence[StatementInContext]) -> list[ThemeReading]:
        """One reading per statement; they are those of a document in reading order. A `previous` that is not
        the statement before is read too, as context."""
        if not statements:
            return []
        sums, evidence = self._weighed(statements)
        return self._readings(sums, evidence)

    def certainties(self, statements: Sequence[StatementInContext]) -> npt.NDArray[np.float32]:
        """How probable each theme is (statements by `columns`), likewise."""
        return logistic(self._weighed(statements)[0])

    @property
    def themes(self) -> tuple[str, ...]:
        """The keys of the columns of `certainties`."""
        return self._model.themes

    def columns(self, themes: Sequence[str]) -> list[int]:
        """The columns of these themes in `certainties`."""
        return [self._columns[theme] for theme in themes]

    def _weighed(
        self, statements: Sequence[StatementInContext]
    ) -> tuple[npt.NDArray[np.float64], list[Evidence]]:
        """What speaks for each theme (statements by themes), and the evidence in each statement."""
        told, places = with_previous(statements)
        model = self._model
        evidence = gather([statement.text for statement in told], self._cues)
        cues = cue_table(evidence, self._columns, model.reliability)
        beside = neighbours(told)
        spoken = [one.words for one in evidence]
        scores = model.statements.probabilities(told, spoken, cue_inputs(cues), beside)
        kinds = np.array([self._kinds.get(statement.section_kind, -1) for statement in told])
        rows, columns, pairs = pair_features(scores, cues, beside, evidence)
        sums = np.full(scores.shape, -np.inf)
        sums[rows, columns] = model.network.sums(pairs, columns, kinds[rows])
        return sums[places], [evidence[place] for place in places]

    def _readings(self, sums: npt.NDArray[np.float64], evidence: Sequence[Evidence]) -> list[ThemeReading]:
        """One reading for each row of sums (statements by themes)."""
        rows, ranked = np.nonzero(decide(sums, self._model.limit)[:, self._order])
        columns = np.array(self._order)[ranked]
        certainties = logistic(sums[rows, columns]).tolist()
        ends = np.cumsum(np.bincount(rows, minlength=len(evidence))).tolist()
        given = columns.tolist()
        return [
            self._reading(given[start:end], certainties[start:end], one)
            for start, end, one in zip((0, *ends), ends, evidence, strict=False)
        ]

    def _reading(
        self, columns: Sequence[int], certainties: Sequence[float], evidence: Evidence
    ) -> ThemeReading:
        themes = [self._model.themes[column] for column in columns]
        cued = {hit.cue.subject for hit in evidence.hits if hit.cue.kind == STRONG}
        return ThemeReading(
            tuple(themes),
            tuple(certainties),
            tuple([theme for theme in themes if theme in cued]),
            tuple([self._reason(column, evidence) for column in columns]),
        )

    def _reason(self, column: int, evidence: Evidence) -> str:
        theme, model = self._model.themes[column], self._model
        own = [hit for hit in evidence.hits if hit.cue.subject == theme and hit.cue.kind == STRONG]
        if own:
            best = own[0]
            if len(own) > 1:
                best = max(own, key=lambda hit: model.reliability.get((theme, hit.cue.pattern), 0.0))
            return f"{theme}: “{' '.join(evidence.words[best.start : best.end])}”"
        if weights := self._telling[column]:
            printed = {stem(word): word for word in evidence.words}
            if known := [word for word in printed if word in weights]:
                return f"{theme}: words like “{printed[max(known, key=weights.__getitem__)]}”"
        return f"{theme}: by its words as a whole and the statements around it"


def with_previous(
    statements: Sequence[StatementInContext],
) -> tuple[list[StatementInContext], list[int]]:
    """The statements, each `previous` that is not the statement before put in ahead of its own, and the
    places of the statements themselves in that list."""
    told: list[StatementInContext] = []
    places = []
    for statement in statements:
        if statement.previous is not None and not (told and told[-1].text == statement.previous):
            told.append(
                StatementInContext(
                    statement.previous,
                    statement.heading,
                    statement.section_kind,
                    statement.area,
                    None,
                    statement.framework,
                )
            )
        places.append(len(told))
        told.append(statement)
    return told, places


def load_theme_classifier(folder: Path, vocabulary: Vocabulary) -> ThemeClassifier:
    """The classifier with the cues and weights in `folder` (the ontology).

    Raises MalformedVocabulary for a cue that cannot be read, for cues of a theme that is not in the scheme or
    that the weights were trained without, and for weights that are missing or damaged."""
    model = load_model(folder / WEIGHTS)
    nodes = read_turtle(folder / CUES)
    cues = _cue_index(nodes, vocabulary)
    for node in nodes.of_path("theme"):
        if node.key not in model.themes:
            node.complain(f"has cues, but {WEIGHTS} was trained without it: run bench.train_findings --write")
    return ThemeClassifier(cues, model, tuple(vocabulary.themes))


def theme_cues(folder: Path, vocabulary: Vocabulary) -> CueIndex:
    """The cues of themes, and the openings of statements that lean on the one before, in `folder` (the
    ontology). Raises MalformedVocabulary for a cue that cannot be read and a theme that is not in the
    scheme."""
    return _cue_index(read_turtle(folder / CUES), vocabulary)


def _cue_index(nodes: Nodes, vocabulary: Vocabulary) -> CueIndex:
    cues: list[Cue] = []
    for node in nodes.of_path("theme"):
        if node.key not in vocabulary.themes:
            node.complain("is not a theme of themes.ttl")
        cues.extend(Cue(text, node.key, kind) for name, kind in KINDS.items() for text in node.texts(name))
    for node in nodes.of_path("opening"):
        if node.key not in (LEANING, SLIGHTLY_LEANING):
            node.complain(f"is not a kind of opening ({LEANING} or {SLIGHTLY_LEANING})")
        cues.extend(Cue(text, LEANING, node.key) for text in node.texts("og:openingCue"))
    return CueIndex(sorted(cues, key=lambda cue: (cue.subject, cue.kind, cue.pattern)))
