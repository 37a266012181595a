"""How the program ends at Ctrl-C: one sentence, and the exit code that shells expect."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

# 128 + SIGINT, as shells have it.
INTERRUPTED = 130


def stopped(said: str = "Stopped.") -> NoReturn:
    """Print `said` to standard error and raise SystemExit with the code INTERRUPTED."""
    sys.stderr.write(f"{said}\n")
    raise SystemExit(INTERRUPTED)
