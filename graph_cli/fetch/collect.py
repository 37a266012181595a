"""A run of `fetch`: from councils to their pages, and from pages to the documents that the folder lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date
from enum import Enum
from pathlib import Path

from graph_cli.fetch.councils import Council, Councils
from graph_cli.fetch.download import SUFFIXES, download
from graph_cli.fetch.errors import FetchError, NotThere
from graph_cli.fetch.manifest import Manifest, Row
from graph_cli.fetch.politeness import PoliteClient
from graph_cli.fetch.site import ROWS, Provider, ProviderPage, Publication, Site, read_provider, read_search
from loaders.iris import slug

MOST_SEARCH_PAGES = 50


class State(Enum):
    """What became of a document or page."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    FAILED = "failed"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document (or page, for FAILED and NOTE) and what became of it. `file` is its name in the folder,
    where it has one; `bytes` what was transferred; `reason` completes "URL ..."."""

    state: State
    council: Council
    url: str
    publication: Publication | None = None
    file: str = ""
    bytes: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Collector:
    """What a run has at hand. `since` leaves out documents published before that day (those without a
    printed day stay in); `refresh` asks the server about documents that are there already; `dry` fetches
    pages, no documents."""

    client: PoliteClient
    site: Site
    councils: Councils
    folder: Path
    manifest: Manifest
    since: date | None = None
    refresh: bool = False
    dry: bool = False

    def everyone(self) -> Iterator[Council | Outcome]:
        """Every council that the search page lists, then those of the list that it leaves out; a failed
        search page is an outcome and the list stands in for it."""
        seen: set[str] = set()
        try:
            for provider in self._search(""):
                council = self.councils.listed_by_site(provider.name, provider.urn)
                seen.add(council.key)
                yield council
            if not seen:
                raise FetchError("lists no council")
        except FetchError as error:
            here = Council("", "all councils", "")
            reason = f"{error}; going on with the built-in list"
            yield Outcome(State.FAILED, here, self.site.search(), reason=reason)
        yield from (council for council in self.councils.known if council.urn and council.key not in seen)

    def council(self, council: Council) -> Iterator[Outcome]:
        """The documents of one council, each as it is dealt with. Raises StopFetching."""
        url = self.site.provider(council.urn) if council.urn else self.site.search(council.name)
        try:
            url, page = self._provider_page(council)
        except FetchError as error:
            yield Outcome(State.FAILED, council, url, reason=str(error))
            return
        for address in page.foreign:
            reason = f"links to {address}, which is no file of the file site"
            yield Outcome(State.FAILED, council, url, reason=reason)
        if not page.publications:
            yield Outcome(State.NOTE, council, url, reason="offers no documents")
        for publication in page.publications:
            if self.since is None or publication.published is None or publication.published >= self.since:
                yield self._document(council, publication)

    def _provider_page(self, council: Council) -> tuple[str, ProviderPage]:
        """The page of a council: by its URN, else as the search page has it. Raises FetchError."""
        if council.urn:
            url = self.site.provider(council.urn)
            try:
                return url, self._read(url)
            except NotThere as error:
                absent = f"{error}, and a search finds no {council.name}"
        else:
            absent = f"finds no {council.name}"
        for words in filter(None, (council.urn, council.key and council.name)):
            for provider in self._search(words):
                if provider.urn == council.urn or self._named_like(council, provider):
                    return provider.url, self._read(provider.url)
        raise NotThere(absent)

    def _named_like(self, council: Council, provider: Provider) -> bool:
        return bool(council.key) and self.councils.key_of(provider.name) == council.key

    def _read(self, url: str) -> ProviderPage:
        page = self.client.page(url)
        return read_provider(page.content, page.charset, page.url, self.site)

    def _search(self, words: str) -> Iterator[Provider]:
        """All results of a search. Raises FetchError where a page cannot be read."""
        seen: set[str] = set()
        url = self.site.search(words)
        for _ in range(MOST_SEARCH_PAGES):
            answer = self.client.page(url)
            page = read_search(answer.content, answer.charset, answer.url, self.site)
            fresh = [provider for provider in page.providers if provider.urn not in seen]
            yield from fresh
            seen |= {provider.urn for provider in fresh}
            if page.following and fresh:
                url = page.following
            elif len(fresh) >= ROWS:
                url = self.site.search(words, start=len(seen))
            else:
                return

    def _document(self, council: Council, publication: Publication) -> Outcome:
        rows = self.manifest.of(publication.number)
        held = rows[0] if rows and self._holds(rows[0]) else None
        if held and not self.refresh:
            return self._listed(council, publication, held)
        if self.dry:
            return Outcome(State.NEW, council, publication.url, publication)
        part = self.folder / f"{publication.number}.part"
        marks = (held.etag, held.last_modified) if held else ("", "")
        try:
            got = download(self.client, publication.url, part, publication.format, *marks)
        except FetchError as error:
            return Outcome(State.FAILED, council, publication.url, publication, reason=str(error))
        if got is None:
            if held is None:
                reason = "says that it has not changed, though it is not here"
                return Outcome(State.FAILED, council, publication.url, publication, reason=reason)
            return self._listed(council, publication, held)
        name = slug(f"{council.name} {publication.published or ''} {publication.title}")[:120].strip("-")
        file = f"{name}-{publication.number}{SUFFIXES[got.media_type]}"
        if held and Path(held.file).suffix == Path(file).suffix:
            file = held.file
        got.path.replace(self.folder / file)
        row = Row(
            url=publication.url,
            file=file,
            authority=council.key,
            authority_name=council.name,
            title=publication.title,
            published=publication.published.isoformat() if publication.published else "",
            fetched=self.client.now().astimezone(UTC).isoformat(timespec="seconds"),
            sha256=got.sha256,
            bytes=got.bytes,
            media_type=got.media_type,
            etag=got.etag,
            last_modified=got.last_modified,
        )
        also = [replace(row, authority=old.authority, authority_name=old.authority_name) for old in rows]
        self.manifest.put(*also, row)
        same = held is not None and held.sha256 == got.sha256
        state = State.KNOWN if same else State.CHANGED if held else State.NEW
        return Outcome(state, council, publication.url, publication, file, got.bytes)

    def _listed(self, council: Council, publication: Publication, held: Row) -> Outcome:
        """The outcome for a document that is there; a second council that offers it gets its own row."""
        row = replace(held, authority=council.key, authority_name=council.name)
        if not self.dry and not self.manifest.lists(row):
            self.manifest.put(row)
        return Outcome(State.KNOWN, council, publication.url, publication, held.file)

    def _holds(self, row: Row) -> bool:
        path = self.folder / row.file
        return path.is_file() and path.stat().st_size == row.bytes
