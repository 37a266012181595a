"""Truncated, bit-flipped, glued and hostile files: a reason in words or a document, never a fault, never a hang."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph_cli.workers import load_files
from loaders.iris import NAMESPACE

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
SOURCES = (
    "ambershire-2015-sif.pdf",
    "ambershire-2015-council-slides.pptx",
    "westmarsh-2019-ilacs.docx",
    "westmarsh-2016-sif.html",
    "ambershire-2009-unannounced.txt",
    "northwick-vale-2024-send.pdf",
)


def mutations(content: bytes, chance: random.Random) -> dict[str, bytes]:
    """Damaged forms of a file, by the name of the damage."""
    flipped = bytearray(content)
    for _ in range(40):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    cut = chance.randrange(1, len(content))
    hole = chance.randrange(len(content))
    return {
        "truncated": content[:cut],
        "headless": content[cut // 4 :],
        "flipped": bytes(flipped),
        "doubled": content + content,
        "hole": content[:hole] + bytes(200) + content[hole + 200 :],
        "noise": bytes(chance.randrange(256) for _ in range(3000)),
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_damaged_files_never_bring_the_loader_down(sample: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    files = []
    for name in SOURCES:
        for damage, content in mutations((sample / name).read_bytes(), chance).items():
            path = tmp_path / f"{damage}-{name}"
            path.write_bytes(content)
            files.append(path)
    (tmp_path / "quads").mkdir()
    with load_files(files, ONTOLOGY, NAMESPACE, tmp_path / "quads", jobs=2, seconds_per_file=60) as loaded:
        outcomes = list(loaded)
    assert len(outcomes) == len(files) == 36
    for outcome in outcomes:
        if outcome.reason is not None:
            assert "fault in ofsted-graph" not in outcome.reason
            assert "took longer" not in outcome.reason
            assert str(outcome.path) in outcome.reason or outcome.path.name in outcome.reason


HOSTILE = {
    "long-line.txt": b"Dear Ms Elm\n\n" + b"Children are safe and " * 40_000,
    "many-lines.txt": b"Dear Ms Elm\nFocused visit to Ambershire children's services\n" + b"Good.\n" * 60_000,
    "brackets.txt": b"Focused visit to Ambershire children's services\n" + b"(" * 50_000 + b")" * 50_000,
    "bullets.txt": "Focused visit to Ambershire children’s services\n".encode() + "▪ ".encode() * 30_000,
    "digits.txt": b"Inspection dates: " + b"1 January 2" * 20_000,
    "names.txt": b"Lead inspector: " + b"Ann-Marie O'Neil-" * 20_000,
    "markup.txt": b"Focused visit to <script>alert(1)</script> \"><b>Ambershire</b> children's services\n\nHelp is good.",
    "not-utf8.txt": b"Focused visit to Ambershire children's services \xff\xfe\xc3\x28\n\nHelp is good.",
    "quotes.txt": 'Focused visit to \\"Amber\\\\shire" children’s services on 3 May 2021\n\nHelp \\u0000 is "good".'.encode(),
    "surrogates.html": b"<html><body><p>Focused visit &#xD800; &#0; &#x1F600;</p></body></html>",
    "entities.html": b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><html><body>&b;&b;</body></html>',
}


def test_hostile_texts_are_read_or_refused_in_time(tmp_path: Path) -> None:
    files = []
    for name, content in HOSTILE.items():
        (tmp_path / name).write_bytes(content)
        files.append(tmp_path / name)
    (tmp_path / "quads").mkdir()
    with load_files(files, ONTOLOGY, NAMESPACE, tmp_path / "quads", jobs=2, seconds_per_file=60) as loaded:
        outcomes = list(loaded)
    assert len(outcomes) == len(HOSTILE)
    faults = [o.reason for o in outcomes if o.reason and ("fault" in o.reason or "took longer" in o.reason)]
    assert faults == []
