"""Every IRI of the graph can be had as RDF, by an ending or by the Accept header."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from loaders.iris import NAMESPACE, OA, OG, RDFS
from tests.explorer.explorer_client import Client

FINDING = "/document/0000000000000001/finding/100"
FORMATS = [
    ("ttl", "text/turtle", RdfFormat.TURTLE),
    ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
    ("nt", "application/n-triples", RdfFormat.N_TRIPLES),
    ("rdf", "application/rdf+xml", RdfFormat.RDF_XML),
]


@pytest.mark.parametrize(("ending", "media_type", "form"), FORMATS)
def test_description(client: Client, ending: str, media_type: str, form: RdfFormat) -> None:
    """A finding's description holds its polarity and the sentence it stands on."""
    by_ending = client.get(f"{FINDING}.{ending}")
    by_accept = client.get(FINDING, f"{media_type}, text/html;q=0.5")
    assert by_ending.content == by_accept.content
    assert by_accept.headers["content-type"] == media_type
    assert by_accept.headers["vary"] == "Accept"
    triples = {
        (str(q.subject), str(q.predicate), str(q.object)) for q in parse(by_ending.content, format=form)
    }
    stated = {predicate for subject, predicate, _ in triples if subject == f"<{NAMESPACE}{FINDING[1:]}>"}
    assert f"<{OG}polarity>" in stated
    assert any(
        predicate == f"<{OA}exact>" and "regular supervision" in text for _, predicate, text in triples
    )


def test_named_graph_is_had_whole(client: Client) -> None:
    triples = list(
        parse(client.get("/graph/document/0000000000000001.nt").content, format=RdfFormat.N_TRIPLES)
    )
    assert len(triples) > 30


@pytest.mark.parametrize(("address", "accept"), [("/vocabulary", "text/turtle"), ("/vocabulary.ttl", "*/*")])
def test_who_looks_up_a_class_or_property_gets_what_it_means(
    client: Client, address: str, accept: str
) -> None:
    """`og:Visit` is a fragment: programs ask for the vocabulary and look for it there."""
    triples = list(parse(client.get(address, accept).content, format=RdfFormat.TURTLE))
    meant = {t.subject.value for t in triples if t.predicate.value == RDFS + "comment"}
    assert {OG + "Visit", OG + "polarity"} <= meant
    assert {t.subject.value.partition("#")[0] + "#" for t in triples} == {OG}
    assert any(t.object == Literal("Vocabulary of ofsted-graph") for t in triples)


def test_format_not_on_offer_is_refused(client: Client) -> None:
    response = client.get("/theme/supervision", "image/png")
    assert (response.status_code, response.json()["error"]["code"]) == (406, "not-acceptable")


def test_unknown_iri_has_no_description(client: Client) -> None:
    assert client.get("/theme/nothing.ttl").status_code == 404
