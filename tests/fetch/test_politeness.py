"""How the site is asked: rules, pauses, patience, and when to give up. No test sleeps."""

from __future__ import annotations

import pytest

from graph_cli.fetch.errors import FetchError, NotThere, StopFetching, Unanswered
from graph_cli.fetch.politeness import ATTEMPTS, PoliteClient, user_agent

from .conftest import Time
from .stand_in import Answer, StandIn

PAGE = "/provider/44/80901"


def test_requests_are_a_second_apart_robots_txt_included(
    stand_in: StandIn, client: PoliteClient, time: Time
) -> None:
    client.page(stand_in.url + PAGE)
    client.page(stand_in.url + PAGE)
    assert stand_in.paths() == ["/robots.txt", PAGE, PAGE]
    assert time.slept == [1.0, 1.0]


def test_a_longer_crawl_delay_is_kept(stand_in: StandIn, client: PoliteClient, time: Time) -> None:
    stand_in.robots = "User-agent: *\nCrawl-delay: 5\n"
    client.page(stand_in.url + PAGE)
    assert time.slept == [5.0]


def test_the_name_of_the_program_and_its_user_is_told(stand_in: StandIn, time: Time) -> None:
    agent = user_agent("analyst@ambershire.example")
    with PoliteClient(agent, 0, time.clock, time.sleep) as client:
        client.page(stand_in.url + PAGE)
    assert agent.startswith("ofsted-graph/")
    assert {headers["User-Agent"] for _, headers in stand_in.requests} == {agent}
    assert "analyst@ambershire.example" in agent


@pytest.mark.parametrize(
    ("rules", "open_"),
    [
        ("User-agent: *\nDisallow: /provider/", False),
        ("User-agent: ofsted-graph\nDisallow: /", False),
        ("User-agent: othercrawler\nDisallow: /", True),
        ("User-agent: *\nDisallow: /search", True),
        ("<html><h1>Not a robots file</h1></html>", True),
    ],
)
def test_robots_txt_is_obeyed(stand_in: StandIn, client: PoliteClient, rules: str, open_: bool) -> None:
    stand_in.robots = rules
    if open_:
        assert client.page(stand_in.url + PAGE).content
    else:
        with pytest.raises(FetchError, match=r"is closed to programs by .*/robots\.txt"):
            client.page(stand_in.url + PAGE)
        assert stand_in.paths("/provider") == []


def test_a_redirect_is_followed_under_the_rules_too(stand_in: StandIn, client: PoliteClient) -> None:
    stand_in.robots = "User-agent: *\nDisallow: /secret"
    stand_in.once["/old"] = [Answer(301, {"Location": PAGE}), Answer(301, {"Location": "/secret"})]
    assert client.page(stand_in.url + "/old").url == stand_in.url + PAGE
    with pytest.raises(FetchError, match="is closed"):
        client.page(stand_in.url + "/old")


def test_a_redirected_robots_txt_is_read(stand_in: StandIn, client: PoliteClient) -> None:
    rules = Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /")
    stand_in.once = {"/robots.txt": [Answer(302, {"Location": "/rules"})], "/rules": [rules]}
    with pytest.raises(FetchError, match="is closed"):
        client.page(stand_in.url + PAGE)


def test_without_a_readable_robots_txt_nothing_is_fetched(stand_in: StandIn, client: PoliteClient) -> None:
    stand_in.once["/robots.txt"] = [Answer(500)] * ATTEMPTS
    with pytest.raises(StopFetching, match=r"robots\.txt answers 500 .*nothing may be fetched"):
        client.page(stand_in.url + PAGE)
    assert stand_in.paths("/provider") == []


@pytest.mark.parametrize(
    ("retry_after", "least"),
    [("7", 7.0), ("Sun, 01 Nov 2026 00:00:30 GMT", 27.0), ("soon", 2.0), ("", 2.0), ("0", 2.0)],
)
def test_429_waits_at_least_as_long_as_the_site_asks(
    stand_in: StandIn, client: PoliteClient, time: Time, retry_after: str, least: float
) -> None:
    stand_in.once[PAGE] = [Answer(429, {"Retry-After": retry_after})]
    assert client.page(stand_in.url + PAGE).content
    assert max(time.slept) >= least
    assert len(stand_in.paths(PAGE)) == 2


def test_waits_grow_from_attempt_to_attempt(stand_in: StandIn, client: PoliteClient, time: Time) -> None:
    stand_in.once[PAGE] = [Answer(503)] * 3
    client.page(stand_in.url + PAGE)
    waits = [seconds for seconds in time.slept if seconds > 1]
    assert len(waits) == 3
    assert waits == sorted(waits)


def test_a_site_that_asks_for_a_long_pause_is_left_alone(
    stand_in: StandIn, client: PoliteClient, time: Time
) -> None:
    stand_in.once[PAGE] = [Answer(429, {"Retry-After": "3600"})]
    with pytest.raises(StopFetching, match="3600 seconds"):
        client.page(stand_in.url + PAGE)
    assert max(time.slept) <= 1


def test_a_site_that_keeps_saying_429_is_left_alone(stand_in: StandIn, client: PoliteClient) -> None:
    stand_in.once[PAGE] = [Answer(429)] * ATTEMPTS
    with pytest.raises(StopFetching, match="fewer requests"):
        client.page(stand_in.url + PAGE)


def test_what_is_not_there_is_not_asked_for_again(stand_in: StandIn, client: PoliteClient) -> None:
    with pytest.raises(NotThere, match="answers 404 Not Found"):
        client.page(stand_in.url + "/provider/44/1")
    assert len(stand_in.paths("/provider")) == 1


def test_a_page_without_answer_fails_alone_but_three_in_a_row_end_the_run(
    stand_in: StandIn, client: PoliteClient
) -> None:
    for path in ("/a", "/b", "/c", "/d"):
        stand_in.once[path] = [Answer(200, body=b"x" * 100, cut=10)] * ATTEMPTS
    for path in ("/a", "/b"):
        with pytest.raises(Unanswered, match="broke off"):
            client.page(stand_in.url + path)
    client.page(stand_in.url + PAGE)
    for path in ("/c", "/d"):
        with pytest.raises(Unanswered):
            client.page(stand_in.url + path)
    stand_in.once["/a"] = [Answer(500)] * ATTEMPTS
    with pytest.raises(StopFetching, match="3 addresses in a row"):
        client.page(stand_in.url + "/a")


def test_a_site_that_cannot_be_reached_ends_the_run(client: PoliteClient) -> None:
    with StandIn({}) as gone:
        url = gone.url
    with pytest.raises(StopFetching, match="nothing may be fetched"):
        client.page(url + PAGE)
