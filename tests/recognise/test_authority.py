"""The council that a document is about, by whatever name it prints."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.model import Span
from loaders.recognise.authority import authorities_in, authority_mentioned, authority_printed
from loaders.vocabulary import Vocabulary

NAMES = [
    ("Bath and North East\nSomerset", "E06000022"),
    ("the Royal Borough of\nKensington and Chelsea", "E09000020"),
    ("Tameside metropolitan borough", "E08000008"),
    ("Southend-on-Sea city\ncouncil", "E06000033"),
    ("Stoke-on- Trent", "E06000021"),
    ("City of Wolverhampton", "E08000031"),
    ("Hull City Council", "E06000010"),
    ("East Riding", "E06000011"),
    ("Hammersmith & Fulham", "E09000013"),
    ("St. Helens", "E08000013"),
    ("Bedford Borough", "E06000055"),
    ("County Durham", "E06000047"),
    ("Council of the Isles of Scilly", "E06000053"),
    ("Medway’s", "E06000035"),
    ("the Greenwich Local Area", "E09000011"),
    ("Sandwell Children’s Trust", "E08000028"),
    ("Lewisham Safeguarding Children Partnership", "E09000023"),
    ("4\nHalton Borough Council2", "E06000006"),
    ("Reading (Brighter Futures for Children)", "E06000038"),
    ("Kingston upon Thames / Achieving for Children", "E09000021"),
    ("Together for Children Sunderland", "E08000024"),
    ("Slough Children First", "E06000039"),
    ("Bradford Children and Families Trust’s", "E08000032"),
    ("Slough Children First and Slough Borough Council", "E06000039"),
    ("Achieving for Children (Richmond upon Thames)", "E09000027"),
    ("Bournemouth, Poole and Christchurch", "E06000058"),
    ("Cornwall and Isles of Scilly", "E06000052"),
    ("Richmond upon Thames local authority chidren’s services", "E09000027"),
    ("Luton children’s social care", "E06000032"),
    ("Middlesborough Council", "E06000002"),
    ("Leading Council", None),
    ("the Wset Sussex County Council", "E10000032"),
    ("St Helen’s Borough Council", "E08000013"),
    ("Rutlnad", "E06000017"),
    ("Butlan", None),
    ("Harlow District Council", None),
    ("Barrow Borough Council", None),
    ("Boston", None),
    ("est Sussex", None),
    ("Slough and Luton", None),
    ("Ambershire and West Berkshire", None),
    ("Ambershire (formerly of Luton)", None),
    ("Ambershire County Council", None),
    ("Northwick Vale", None),
    ("Council", None),
]


@pytest.mark.parametrize(("printed", "key"), NAMES)
def test_a_printed_name_leads_to_its_council_or_to_none(
    printed: str, key: str | None, vocabulary: Vocabulary
) -> None:
    stated = authority_printed(f"of {printed} in", Span(3, 3 + len(printed)), vocabulary)
    assert stated.key == key
    assert "\n" not in stated.printed


def test_a_former_council_is_meant_while_it_was_in_office(vocabulary: Vocabulary) -> None:
    name = "Dorset"
    before = authority_printed(name, Span(0, 6), vocabulary, date(2016, 5, 1))
    after = authority_printed(name, Span(0, 6), vocabulary, date(2022, 5, 1))
    assert (before.key, after.key) == ("E10000009", "E06000059")


def test_the_longest_name_counts_where_names_overlap(vocabulary: Vocabulary) -> None:
    text = "visits to Bournemouth, Christchurch and Poole, to North Northamptonshire and to Bedfordshire"
    assert [found.key for found in authorities_in(text, vocabulary)] == ["E06000058", "E06000061"]


def test_the_council_named_most_often_is_the_one_mentioned(vocabulary: Vocabulary) -> None:
    text = "Like Luton, Rutland plans ahead. Rutland partners act early."
    found = authority_mentioned(text, vocabulary)
    assert found is not None
    assert found.printed == "Rutland"
    assert authority_mentioned("Ambershire acts early.", vocabulary) is None
