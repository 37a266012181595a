"""What persists: the status of a theme over an authority's visits, and recommendations asked for again."""

from __future__ import annotations

import pytest

from loaders.derive.recurring import status_of

C, S, B = (True, False), (False, True), (True, True)


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ([C], "raised-once"),
        ([S], "strength-only"),
        ([C, C], "persisting"),
        ([C, B], "persisting"),
        ([S, C, B, C], "persisting"),
        ([C, S], "resolved"),
        ([C, C, S, S], "resolved"),
        ([C, S, C], "returned"),
        ([C, C, S, B], "returned"),
        ([S, C], "raised-once"),
        ([B, S], "resolved"),
    ],
)
def test_status_follows_the_visits_that_speak(states: list[tuple[bool, bool]], status: str) -> None:
    assert status_of(states) == status
