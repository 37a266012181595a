"""A statement's polarity follows from its words, its section and its neighbours, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from loaders.classify.context import StatementInContext
from loaders.classify.polarity import PolarityClassifier, load_polarity_classifier
from loaders.errors import MalformedVocabulary
from loaders.vocabulary import Vocabulary

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"

SENTENCES = [
    ("strength", "Social workers receive regular supervision."),
    ("concern", "Not all social work staff receive regular supervision."),
    ("mixed", "Supervision is regular, but is not reflective."),
    ("strength", "No child was left at risk."),
    ("strength", "Children are seen regularly and alone."),
    ("concern", "Children are not seen regularly or alone."),
    ("strength", "Assessments are thorough and timely."),
    ("concern", "Assessments are neither thorough nor timely."),
    ("concern", "Too many children wait too long for an assessment."),
    ("strength", "Very few children wait too long for an assessment."),
    ("concern", "There is a lack of effective management oversight."),
    ("strength", "There is no lack of effective management oversight."),
    ("concern", "Managers do not always challenge poor practice."),
    ("strength", "Managers robustly challenge poor practice."),
    ("strength", "Plans are clear, specific and regularly reviewed."),
    ("concern", "Plans are not sufficiently clear and lack timescales."),
    ("concern", "Progress in improving the quality of plans has been too slow."),
    ("strength", "The quality of plans has improved significantly."),
    ("concern", "The quality of plans remains too variable."),
    ("concern", "Leaders have failed to tackle long-standing weaknesses."),
    ("strength", "Leaders have successfully tackled long-standing weaknesses."),
    ("strength", "Prompt action prevents drift and delay."),
    ("concern", "Slow decision-making causes drift and delay."),
    ("strength", "Children achieve permanence without unnecessary delay."),
    ("concern", "Some children experience unnecessary delay in achieving permanence."),
    ("neutral", "It is too soon for these changes to show an impact."),
    ("concern", "These changes have not yet made a difference for children."),
    ("concern", "The new service is not yet fully embedded."),
    ("strength", "The new service is now well embedded."),
    ("concern", "Supervision records do not demonstrate challenge or reflection."),
    ("concern", "Caseloads are too high in several teams."),
    ("strength", "Caseloads are manageable and social workers feel well supported."),
    ("concern", "Care leavers do not know their rights and entitlements."),
    ("strength", "Care leavers know their rights and entitlements well."),
    ("concern", "Few care leavers receive timely support with their mental health."),
    ("strength", "Almost all care leavers live in suitable accommodation."),
    ("concern", "A few of the care leavers are housed in unsuitable accommodation."),
    ("concern", "Strategy meetings are often delayed and do not include health partners."),
    ("strength", "Strategy meetings are timely and well attended by partners."),
    ("concern", "Pathway plans are out of date and of poor quality."),
    ("concern", "Senior leaders lack an accurate understanding of frontline practice."),
    ("strength", "Senior leaders have an accurate understanding of frontline practice."),
    ("concern", "Opportunities to protect children at an early stage were missed."),
    ("concern", "This reduces social workers' ability to build trusting relationships with children."),
    ("concern", "Weak oversight leaves children at risk of harm for too long."),
    ("strength", "Foster carers are well trained and feel valued."),
    ("concern", "Foster carers do not feel valued and are not well supported."),
    (
        "mixed",
        "Foster carers are well trained and supported, although not all of them receive timely information about children.",
    ),
    (
        "mixed",
        "While most assessments are thorough and well written, some are superficial and lack analysis.",
    ),
    ("mixed", "Visits are regular and purposeful, although records of them are too often incomplete."),
    ("neutral", "Inspectors visited the local authority on 3 and 4 March 2020."),
    (
        "neutral",
        "This inspection was carried out under section 136 of the Education and Inspections Act 2006.",
    ),
    ("neutral", "Ofsted will take these findings into account when planning the next inspection."),
    ("neutral", "There are 14 children in secure accommodation."),
    ("neutral", "At the time of the inspection, 212 children were looked after by the local authority."),
    ("concern", "Young people in custody rarely receive visits from their personal advisers."),
    ("strength", "Independent reviewing officers provide effective challenge and oversight."),
    ("concern", "Independent reviewing officers do not provide effective challenge."),
    ("strength", "Social workers know their children well and speak of them with warmth."),
    (
        "concern",
        "Frequent changes of social worker make it difficult for children to form trusting relationships.",
    ),
    ("strength", "Stable and experienced teams give children continuity."),
    ("concern", "High turnover of staff has led to inconsistent practice."),
    ("strength", "Risks to children are identified quickly and reduced."),
    ("concern", "Risks to children are not identified quickly enough."),
    ("strength", "Leaders know what needs to improve and are taking effective action."),
    ("concern", "The local authority needs to improve the quality of its chronologies."),
    ("strength", "Return home interviews are offered promptly and used well to inform plans."),
    ("concern", "Return home interviews are not routinely offered."),
    ("strength", "Children who go missing receive a swift and effective response."),
    ("concern", "Children who go missing receive an inconsistent response."),
    ("strength", "Children who are not in school receive good support from the virtual school."),
    ("concern", "Less than 50% of visits were on time."),
    ("concern", "Fewer than half of the visits took place on time."),
    ("concern", "Only 40 per cent of plans were reviewed in time."),
    ("strength", "Managers consistently challenge poor practice."),
    ("concern", "Managers do not consistently challenge poor practice."),
    ("strength", "Inspectors did not identify any children at risk of immediate harm."),
    ("concern", "Managers did not identify children at risk of harm."),
    ("strength", "In response to these weaknesses, senior managers have strengthened the tracking of plans."),
    ("concern", "Leaders do not recognise this."),
    ("strength", "Children do not have to repeat their story."),
    ("strength", "Children placed outside Westmarsh are not disadvantaged."),
    ("concern", "Delays have adversely affected some children."),
    ("concern", "The service needs to be further strengthened."),
    ("strength", "The service has been further strengthened."),
    ("strength", "A challenge log is used well to hold partners to account."),
    ("concern", "The recruitment of foster carers is a significant challenge."),
]


@pytest.fixture(scope="module")
def classifier(vocabulary: Vocabulary) -> PolarityClassifier:
    return load_polarity_classifier(ONTOLOGY, vocabulary)


def statement(text: str, section_kind: str = "findings", previous: str | None = None) -> StatementInContext:
    heading = "What needs to improve" if section_kind == "needs-improvement" else ""
    return StatementInContext(text, heading, section_kind, None, previous, "ilacs")


@pytest.mark.parametrize(("polarity", "text"), SENTENCES)
def test_polarity_of_a_statement_alone(classifier: PolarityClassifier, polarity: str, text: str) -> None:
    [reading] = classifier.classify([statement(text)])
    assert (reading.polarity, bool(reading.why)) == (polarity, True), reading.why


@pytest.mark.parametrize(
    "text",
    [
        "The timeliness of health assessments.",
        "The quality and impact of supervision.",
        "How well plans reflect the views of children.",
    ],
)
def test_what_needs_to_improve_is_a_concern(classifier: PolarityClassifier, text: str) -> None:
    """An item of the list has no word of criticism of its own; the heading is the reason given."""
    [reading] = classifier.classify([statement(text, "needs-improvement")])
    assert reading.polarity == "concern"
    assert "What needs to improve" in reading.why[0]


@pytest.mark.parametrize(
    "text",
    [
        "Take immediate action to ensure that carers are trained, so that they meet children's needs well.",
        "Leaders must create an environment in which staff have the support to do effective work.",
    ],
)
def test_what_must_be_done_is_a_concern(classifier: PolarityClassifier, text: str) -> None:
    """The good that a recommendation wants is not there yet."""
    [reading] = classifier.classify([statement(text, "recommendations")])
    assert reading.polarity == "concern"


@pytest.mark.parametrize(
    "text",
    [
        "This applies to all of the teams visited.",
        "This remains the case when children live outside Westmarsh.",
        "This is also true of care leavers.",
    ],
)
@pytest.mark.parametrize(
    ("before", "polarity"),
    [
        ("Too many assessments are poor and miss important risks.", "concern"),
        ("Assessments are thorough and identify risks well.", "strength"),
    ],
)
def test_statement_that_leans_on_the_one_before_follows_it(
    classifier: PolarityClassifier, before: str, polarity: str, text: str
) -> None:
    """The statement judges nothing by its own words."""
    leaning = statement(text, previous=before)
    assert [r.polarity for r in classifier.classify([statement(before), leaning])] == [polarity, polarity]


def test_statements_of_different_sections_do_not_speak_for_each_other(
    classifier: PolarityClassifier,
) -> None:
    text = "This was found in both locality teams."
    other = statement("Too many assessments are poor and miss important risks.")
    apart = classifier.classify([other, statement(text)])[1]
    assert apart.polarity == classifier.classify([statement(text)])[0].polarity


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Not all staff receive regular supervision.", "concern: 'not all … receive'"),
        ("There is no delay in allocating work.", "strength: 'no delay'"),
        ("Children receive a prompt response.", "strength: 'prompt'"),
        ("Pathway plans are too brief.", "concern: 'too brief'"),
    ],
)
def test_reasons_are_the_words_that_decided(classifier: PolarityClassifier, text: str, cue: str) -> None:
    [reading] = classifier.classify([statement(text)])
    assert cue in reading.why


def test_same_statements_give_the_same_readings(classifier: PolarityClassifier) -> None:
    statements = [statement(text) for _, text in SENTENCES]
    assert classifier.classify(statements) == classifier.classify(statements)


@pytest.mark.parametrize("text", ["", "…", "7", "- - -", "ÜBER ALLES", "a" * 5000, "not " * 300])
def test_any_text_has_a_polarity(classifier: PolarityClassifier, text: str) -> None:
    [reading] = classifier.classify([statement(text)])
    assert reading.polarity in {"strength", "concern", "mixed", "neutral"}


def test_no_statements_give_no_readings(classifier: PolarityClassifier) -> None:
    assert classifier.classify([]) == []


def test_unknown_section_kind_implies_nothing(classifier: PolarityClassifier) -> None:
    good = statement("Children receive prompt and effective help.")
    assert classifier.classify([replace(good, section_kind="elsewhere")])[0].polarity == "strength"


@pytest.mark.parametrize("content", ["", "feature\tstrength\n", "feature\tstrength\n(bias)\tmuch\n"])
def test_broken_weights_are_named(tmp_path: Path, vocabulary: Vocabulary, content: str) -> None:
    (tmp_path / "polarity-cues.ttl").write_bytes((ONTOLOGY / "polarity-cues.ttl").read_bytes())
    weights = tmp_path / "polarity-weights.tsv"
    weights.write_text(content, encoding="utf-8")
    with pytest.raises(MalformedVocabulary, match=r"polarity-weights\.tsv"):
        load_polarity_classifier(tmp_path, vocabulary)


def test_weights_are_small() -> None:
    assert (ONTOLOGY / "polarity-weights.tsv").stat().st_size < 1_000_000
