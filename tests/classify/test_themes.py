"""Themes of single statements, and what the statements around add. All councils and sentences are invented."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from loaders.classify.child_groups import groups_of_each
from loaders.classify.context import StatementInContext
from loaders.classify.theme_weights import load_model, save_model
from loaders.classify.themes import ThemeClassifier, load_theme_classifier, theme_cues
from loaders.errors import MalformedVocabulary
from loaders.vocabulary import Vocabulary

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
STORED = (ONTOLOGY / "theme-weights.npz").read_bytes()


@pytest.fixture(scope="module")
def classifier(vocabulary: Vocabulary) -> ThemeClassifier:
    return load_theme_classifier(ONTOLOGY, vocabulary)


def told(text: str, previous: str | None = None) -> StatementInContext:
    return StatementInContext(text, "", "findings", None, previous, "ilacs")


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("In Ambershire, supervision is monthly and helps social workers to reflect.", "supervision"),
        ("Chronologies are out of date on most of the files that inspectors read.", "case-recording"),
        ("Dental checks and health assessments of children in care are overdue.", "health"),
        ("Too few return home interviews are offered after children go missing.", "missing-children"),
        ("Westmarsh's MASH screens contacts and referrals within a working day.", "front-door"),
        ("Strategy discussions rarely include a health professional.", "child-protection-enquiries"),
        ("Caseloads in the Northwick Vale teams are far too high.", "caseloads"),
        ("Social workers use audit findings; the audit programme is well established.", "quality-assurance"),
        ("Assessments lack analysis and leave out the family's history.", "assessment"),
        ("Private fostering arrangements are visited on time.", "private-fostering"),
        (
            "The designated officer manages allegations against professionals firmly.",
            "allegations-management",
        ),
        ("Staff know how to respond to the risk of radicalisation.", "radicalisation"),
        ("EHC plans are issued late and annual reviews are missed.", "ehc-plans"),
        ("Young carers are identified early by their schools.", "young-carers"),
        ("Most care leavers have a pathway plan and a personal adviser they trust.", "care-leaver-support"),
    ],
)
def test_a_statement_that_evaluates_a_theme_has_it(
    classifier: ThemeClassifier, text: str, theme: str
) -> None:
    assert theme in classifier.classify([told(text)])[0].themes


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The court made a supervision order for the three brothers.", "supervision"),
        ("The council has adopted a new strategy for the whole workforce.", "adoption"),
        ("Managers rely on agency staff to fill vacant posts.", "multi-agency-working"),
        ("The self-assessment is honest about what Westmarsh must do next.", "assessment"),
        ("Permanent social workers have replaced agency staff.", "permanence"),
        ("Ambershire's action plan for recruitment is on track.", "planning"),
        ("Children missing education are tracked well by the schools team.", "missing-children"),
        ("The police and crime commissioner spoke at the launch.", "commissioning"),
    ],
)
def test_words_that_only_look_like_a_theme_do_not_give_it(
    classifier: ThemeClassifier, text: str, theme: str
) -> None:
    assert theme not in classifier.classify([told(text)])[0].themes


@pytest.mark.parametrize(
    ("before", "text", "theme"),
    [
        ("Supervision in Ambershire is regular.", "However, it is not always regular enough.", "supervision"),
        ("Audits are frequent.", "They do not lead to better practice.", "quality-assurance"),
        (
            "Supervision in Ambershire is regular and well recorded.",
            "However, it is not always regular enough.",
            "supervision",
        ),
    ],
)
def test_a_statement_that_leans_on_the_one_before_takes_its_theme(
    classifier: ThemeClassifier, before: str, text: str, theme: str
) -> None:
    alone, leaning = classifier.classify([told(text)])[0], classifier.classify([told(text, before)])[0]
    assert theme in leaning.themes
    assert theme not in alone.themes


def test_a_reading_does_not_depend_on_how_the_previous_statement_is_handed_over(
    classifier: ThemeClassifier,
) -> None:
    before, text = "Audits are frequent.", "They do not lead to better practice."
    both = classifier.classify([told(before), told(text, before)])
    assert classifier.classify([told(text, before)])[0] == both[1]


def test_every_theme_comes_with_a_reason_in_the_order_of_the_scheme(
    classifier: ThemeClassifier, vocabulary: Vocabulary
) -> None:
    reading = classifier.classify(
        [told("Caseloads are manageable, supervision is regular and training is plentiful.")]
    )[0]
    assert [reason.partition(":")[0] for reason in reading.why] == list(reading.themes)
    assert list(reading.themes) == [theme for theme in vocabulary.themes if theme in reading.themes]
    assert "supervision: “supervision”" in reading.why


def test_a_section_of_an_unknown_kind_does_no_harm(classifier: ThemeClassifier) -> None:
    elsewhere = StatementInContext(
        "Supervision in Ambershire is regular.", "", "elsewhere", None, None, "ilacs"
    )
    assert "supervision" in classifier.classify([elsewhere])[0].themes


def test_no_statements_no_readings(classifier: ThemeClassifier) -> None:
    assert classifier.classify([]) == []


@pytest.mark.parametrize("text", ["", "…", "12345"])
def test_text_without_words_is_read_without_fault(classifier: ThemeClassifier, text: str) -> None:
    assert len(classifier.classify([told(text)])) == 1


@pytest.mark.parametrize("damaged", [b"no weights", b"", b"PK\x03\x04", STORED[: len(STORED) // 2]])
def test_damaged_weights_are_told_in_a_sentence(tmp_path: Path, damaged: bytes) -> None:
    file = tmp_path / "theme-weights.npz"
    file.write_bytes(damaged)
    with pytest.raises(MalformedVocabulary, match="weights of the themes cannot be read"):
        load_model(file)


@pytest.mark.parametrize("place", range(100, len(STORED), len(STORED) // 40))
def test_weights_with_a_damaged_byte_are_told_in_a_sentence_or_do_no_harm(tmp_path: Path, place: int) -> None:
    file = tmp_path / "theme-weights.npz"
    file.write_bytes(STORED[:place] + bytes([STORED[place] ^ 0xFF]) + STORED[place + 1 :])
    with contextlib.suppress(MalformedVocabulary):
        load_model(file)


def test_cues_of_a_theme_that_was_not_trained_are_told_with_their_line(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    cues = (ONTOLOGY / "theme-cues.ttl").read_text(encoding="utf-8")
    added = '\n<https://w3id.org/ofsted-graph/theme/kite-flying> og:cue "kite*" .\n'
    (tmp_path / "theme-cues.ttl").write_text(cues + added, encoding="utf-8")
    shutil.copy(ONTOLOGY / "theme-weights.npz", tmp_path)
    themes = {**vocabulary.themes, "kite-flying": vocabulary.themes["supervision"]}
    line = cues.count("\n") + 2
    with pytest.raises(
        MalformedVocabulary, match=rf"theme-cues\.ttl, line {line}: kite-flying .* trained without"
    ):
        load_theme_classifier(tmp_path, replace(vocabulary, themes=themes))


def changed_weights(tmp_path: Path, name: str, change: Callable[[np.ndarray], np.ndarray] | None) -> Path:
    with np.load(ONTOLOGY / "theme-weights.npz") as stored:
        held = {each: stored[each] for each in stored.files}
    array = held.pop(name)
    if change is not None:
        held[name] = change(array)
    file = tmp_path / "theme-weights.npz"
    np.savez(file, **held)
    return file


with np.load(ONTOLOGY / "theme-weights.npz") as stored:
    NAMES = sorted(stored.files)


@pytest.mark.parametrize("name", NAMES)
def test_weights_that_lack_an_array_are_told_by_its_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(MalformedVocabulary, match=f"'{name}'"):
        load_model(changed_weights(tmp_path, name, None))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "limit"])
def test_weights_with_an_array_of_another_shape_are_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    def shortened(array: np.ndarray) -> np.ndarray:
        ends = np.flatnonzero(array == ord("\n")) if array.dtype == np.uint8 else [len(array) - 1]
        return array[: ends[-1]]

    with pytest.raises(MalformedVocabulary, match="is wanted"):
        load_model(changed_weights(tmp_path, name, shortened))


@pytest.mark.parametrize("name", ["vectors", "pair_bias", "limit"])
def test_weights_that_are_no_numbers_are_told_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(MalformedVocabulary, match=f"“{name}” holds what is no number"):
        load_model(changed_weights(tmp_path, name, lambda array: array * np.float16("nan")))


def test_weights_that_are_written_and_read_say_the_same(
    tmp_path: Path, classifier: ThemeClassifier, vocabulary: Vocabulary
) -> None:
    file = tmp_path / "theme-weights.npz"
    save_model(load_model(ONTOLOGY / "theme-weights.npz"), file)
    again = ThemeClassifier(theme_cues(ONTOLOGY, vocabulary), load_model(file), tuple(vocabulary.themes))
    statements = [told("Supervision is regular."), told("Too few audits are made.")]
    assert again.classify(statements) == classifier.classify(statements)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Care leavers in Westmarsh live in good homes.", ("care-leavers",)),
        ("Disabled children in care are visited often.", ("in-care", "disabled")),
        ("Unaccompanied asylum-seeking children are well supported.", ("unaccompanied",)),
        ("Staff are proud to work for Ambershire.", ()),
    ],
)
def test_groups_of_children_are_those_that_the_text_names(
    vocabulary: Vocabulary, text: str, groups: tuple[str, ...]
) -> None:
    assert groups_of_each(["", text], vocabulary) == [(), groups]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Most brothers and sisters live together.", "words like “brothers”"),
        ("They do not know what is going on in the council.", "by its words as a whole"),
    ],
)
def test_a_reason_is_a_printed_word_that_tells_of_the_theme_and_none_that_stands_anywhere(
    classifier: ThemeClassifier, text: str, reason: str
) -> None:
    (why,) = classifier.classify([told(text)])[0].why
    assert reason in why
