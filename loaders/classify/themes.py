"""The themes of statements: what each is about, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.classify.context import StatementInContext
from loaders.classify.cues import Cue, CueIndex, unmasked
from loaders.classify.tokens import words
from loaders.concepts import read_turtle
from loaders.errors import MalformedVocabulary
from loaders.vocabulary import Vocabulary

KINDS = {"og:cue": "strong", "og:weakCue": "weak", "og:notCue": "not"}


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """Keys of themes, in the order of the scheme, and a reason for each (supervision: “supervision”)."""

    themes: tuple[str, ...]
    why: tuple[str, ...]


class ThemeClassifier:
    """Reads themes off statements; made by `load_theme_classifier`."""

    def __init__(self, cues: CueIndex, order: Sequence[str]) -> None:
        self._cues = cues
        self._order = {theme: place for place, theme in enumerate(order)}

    def classify(self, statements: Sequence[StatementInContext]) -> list[ThemeReading]:
        """One reading per statement, in their order."""
        return [self._read(statement) for statement in statements]

    def _read(self, statement: StatementInContext) -> ThemeReading:
        spoken = words(statement.text)
        hits = self._cues.hits(spoken)
        masks = [hit for hit in hits if hit.cue.kind == "not"]
        why: dict[str, str] = {}
        for hit in unmasked([hit for hit in hits if hit.cue.kind == "strong"], masks):
            why.setdefault(hit.cue.subject, f"{hit.cue.subject}: “{' '.join(spoken[hit.start : hit.end])}”")
        themes = tuple(sorted(why, key=self._order.__getitem__))
        return ThemeReading(themes, tuple(why[theme] for theme in themes))


def load_theme_classifier(folder: Path, vocabulary: Vocabulary) -> ThemeClassifier:
    """Reads the cues in `folder` (the ontology). Raises MalformedVocabulary for a cue that cannot be read and
    for a theme that is not in the scheme."""
    return ThemeClassifier(CueIndex(theme_cues(folder, vocabulary)), tuple(vocabulary.themes))


def theme_cues(folder: Path, vocabulary: Vocabulary) -> list[Cue]:
    """Every cue of `theme-cues.ttl`, by theme, kind and pattern."""
    cues: list[Cue] = []
    for node in read_turtle(folder / "theme-cues.ttl").of_path("theme"):
        if node.key not in vocabulary.themes:
            raise MalformedVocabulary(
                f"theme-cues.ttl gives cues for “{node.key}”, which themes.ttl does not know."
            )
        cues.extend(Cue(text, node.key, kind) for name, kind in KINDS.items() for text in node.texts(name))
    return sorted(cues, key=lambda cue: (cue.subject, cue.kind, cue.pattern))
