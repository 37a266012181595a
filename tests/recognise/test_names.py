"""Where a list of names is read: separators, posts and titles are told from names, prose ends the list."""

from __future__ import annotations

import pytest

from loaders.recognise.names import name_grammar, read_names, repaired
from loaders.vocabulary import Vocabulary

LISTS = [
    ("Ada Fenwright, Bo Marsh and Cy Orme", ["Ada Fenwright", "Bo Marsh", "Cy Orme"]),
    ("Ada Fenwright; Bo Marsh & Cy Orme.", ["Ada Fenwright", "Bo Marsh", "Cy Orme"]),
    ("Ada Fenwright\nBo Marsh\nCy Orme", ["Ada Fenwright", "Bo Marsh", "Cy Orme"]),
    ("Ada \nFenwright, Bo\nMarsh", ["Ada Fenwright", "Bo Marsh"]),
    ("Ada Fenwright Bo Marsh, Cy Orme", ["Ada Fenwright", "Bo Marsh", "Cy Orme"]),
    ("Ada Fenwright HMI Bo Marsh HMI", ["Ada Fenwright", "Bo Marsh"]),
    ("Ada Fenwright- Stone, Bo Marsh-\nOrme", ["Ada Fenwright-Stone", "Bo Marsh-Orme"]),
    ("Dr Ada Fenwright OBE, Ms Bo Marsh, Mr. Cy Orme", ["Ada Fenwright", "Bo Marsh", "Cy Orme"]),
    (
        "Ada O’Fenn, Bo d’Orme, Cy McMarsh, Di van der Stone",
        ["Ada O’Fenn", "Bo d’Orme", "Cy McMarsh", "Di van der Stone"],
    ),
    ("Ada J Fenwright, Bo K. Marsh", ["Ada J Fenwright", "Bo K. Marsh"]),
    ("Peter Head, Ada St. Orme and J. P. Marsh", ["Peter Head", "Ada St. Orme", "J. P. Marsh"]),
    ("Ada Fenwright (Ofsted inspector (contracted)), Bo Marsh", ["Ada Fenwright", "Bo Marsh"]),
    ("Zoë Fenwright and Aïda Orme", ["Zoë Fenwright", "Aïda Orme"]),
    ("Ada Fenwright (HMIs)\nand Bo Marsh (associate inspectors)8", ["Ada Fenwright", "Bo Marsh"]),
    ("Ada Fenwright, Acting Senior HMI, Bo Marsh HMI", ["Ada Fenwright", "Bo Marsh"]),
    (
        "Ada Fenwright, HMI Education\nBo Marsh, senior case officer\nCy Orme (Schools HMI)\nDi Stone",
        ["Ada Fenwright", "Bo Marsh", "Cy Orme", "Di Stone"],
    ),
    ("- Ada Fenwright – HMI\n- Bo Marsh - HMI", ["Ada Fenwright", "Bo Marsh"]),
    (
        "Ada Fenwright, HMI, accompanied by Bo Marsh, HMI, with Cy Orme",
        ["Ada Fenwright", "Bo Marsh", "Cy Orme"],
    ),
    ("Łucja Fenwright and Fatima bint Orme", ["Łucja Fenwright", "Fatima bint Orme"]),
    ("Ada Fenwright, Assistant Regional Director, Bo Marsh", ["Ada Fenwright", "Bo Marsh"]),
    ("Ọlá Fenwright, Şule Marsh and Hồng Orme", ["Ọlá Fenwright", "Şule Marsh", "Hồng Orme"]),
    ("Zoe\u0308 Fenwright, Rene\u0301e Marsh", ["Zoe\u0308 Fenwright", "Rene\u0301e Marsh"]),
    ("Ada O’ Fenn, Bo D’ Orme and Cy Marsh", ["Ada O’Fenn", "Bo D’Orme", "Cy Marsh"]),
    ("Mary Ann Fenwright Orme, Bo Marsh", ["Mary Ann Fenwright Orme", "Bo Marsh"]),
    ("Ada Fenwright Mary Marsh, Cy Orme", ["Ada Fenwright", "Mary Marsh", "Cy Orme"]),
    ("Sarah Trust, Peter Board HMI and Paul Local", ["Sarah Trust", "Peter Board", "Paul Local"]),
    ("Margaret (Peg) Orme, HMI, and Simon Lord", ["Margaret Orme", "Simon Lord"]),
    ("Ada Fenwright (shadow), Bo Marsh", ["Ada Fenwright", "Bo Marsh"]),
    ("Ada Fenwright, A.B. Marsh, Cy Orme", ["Ada Fenwright", "A.B. Marsh", "Cy Orme"]),
    ("Ada Fenwright, Regional Social Care Manager, Bo Marsh", ["Ada Fenwright", "Bo Marsh"]),
]

ENDS = [
    ("Ada Fenwright34\nAny complaints about the report", ["Ada Fenwright"]),
    ("Ada Fenwright\nAny complaints about the report", ["Ada Fenwright"]),
    ("Ada FenwrightAny complaints about the report", ["Ada Fenwright"]),
    ("Ada McFenn\nThe Office for Standards in Education", ["Ada McFenn"]),
    ("Ada Fenwright led the inspection with care", []),
    ("Ada Fenwright, who advises the officer in charge, Bo Marsh", ["Ada Fenwright"]),
    ("Ada Fenwright, with support from colleagues", ["Ada Fenwright"]),
    ("Strategic Lead", []),
    ("Integrated Care Board", []),
    ("Metropolitan Borough Council", []),
    ("Westmarsh Trust", []),
    ("Mary Orme Trust", []),
    ("Northwick Vale Police", []),
    ("Not applicable", []),
    ("N/A\nSenior", []),
    ("None", []),
    ("", []),
    ("leaders and managers", []),
]

POSTS = [
    ("Ada Fenwright HMI", "HMI"),
    ("Ada Fenwright, Her Majesty’s\nInspector", "Her Majesty’s Inspector"),
    ("Ada Fenwright (Seconded Inspector)", "Seconded Inspector"),
    ("Ada Fenwright HMI (Designate)", "HMI (Designate)"),
    ("Ada Fenwright, HMI, Ofsted inspectorArea SEND", "HMI, Ofsted inspector"),
    ("Ada Fenwright SCRI", "SCRI"),
    ("Ada Fenwright (shadow)", "shadow"),
    ("Ada Fenwright", None),
]


@pytest.mark.parametrize(("text", "expected"), LISTS + ENDS)
def test_names_of_a_list(text: str, expected: list[str], vocabulary: Vocabulary) -> None:
    found = read_names(text, name_grammar(vocabulary))
    assert [each.name for each in found] == expected


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_places_slice_the_names_as_printed(text: str, expected: list[str], vocabulary: Vocabulary) -> None:
    for each in read_names(text, name_grammar(vocabulary)):
        assert repaired(text[each.start : each.end]) == each.name


@pytest.mark.parametrize(
    "text", ["Ada Fenwright Stone Marsh HMI", "Ada Fenwright\nStone Marsh", "Ada Mary Ann Fenwright, HMI"]
)
def test_four_words_are_one_name_where_one_person_is_announced(text: str, vocabulary: Vocabulary) -> None:
    grammar = name_grammar(vocabulary)
    lines = text.count("\n") + 1
    assert len(read_names(text, grammar, single=True)) == lines
    assert len(read_names(text, grammar)) == 2


@pytest.mark.parametrize(("text", "post"), POSTS)
def test_post_beside_a_name(text: str, post: str | None, vocabulary: Vocabulary) -> None:
    assert read_names(text, name_grammar(vocabulary))[0].post == post
