"""Where the data that travels with the package lies: in the wheel's bundle, else in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def ontology_folder() -> Path:
    """Folder of the vocabulary, the schemes, the councils, the word cues and the SHACL shapes (Turtle)."""
    return _folder("ontology")


def queries_folder() -> Path:
    """Folder of the canned queries (.rq)."""
    return _folder("queries")


def sample_folder() -> Path:
    """Folder of the short documents about invented councils."""
    return _folder("sample")


def _folder(name: str) -> Path:
    bundle = _PACKAGE / "bundle"
    return (bundle if bundle.is_dir() else _PACKAGE.parent) / name
