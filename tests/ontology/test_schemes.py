"""The vocabularies: complete, labelled, linked both ways where links go both ways."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from graph_cli.bundled import ontology_folder
from loaders.errors import MalformedVocabulary
from loaders.vocabulary import Vocabulary, load_vocabulary

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(ontology_folder())


def rows_of(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        pytest.skip(f"{file.name} lies in ../shared, which is not here")
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_every_designed_theme_is_there_in_its_group_with_its_definition(vocabulary: Vocabulary) -> None:
    for row in rows_of(SHARED / "design" / "themes.csv"):
        theme = vocabulary.themes[row["id"]]
        assert (theme.label, theme.definition, theme.broader) == (
            row["label"],
            row["definition"],
            row["group"],
        )
        assert row["group"] in vocabulary.theme_groups


def test_there_are_57_themes_and_no_other(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.themes) == 57


def test_every_concept_has_label_definition_and_its_local_name_as_key(vocabulary: Vocabulary) -> None:
    schemes = [
        vocabulary.themes,
        vocabulary.theme_groups,
        vocabulary.grades,
        vocabulary.areas,
        vocabulary.frameworks,
        vocabulary.roles,
        vocabulary.posts,
        vocabulary.polarities,
        vocabulary.statuses,
        vocabulary.child_groups,
        vocabulary.section_kinds,
        vocabulary.regions,
        vocabulary.authority_kinds,
    ]
    for scheme in schemes:
        for key, concept in scheme.items():
            assert concept.iri.endswith(f"/{key}")
            assert concept.label
            assert concept.definition, concept.iri


def test_grades_run_from_best_to_worst_within_their_scale(vocabulary: Vocabulary) -> None:
    order = {key: (grade.scale, grade.order) for key, grade in vocabulary.grades.items()}
    assert order["outstanding"] < order["good"] < order["requires-improvement"] < order["inadequate"]
    assert order["adequate"] == order["requires-improvement"]
    assert order["positive-experiences"] < order["inconsistent-experiences"] < order["systemic-failings"]
    assert vocabulary.grades["not-reported"].scale is None


def test_no_printed_form_of_a_grade_means_two_grades(vocabulary: Vocabulary) -> None:
    forms = [form.casefold() for grade in vocabulary.grades.values() for form in set(grade.labels)]
    assert len(forms) == len(set(forms))


def test_areas_are_comparable_both_ways_and_across_frameworks(vocabulary: Vocabulary) -> None:
    for key, area in vocabulary.areas.items():
        assert area.frameworks
        for other in area.comparable:
            assert key in vocabulary.areas[other].comparable, (key, other)
        for other in area.close:
            assert other in area.comparable, (key, other)
            assert key in vocabulary.areas[other].close, (key, other)
    assert "leaders" in vocabulary.areas["leadership"].comparable
    assert "children-in-care" in vocabulary.areas["looked-after-and-permanence"].comparable


def test_those_who_only_sign_or_assure_do_not_inspect(vocabulary: Vocabulary) -> None:
    inspecting = {key for key, role in vocabulary.roles.items() if role.inspects}
    assert {
        "lead",
        "deputy-lead",
        "inspector",
        "regulatory-inspector",
        "cqc-lead",
        "cqc-inspector",
    } <= inspecting
    assert not inspecting & {
        "signatory",
        "addressee",
        "copied-to",
        "quality-assurance",
        "data-analyst",
        "shadow",
    }


def test_section_kinds_say_what_they_imply(vocabulary: Vocabulary) -> None:
    kinds = vocabulary.section_kinds
    assert kinds["needs-improvement"].implied_polarity == "concern"
    assert kinds["strengths"].implied_polarity == "strength"
    assert kinds["findings"].evaluative
    assert not kinds["method"].evaluative


def test_councils_agree_with_the_reference_list(vocabulary: Vocabulary) -> None:
    for row in rows_of(SHARED / "reference" / "authorities.csv"):
        council = vocabulary.authorities[row["gss_code"]]
        assert (council.dfe, council.urn) == (row["dfe_la_code"], row["urn"])
        assert row["ons_name"] in council.names
        assert vocabulary.regions[council.region or ""].label.casefold() == row["region"].casefold()
        assert len(council.neighbours) == len(re.findall(r"\d+", row["statistical_neighbours_dfe_codes"]))


def test_the_councils_file_is_what_its_script_writes(tmp_path: Path) -> None:
    source = SHARED / "reference" / "authorities.csv"
    rows_of(source)
    script = Path(__file__).parents[2] / "bench" / "make_authorities.py"
    subprocess.run([sys.executable, script, source, tmp_path / "authorities.ttl"], check=True)
    assert (tmp_path / "authorities.ttl").read_bytes() == (ontology_folder() / "authorities.ttl").read_bytes()


@pytest.mark.parametrize(
    ("present", "former"),
    [
        ("E06000063", ("E10000006",)),
        ("E06000064", ("E10000006",)),
        ("E06000061", ("E10000021",)),
        ("E06000062", ("E10000021",)),
        ("E06000058", ("E06000028", "E06000029")),
        ("E06000059", ("E10000009",)),
        ("E10000016", ()),
    ],
)
def test_councils_know_whom_they_succeeded(
    vocabulary: Vocabulary, present: str, former: tuple[str, ...]
) -> None:
    council = vocabulary.authorities[present]
    assert council.predecessors == former
    for key in former:
        assert present in vocabulary.authorities[key].successors
        assert vocabulary.authorities[key].dissolved == council.established


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("London Borough of Barking & Dagenham", "E09000002"),
        ("the Royal Borough of Kensington and Chelsea", "E09000020"),
        ("HULL CITY COUNCIL", "E06000010"),
        ("Kingston upon Hull, City of", "E06000010"),
        ("City of York Council", "E06000014"),
        ("St. Helens Metropolitan Borough Council", "E08000013"),
        ("Stockton on Tees Borough Council", "E06000004"),
        ("Bedford Borough Council", "E06000055"),
        ("County Durham", "E06000047"),
        ("BCP Council", "E06000058"),
        ("Dorset Council", "E06000059"),
        ("Dorset County Council", "E10000009"),
        ("York", "E06000014"),
        ("North Yorkshire", "E06000065"),
        ("Ambershire County Council", None),
        ("Council", None),
        ("", None),
        ("the", None),
    ],
)
def test_councils_are_found_by_any_printed_name(
    vocabulary: Vocabulary, printed: str, key: str | None
) -> None:
    assert vocabulary.authority_named(printed) == key


def test_of_councils_with_one_name_the_one_in_office_is_meant(vocabulary: Vocabulary) -> None:
    assert vocabulary.authority_named("Dorset") == "E06000059"
    assert vocabulary.authority_named("Dorset", date(2016, 2, 1)) == "E10000009"
    assert vocabulary.authority_named("Dorset", date(2019, 4, 1)) == "E06000059"


def copy_of_ontology(target: Path) -> Path:
    for file in ontology_folder().glob("*.ttl"):
        (target / file.name).write_bytes(file.read_bytes())
    return target


def test_bad_turtle_is_reported_with_file_and_line(tmp_path: Path) -> None:
    file = copy_of_ontology(tmp_path) / "statuses.ttl"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines.insert(12, "this is not Turtle")
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(MalformedVocabulary, match=r"statuses\.ttl, line 1[3-5]: not valid Turtle"):
        load_vocabulary(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("grades.ttl", 'skos:prefLabel "Good" ;', "", r"grades\.ttl, line \d+: good has no skos:prefLabel"),
        (
            "grades.ttl",
            'skos:notation "good"',
            'skos:notation "Good"',
            r"good needs the skos:notation 'good'",
        ),
        (
            "areas.ttl",
            '"adoption( performance)?"',
            '"adoption("',
            r"adoption has .* not a regular expression",
        ),
        (
            "child-groups.ttl",
            "section 17\\\\b",
            "Section 17\\\\b",
            r"children-in-need has .* not in lower case",
        ),
        ("roles.ttl", "og:inspects true", "og:inspects 7", r"neither true nor false"),
        ("authority-facts.ttl", '"2023-04-01"^^xsd:date', '"April"', r"not a date like"),
    ],
)
def test_what_a_concept_lacks_is_reported_as_a_sentence(
    tmp_path: Path, file: str, old: str, new: str, complaint: str
) -> None:
    path = copy_of_ontology(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(MalformedVocabulary, match=complaint):
        load_vocabulary(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedVocabulary, match=r"roles\.ttl: cannot be read"):
        load_vocabulary(tmp_path)
