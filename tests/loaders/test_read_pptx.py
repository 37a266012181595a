"""PowerPoint files as lines: what the slides show, slide by slide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Cm

from loaders.read import read_document

TITLE_AND_TEXT, TITLE_ONLY = 1, 5
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


@pytest.fixture
def slides() -> Any:
    return pptx.Presentation()


def add(slides: Any, title: str, layout: int = TITLE_ONLY) -> Any:
    slide = slides.slides.add_slide(slides.slide_layouts[layout])
    slide.shapes.title.text = title
    return slide


def pages(slides: Any, tmp_path: Path) -> list[list[str]]:
    slides.save(str(tmp_path / "slides.pptx"))
    document = read_document(tmp_path / "slides.pptx")
    texts = [document.text[page.span.start : page.span.end] for page in document.pages]
    return [[line for line in text.split("\n") if line.strip()] for text in texts]


def test_a_line_break_parts_words(slides: Any, tmp_path: Path) -> None:
    add(slides, "Our\vinspection", TITLE_AND_TEXT).placeholders[1].text = "Adoption\vGood\nNext steps"
    assert pages(slides, tmp_path) == [["Our inspection", "- Adoption", "Good", "- Next steps"]]


def test_notes_hidden_slides_and_what_stands_on_every_slide_are_not_read(slides: Any, tmp_path: Path) -> None:
    first = add(slides, "Judgements")
    first.notes_slide.notes_text_frame.text = "Speak slowly."
    for holder in first.slide_layout.placeholders:
        if holder.placeholder_format.type not in {None, first.shapes.title.placeholder_format.type}:
            first.shapes.clone_placeholder(holder)
    for holder in list(first.placeholders)[1:]:
        holder.text = "Ambershire 2024"
    add(slides, "Draft").element.set("show", "0")
    add(slides, "Next steps")
    assert len(first.placeholders) == 4
    assert pages(slides, tmp_path) == [["Judgements"], [], ["Next steps"]]


def test_shapes_in_groups_are_read(slides: Any, tmp_path: Path) -> None:
    group = add(slides, "Judgements").shapes.add_group_shape().shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Cm(5), Cm(1)).text_frame.text = "Adoption Good"
    assert pages(slides, tmp_path) == [["Judgements", "Adoption Good"]]


def test_items_have_the_marks_that_the_slide_shows(slides: Any, tmp_path: Path) -> None:
    slide = add(slides, "Next steps", TITLE_AND_TEXT)
    frame = slide.placeholders[1].text_frame
    frame.text = "Visits\n1. Plans\nAudits\nSupervision\nOur words\nTraining"
    for index, mark in (
        (2, "<a:buAutoNum {} type='arabicPeriod' startAt='4'/>"),
        (3, "<a:buAutoNum {} type='arabicPeriod' startAt='4'/>"),
        (4, "<a:buNone {}/>"),
        (5, "<a:buAutoNum {} type='alphaLcPeriod'/>"),
    ):
        frame.paragraphs[index]._p.get_or_add_pPr().append(parse_xml(mark.format(nsdecls("a"))))
    box = slide.shapes.add_textbox(0, 0, Cm(5), Cm(1)).text_frame
    box.text = "Ambershire\nReviews"
    box.paragraphs[1]._p.get_or_add_pPr().append(parse_xml(f"<a:buChar {nsdecls('a')} char='•'/>"))
    assert pages(slides, tmp_path)[0][1:] == [
        "- Visits", "1. Plans", "4. Audits", "5. Supervision", "Our words", "- Training", "Ambershire", "- Reviews",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((("Adoption", "Good"), ("Leaders", "Good")), ["Adoption Good", "Leaders Good"]),
        ((("Well", "Less well"), ("Visits\nPlans", "Audits")), ["Well Less well", "- Visits", "- Plans", "- Audits"]),
    ],
)  # fmt: skip
def test_a_row_is_a_line_unless_its_cells_hold_lists(
    slides: Any, tmp_path: Path, cells: tuple[tuple[str, ...], ...], expected: list[str]
) -> None:
    table = add(slides, "Judgements").shapes.add_table(2, 2, 0, 0, Cm(10), Cm(4)).table
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    assert pages(slides, tmp_path) == [["Judgements", *expected]]


def test_a_diagram_is_read(slides: Any, tmp_path: Path) -> None:
    slide = add(slides, "Next steps")
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    points = "".join(map(point.format, ("Appoint a chair", "Agree the plan", "")))
    blob = (
        f"<dgm:dataModel xmlns:dgm='{DIAGRAM}' {nsdecls('a')}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>"
    )
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, blob.encode())
    key = slide.part.relate_to(part, f"{DIAGRAM}Data")
    frame = slide.shapes.add_table(1, 1, 0, 0, Cm(5), Cm(5))._element
    data = frame.graphic.graphicData
    data.set("uri", DIAGRAM)
    data.remove(data[0])
    data.append(parse_xml(f"<dgm:relIds xmlns:dgm='{DIAGRAM}' {nsdecls('r')} r:dm='{key}'/>"))
    assert pages(slides, tmp_path) == [["Next steps", "- Appoint a chair", "- Agree the plan"]]
