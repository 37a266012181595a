"""One document from the file site into the folder: resumable, checked, in place only when it is whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import httpx

from graph_cli.fetch.errors import FetchError
from graph_cli.fetch.politeness import Passing, PoliteClient

LARGEST_FILE = 200 * 2**20
PDF, HTML, TEXT = "application/pdf", "text/html", "text/plain"
OFFICE = "application/vnd.openxmlformats-officedocument."
SUFFIXES = {
    PDF: ".pdf",
    HTML: ".html",
    TEXT: ".txt",
    OFFICE + "wordprocessingml.document": ".docx",
    OFFICE + "presentationml.presentation": ".pptx",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A document that arrived whole. `path` is where it lies until it gets its name."""

    path: Path
    sha256: str
    bytes: int
    media_type: str
    etag: str
    last_modified: str


def download(
    client: PoliteClient, url: str, part: Path, expected: str = "", etag: str = "", last_modified: str = ""
) -> Download | None:
    """The document at `url`, collected in the file `part`; None where the server says that it is still the
    one with this `etag` or `last_modified`.

    A `part` left by an earlier attempt or run is continued where the server can do that and says that the
    document is the same. `expected` is the format that the page promises ("pdf"). Raises FetchError
    (Unanswered after the last attempt; `part` stays for the next run) and StopFetching."""
    mark = part.with_name(part.name + ".mark")
    known = {"If-None-Match": etag} if etag else {"If-Modified-Since": last_modified} if last_modified else {}

    def attempt() -> httpx.Response:
        headers = {"Accept-Encoding": "identity", **known}
        if part.exists() and mark.exists():
            headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": mark.read_text("utf-8")}
        with client.response(url, headers) as response:
            if response.status_code == 416:
                _drop(part, mark)
                raise Passing("changed while it was fetched")
            if response.status_code != 304:
                _receive(response, part, mark)
        return response

    response = client.patiently(attempt)
    if response.status_code == 304:
        return None
    mark.unlink(missing_ok=True)
    content = part.read_bytes()
    try:
        media_type = _media_type(content, response, expected)
    except FetchError:
        part.unlink()
        raise
    sha256 = hashlib.sha256(content).hexdigest()
    headers = response.headers
    return Download(
        part, sha256, len(content), media_type, headers.get("ETag", ""), headers.get("Last-Modified", "")
    )


def _receive(response: httpx.Response, part: Path, mark: Path) -> None:
    """Writes the body of a 200 (from the start) or 206 (where `part` ends) answer."""
    start = part.stat().st_size if part.exists() else 0
    if response.status_code == 206:
        if not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
            _drop(part, mark)
            raise Passing("sends another piece than the missing one")
        mode = "ab"
    else:
        _drop(part, mark)
        start, mode = 0, "wb"
        if validator := _validator(response):
            mark.write_text(validator, "utf-8")
    with part.open(mode) as file:
        for chunk in response.iter_bytes():
            start += len(chunk)
            if start > LARGEST_FILE:
                break
            file.write(chunk)
    if start > LARGEST_FILE:
        _drop(part, mark)
        raise FetchError(f"is larger than {LARGEST_FILE // 2**20} MB, which no report is")


def _validator(response: httpx.Response) -> str:
    """What If-Range may carry (RFC 9110, 13.1.5): a strong ETag, else a date; "" where there is neither."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        return ""
    etag: str = response.headers.get("ETag", "")
    dated: str = response.headers.get("Last-Modified", "")
    return dated if not etag or etag.startswith("W/") else etag


def _media_type(content: bytes, response: httpx.Response, expected: str) -> str:
    """What the content is, whatever it is called. Raises FetchError where it is not what was promised."""
    said: str = response.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in content[:1024].lower():
        return PDF
    if not content:
        raise FetchError("is empty")
    markup = start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
    if expected == "pdf" or said == PDF:
        raise FetchError("is an HTML page, not a PDF" if markup else "is called a PDF and is none")
    if markup:
        return HTML
    if said in SUFFIXES and said != HTML and (said == TEXT or content.startswith(b"PK")):
        return said
    raise FetchError(f"is of a kind that cannot be read ({said or 'none named'})")


def _drop(part: Path, mark: Path) -> None:
    part.unlink(missing_ok=True)
    mark.unlink(missing_ok=True)
