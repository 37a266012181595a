"""Speed of `build`, beside the bare text extraction of the same PDF library with the same processes.

    python -m bench.build [FOLDER] [--jobs N]

Prints files per second of both and their ratio, peak memory of the largest process, a second build with
nothing changed, and one file added to a built graph. Needs ../shared/corpus when no folder is named.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from graph_cli.build import build
from loaders.errors import UnreadableDocument
from loaders.read.pdf import read_pdf

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def bare_text(path: Path) -> int:
    """Characters that PDFium gives, 0 for a file that it cannot open."""
    try:
        return sum(map(len, read_pdf(path.read_bytes())))
    except UnreadableDocument:
        return 0


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def extract(files: list[Path], jobs: int) -> None:
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(bare_text, files, chunksize=4))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        parser.exit(0, f"{asked.folder} is not here; name a folder of PDFs.\n")
    files = sorted(asked.folder.glob("*.pdf"))
    bare = timed(lambda: extract(files, asked.jobs))
    with tempfile.TemporaryDirectory() as scratch:
        store, rest = Path(scratch) / "store", Path(scratch) / "rest"
        whole = timed(lambda: build([asked.folder], store, jobs=asked.jobs))
        unchanged = timed(lambda: build([asked.folder], store, jobs=asked.jobs))
        rest.mkdir()
        for file in files[:-1]:
            shutil.copy(file, rest)
        grown = Path(scratch) / "grown"
        build([rest], grown, jobs=asked.jobs)
        added = timed(lambda: build([files[-1]], grown, jobs=asked.jobs))
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"files                         {len(files)}")
    print(f"bare text extraction          {bare:7.2f} s   {len(files) / bare:6.1f} files/s")
    print(f"build                         {whole:7.2f} s   {len(files) / whole:6.1f} files/s")
    print(f"ratio                         {bare / whole:7.2f}")
    print(f"second build, nothing changed {unchanged:7.2f} s")
    print(f"one file added                {added:7.2f} s")
    print(f"peak memory of a process      {peak / 1024:7.0f} MiB")


if __name__ == "__main__":
    main()
