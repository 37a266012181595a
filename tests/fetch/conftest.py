from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph_cli.fetch.collect import Collector, Outcome
from graph_cli.fetch.councils import Council, Councils
from graph_cli.fetch.manifest import Manifest
from graph_cli.fetch.politeness import PoliteClient
from graph_cli.fetch.site import Site

from .stand_in import Doc, StandIn

AMBERSHIRE = Council("E90000001", "Ambershire", "80901")
WESTMARSH = Council("E90000002", "Westmarsh", "80902")
NORTHWICK_VALE = Council("E90000003", "Northwick Vale", "")
KNOWN = (AMBERSHIRE, WESTMARSH, NORTHWICK_VALE)


# Loading the certificates takes longer than most tests here, and none of them uses TLS.
TLS = ssl.create_default_context()


def key_of(printed: str) -> str | None:
    """Key of an invented council by its name, with or without "Council"."""
    plain = printed.casefold().replace(" council", "").strip()
    return next((council.key for council in KNOWN if council.name.casefold() == plain), None)


@pytest.fixture
def councils() -> Councils:
    return Councils(KNOWN, key_of)


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test can reach the real site, through a proxy or otherwise."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    real = socket.getaddrinfo

    def local(host: Any, *rest: Any, **more: Any) -> Any:
        assert host in ("127.0.0.1", b"127.0.0.1"), f"a test asked for {host}"
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", local)
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: TLS)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    site = StandIn(
        {
            "80901": ("Ambershire Council", [Doc(1001), Doc(1002, "Focused visit", "03 March 2022")]),
            "80902": ("Westmarsh Council", [Doc(2001, "Area SEND full inspection", "1 May 2019")]),
            "80903": ("Northwick Vale Council", [Doc(3001, "Joint area inspection", "9 June 2020")]),
        }
    )
    with site:
        yield site


@dataclass
class Time:
    """A clock that only moves when somebody sleeps."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    def now(self) -> datetime:
        return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(seconds=self.passed)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def client(time: Time) -> Iterator[PoliteClient]:
    with PoliteClient("ofsted-graph/test", 1.0, time.clock, time.sleep, time.now) as polite:
        yield polite


@pytest.fixture
def run(
    stand_in: StandIn, client: PoliteClient, councils: Councils, tmp_path: Path
) -> Callable[..., list[Outcome]]:
    """Collects councils into tmp_path, as a new run of the program would."""

    def collect(*wanted: Council, **options: Any) -> list[Outcome]:
        site = Site(stand_in.url, stand_in.url)
        collector = Collector(client, site, councils, tmp_path, Manifest(tmp_path), **options)
        return [outcome for council in wanted for outcome in collector.council(council)]

    return collect
