"""The pattern language of cues."""

from __future__ import annotations

import pytest

from loaders.classify.cues import Cue, CueIndex, unmasked, variants
from loaders.classify.tokens import stem, words
from loaders.errors import MalformedVocabulary


def found(pattern: str, text: str) -> list[str]:
    spoken = words(text)
    hits = CueIndex([Cue(pattern, "theme", "strong")]).hits_in_each([spoken])[0]
    return [" ".join(spoken[hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("supervision", "Supervision is rare; supervisions lapse.", ["supervision"]),
        ("supervis*", "Supervisors supervise.", ["supervisors", "supervise"]),
        ("step* down", "Stepped down, stepping up, step-down.", ["stepped down", "step down"]),
        ("(health|dental) check*", "Dental checks and sight checks.", ["dental checks"]),
        ("know [their] children", "They know children. We know their children.",
         ["know children", "know their children"]),
        ("return ~ home", "They return safely to the home.", ["return safely to the home"]),
        ("return ~ home", "They return, after a long time far away from it all, home.", []),
        ("(at risk|unsafe)", "Left at risk and unsafe.", ["at risk", "unsafe"]),
        ("children views", "Children's views count.", ["children views"]),
    ],
)  # fmt: skip
def test_a_pattern_matches_what_it_says(pattern: str, text: str, matches: list[str]) -> None:
    assert found(pattern, text) == matches


def test_cues_are_found_in_many_texts_as_in_each_alone_and_never_across_two() -> None:
    index = CueIndex(
        [Cue(pattern, "theme", "strong") for pattern in ("plan", "plan ~ home", "plan* [at] home")]
    )
    texts = [
        words(text) for text in ("They plan", "home", "", "Plans at home, a plan for the home", "plan home")
    ]
    together = index.hits_in_each(texts)
    assert together == [hits for text in texts for hits in index.hits_in_each([text])]
    assert [[(hit.start, hit.end) for hit in hits] for hits in together] == [
        [(1, 2)], [], [], [(0, 3), (4, 5), (4, 8)], [(0, 2), (0, 1), (0, 2)]
    ]  # fmt: skip


def test_without_texts_there_are_no_hits() -> None:
    assert CueIndex([Cue("plan", "theme", "strong")]).hits_in_each([]) == []


@pytest.mark.parametrize("pattern", ["", "~ home", "home ~", "sup*vision", "sup?", "(a|b", "[only]"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(MalformedVocabulary, match="cue"):
        variants(pattern)


def test_a_mask_hides_only_cues_of_its_own_subject_and_inside_it() -> None:
    cues = [
        Cue("supervision", "supervision", "strong"),
        Cue("supervision order*", "supervision", "not"),
        Cue("supervision order*", "court", "strong"),
    ]
    spoken = words("Supervision lapsed after the supervision order.")
    hits = CueIndex(cues).hits_in_each([spoken])[0]
    masks = [hit for hit in hits if hit.cue.kind == "not"]
    kept = unmasked([hit for hit in hits if hit.cue.kind == "strong"], masks)
    assert [(hit.cue.subject, hit.start) for hit in kept] == [("supervision", 0), ("court", 4)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("supervised", "supervises", True), ("families", "family", True), ("plan", "plans", True),
     ("plan", "planet", False), ("care", "carer", False)],
)  # fmt: skip
def test_inflected_forms_share_a_stem(one: str, other: str, same: bool) -> None:
    assert (stem(one) == stem(other)) is same
