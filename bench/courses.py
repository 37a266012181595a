"""How often what is told of a theme over a council's visits is right, by the certainty that it is told with.

    python -m bench.courses [--shared ../shared]

Reads every wholly labelled document with models that saw nothing of it (cross-validation, as in
bench/train_polarity.py and bench/train_findings.py), follows each theme over the documents of each council in
order of their days, and compares status, first and last concern with what the labels lead to. Needs PyTorch
(pip install '.[dev,training]') and half an hour.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from bench import train_polarity, train_sides
from bench.training import themes as theme_training
from bench.training.collection import LabelledDocument, all_labels, labelled_documents, statement_hash
from loaders.classify.perceptron import logistic
from loaders.classify.themes import theme_cues
from loaders.derive.course import CLEAR, LATEST, UNCLEAR, Course, course_of
from loaders.derive.model import EVEN
from loaders.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
BANDS = (0, 0.3, 0.4, 0.5, 0.6, CLEAR, 0.8, 0.9, 0.97, 1.01)
SIDES = ("concern", "strength")


@dataclass(frozen=True, slots=True)
class Compared:
    """A theme of a council as told, and as it is by the labels."""

    told: Course
    labelled: Course

    @property
    def right(self) -> bool:
        """Whether what is told is so by the labels."""
        meant = self.labelled.likeliest
        return meant in LATEST.get(self.told.status, (self.told.likeliest,))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    vocabulary = load_vocabulary(ROOT / "ontology")
    gold = shared / "gold" / "findings.jsonl"
    files = [*(shared / "corpus").glob("*.*"), *(shared / "seeds").glob("*.*")]
    documents = labelled_documents(files, all_labels(ROOT / "bench/labels", gold), vocabulary)
    polarities, themes = _readings(documents, shared, vocabulary)
    sides = Sides.gathered(shared, vocabulary)
    told, labelled = _said_by_visits(documents, tuple(vocabulary.themes), polarities, themes, sides)
    wholly = {d.key: d for d in documents if not any(label.gold for label in d.labels.values())}
    visits = list(wholly.values())
    _report_missed(*(np.stack([said[d.key] for d in visits], axis=1) for said in (told, labelled)))
    remits = {framework.key: framework.remit for framework in vocabulary.frameworks.values()}
    _report(_compare(visits, remits, told, labelled))


def _readings(
    documents: Sequence[LabelledDocument], shared: Path, vocabulary: Vocabulary
) -> tuple[np.ndarray, np.ndarray]:
    """How probable polarities and themes are of each label of the documents, 0 for themes not given, by
    models that did not see the document."""
    data = train_polarity.gather(shared, shared / "gold/findings.jsonl", vocabulary)
    lesson = train_polarity.lesson_of(data)
    around = train_polarity.around_of(data, lesson, train_polarity.unseen_scores(lesson))
    polarities = train_polarity.unseen_probabilities(lesson, around)
    polarities[train_polarity.unjudged(data, lesson.rows)] = 0
    cues, kinds = theme_cues(ROOT / "ontology", vocabulary), sorted(vocabulary.section_kinds)
    material = theme_training.prepare(documents, cues, tuple(vocabulary.themes), kinds)
    pairs = theme_training.unseen_pairs(material, theme_training.lesson_of(material))
    given, sums = theme_training.cross_validate(material, pairs)
    return polarities, np.where(given, logistic(sums), 0)


@dataclass(frozen=True, slots=True)
class Sides:
    """Of parted statements, by document and hash, what they say of their themes: by the labels, and how
    probable each of SIDES is by models that did not see the document."""

    labelled: Mapping[str, Mapping[str, train_sides.SidesOfThemes]]
    told: Mapping[tuple[str, str, str], tuple[float, ...]]

    @classmethod
    def gathered(cls, shared: Path, vocabulary: Vocabulary) -> Sides:
        pairs = train_sides.gather(shared, vocabulary)
        order = sorted(set(pairs.sides))
        columns = [[order.index(side), order.index("mixed")] for side in SIDES]
        shares = np.stack([train_sides.unseen(pairs)[:, each].sum(axis=1) for each in columns], axis=1)
        keys = zip(pairs.documents, pairs.statements, pairs.themes, strict=True)
        told = dict(zip(keys, map(tuple, shares.tolist()), strict=True))
        return cls(train_sides.read_sides(train_sides.LABELS), told)


def _said_by_visits(
    documents: Sequence[LabelledDocument],
    keys: Sequence[str],
    polarities: np.ndarray,
    themes: np.ndarray,
    sides: Sides,
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """For each document, by key, what it says of each theme of `keys` (sides by themes): how probable it is
    that it states a concern and a strength by the readings, and whether it does by the labels."""
    names = train_polarity.POLARITIES
    columns = {side: [names.index(side), names.index("mixed")] for side in SIDES}
    labels = ((d, place, d.labels[place]) for d in documents for place in sorted(d.labels))
    none_right: dict[str, np.ndarray] = defaultdict(lambda: np.ones((2, len(keys))))
    stated: dict[str, np.ndarray] = defaultdict(lambda: np.zeros((2, len(keys))))
    for (document, place, label), polarity, given in zip(labels, polarities, themes, strict=True):
        said = names[polarity.argmax()] if polarity.any() else "neutral"
        key = statement_hash(document.statements[place].text)
        parted = sides.labelled.get(document.key, {}).get(key, {})
        for row, side in enumerate(SIDES):
            share = np.full(len(keys), polarity[columns[side]].sum() if said in (side, "mixed") else 0.0)
            for column in np.flatnonzero(given).tolist():
                told = sides.told.get((document.key, key, keys[column]))
                if told and said != "neutral":
                    share[column] = told[row] if told[row] >= EVEN else 0.0
            none_right[document.key][row] *= 1 - share * given
            for theme in label.themes:
                if parted.get(theme, label.polarity) in (side, "mixed"):
                    stated[document.key][row, keys.index(theme)] = 1
    return {d.key: np.round(1 - none_right[d.key], 2) for d in documents}, {
        d.key: stated[d.key] for d in documents
    }


def _compare(
    documents: Sequence[LabelledDocument],
    remits: dict[str, str],
    told: dict[str, np.ndarray],
    labelled: dict[str, np.ndarray],
) -> list[Compared]:
    by_council: dict[str, list[LabelledDocument]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: (d.day, d.key)):
        by_council[document.council].append(document)
    found = []
    for visits in by_council.values():
        seen = [remits[visit.framework] for visit in visits]
        for theme in range(told[visits[0].key].shape[1]):
            read, meant = (
                [tuple(said[visit.key][:, theme].tolist()) for visit in visits] for said in (told, labelled)
            )
            if any(map(any, read)):
                found.append(Compared(course_of(read, seen), course_of(meant, seen)))
    return found


def _report_missed(told: np.ndarray, labelled: np.ndarray) -> None:
    """What the labels say where nothing was read; both arrays are sides by visits by themes."""
    concern, strength = told
    beside = (concern == 0) & (strength >= EVEN)
    silent = (concern == 0) & (strength == 0)
    print(f"a concern where only strengths were read: {labelled[0][beside].mean():.3f} of {beside.sum()}")
    print(f"where nothing was read, of {silent.sum()}: a concern {labelled[0][silent].mean():.3f}, ", end="")
    print(f"a strength {labelled[1][silent].mean():.3f}")


def _report(found: Sequence[Compared]) -> None:
    clear = [each for each in found if each.told.status != UNCLEAR]
    print(f"{len(found)} themes of councils; {len(clear)} with a status, of which right: {_share(clear)}")
    for status in sorted({each.told.status for each in clear}):
        some = [each for each in clear if each.told.status == status]
        print(f"  {status:14} {len(some):5} told, right {_share(some)}")
    for low, high in pairwise(BANDS):
        some = [each for each in found if each.told.likeliest and low <= each.told.certainty < high]
        if some:
            print(f"  certainty {low:4} to {min(high, 1):4}: {len(some):5}, right {_share(some)}")
    for name, pairs in (
        ("first", [(each.told.first, each.labelled.first) for each in found]),
        ("last", [(each.told.last, each.labelled.last) for each in found]),
    ):
        stated = [(concern, meant) for concern, meant in pairs if concern]
        told = [(concern, meant) for concern, meant in stated if concern.is_clear]
        right = sum(meant is not None and concern.place == meant.place for concern, meant in told)
        print(f"{name} concern: {len(told)} of {len(stated)} told, right {right / max(1, len(told)):.3f}")


def _share(found: Sequence[Compared]) -> str:
    return f"{sum(each.right for each in found) / max(1, len(found)):.3f}"


if __name__ == "__main__":
    main()
