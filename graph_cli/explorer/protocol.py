"""What a request to the endpoint asks, by the SPARQL 1.1 Protocol; everything but a query is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request

LARGEST_BODY = 1_000_000
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ALLOW = {"Allow": "GET, HEAD, POST, OPTIONS"}
DATASET = ("default-graph-uri", "named-graph-uri")

_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Strings, IRIs, comments, variables and local names, which hold words that are no keywords; or a place from
# where engines may read on in another way than this expression.
_NO_KEYWORD = re.compile(
    r"""(?P<doubtful>\\|"{3}|'{3}|<[^<>"'{}|^`\\\s]*')|<[^<>"'{}|^`\\\s]*>|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'"""
    r"""|#[^\r\n]*|[?$]\w+|:[\w:][\w:-]*"""
)


class Refused(Exception):
    """A request that gets an error: `status` of HTTP, a `code` for programs, a message for people."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, headers or {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the datasets that the request names beside it; `format` is a short name or None."""

    query: str
    dataset: tuple[tuple[str, str], ...] = ()
    format: str | None = None


async def read_request(request: Request) -> Asked | None:
    """The query of a request; None where a GET carries none. Each part is percent-decoded once.

    Raises Refused: 400 malformed, 403 an update or a federated query, 405, 413 too long, 415."""
    fields = _fields(request.scope["query_string"])
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().casefold()
        if kind == FORM:
            fields += _fields(await _body(request))
        elif kind == QUERY:
            fields.append(("query", _text(await _body(request))))
        elif kind == UPDATE:
            raise _read_only()
        else:
            raise Refused(
                415,
                "unsupported-media-type",
                f"A POST wants Content-Type {FORM} with a field query, or {QUERY}; not {kind or 'none'}.",
            )
    elif request.method not in ("GET", "HEAD", "OPTIONS"):
        raise Refused(405, "method-not-allowed", "Use GET or POST.", ALLOW)
    if any(name == "update" for name, _ in fields):
        raise _read_only()
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise Refused(400, "several-queries", "The request carries more than one query.")
    if not queries:
        if request.method == "POST":
            raise Refused(400, "no-query", "The request carries no query.")
        return None
    if asks_elsewhere(queries[0]):
        raise Refused(403, "federated-query", "SERVICE is not answered: this endpoint asks no other servers.")
    dataset = tuple((name, value) for name, value in fields if name in DATASET)
    for name, value in dataset:
        _check_iri(name, value)
    return Asked(queries[0], dataset, next((v for n, v in fields if n == "format" and v), None))


def asks_elsewhere(query: str) -> bool:
    """Whether an engine may find the keyword SERVICE in the query, whether or not it reads codepoint escapes
    first, and blanks around keywords or none. Where the bounds of strings are in doubt (long strings, escapes
    in names, an apostrophe after "<"), the word counts anywhere: a text made to look like one thing here and
    another to the engine must not slip through."""
    unescaped = _ESCAPED.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), query)
    return any("service" in _keywords(text).casefold() for text in {query, unescaped})


def _keywords(query: str) -> str:
    if any(match["doubtful"] for match in _NO_KEYWORD.finditer(query)):
        return query
    return _NO_KEYWORD.sub(" ", query)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except (UnicodeDecodeError, ValueError) as error:
        raise Refused(400, "bad-encoding", "The fields are not percent-encoded UTF-8.") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, "bad-encoding", "The query is not UTF-8.") from error


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refused(413, "too-large", f"The request is longer than {LARGEST_BODY} bytes.")
    return bytes(body)


def _check_iri(name: str, value: str) -> None:
    try:
        NamedNode(value)
    except ValueError:
        raise Refused(400, "asked-wrongly", f"{name} {value[:200]!r} is no IRI.") from None


def _read_only() -> Refused:
    return Refused(403, "read-only", "This endpoint answers queries; it takes no updates.")
