"""What a council says of its own actions is no judgement of the inspectorate."""

from __future__ import annotations

from pathlib import Path

from loaders.load import Loader

ROOT = Path(__file__).resolve().parents[2]


def test_a_councils_own_account_is_neutral_though_it_praises() -> None:
    """The slides' "What we have done so far" against their "Positive findings"."""
    quads = (
        Loader.from_folder(ROOT / "ontology")
        .load(ROOT / "sample" / "ambershire-2015-council-slides.pptx")
        .quads
    )
    lines = quads.decode().splitlines()
    by_text = {
        line.split('"')[1]: line.split(" ")[0]
        for line in lines
        if "/oa#exact>" in line or "ns/oa#exact" in line
    }

    def polarity(text: str) -> str:
        evidence = by_text[text]
        finding = next(
            line.split(" ")[0] for line in lines if f"#evidence> {evidence}" in line and "/finding/" in line
        )
        return (
            next(line for line in lines if line.startswith(f"{finding} ") and "#polarity>" in line)
            .split("polarity/")[1]
            .split(">")[0]
        )

    assert polarity("Bed and breakfast is no longer used for care leavers") == "neutral"
    assert polarity("Decisions about thresholds are sound") == "strength"
