"""From councils to files and their manifest, against the stand-in."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph_cli.fetch.collect import Collector, Outcome, State
from graph_cli.fetch.councils import Council, Councils
from graph_cli.fetch.errors import StopFetching
from graph_cli.fetch.manifest import COLUMNS, Manifest
from graph_cli.fetch.politeness import ATTEMPTS, PoliteClient
from graph_cli.fetch.site import Site

from .conftest import AMBERSHIRE, NORTHWICK_VALE, WESTMARSH
from .stand_in import Answer, Doc, StandIn, pdf

Run = Callable[..., list[Outcome]]


def states(outcomes: list[Outcome]) -> list[str]:
    return [outcome.state.value for outcome in outcomes]


def manifest_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documents(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "manifest.csv")


def test_one_council_gives_its_files_and_a_manifest(run: Run, stand_in: StandIn, tmp_path: Path) -> None:
    assert states(run(AMBERSHIRE)) == ["new", "new"]
    assert documents(tmp_path) == [
        "ambershire-2022-03-03-focused-visit-1002.pdf",
        "ambershire-2024-07-15-childrens-services-inspection-1001.pdf",
    ]
    first, second = manifest_of(tmp_path)
    content = (tmp_path / first["file"]).read_bytes()
    assert tuple(first) == COLUMNS
    assert first["url"] == f"{stand_in.url}/v1/file/1001"
    assert (first["authority"], first["authority_name"]) == ("E90000001", "Ambershire")
    assert (first["title"], first["published"]) == ("Children's services inspection", "2024-07-15")
    assert (first["sha256"], first["bytes"]) == (hashlib.sha256(content).hexdigest(), str(len(content)))
    assert first["fetched"].startswith("2026-11-01T00:00:")
    assert {first["media_type"], second["media_type"]} == {"application/pdf"}


def test_a_council_without_urn_is_found_by_the_search_page(run: Run, tmp_path: Path) -> None:
    assert states(run(NORTHWICK_VALE)) == ["new"]
    assert manifest_of(tmp_path)[0]["authority"] == "E90000003"


def test_a_council_whose_page_has_moved_is_found_by_the_search_page(run: Run, stand_in: StandIn) -> None:
    stand_in.once["/provider/44/80902"] = [Answer(404)]
    assert states(run(WESTMARSH)) == ["new"]


def test_a_council_under_another_urn_is_found_by_its_name(
    run: Run, stand_in: StandIn, tmp_path: Path
) -> None:
    stand_in.councils["80999"] = stand_in.councils.pop("80902")
    assert states(run(WESTMARSH)) == ["new"]
    assert manifest_of(tmp_path)[0]["authority"] == "E90000002"


def test_a_council_that_the_site_does_not_have_is_named(run: Run, stand_in: StandIn) -> None:
    del stand_in.councils["80902"], stand_in.councils["80903"]
    by_urn, by_name, outside = run(WESTMARSH, NORTHWICK_VALE, Council("", "URN 80999", "80999"))
    assert by_urn.reason == "answers 404 Not Found, and a search finds no Westmarsh"
    assert by_name.reason == "finds no Northwick Vale"
    assert outside.reason == "answers 404 Not Found, and a search finds no URN 80999"


@pytest.mark.parametrize("next_links", [True, False])
def test_all_councils_over_several_search_pages(
    stand_in: StandIn,
    client: PoliteClient,
    councils: Councils,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    next_links: bool,
) -> None:
    """By the page's own next link or, where it has none, by counting; a council outside the list is kept."""
    stand_in.councils["80904"] = ("Far Hollow", [Doc(4001)])
    stand_in.page_size, stand_in.next_links = 2, next_links
    monkeypatch.setattr("graph_cli.fetch.collect.ROWS", 2)
    collector = Collector(client, Site(stand_in.url, stand_in.url), councils, tmp_path, Manifest(tmp_path))
    found = list(collector.everyone())
    assert found == [
        AMBERSHIRE,
        WESTMARSH,
        Council("E90000003", "Northwick Vale", "80903"),
        Council("", "Far Hollow", "80904"),
    ]


@pytest.mark.parametrize("trouble", ["closed by robots.txt", "of another shape"])
def test_without_a_search_page_the_built_in_list_is_used(
    stand_in: StandIn, client: PoliteClient, councils: Councils, tmp_path: Path, trouble: str
) -> None:
    if trouble == "of another shape":
        stand_in.once["/search"] = [Answer(200, body=b"<html><h1>Find a report</h1></html>")]
    else:
        stand_in.robots = "User-agent: *\nDisallow: /search"
    collector = Collector(client, Site(stand_in.url, stand_in.url), councils, tmp_path, Manifest(tmp_path))
    failed, *found = collector.everyone()
    assert isinstance(failed, Outcome)
    assert "going on with the built-in list" in failed.reason
    assert found == [AMBERSHIRE, WESTMARSH]


def test_an_unchanged_second_run_downloads_nothing(run: Run, stand_in: StandIn, tmp_path: Path) -> None:
    run(AMBERSHIRE)
    before = (tmp_path / "manifest.csv").read_bytes()
    stand_in.requests.clear()
    assert states(run(AMBERSHIRE)) == ["known", "known"]
    assert stand_in.paths("/v1/") == []
    assert (tmp_path / "manifest.csv").read_bytes() == before


def test_only_the_new_document_is_fetched(run: Run, stand_in: StandIn, tmp_path: Path) -> None:
    run(AMBERSHIRE)
    stand_in.councils["80901"][1].append(Doc(1003, "Monitoring visit", "1 October 2026"))
    stand_in.requests.clear()
    assert states(run(AMBERSHIRE)) == ["known", "known", "new"]
    assert stand_in.paths("/v1/") == ["/v1/file/1003"]
    assert len(manifest_of(tmp_path)) == 3


def test_a_deleted_file_is_fetched_again(run: Run, tmp_path: Path) -> None:
    run(AMBERSHIRE)
    (tmp_path / manifest_of(tmp_path)[0]["file"]).unlink()
    assert states(run(AMBERSHIRE)) == ["new", "known"]


def test_refresh_asks_by_etag_and_replaces_what_changed(run: Run, stand_in: StandIn, tmp_path: Path) -> None:
    run(AMBERSHIRE)
    stand_in.councils["80901"][1][1] = Doc(1002, "Focused visit (corrected)", "03 March 2022")
    outcomes = run(AMBERSHIRE, refresh=True)
    assert states(outcomes) == ["known", "changed"]
    assert outcomes[0].bytes == 0
    assert len(documents(tmp_path)) == len(manifest_of(tmp_path)) == 2
    row = manifest_of(tmp_path)[1]
    assert row["sha256"] == hashlib.sha256((tmp_path / row["file"]).read_bytes()).hexdigest()
    assert row["title"] == "Focused visit (corrected)"


def test_a_broken_transfer_goes_on_where_it_stopped_within_a_run(
    run: Run, stand_in: StandIn, tmp_path: Path
) -> None:
    doc = stand_in.councils["80902"][1][0]
    headers = {"Content-Type": "application/pdf", "ETag": etag_of(doc)}
    stand_in.once["/v1/file/2001"] = [Answer(200, headers, doc.content, cut=1000)]
    assert states(run(WESTMARSH)) == ["new"]
    ranges = [headers.get("Range") for path, headers in stand_in.requests if path.startswith("/v1/")]
    assert ranges == [None, "bytes=1000-"]
    assert (tmp_path / documents(tmp_path)[0]).read_bytes() == doc.content


def test_a_broken_transfer_goes_on_in_the_next_run(run: Run, stand_in: StandIn, tmp_path: Path) -> None:
    doc = stand_in.councils["80902"][1][0]
    headers = {"Content-Type": "application/pdf", "ETag": etag_of(doc)}
    stand_in.once["/v1/file/2001"] = [Answer(200, headers, doc.content, cut=1000)] + [Answer(503)] * (
        ATTEMPTS - 1
    )
    (failed,) = run(WESTMARSH)
    assert (failed.state, failed.reason) == (State.FAILED, "answers 503 Service Unavailable")
    assert "2001.part" in documents(tmp_path)
    stand_in.requests.clear()
    assert states(run(WESTMARSH)) == ["new"]
    assert [headers["Range"] for path, headers in stand_in.requests if path.startswith("/v1/")] == [
        "bytes=1000-"
    ]
    assert documents(tmp_path) == ["westmarsh-2019-05-01-area-send-full-inspection-2001.pdf"]
    assert (tmp_path / documents(tmp_path)[0]).read_bytes() == doc.content


@pytest.mark.parametrize("etag", [True, False])
def test_a_part_of_another_version_is_thrown_away(
    run: Run, stand_in: StandIn, tmp_path: Path, etag: bool
) -> None:
    """Changed between the two runs, or from a server that gives nothing to compare by."""
    (tmp_path / "2001.part").write_bytes(b"%PDF-1.4 of long ago")
    (tmp_path / "2001.part.mark").write_text('"of-long-ago"')
    doc = stand_in.councils["80902"][1][0]
    doc.etag = etag
    assert states(run(WESTMARSH)) == ["new"]
    assert (tmp_path / documents(tmp_path)[0]).read_bytes() == doc.content
    assert len(documents(tmp_path)) == 1


def test_a_part_that_was_whole_already_does_no_harm(run: Run, stand_in: StandIn, tmp_path: Path) -> None:
    doc = stand_in.councils["80902"][1][0]
    (tmp_path / "2001.part").write_bytes(doc.content)
    (tmp_path / "2001.part.mark").write_text(etag_of(doc))
    assert states(run(WESTMARSH)) == ["new"]
    assert (tmp_path / documents(tmp_path)[0]).read_bytes() == doc.content


@pytest.mark.parametrize(
    ("content", "content_type", "reason"),
    [
        (b"<!DOCTYPE html><html><h1>Sign in</h1></html>", "application/pdf", "is an HTML page, not a PDF"),
        (b"\n <html><h1>Sign in</h1></html>", "text/html", "is an HTML page, not a PDF"),
        (b"GIF89a", "application/pdf", "is called a PDF and is none"),
        (b" ", "application/pdf", "is called a PDF and is none"),
    ],
)
def test_a_pdf_that_is_none_is_named_and_not_kept(
    run: Run, stand_in: StandIn, tmp_path: Path, content: bytes, content_type: str, reason: str
) -> None:
    stand_in.councils["80901"][1][0] = Doc(1001, content=content, content_type=content_type)
    failed, fine = run(AMBERSHIRE)
    assert (failed.state, failed.reason, fine.state) == (State.FAILED, reason, State.NEW)
    assert documents(tmp_path) == ["ambershire-2022-03-03-focused-visit-1002.pdf"]


def test_a_file_beyond_all_measure_is_broken_off(
    run: Run, stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_cli.fetch.download.LARGEST_FILE", 2**20)
    stand_in.councils["80902"][1][0].content = pdf("x" * 10_000)
    assert "is larger than 1 MB" in run(WESTMARSH)[0].reason
    assert documents(tmp_path) == []


def test_one_missing_file_is_named_and_the_rest_goes_on(run: Run, stand_in: StandIn) -> None:
    stand_in.once["/v1/file/1001"] = [Answer(404)]
    failed, fine, other = run(AMBERSHIRE, WESTMARSH)
    assert (failed.url, failed.reason) == (f"{stand_in.url}/v1/file/1001", "answers 404 Not Found")
    assert (fine.state, other.state) == (State.NEW, State.NEW)


def test_since_leaves_out_what_is_older_and_keeps_what_has_no_day(run: Run, stand_in: StandIn) -> None:
    stand_in.councils["80901"][1].append(Doc(1003, "Letter", "undated"))
    outcomes = run(AMBERSHIRE, since=date(2024, 7, 15))
    assert [outcome.publication.number for outcome in outcomes if outcome.publication] == ["1001", "1003"]


def test_a_dry_run_reads_pages_and_writes_nothing(run: Run, stand_in: StandIn, tmp_path: Path) -> None:
    assert states(run(AMBERSHIRE, dry=True)) == ["new", "new"]
    assert stand_in.paths("/v1/") == []
    assert list(tmp_path.iterdir()) == []


def test_a_document_of_two_councils_is_fetched_once_and_listed_for_both(
    run: Run, stand_in: StandIn, tmp_path: Path
) -> None:
    stand_in.councils["80902"][1][0] = stand_in.councils["80901"][1][0]
    run(AMBERSHIRE, WESTMARSH)
    assert len(stand_in.paths("/v1/file/1001")) == 1
    assert len(documents(tmp_path)) == 2
    listed = [row["authority"] for row in manifest_of(tmp_path) if row["url"].endswith("/1001")]
    assert listed == ["E90000001", "E90000002"]


HOSTILE = "../../../etc/passwd"


def test_no_title_can_leave_the_folder_or_run_in_a_spreadsheet(
    run: Run, stand_in: StandIn, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    stand_in.councils["80901"] = (
        f"<i>{HOSTILE}</i>",
        [
            Doc(1001, f"{HOSTILE}\x00 [red]&lt;script&gt;"),
            Doc(1002, '=HYPERLINK("http://evil.example")'),
            Doc(1003, "x" * 5000),
            Doc(1004, href=f"{stand_in.url}/v1/file/{HOSTILE}"),
        ],
    )
    outcomes = run(AMBERSHIRE)
    assert sorted(states(outcomes)) == ["failed", "new", "new", "new"]
    assert all(path.parent == tmp_path for path in tmp_path.rglob("*.pdf"))
    assert [row["title"] for row in manifest_of(tmp_path)][1] == '\'=HYPERLINK("http://evil.example")'
    assert states(run(AMBERSHIRE)).count("known") == 3


def test_a_council_without_documents_is_a_note(run: Run, stand_in: StandIn) -> None:
    stand_in.councils["80901"] = ("Ambershire", [])
    assert states(run(AMBERSHIRE)) == ["note"]


def test_the_manifest_is_whole_after_every_document(run: Run, stand_in: StandIn, tmp_path: Path) -> None:
    """The run ends in the middle: what was fetched until then is listed."""
    stand_in.once["/v1/file/1002"] = [Answer(429, {"Retry-After": "9999"})]
    with pytest.raises(StopFetching):
        run(AMBERSHIRE)
    assert [row["url"][-4:] for row in manifest_of(tmp_path)] == ["1001"]
    assert states(run(AMBERSHIRE)) == ["known", "new"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no column"),
        ("url,file\n", "has no column authority"),
        (",".join(COLUMNS) + "\nhttp://x/1,../../evil,,,,,,,1,,,\n", "line 2, is not a row"),
        (",".join(COLUMNS) + "\nhttp://x/1,a.pdf,,,,,,,many,,,\n", "line 2, is not a row"),
        (",".join(COLUMNS) + "\nhttp://x/1\n", "line 2, is not a row"),
        ("\xff\xfe", "cannot be read"),
    ],
)
def test_a_spoiled_manifest_stops_the_run(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "manifest.csv").write_bytes(text.encode("latin-1"))
    with pytest.raises(StopFetching, match=message):
        Manifest(tmp_path)


def etag_of(doc: Doc) -> str:
    return f'"{hashlib.sha256(doc.content).hexdigest()[:12]}"'
