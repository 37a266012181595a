"""From pages to links: what is read, and what a hostile page cannot do."""

from __future__ import annotations

from datetime import date

import pytest

from graph_cli.fetch.errors import FetchError
from graph_cli.fetch.site import Site, read_provider, read_search

SITE = Site("https://reports.example", "https://files.example")
HERE = "https://reports.example/provider/44/80901"


def provider_page(links: str) -> bytes:
    return f"<html><body><h1>Ambershire</h1><ol class='timeline'>{links}</ol></body></html>".encode()


@pytest.mark.parametrize(
    ("link", "title", "published"),
    [
        (
            "<a class='publication-link' href='https://files.example/v1/file/7'>Focused visit "
            "<span class='nonvisual'>Focused visit, pdf - 03 March 2022</span></a>",
            "Focused visit",
            date(2022, 3, 3),
        ),
        (  # only the hidden text is there
            "<a href='https://files.example/v1/file/7'>"
            "<span class='nonvisual'>Visit, pdf - 3 March 2022</span></a>",
            "Visit",
            date(2022, 3, 3),
        ),
        (  # the day stands beside the link
            "<li><time>9 June 2020</time> <a href='https://files.example/v1/file/7'>Letter</a></li>",
            "Letter",
            date(2020, 6, 9),
        ),
        (
            "<a href='https://files.example/v1/file/7'>Letter of 31 February 2020</a>",
            "Letter of 31 February 2020",
            None,
        ),
        (
            "<a href='https://files.ofsted.gov.uk/v1/file/7'>A mirror left this</a>",
            "A mirror left this",
            None,
        ),
        (
            "<a href='https://files.example/v1/file/7'>A &lt;b&gt;\x1b[31m bold\u202e\n one</a>",
            "A <b>[31m bold one",
            None,
        ),
    ],
)
def test_a_document_link_gives_id_title_and_day(link: str, title: str, published: date | None) -> None:
    page = read_provider(provider_page(link), "utf-8", HERE, SITE)
    (found,) = page.publications
    assert (found.number, found.url) == ("7", "https://files.example/v1/file/7")
    assert (found.title, found.published, page.foreign) == (title, published, ())


@pytest.mark.parametrize(
    "address",
    [
        "https://files.example/v1/file/../../../etc/passwd",
        "https://files.example/v1/file/..%2f..%2fetc%2fpasswd",
        "https://files.example@evil.example/v1/file/7",
        "https://evil.example/v1/file/7",
        "https://files.example:8443/v1/file/7",
        "file:///v1/file/7",
        "javascript:alert(7)",
        "https://[broken/v1/file/7",
        "",
    ],
)
def test_a_link_elsewhere_is_named_and_never_followed(address: str) -> None:
    """Path traversal, foreign hosts, other schemes and addresses that are none."""
    page = read_provider(
        provider_page(f"<a class='publication-link' href='{address}'>Letter</a>"), None, HERE, SITE
    )
    assert page.publications == ()
    assert len(page.foreign) == 1


def test_other_links_of_a_page_are_no_documents() -> None:
    page = read_provider(
        provider_page("<a href='/help'>Help</a><a href='mailto:x@example'>Mail</a>"), None, HERE, SITE
    )
    assert (page.name, page.publications, page.foreign) == ("Ambershire", (), ())


def test_a_document_linked_twice_counts_once() -> None:
    link = "<a href='https://files.example/v1/file/7'>Letter</a>"
    assert len(read_provider(provider_page(link * 2), None, HERE, SITE).publications) == 1


@pytest.mark.parametrize("content", [b"", b"   ", b"<html><p>Sorry, try later.</p></html>", b"\x00\xff\xfe"])
def test_a_page_of_another_shape_is_an_error_not_a_council_without_documents(content: bytes) -> None:
    with pytest.raises(FetchError):
        read_provider(content, "utf-8", HERE, SITE)


def test_search_results_are_providers_of_the_site_each_once() -> None:
    content = b"""<html><a href='/provider/44/80901'><img></a><a href='/provider/44/80901'>Ambershire</a>
        <a href='/provider/44/80901/'>Ambershire again</a><a href='https://evil.example/provider/44/80902'>Evil</a>
        <a href='/provider/44/8090x'>Odd</a><a rel='next' href='?start=100'>Next</a></html>"""
    page = read_search(content, "utf-8", "https://reports.example/search?start=0", SITE)
    assert [(p.name, p.urn, p.url) for p in page.providers] == [("Ambershire", "80901", HERE)]
    assert page.following == "https://reports.example/search?start=100"


def test_the_search_address_asks_for_local_authority_childrens_services() -> None:
    assert SITE.search("Vale & Moor", 100) == (
        "https://reports.example/search?q=Vale+%26+Moor&location=&lat=&lon=&radius="
        "&level_1_types=3&level_2_types%5B%5D=12&start=100&rows=100"
    )
