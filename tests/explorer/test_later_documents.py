"""Pages of a council to which more was done: slides that repeat its report, and later visits with other judgements."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from pyoxigraph import RdfFormat

from graph_cli.explorer.app import explorer
from graph_cli.explorer.serve import site
from graph_cli.store import GraphStore
from loaders.iris import NAMESPACE
from tests.explorer.explorer_client import Client

SIF = "visit/ambershire/2015-09-21/sif"
# The slides say again what the report says and grades; a visit of 2024 judges without an overall grade.
SLIDES = """
@prefix og: <https://w3id.org/ofsted-graph/vocabulary#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<document/0000000000000003/finding/400> a og:Finding ; og:document <document/0000000000000003> ;
    og:polarity <polarity/concern> ; og:theme <theme/supervision> ; og:page 1 ;
    og:section <document/0000000000000003/section/0> ; og:evidence <document/0000000000000003/evidence/400-430> .
<document/0000000000000003/evidence/400-430> a og:Quotation ; oa:start 400 ; oa:end 430 ;
    oa:exact "Supervision is weak, we heard." .
<document/0000000000000003/judgement/overall-effectiveness> a og:Judgement ;
    og:document <document/0000000000000003> ; og:area <area/overall-effectiveness> ;
    og:grade <grade/requires-improvement> ; og:printedGrade "Requires improvement (slides)" .
<document/0000000000000006/judgement/care-leavers> a og:Judgement ; og:document <document/0000000000000006> ;
    og:area <area/care-leavers> ; og:grade <grade/good> ; og:printedGrade "Good" .
<visit/westmarsh/2024-06-03/FRAMEWORK> a og:Visit ; og:authority <authority/westmarsh> ;
    og:framework <framework/FRAMEWORK> ; og:date "2024-06-03"^^xsd:date ; og:when "2024-06-03"^^xsd:date ;
    og:knownBy "document" ; rdfs:label "Westmarsh, 2024" ;
    og:judgement <document/0000000000000006/judgement/care-leavers> .
"""


@pytest.fixture
def client(store: Path, tmp_path: Path, framework: str) -> Iterator[Client]:
    place = tmp_path / "store"
    shutil.copytree(store, place)
    with GraphStore(place).build() as generation:
        turtle = SLIDES.replace("FRAMEWORK", framework)
        generation.store.load(turtle, format=RdfFormat.TRIG, base_iri=NAMESPACE)
    asked = Client(explorer(site(str(place), 20.0)))
    yield asked
    asked.close()


@pytest.mark.parametrize("framework", ["ilacs"])
def test_what_slides_repeat_counts_once_for_a_visit_and_a_council(client: Client) -> None:
    for narrowed, there in (
        (f"visit={SIF}", False),
        ("authority=Ambershire", False),
        ("theme=supervision", True),
    ):
        assert ("Supervision is weak, we heard." in client.get(f"/finding?{narrowed}").text) is there


@pytest.mark.parametrize("framework", ["ilacs"])
def test_a_grade_that_slides_repeat_is_not_listed_again_but_another_one_is(client: Client) -> None:
    page = html.fromstring(client.get(f"/{SIF}").text)
    printed = page.xpath("//section[@aria-labelledby='grades']//tbody/tr/td[2]//text()")
    assert [text for text in printed if text.strip()] == [
        "Requires improvement",
        "Requires improvement",
        "good",
    ]


@pytest.mark.parametrize(("framework", "told"), [("ilacs", True), ("jtai", False)])
def test_only_a_later_inspection_of_the_same_kind_is_told_beside_the_overall_grade(
    client: Client, told: bool
) -> None:
    text = " ".join(html.fromstring(client.get("/").text).text_content().split())
    assert "Inadequate 2023" in text
    assert ("judged again in 2024, without an overall grade" in text) is told
