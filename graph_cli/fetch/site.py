"""Pages of the report site: their addresses, and the links on them.

The shape is that of reports.ofsted.gov.uk as public scrapers describe it: a search page that lists
providers (`/provider/44/URN`) in steps of `start` and `rows`, a provider page that lists documents as
`a.publication-link` with a hidden `span.nonvisual` "KIND, pdf - 15 July 2024", and the documents
themselves at files.ofsted.gov.uk/v1/file/ID. Pages are untrusted: only ids, dates and squeezed text leave
this module, never a path or an address that the page chose freely.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import etree, html

from graph_cli.fetch.errors import FetchError

REPORTS = "https://reports.ofsted.gov.uk"
FILES = "https://files.ofsted.gov.uk"
ROWS = 100
"""Most results that the search page gives at a time."""

# The site's own numbers for "children's social care" and, in it, "local authority children's services".
SEARCH_FILTER = {
    "location": "",
    "lat": "",
    "lon": "",
    "radius": "",
    "level_1_types": "3",
    "level_2_types[]": "12",
}
LOCAL_AUTHORITY = "44"

PROVIDER = re.compile(r"/provider/(\d{1,4})/(\d{4,10})/?\Z")
FILE = re.compile(r"/v1/file/([0-9]{1,20})/?\Z")
DAY = re.compile(r"\b(\d{1,2} [A-Z][a-z]+ \d{4})\b")
FORMAT = re.compile(r", *(\w{3,4}) *- *\d{1,2} \w+ \d{4}\Z")


@dataclass(frozen=True, slots=True)
class Site:
    """Base addresses, without a final slash, of the pages and of the files (or of mirrors of them)."""

    reports: str = REPORTS
    files: str = FILES

    def search(self, words: str = "", start: int = 0) -> str:
        """Address of the search page for local authority children's services, from result `start` on."""
        query = {"q": words, **SEARCH_FILTER, "start": start, "rows": ROWS}
        return f"{self.reports}/search?{urlencode(query)}"

    def provider(self, urn: str) -> str:
        """Address of the page that lists a local authority's documents."""
        return f"{self.reports}/provider/{LOCAL_AUTHORITY}/{urn}"

    def file(self, number: str) -> str:
        """Address of a document."""
        return f"{self.files}/v1/file/{number}"


@dataclass(frozen=True, slots=True)
class Provider:
    """A search result: the provider's name as printed, its URN and the address of its page."""

    name: str
    urn: str
    url: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A document that a provider page offers. `number` is its id on the file site; `title` the kind of
    inspection as printed; `published` None where the page prints no date; `format` "pdf" where the page
    says so, else ""."""

    number: str
    url: str
    title: str
    published: date | None
    format: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Providers in the order of the page, each once, and the address of the next page where it links one."""

    providers: tuple[Provider, ...]
    following: str | None


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """Documents in the order of the page, each once. `foreign` are the addresses of document links that
    lead elsewhere than to a file of the file site: they are named, not followed."""

    name: str
    publications: tuple[Publication, ...]
    foreign: tuple[str, ...]


def squeeze(text: str) -> str:
    """`text` on one line, with single spaces and without control or invisible formatting characters, so
    that it cannot move the cursor or hide anything in a terminal or spreadsheet."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c)[0] != "C")


def read_search(content: bytes, charset: str | None, url: str, site: Site) -> SearchPage:
    """The providers on a search page at `url`. Raises FetchError where `content` is no HTML page."""
    tree = _parse(content, charset)
    found: dict[str, Provider] = {}
    for link in tree.xpath("//a[@href]"):
        address = _address(url, link.get("href"))
        match = PROVIDER.search(urlsplit(address).path)
        if match and _within(address, site.reports):
            kind, urn = match.groups()
            if urn not in found or not found[urn].name:  # a logo may link to the page before the name does
                page = f"{site.reports}/provider/{kind}/{urn}"
                found[urn] = Provider(squeeze(link.text_content()), urn, page)
    following = None
    for link in tree.xpath(
        "//a[@href][@rel='next' or contains(concat(' ', @class, ' '), ' pagination__next ')]"
    ):
        address = _address(url, link.get("href"))
        if _within(address, site.reports):
            following = address
            break
    return SearchPage(tuple(found.values()), following)


def read_provider(content: bytes, charset: str | None, url: str, site: Site) -> ProviderPage:
    """The documents that a provider page at `url` offers. Raises FetchError where `content` is no HTML page,
    or one without a heading or a document, which no provider page is."""
    tree = _parse(content, charset)
    found: dict[str, Publication] = {}
    foreign: dict[str, None] = {}
    for link in tree.xpath("//a[@href]"):
        address = _address(url, link.get("href"))
        number = FILE.search(urlsplit(address).path)
        if number and (_within(address, site.files) or _within(address, FILES)):
            found.setdefault(number[1], _publication(link, number[1], site))
        elif "publication-link" in (link.get("class") or "").split():
            foreign[squeeze(address)] = None
    headings = [squeeze(heading.text_content()) for heading in tree.xpath("//h1")]
    if not headings and not found:
        raise FetchError(
            "has neither a heading nor a document: it is no provider page, or the site has changed"
        )
    return ProviderPage(headings[0] if headings else "", tuple(found.values()), tuple(foreign))


def _publication(link: Any, number: str, site: Site) -> Publication:
    hidden = " ".join(
        squeeze(span.text_content()) for span in link.xpath(".//*[contains(@class, 'nonvisual')]")
    )
    shown = squeeze("".join(link.xpath(".//text()[not(ancestor::*[contains(@class, 'nonvisual')])]")))
    entry = link.xpath("ancestor::li[1]")
    published = _day(hidden) or _day(shown) or (_day(squeeze(entry[0].text_content())) if entry else None)
    form = FORMAT.search(hidden)
    title = shown or FORMAT.sub("", hidden)
    return Publication(number, site.file(number), title, published, form[1].casefold() if form else "")


def _day(text: str) -> date | None:
    """The first real day written like "15 July 2024" in `text`."""
    for match in DAY.finditer(text):
        try:
            return datetime.strptime(match[1], "%d %B %Y").date()
        except ValueError:
            continue
    return None


def _parse(content: bytes, charset: str | None) -> Any:
    try:
        parser = html.HTMLParser(encoding=charset or "utf-8", no_network=True)
        return html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise FetchError(f"is no readable web page ({error})") from error


def _address(page: str, href: str) -> str:
    """`href` as an absolute address; "" where it is no address at all."""
    try:
        address = urljoin(page, href.strip())
        urlsplit(address).port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return ""
    return address


def _within(address: str, base: str) -> bool:
    """Whether `address` lies on the host and port of `base`, over http or https."""
    there, here = urlsplit(address), urlsplit(base)
    return there.scheme in ("http", "https") and there.netloc.casefold() == here.netloc.casefold()
