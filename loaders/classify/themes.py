"""The themes of statements: what each is about, and why.

Cues (ontology/theme-cues.ttl) and words give every theme a score by a linear model; shallow trees then decide
with the scores of the statements around. The weights of both stand in ontology/theme-weights.npz, which
bench/train_findings.py writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from loaders.classify.context import StatementInContext
from loaders.classify.cues import Cue, CueIndex
from loaders.classify.theme_features import (
    LEANING,
    MASK,
    SLIGHTLY_LEANING,
    STRONG,
    WEAK,
    Evidence,
    candidates,
    cue_table,
    gather,
    neighbours,
    pair_features,
    statement_features,
)
from loaders.classify.theme_model import ThemeModel, decide, load_model
from loaders.concepts import read_turtle
from loaders.vocabulary import Vocabulary

CUES, WEIGHTS = "theme-cues.ttl", "theme-weights.npz"
KINDS = {"og:cue": STRONG, "og:weakCue": WEAK, "og:notCue": MASK}


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """Keys of themes, in the order of the scheme, and a reason for each (supervision: “supervision”)."""

    themes: tuple[str, ...]
    why: tuple[str, ...]


class ThemeClassifier:
    """Reads themes off the statements of one document at a time; made by `load_theme_classifier`."""

    def __init__(self, cues: CueIndex, model: ThemeModel, order: Sequence[str]) -> None:
        self._cues = cues
        self._model = model
        self._columns = {theme: column for column, theme in enumerate(model.themes)}
        self._kinds = {kind: number for number, kind in enumerate(model.kinds)}
        self._order = [self._columns[theme] for theme in order if theme in self._columns]

    def classify(self, statements: Sequence[StatementInContext]) -> list[ThemeReading]:
        """One reading per statement; they are those of a document in reading order. A `previous` that is not
        the statement before is read too, as context."""
        if not statements:
            return []
        told, places = with_previous(statements)
        model = self._model
        evidence = [gather(statement.text, self._cues) for statement in told]
        names = [statement_features(*both) for both in zip(told, evidence, strict=True)]
        scores = model.words.scores(names)
        kinds = np.array([self._kinds.get(statement.section_kind, -1) for statement in told])
        cues = cue_table(evidence, self._columns, model.reliability)
        pairs = pair_features(scores, cues, neighbours(told), evidence, kinds, model.priors)
        weighed = candidates(pairs)
        sums = np.full(scores.shape, -np.inf)
        sums[weighed] = model.trees.sums(pairs[weighed])
        given = decide(sums, model.limit)
        return [self._reading(given[place], evidence[place], names[place]) for place in places]

    def _reading(self, given: npt.NDArray[np.bool_], evidence: Evidence, names: list[str]) -> ThemeReading:
        columns = [column for column in self._order if given[column]]
        return ThemeReading(
            tuple(self._model.themes[column] for column in columns),
            tuple(self._reason(column, evidence, names) for column in columns),
        )

    def _reason(self, column: int, evidence: Evidence, names: list[str]) -> str:
        theme, model = self._model.themes[column], self._model
        own = [hit for hit in evidence.hits if hit.cue.subject == theme and hit.cue.kind == STRONG]
        if own:
            best = max(own, key=lambda hit: model.reliability.get((theme, hit.cue.pattern), 0.0))
            return f"{theme}: “{' '.join(evidence.words[best.start : best.end])}”"
        for prefix, form in (("pair:", "words like “{}”"), ("word:", "words like “{}”")):
            if strongest := model.words.strongest(names, column, prefix):
                return f"{theme}: {form.format(strongest.removeprefix(prefix))}"
        return f"{theme}: carried on from the statements around it"


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
    """Reads cues and weights in `folder` (the ontology). Raises MalformedVocabulary for a cue that cannot be
    read, a theme that is not in the scheme, and weights that are missing or damaged."""
    model = load_model(folder / WEIGHTS)
    return ThemeClassifier(theme_cues(folder, vocabulary), model, tuple(vocabulary.themes))


def theme_cues(folder: Path, vocabulary: Vocabulary) -> CueIndex:
    """The cues of themes and the openings of leaning statements."""
    nodes = read_turtle(folder / CUES)
    cues: list[Cue] = []
    for node in nodes.of_path("theme"):
        if node.key not in vocabulary.themes:
            node.complain("is no theme of themes.ttl")
        cues.extend(Cue(text, node.key, kind) for name, kind in KINDS.items() for text in node.texts(name))
    for node in nodes.of_path("opening"):
        if node.key not in (LEANING, SLIGHTLY_LEANING):
            node.complain("is no kind of opening")
        cues.extend(Cue(text, LEANING, node.key) for text in node.texts("og:openingCue"))
    return CueIndex(sorted(cues, key=lambda cue: (cue.subject, cue.kind, cue.pattern)))
