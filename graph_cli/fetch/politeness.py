"""Asking a web site politely: its robots.txt, a pause between requests, an honest name, patient retries.

Rules: RFC 9309 for robots.txt that cannot be read (4xx: no rules; 5xx or no answer: everything is closed),
RFC 9110 section 10.2.3 for Retry-After. The pause counts over all hosts together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
)

from graph_cli.fetch.errors import FetchError, NotThere, StopFetching, Unanswered

ATTEMPTS = 5
LONGEST_WAIT = 300.0
"""Seconds; a site that asks for a longer pause is left alone until the next run."""
LARGEST_PAGE = 16 * 2**20
BACK_OFF = wait_exponential(multiplier=2, max=60)
NAME = "ofsted-graph"
MOST_UNANSWERED = 3
"""Addresses in a row that stay without an answer before the site counts as out of order."""
LATER = "Run the command again later: what has been fetched is kept."
T = TypeVar("T")


class Passing(Unanswered):
    """A failure that may pass: worth another attempt, after `wait` seconds where the site named them."""

    def __init__(self, message: str, wait: float | None = None, throttled: bool = False) -> None:
        super().__init__(message)
        self.wait = wait
        self.throttled = throttled


@dataclass(frozen=True, slots=True)
class Page:
    """A web page as received; `url` is where redirects ended."""

    url: str
    content: bytes
    charset: str | None


def user_agent(contact: str | None) -> str:
    """The name under which requests are made: project, version, and how to reach whoever runs it."""
    try:
        release = version(NAME)
    except PackageNotFoundError:
        release = "unreleased"
    return f"{NAME}/{release} ({contact})" if contact else f"{NAME}/{release}"


@dataclass
class PoliteClient:
    """One client for all hosts of a run. `delay` is the least number of seconds from the end of one request
    to the start of the next; `clock` and `sleep` are replaced in tests."""

    agent: str
    delay: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _rules: dict[str, RobotFileParser] = field(default_factory=dict, init=False)
    _pause: float = field(default=0.0, init=False)
    _last: float | None = field(default=None, init=False)
    _unanswered: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._pause = self.delay
        self._http = httpx.Client(
            headers={"User-Agent": self.agent},
            timeout=httpx.Timeout(60, connect=15),
            follow_redirects=True,
            max_redirects=5,
            event_hooks={"request": [self._before]},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._http.close()

    def page(self, url: str) -> Page:
        """The page at `url`. Raises FetchError (Unanswered after the last attempt) and StopFetching."""

        def get() -> Page:
            content = bytearray()
            with self.response(url, {}) as response:
                for chunk in response.iter_bytes():
                    content += chunk
                    if len(content) > LARGEST_PAGE:
                        raise FetchError(
                            f"is larger than {LARGEST_PAGE // 2**20} MB, which no page of the site is"
                        )
            return Page(str(response.url), bytes(content), response.charset_encoding)

        return self.patiently(get)

    def patiently(self, attempt: Callable[[], T]) -> T:
        """What `attempt` returns, tried again while it fails in a way that may pass.

        Raises what the last attempt raised, or StopFetching where the site asks for fewer requests or has
        stopped answering altogether."""
        patience = Retrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception_type(Passing),
            sleep=self.sleep,
            reraise=True,
        )
        try:
            result = patience(attempt)
        except Passing as error:
            self._unanswered += 1
            if error.throttled:
                raise StopFetching(f"The site keeps asking for fewer requests. {LATER}") from error
            if self._unanswered >= MOST_UNANSWERED:
                raise StopFetching(
                    f"{MOST_UNANSWERED} addresses in a row gave no answer (the last one {error}). {LATER}"
                ) from error
            raise
        except FetchError:
            self._unanswered = 0
            raise
        self._unanswered = 0
        return result

    @contextmanager
    def response(self, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """One attempt at `url`: a response with status 200, 206, 304 or 416, its body not yet read.

        Raises Passing (worth another attempt), FetchError (not worth one) and StopFetching."""
        try:
            with self._http.stream("GET", url, headers=headers) as response:
                self._check(response)
                yield response
        except httpx.TimeoutException as error:
            raise Passing("did not answer in time") from error
        except httpx.TooManyRedirects as error:
            raise FetchError("redirects in a circle") from error
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise FetchError(f"leads to no web address ({error})") from error
        except httpx.TransportError as error:
            raise Passing(f"broke off ({error})") from error
        except httpx.DecodingError as error:
            raise FetchError(f"arrives in a damaged encoding ({error})") from error
        finally:
            self._last = self.clock()

    def _before(self, request: httpx.Request) -> None:
        """Runs before every request, those that follow a redirect included."""
        url = str(request.url)
        parts = urlsplit(url)
        if parts.path != "/robots.txt":
            origin = f"{parts.scheme}://{parts.netloc}"
            if not self._rules_of(origin).can_fetch(self.agent, url):
                raise FetchError(f"is closed to programs by {origin}/robots.txt")
        if self._last is not None:
            rest = self._last + self._pause - self.clock()
            if rest > 0:
                self.sleep(rest)
        self._last = self.clock()

    def _rules_of(self, origin: str) -> RobotFileParser:
        if origin not in self._rules:
            rules = self._rules[origin] = RobotFileParser()
            rules.parse([])  # open until read: robots.txt may itself be a redirect to another page
            try:
                text = self.page(f"{origin}/robots.txt").content.decode("utf-8", "replace")
            except Unanswered as error:
                raise StopFetching(
                    f"{origin}/robots.txt {error}; without its rules nothing may be fetched. {LATER}"
                ) from error
            except FetchError:  # a 4xx answer: the site has no rules (RFC 9309, 2.3.1.3)
                text = ""
            rules.parse(text.splitlines())
            asked = rules.crawl_delay(self.agent)
            self._pause = max(self._pause, float(asked or 0))
        return self._rules[origin]

    def _check(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in (200, 206, 304, 416):
            return
        if status == 429 or status >= 500:
            wait = self._asked_wait(response)
            if wait is not None and wait > LONGEST_WAIT:
                host = response.url.host
                raise StopFetching(f"{host} asks to be left alone for {wait:.0f} seconds. {LATER}")
            raise Passing(
                f"answers {status} {response.reason_phrase}".rstrip(), wait, throttled=status == 429
            )
        kind = NotThere if status in (404, 410) else FetchError
        raise kind(f"answers {status} {response.reason_phrase}".rstrip())

    def _asked_wait(self, response: httpx.Response) -> float | None:
        """Seconds that Retry-After asks for (a number or a date); None where it says neither."""
        value = response.headers.get("Retry-After", "").strip()
        if value.isascii() and value.isdigit():
            return float(value)
        try:
            then = parsedate_to_datetime(value)
        except ValueError:
            return None
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max(0.0, (then - self.now()).total_seconds())


def _wait(state: RetryCallState) -> float:
    """Seconds until the next attempt: never sooner than the site asks."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, Passing) and error.wait is not None else 0.0
    return max(asked, BACK_OFF(state))
