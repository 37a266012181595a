"""`ofsted-graph fetch` as a person meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph_cli.commands import fetch as module
from graph_cli.fetch.councils import Councils

from .stand_in import Answer, StandIn

Ask = Callable[..., Result]


@pytest.fixture
def ask(stand_in: StandIn, councils: Councils, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs the command against the stand-in, into the folder `reports` of tmp_path."""
    monkeypatch.setattr(module, "known_councils", lambda: councils)

    def run(*arguments: str) -> Result:
        sites = ["--site", stand_in.url, "--files-site", stand_in.url + "/", "--delay", "0"]
        into = ["--into", str(tmp_path / "reports")]
        return CliRunner().invoke(module.command, [*sites, *into, *arguments])

    return run


def test_new_files_go_to_standard_output_and_the_sum_to_standard_error(ask: Ask, tmp_path: Path) -> None:
    result = ask("ambershire council")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "ambershire-2024-07-15-childrens-services-inspection-1001.pdf",
        "ambershire-2022-03-03-focused-visit-1002.pdf",
    ]
    assert result.stderr == "2 fetched, 0 here already, 0 failed.\n"
    again = ask("E90000001", "80901")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "0 fetched, 2 here already, 0 failed.\n"


def test_all(ask: Ask, tmp_path: Path) -> None:
    result = ask("--all")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 4)


def test_a_list_in_a_file(ask: Ask, tmp_path: Path) -> None:
    listing = tmp_path / "councils.txt"
    listing.write_text("# ours\nAmbershire\n\nE90000002  # and theirs\n")
    assert len(ask("--list", str(listing)).stdout.splitlines()) == 3


def test_a_urn_outside_the_list_is_fetched_too(ask: Ask, stand_in: StandIn) -> None:
    assert ask("80903").stdout == "urn-80903-2020-06-09-joint-area-inspection-3001.pdf\n"


def test_a_dry_run_lists_and_makes_no_folder(ask: Ask, stand_in: StandIn, tmp_path: Path) -> None:
    result = ask("Westmarsh", "--dry-run")
    url = f"{stand_in.url}/v1/file/2001"
    assert result.stdout == f"2019-05-01\tWestmarsh\tArea SEND full inspection\t{url}\n"
    assert result.stderr == "1 would be fetched, 0 here already, 0 failed.\n"
    assert not (tmp_path / "reports").exists()


def test_a_failed_file_is_named_and_the_exit_code_is_1(ask: Ask, stand_in: StandIn) -> None:
    stand_in.once["/v1/file/1001"] = [Answer(404)]
    result = ask("Ambershire")
    assert result.exit_code == 1
    assert result.stdout == "ambershire-2022-03-03-focused-visit-1002.pdf\n"
    url = f"{stand_in.url}/v1/file/1001"
    assert f"Ambershire: {url} (Children's services inspection) answers 404 Not Found\n" in result.stderr
    assert result.stderr.endswith("1 fetched, 0 here already, 1 failed.\n")


def test_a_site_that_closes_itself_to_programs_is_left_alone(ask: Ask, stand_in: StandIn) -> None:
    stand_in.robots = "User-agent: *\nDisallow: /"
    result = ask("--all")
    assert result.exit_code == 1
    assert "is closed to programs" in result.stderr
    assert stand_in.paths() == ["/robots.txt"]


def test_pages_without_any_document_are_a_failure(ask: Ask, stand_in: StandIn) -> None:
    stand_in.councils = {urn: (name, []) for urn, (name, _) in stand_in.councils.items()}
    result = ask("--all")
    assert result.exit_code == 1
    assert "the site may have changed its pages" in result.stderr


def test_a_run_that_the_site_ends_says_so_in_a_sentence(ask: Ask, stand_in: StandIn) -> None:
    stand_in.once["/v1/file/1001"] = [Answer(429, {"Retry-After": "3600"})]
    result = ask("Ambershire")
    assert result.exit_code == 1
    assert "asks to be left alone for 3600 seconds. Run the command again later" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Name a council, give --list FILE, or say --all."),
        (("Ambershire", "--all"), "Name a council, give --list FILE, or say --all."),
        (("Ambershyre",), "No council is called “Ambershyre”. Did you mean Ambershire?"),
        (("xyz",), "Give its name, GSS code or Ofsted URN."),
        (("Ambershire", "--since", "yesterday"), "--since"),
        (("Ambershire", "--delay", "-1"), "--delay"),
        (("Ambershire", "--site", "ftp://x.example"), "is not a web address"),
        (("Ambershire", "--contact", "a\nb"), "--contact"),
    ],
)
def test_a_wrong_request_is_explained_before_anything_is_asked(
    ask: Ask, stand_in: StandIn, arguments: tuple[str, ...], message: str
) -> None:
    result = ask(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert stand_in.requests == []


def test_a_bad_line_of_a_list_is_named(ask: Ask, tmp_path: Path) -> None:
    listing = tmp_path / "councils.txt"
    listing.write_text("Ambershire\nNowhere at all\n")
    assert (
        "councils.txt, line 2: No council is called “Nowhere at all”." in ask("--list", str(listing)).stderr
    )
    listing.write_bytes(b"\xff\xfe\x00")
    assert "is not a text file in UTF-8" in ask("--list", str(listing)).stderr
    listing.write_text("# nobody\n")
    assert "names no council" in ask("--list", str(listing)).stderr


def test_the_live_site_is_not_asked_more_than_once_a_second() -> None:
    result = CliRunner().invoke(module.command, ["Ambershire", "--delay", "0.1"])
    assert (result.exit_code, "--delay" in result.stderr) == (2, True)


def test_a_folder_that_cannot_be_made_is_a_sentence(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")
    result = ask("Ambershire")
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output


def test_help_says_that_the_live_site_was_not_tried() -> None:
    assert "NOT YET TRIED on the live site" in CliRunner().invoke(module.command, ["--help"]).output


def test_the_bundled_list_knows_councils_by_alias_code_and_urn() -> None:
    councils = module.known_councils()
    by_code = councils.named("E10000017")
    assert by_code.name == "Lancashire"
    assert by_code == councils.named("lancashire county council") == councils.named(by_code.urn)
