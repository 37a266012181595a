"""A report site and a file site in one, on 127.0.0.1: pages in the recorded shape, invented councils."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, urlsplit


def pdf(text: str) -> bytes:
    """Bytes that pass for a PDF, a few kilobytes long."""
    return b"%PDF-1.4\n" + text.encode() * 200 + b"\n%%EOF\n"


@dataclass
class Doc:
    """A document on a provider page. `href` replaces the address that the page links to."""

    number: int
    title: str = "Children's services inspection"
    published: str = "15 July 2024"
    content: bytes = b""
    content_type: str = "application/pdf"
    etag: bool = True
    href: str = ""

    def __post_init__(self) -> None:
        self.content = self.content or pdf(f"{self.title} {self.number}. ")


@dataclass
class Answer:
    """An answer given once instead of the usual one. `cut` breaks the connection after so many body bytes."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: int | None = None


class StandIn:
    """The stand-in. `councils` maps URN to name and documents; `once` holds one-off answers by path (without
    query), used up in order; `requests` logs path with query and headers, robots.txt included."""

    def __init__(self, councils: dict[str, tuple[str, list[Doc]]]) -> None:
        self.councils = councils
        self.robots: str | None = None
        self.page_size = 100
        self.next_links = True
        self.once: dict[str, list[Answer]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        handler = type("Handler", (_Handler,), {"site": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        # The poll interval bounds how long shutdown takes.
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self, start: str = "/") -> list[str]:
        """Paths asked for so far that begin with `start`."""
        return [path for path, _ in self.requests if path.startswith(start)]

    def doc(self, number: str) -> Doc | None:
        docs = [doc for _, docs in self.councils.values() for doc in docs]
        return next((doc for doc in docs if str(doc.number) == number), None)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are none of the test's business."""


class _Handler(BaseHTTPRequestHandler):
    site: StandIn
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet, or each answer waits 40 ms for an acknowledgement

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self.site.requests.append((self.path, dict(self.headers)))
        parts = urlsplit(self.path)
        if self.site.once.get(parts.path):
            self._send(self.site.once[parts.path].pop(0))
        elif parts.path == "/robots.txt" and self.site.robots is not None:
            self._send(Answer(200, {"Content-Type": "text/plain"}, self.site.robots.encode()))
        elif parts.path == "/search":
            self._html(self._search(parse_qs(parts.query, keep_blank_values=True)))
        elif (
            parts.path.startswith("/provider/44/")
            and (urn := parts.path.rsplit("/", 1)[1]) in self.site.councils
        ):
            self._html(self._provider(urn))
        elif doc := self.site.doc(parts.path.removeprefix("/v1/file/")):
            self._file(doc)
        else:
            self._send(Answer(404, {"Content-Type": "text/html"}, b"<html><h1>Page not found</h1></html>"))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: answer.cut])
        if answer.cut is not None:
            self.close_connection = True

    def _html(self, page: str) -> None:
        self._send(Answer(200, {"Content-Type": "text/html; charset=UTF-8"}, page.encode()))

    def _file(self, doc: Doc) -> None:
        etag = f'"{sha256(doc.content).hexdigest()[:12]}"'
        headers = {"Content-Type": doc.content_type} | ({"ETag": etag} if doc.etag else {})
        asked = self.headers.get("Range", "").removeprefix("bytes=").removesuffix("-")
        if doc.etag and self.headers.get("If-None-Match") == etag:
            self._send(Answer(304, headers))
        elif asked.isdigit() and self.headers.get("If-Range") == etag:
            start = int(asked)
            headers["Content-Range"] = f"bytes {start}-{len(doc.content) - 1}/{len(doc.content)}"
            self._send(Answer(206 if start < len(doc.content) else 416, headers, doc.content[start:]))
        else:
            self._send(Answer(200, headers, doc.content))

    def _search(self, query: dict[str, list[str]]) -> str:
        words = query["q"][0].casefold()
        found = [(u, n) for u, (n, _) in self.site.councils.items() if words in n.casefold() or words == u]
        if query["level_2_types[]"] != ["12"]:
            found = []
        start = int(query["start"][0])
        shown = found[start : start + self.site.page_size]
        results = "".join(
            f'<li class="search-result"><h3 class="search-result__title heading--sub">'
            f'<a href="/provider/44/{urn}">{name}</a></h3>'
            f'<ul class="search-result__provider-info"><li>URN: {urn}</li></ul></li>'
            for urn, name in shown
        )
        after = start + self.site.page_size
        more = ""
        if self.site.next_links and after < len(found):
            more = f'<a class="pagination__next" href="/search?{_query(query, after)}">Next</a>'
        return (
            "<!DOCTYPE html><html lang='en'><head><title>Find an inspection report</title></head><body>"
            "<a href='/accessibility-statement'>Accessibility</a><h1>Search results</h1>"
            f'<ul class="results-list list-unstyled">{results}</ul>'
            f'<div class="pagination">{more}</div></body></html>'
        )

    def _provider(self, urn: str) -> str:
        name, docs = self.site.councils[urn]
        events = "".join(
            f'<li class="timeline__day"><p class="timeline__date">{doc.published}</p>'
            f'<a class="publication-link" href="{doc.href or self.site.url + f"/v1/file/{doc.number}"}" '
            f'target="_blank">{doc.title}\n '
            f'<span class="nonvisual">{doc.title}, pdf - {doc.published}</span></a></li>'
            for doc in docs
        )
        return (
            f"<!DOCTYPE html><html lang='en'><body><h1 class='heading--title'>{name}</h1><p>URN: {urn}</p>"
            f'<ol class="timeline">{events}</ol></body></html>'
        )


def _query(query: dict[str, list[str]], start: int) -> str:
    pairs = [(key, value) for key, values in query.items() if key != "start" for value in values]
    return "&amp;".join(f"{key}={value}" for key, value in [*pairs, ("start", str(start))])
