"""Recommendations asked for again at a later visit: which pairs are found, and how probable they are."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from loaders.derive.repeated import repeated_recommendations
from loaders.derive.repetition_weights import WEIGHTS, read_repetition_weights, save_repetition_weights
from loaders.errors import MalformedVocabulary
from loaders.facts import DocumentFacts, RecommendationFact
from loaders.resolve.model import Visit

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
BASE = "https://example.org/"
REMITS = {"ilacs": "", "send": "children with special educational needs"}
WESTMARSH, ELSEWHERE = "westmarsh", "ambershire"
Asked = tuple[str, str]


def document(council: str, day: str, asked: Sequence[Asked]) -> DocumentFacts:
    """What was asked are texts with the keys of their themes."""
    iri = f"{BASE}document/{council}-{day}"
    recommendations = tuple(
        RecommendationFact(
            f"{iri}/recommendation/{n}",
            tuple(themes.split()),
            text,
            dict.fromkeys(themes.split(), 1.0),
            text,
            dict.fromkeys(themes.split(), 1.0),
        )
        for n, (text, themes) in enumerate(asked, 1)
    )
    authority = f"{BASE}authority/{council}"
    return DocumentFacts(
        iri, iri, "", "", None, authority, council, "ilacs", None, False, (), None, (),
        recommendations=recommendations,
    )  # fmt: skip


def visit(council: str, day: str, documents: Sequence[DocumentFacts]) -> Visit:
    iri, reports = f"{BASE}visit/{council}/{day}/ilacs", tuple(each.iri for each in documents)
    authority = f"{BASE}authority/{council}"
    return Visit(iri, authority, "ilacs", day, day, None, day, "document", reports, (), ())


def again(
    *visits: tuple[str, Sequence[Asked]], elsewhere: Sequence[Asked] = (), last: str = "ilacs"
) -> list[tuple[str, str, float]]:
    """Places of the earlier and the later one, and the score, of what Westmarsh was asked again, likeliest
    first; each visit by its day and what it asks, the `last` one by its framework too."""
    everything = [(ELSEWHERE, "2014-03-03", elsewhere), *((WESTMARSH, day, asked) for day, asked in visits)]
    documents = [document(*each) for each in everything]
    held = [visit(*each[:2], [read]) for each, read in zip(everything, documents, strict=True)]
    held[-1] = replace(held[-1], framework=last)
    held.append(visit(WESTMARSH, "2013-03-04", []))
    weights = read_repetition_weights(ONTOLOGY)
    found = repeated_recommendations(held, {each.iri: each for each in documents}, {}, REMITS, weights, BASE)
    places = [(r.earlier.split("westmarsh-")[1], r.later.split("westmarsh-")[1], r.score) for r in found]
    return sorted(
        ((one.replace("/recommendation/", " "), other.replace("/recommendation/", " "), score)
         for one, other, score in places),
        key=lambda each: -each[2],
    )  # fmt: skip


def score(earlier: Asked, later: Asked, elsewhere: Sequence[Asked] = ()) -> float:
    """How probable it is that `later` asks for the same; 0 where the pair is not told."""
    found = again(("2016-03-07", [earlier]), ("2020-03-02", [later]), elsewhere=elsewhere)
    return found[0][2] if found else 0.0


RAISE = "Raise awareness of private fostering so that such children are assessed."
CLEAR, QUALITY = "Make plans for children clear.", "The quality of plans for children."
RESPOND = "The response to children in private fostering arrangements."


@pytest.mark.parametrize(
    ("earlier", "later", "repeated"),
    [
        (("Improve supervision.", "supervision"), ("How often staff are supervised.", "supervision"), True),
        (("Improve supervision.", "supervision"), ("How often staff are supervised.", "caseloads"), False),
        ((CLEAR, "planning"), (QUALITY, "planning"), True),
        ((CLEAR, "case-recording"), (QUALITY, "case-recording"), False),
        ((RAISE, "private-fostering"), (RESPOND, "private-fostering"), True),
        ((RAISE, "private-fostering"), ("Recruit staff.", "private-fostering"), False),
    ],
    ids=["same", "no theme in common", "theme says it all", "theme says little", "words too", "no words"],
)
def test_what_shares_words_and_a_telling_theme_is_asked_again(
    earlier: Asked, later: Asked, repeated: bool
) -> None:
    assert (score(earlier, later) > 0) is repeated


def test_fewer_words_in_common_make_a_lower_score() -> None:
    theme = "private-fostering"
    scores = [score((RAISE, theme), (text, theme)) for text in (RAISE, RESPOND, "Recruit staff.")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_what_other_councils_are_asked_changes_no_score() -> None:
    pair = (RAISE, "private-fostering"), (RESPOND, "private-fostering")
    assert score(*pair, elsewhere=[pair[0]] * 40) == score(*pair) > 0


def test_endings_do_not_make_other_words() -> None:
    swift = ("Ensure that assessments of siblings are swift.", "assessment")
    scores = [
        score(swift, (text, "assessment")) for text in ("Assessments of siblings.", "Assess a sibling.")
    ]
    assert scores[0] == scores[1] > 0


def test_of_each_earlier_visit_the_likeliest_is_told() -> None:
    raised, responded = (RAISE, "private-fostering"), (RESPOND, "private-fostering")
    found = again(("2016-03-07", [responded, raised]), ("2018-03-05", [raised]), ("2020-03-02", [responded]))
    assert {(earlier, later) for earlier, later, _ in found} == {
        ("2016-03-07 2", "2018-03-05 1"),
        ("2016-03-07 1", "2020-03-02 1"),
        ("2018-03-05 1", "2020-03-02 1"),
    }


@pytest.mark.parametrize(("framework", "found"), [("ilacs", 1), ("send", 0)])
def test_inspections_of_other_children_do_not_ask_again(framework: str, found: int) -> None:
    raised = (RAISE, "private-fostering")
    assert len(again(("2016-03-07", [raised]), ("2020-03-02", [raised]), last=framework)) == found


def test_a_visit_that_asks_for_nothing_repeats_nothing() -> None:
    assert again(("2016-03-07", []), ("2020-03-02", [(RAISE, "private-fostering")]), ("2022-03-07", [])) == []


def test_weights_are_read_as_they_are_written(tmp_path: Path) -> None:
    save_repetition_weights(read_repetition_weights(ONTOLOGY), tmp_path)
    assert (tmp_path / WEIGHTS).read_bytes() == (ONTOLOGY / WEIGHTS).read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("what\tweight", "weight\twhat"),
        ("(bias)", "(bios)"),
        ("words in common", "words together"),
        ("\ntheme supervision", "\ntheme overview"),
        ("(unheard)\t", "(unheard)\tnan"),
        ("(unheard)\t", "(unheard)"),
    ],
)
def test_a_damaged_file_of_weights_is_named(tmp_path: Path, before: str, after: str) -> None:
    text = (ONTOLOGY / WEIGHTS).read_text(encoding="utf-8")
    (tmp_path / WEIGHTS).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(MalformedVocabulary, match=rf"{WEIGHTS}: .*train again"):
        read_repetition_weights(tmp_path)


def test_a_missing_file_of_weights_is_named(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    with pytest.raises(MalformedVocabulary, match=WEIGHTS):
        read_repetition_weights(tmp_path)
