"""On which side of a statement its themes stand. All councils and sentences are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.classify import Classifiers, load_classifiers
from loaders.classify.context import StatementInContext
from loaders.classify.side_weights import read_side_weights, save_side_weights
from loaders.classify.theme_sides import WEIGHTS, Told
from loaders.errors import MalformedVocabulary
from loaders.model import Side
from loaders.vocabulary import Vocabulary

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
STORED = (ONTOLOGY / WEIGHTS).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def classifiers(vocabulary: Vocabulary) -> Classifiers:
    return load_classifiers(ONTOLOGY, vocabulary)


def told(classifiers: Classifiers, *texts: str) -> list[Told]:
    """The statements, one after the other, as the models read them."""
    contexts = [
        StatementInContext(text, "Findings", "findings", None, previous, "ilacs")
        for text, previous in zip(texts, (None, *texts), strict=False)
    ]
    read = classifiers.polarity.classify(contexts), classifiers.themes.classify(contexts)
    return [Told(*each) for each in zip(contexts, *read, strict=True)]


def sides_by_theme(one: Told, sides: tuple[Side, ...]) -> dict[str, str]:
    return dict(zip(one.themes.themes, (side.polarity for side in sides), strict=True))


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Although caseloads are too high, social workers visit children often and know them well.",
            {"caseloads": "concern", "direct-work": "strength"},
        ),
        (
            "Social workers visit children often and know them well, but caseloads are too high.",
            {"caseloads": "concern", "direct-work": "strength"},
        ),
        ("Supervision is regular, but it is not reflective.", {"supervision": "mixed"}),
        (
            "Assessments are thorough; however, plans are vague and have no timescales.",
            {"assessment": "strength", "planning": "concern"},
        ),
        (
            "Assessments are vague and out of date; however, plans are clear and well reviewed.",
            {"assessment": "concern", "planning": "strength"},
        ),
        (
            "Managers know the children in their teams, but the reasons for decisions are not recorded.",
            {"case-recording": "concern"},
        ),
    ],
)
def test_a_theme_of_a_mixed_statement_stands_where_its_clauses_stand(
    text: str, sides: dict[str, str], classifiers: Classifiers
) -> None:
    (mixed,) = told(classifiers, text)
    assert mixed.polarity.polarity == "mixed"
    found = sides_by_theme(mixed, *classifiers.sides.classify([mixed]))
    assert {theme: found.get(theme) for theme in sides} == sides


def test_a_statement_without_a_turn_says_the_same_of_all_its_themes(classifiers: Classifiers) -> None:
    plain = told(
        classifiers,
        "Supervision is regular and caseloads are manageable.",
        "Assessments are late and plans are weak.",
    )
    for one, sides in zip(plain, classifiers.sides.classify(plain), strict=True):
        assert len(sides) == len(one.themes.themes) > 1
        reading = one.polarity
        assert set(sides) == {Side(reading.polarity, reading.praise, reading.blame)}


def test_a_mixed_statement_without_themes_has_no_sides(classifiers: Classifiers) -> None:
    (bare,) = told(classifiers, "Some of this is good, but much of it is poor.")
    assert bare.polarity.polarity == "mixed"
    assert not bare.themes.themes
    assert classifiers.sides.parted([bare]) == [None]
    assert classifiers.sides.classify([bare]) == [()]


def test_sides_do_not_depend_on_the_other_statements_of_the_document(classifiers: Classifiers) -> None:
    mixed = told(
        classifiers,
        "Caseloads are too high, but social workers know children well.",
        "The council has a new system.",
        "Assessments are thorough, although plans are vague.",
    )
    together = classifiers.sides.classify(mixed)
    for one, sides in zip(mixed, together, strict=True):
        (alone,) = classifiers.sides.classify([one])
        assert [side.polarity for side in alone] == [side.polarity for side in sides]
        numbers = [number for side in alone for number in (side.praise, side.blame)]
        assert numbers == pytest.approx([n for side in sides for n in (side.praise, side.blame)], abs=1e-4)
    assert classifiers.sides.classify([]) == []


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    save_side_weights(read_side_weights(ONTOLOGY / WEIGHTS), tmp_path / WEIGHTS)
    assert (tmp_path / WEIGHTS).read_text(encoding="utf-8") == STORED


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        STORED.replace("strength\tconcern", "concern\tstrength", 1),
        STORED.replace("(bias)\t", "(bias)\tnan\t", 1),
        "\n".join(line for line in STORED.splitlines() if not line.startswith("most said")),
        STORED.replace("most said\t", "most said\tmuch", 1),
    ],
    ids=["empty", "other columns", "one number too many", "a feature missing", "no number"],
)
def test_damaged_weights_are_refused_by_name(damaged: str, tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_text(damaged, encoding="utf-8")
    with pytest.raises(MalformedVocabulary, match=r"side-weights\.tsv"):
        read_side_weights(tmp_path / WEIGHTS)
