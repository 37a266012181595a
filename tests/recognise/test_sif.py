"""Single inspection reports, board reviews and progress inspections: cover, team, grades, earlier inspections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Layout, Report
from loaders.recognise import sif
from loaders.recognise.titled_report import TitledReport
from loaders.vocabulary import Vocabulary

Lay = Callable[[str], Layout]

TITLE = "of services for children in need of help and \nprotection, children looked after and care leavers"
TABLE = """1. Children who need help and protection Requires improvement
2. Children looked after and achieving
permanence
Good
2.1 Adoption performance Not judged
2.2 Experiences and progress of care leavers Outstanding
3. Leadership, management and governance Good
"""
PREVIOUS = """Previous Ofsted inspections
• The local authority operates two children’s homes. Both were judged to be good in May 2013.
• The previous inspection of the local authority’s services for looked after children was in
January 2012. The local authority was judged to be adequate.
"""
SECTIONS = "".join(
    f"{number}. Children are seen often, and what they say is written down by the people who help them.\n"
    for number in range(1, 13)
)


def report(cover: str, sentence: str = "Children’s services in Westmarsh are good\n") -> str:
    return cover + sentence + TABLE + PREVIOUS + "Inspection findings\n" + SECTIONS


DATES = [
    (
        "Inspection date: 24 April 2017 to 18 May 2017\nReport published: 7 July 2017\n",
        ("2017-04-24", "2017-05-18", "2017-07-07"),
    ),
    (
        "Inspection dates: 6 to 30 July 2015\nReport published: 15 September 2015\n",
        ("2015-07-06", "2015-07-30", "2015-09-15"),
    ),
    ("Inspection date: 28 January–5 February 2014\n", ("2014-01-28", "2014-02-05", None)),
    (
        "Inspection date: 1/06/2015 - 25/06/2015\nReport published: 10/08/2015\n",
        ("2015-06-01", "2015-06-25", "2015-08-10"),
    ),
    (
        "Inspection date: 28 July 2016\nReport published: 3 October 2016\n",
        ("2016-07-28", "2016-07-28", "2016-10-03"),
    ),
]


def recognised(text: str, laid_out: Lay, vocabulary: Vocabulary) -> Report:
    layout = laid_out(text)
    assert sif.claims(layout, vocabulary)
    return sif.recognise(layout, vocabulary)


@pytest.mark.parametrize(("dates", "expected"), DATES)
def test_days_of_the_cover(
    dates: str, expected: tuple[str, str, str | None], laid_out: Lay, vocabulary: Vocabulary
) -> None:
    found = recognised(report(f"1\nWestmarsh Council\nInspection {TITLE}\n{dates}"), laid_out, vocabulary)
    (period,) = found.periods
    published = found.published.on.isoformat() if found.published else None
    assert (str(period.start), str(period.end), published) == expected


def test_grades_council_and_kind(laid_out: Lay, vocabulary: Vocabulary) -> None:
    found = recognised(
        report(f"1\nWestmarsh Council\nRe-inspection {TITLE}\n{DATES[0][0]}"), laid_out, vocabulary
    )
    assert (found.framework, found.subtype, found.authority.printed) == (
        "sif",
        "re-inspection",
        "Westmarsh Council",
    )
    assert {each.area: each.grade for each in found.judgements} == {
        "overall-effectiveness": "good",
        "help-and-protection": "requires-improvement",
        "looked-after-and-permanence": "good",
        "adoption": "not-reported",
        "care-leavers": "outstanding",
        "leadership": "good",
    }
    assert found.contradictions == ()


def test_every_listed_council_is_found_on_a_cover_and_in_the_sentence(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    for council in list(vocabulary.authorities.values())[::20]:
        on = "Inspection date: 24 April 2017 to 18 May 2017\n"
        covered = report(f"1\n{council.label}\nInspection {TITLE}\n{on}")
        lost = report("", f"Children’s services in {council.label} are good\n")
        for text in (covered, lost):
            found = recognised(text, laid_out, vocabulary)
            key = found.authority.key
            assert key is not None
            assert vocabulary.authorities[key].label == council.label


COVERS = [
    f"Inspection {TITLE}\nand\nReview of the effectiveness of the Local Safeguarding Children Board1\nRutland\n",
    f"Inspection {TITLE} in Rutland\n",
    f"Rutland Council\nInspection {TITLE.replace(', children looked after', '; looked after children,')}\n",
]


@pytest.mark.parametrize("cover", COVERS)
def test_the_council_may_stand_below_the_title_or_in_it(
    cover: str, laid_out: Lay, vocabulary: Vocabulary
) -> None:
    text = report(cover + DATES[0][0], "Children’s services are good\n") + "Luton and Luton, like Luton.\n"
    assert recognised(text, laid_out, vocabulary).authority.key == "E06000017"


def test_a_report_without_its_cover_is_known_by_its_grades(laid_out: Lay, vocabulary: Vocabulary) -> None:
    found = recognised(report(""), laid_out, vocabulary)
    assert found.periods == ()
    assert len(found.judgements) == 6


def test_a_re_inspection_may_be_told_in_a_sentence_only(laid_out: Lay, vocabulary: Vocabulary) -> None:
    told = "This is a re-inspection of children’s services in Westmarsh.\n"
    found = recognised(report(f"Westmarsh\nInspection {TITLE}\n") + told, laid_out, vocabulary)
    assert found.subtype == "re-inspection"


def test_a_previous_inspection_has_its_month_and_the_grade_of_the_next_sentence(
    laid_out: Lay, vocabulary: Vocabulary
) -> None:
    found = recognised(report(f"Westmarsh\nInspection {TITLE}\n{DATES[0][0]}"), laid_out, vocabulary)
    assert [(each.when, each.framework, each.area, each.grade) for each in found.earlier] == [
        ("2012-01", "other", "looked-after-services", "adequate")
    ]


LISTED = [
    (
        "The previous inspection of Westmarsh’s safeguarding arrangements / arrangements for the\nprotection of "
        "children was in March 2011. The local authority was judged to be good.",
        [("2011-03", "safeguarding-services", "good")],
    ),
    (
        "The previous inspection of safeguarding and services for looked after children was in\nMarch 2011. The "
        "council was judged to be good for safeguarding and adequate for looked\nafter children.",
        [("2011-03", "safeguarding-services", "good"), ("2011-03", "looked-after-services", "adequate")],
    ),
    (
        "The adoption service was inspected in May 2012 and was judged to be good.",
        [("2012-05", "adoption-agency", "good")],
    ),
    (
        "The last inspection of private fostering arrangements was in May 2012 and they were\njudged to be good.",
        [("2012-05", "private-fostering-arrangements", "good")],
    ),
    (
        "The last inspection of children looked after and achieving permanence was in May 2014.\nThe council was "
        "judged to require improvement.",
        [("2014-05", "looked-after-and-permanence", "requires-improvement")],
    ),
    (
        "The last inspection was in March 2011. The council was judged to be good.",
        [("2011-03", "services-until-2013", "good")],
    ),
    (
        "The last inspection was in March 2014. The council was judged to be good.",
        [("2014-03", "overall-effectiveness", "good")],
    ),
]


@pytest.mark.parametrize(("bullet", "expected"), LISTED)
def test_what_an_earlier_inspection_graded_is_an_area_of_its_time(
    bullet: str, expected: list[tuple[str, str, str]], laid_out: Lay, vocabulary: Vocabulary
) -> None:
    cover = f"1\nWestmarsh Council\nInspection {TITLE}\n{DATES[0][0]}"
    previous = f"Previous Ofsted inspections\n• {bullet}\n"
    found = recognised(report(cover).replace(PREVIOUS, previous), laid_out, vocabulary)
    assert [(each.when, each.area, each.grade) for each in found.earlier] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Next steps\nWe will act on the inspection of our services.\n" + TABLE,
        "Inspection of Westmarsh local authority children’s services\nInspection dates: 3 to 7 June 2019\n",
    ],
)
def test_other_documents_are_not_claimed(text: str, laid_out: Lay, vocabulary: Vocabulary) -> None:
    assert not sif.claims(laid_out(text), vocabulary)


def test_a_board_review_published_alone(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out(
        "Westmarsh\nReview of the effectiveness of the Local Safeguarding Children \nBoard\n"
        "Inspection date: 3 – 20 June 2014\nReport published: 8 August 2014\n"
        "The Local Safeguarding Children Board requires improvement\nSummary\nThe board meets often.\n"
    )
    lscb = TitledReport("lscb", named_above=True)
    assert lscb.claims(layout, vocabulary)
    found = lscb.recognise(layout, vocabulary)
    assert (found.framework, found.authority.printed) == ("lscb", "Westmarsh")
    assert [(each.area, each.grade) for each in found.judgements] == [("lscb", "requires-improvement")]
    assert str(found.periods[0].end) == "2014-06-20"


BOARDS = [
    "Review of the effectiveness of Rutland Local Safeguarding Children Board",
    "Review of the effectiveness of the Rutland Safeguarding Children Board",
    "Rutland\nReview of the effectiveness of the Local Safeguarding Children Board",
]


@pytest.mark.parametrize("title", BOARDS)
def test_a_review_of_a_board_is_known_by_any_of_its_titles(
    title: str, laid_out: Lay, vocabulary: Vocabulary
) -> None:
    layout = laid_out(f"{title}\n{DATES[0][0]}The Local Safeguarding Children Board is good\n")
    lscb = TitledReport("lscb", named_above=True)
    assert lscb.claims(layout, vocabulary)
    assert lscb.recognise(layout, vocabulary).authority.key == "E06000017"


def test_a_progress_inspection_names_the_council_in_its_title(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out(
        "Inspection of progress made in the provision \nof safeguarding services in the London \n"
        "Borough of Northwick Vale\nCare Quality Commission \nOfsted \nAge group: All \nPublished: 3 July 2009\n"
        "About the inspection\n1. The inspection was asked for by the Secretary of State.\n"
    )
    progress = TitledReport("safeguarding-progress")
    assert progress.claims(layout, vocabulary)
    found = progress.recognise(layout, vocabulary)
    assert found.authority.printed == "London Borough of Northwick Vale"
    assert (found.framework, found.judgements, found.people) == ("safeguarding-progress", (), ())
    assert found.published is not None
    assert found.published.on.isoformat() == "2009-07-03"


def test_a_stop_in_the_name_of_a_saint_does_not_end_it(laid_out: Lay, vocabulary: Vocabulary) -> None:
    layout = laid_out(
        "Inspection of progress made in the provision\nof safeguarding services in St. Ambers\nOfsted\n"
    )
    found = TitledReport("safeguarding-progress").recognise(layout, vocabulary)
    assert found.authority.printed == "St. Ambers"


@pytest.mark.parametrize(
    ("family", "title", "council"),
    [
        (TitledReport("safeguarding-progress"), "Inspection of progress in safeguarding", "Westmarsh"),
        (
            TitledReport("lscb", named_above=True),
            "Review of the Local Safeguarding Children Board",
            "Northwick Vale",
        ),
    ],
)
def test_a_title_without_the_council_has_its_name_on_the_side_where_the_family_prints_it(
    family: TitledReport, title: str, council: str, laid_out: Lay, vocabulary: Vocabulary
) -> None:
    layout = laid_out(f"Northwick Vale\n\n{title}\n\nWestmarsh\n")
    assert family.claims(layout, vocabulary)
    assert family.recognise(layout, vocabulary).authority.printed == council


@pytest.mark.parametrize(
    ("above", "key"),
    [
        ("Ofsted\nraising standards\nBath and North East\nSomerset\n", "E06000022"),
        ("Ofsted\nraising standards\nCouncil of the\nIsles of\nScilly\n", "E06000053"),
        ("1\nOfsted\nraising standards\nSomerset County Council\n", "E06000066"),
    ],
)
def test_a_name_over_lines_among_others_is_not_taken_for_its_end(
    above: str, key: str, vocabulary: Vocabulary, laid_out: Lay
) -> None:
    layout = laid_out(report(f"{above}Inspection {TITLE}\nInspection date: 28 July 2016\n"))
    assert sif.recognise(layout, vocabulary).authority.key == key
