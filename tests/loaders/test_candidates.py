"""Which statements can be findings: sentences and list items about services, not about the inspection."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.classify import candidate_statements
from loaders.layout import lay_out
from loaders.layout.statements import text_of
from loaders.model import Document
from loaders.read.pages import assemble
from loaders.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(Path(__file__).resolve().parents[2] / "ontology")
FULL = (
    "Social workers visit their families at home and they write down what the children tell them each time."
)


def candidates(text: str) -> list[str]:
    whole, pages = assemble([text])
    layout = lay_out(Document("letter.txt", "text/plain", "0" * 64, whole, pages), VOCABULARY)
    return [statement.text for _, statement in candidate_statements(layout, VOCABULARY)]


@pytest.mark.parametrize(
    "sentence",
    [
        "This inspection took place from 3 to 7 June 2024.",
        "It was carried out by inspectors from Ofsted and the Care Quality Commission.",
        "This letter summarises the findings of a focused visit to Ambershire.",
        "The next full reinspection will be within approximately three years.",
        "It is Ofsted’s expectation that, as a minimum, all children receive good help.",
        "THE VIEWS OF CHILDREN",
    ],
)
def test_what_the_inspection_did_and_what_follows_is_no_finding(sentence: str) -> None:
    assert candidates(f"Inspection findings\n{FULL}\n{sentence}\n{FULL}") == [FULL, FULL]


@pytest.mark.parametrize(
    "sentence",
    [
        "This inspection found that plans drift.",
        "The inspection service of the council is weak.",
        "It was carried out late in most of the cases.",
        "Inspectors saw too many plans that had drifted.",
        "Too few plans are up to date. (Recommendation)",
    ],
)
def test_what_the_inspection_found_is_a_finding(sentence: str) -> None:
    assert sentence in candidates(f"Inspection findings\n{FULL}\n{sentence}\n{FULL}")


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (["Children Looked After", " Adoption is well led", " Homes are near"], ["Adoption is well led", "Homes are near"]),
        (["Children Looked After", "Homes are near"], ["Children Looked After", "Homes are near"]),
        (["Homes are near", " Adoption is well led"], ["Homes are near", "Adoption is well led"]),
    ],
)  # fmt: skip
def test_an_item_that_names_an_area_over_items_set_further_in_is_a_heading(
    items: list[str], found: list[str]
) -> None:
    lines = (f"{item[: len(item) - len(item.lstrip())]}- {item.lstrip()}" for item in items)
    assert candidates("\n".join(["Inspection findings", "", *lines])) == found


def test_few_words_that_complete_the_sentence_above_are_no_finding_of_their_own() -> None:
    text = "Areas for improvement\n■ Leaders should shorten the waits for:\n■ speech therapy;\n■ Timely visits.\n"
    assert candidates(text) == ["Leaders should shorten the waits for:", "Timely visits."]


def test_the_notice_of_an_invented_sample_is_no_finding() -> None:
    assert candidates(
        f"Inspection findings\n{FULL}\nInvented sample document for a test. Nobody in it exists."
    ) == [FULL]


def test_case_studies_are_no_findings() -> None:
    assert candidates(
        f"Inspection findings\n{FULL}\nCase study: good practice\nOne child was helped by his school."
    ) == [FULL]


def test_an_address_with_a_stop_inside_is_no_finding() -> None:
    text = f"Ivo Marlett, Chair of the Youth\nJustice Board of Ambershire. Youth Justice Board\nDear partners\n{FULL}"
    assert candidates(text) == [FULL]


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        (["The quality of plans for care leavers. (Outcome 4, national framework)"], 1),
        (["The quality of plans for care leavers. (Outcome 4,\nnational framework)"], 1),
        (["The quality of plans for care leavers.\n(Outcome 4, national framework)"], 1),
        (["The quality of plans for care leavers. (Outcome 4,", "national framework)"], 1),
        (["The quality of plans for care leavers. (Recommendation)"], 0),
        (["The quality of plans for care leavers (outcome 4, national framework) and their health."], 0),
    ],
)
def test_a_tag_of_the_national_framework_is_no_part_of_what_was_found(pages: list[str], found: int) -> None:
    """`found` is 1 where the statement ends before the tag; the pieces always slice what it reads."""
    whole, assembled = assemble(
        [f"What needs to improve?\n■ The supervision of social workers.\n■ {pages[0]}", *pages[1:]]
    )
    layout = lay_out(Document("letter.txt", "text/plain", "0" * 64, whole, assembled), VOCABULARY)
    statement = candidate_statements(layout, VOCABULARY)[-1][1]
    assert (statement.text == "The quality of plans for care leavers.") == bool(found)
    assert text_of(whole, statement.pieces) == statement.text
