"""Pages show what the graph says, each number with the sentences behind it, and nothing runs in them."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from lxml import html
from pyoxigraph import NamedNode

from graph_cli.store import GraphStore
from loaders.iris import NAMESPACE
from loaders.vocabulary import Vocabulary
from tests.explorer.explorer_client import Client

SIF = "/visit/ambershire/2015-09-21/sif"
REPORT = "/document/0000000000000002"
HOSTILE = "/document/00000000000000ff"
PAGES = [
    (
        "/",
        ["What is in the graph", "Requires improvement 2015", "Supervision of staff", "Recurring themes"],
    ),
    (
        "/authority/ambershire",
        ["21 September to 15 October 2015", "Requires improvement", "Persisting", "January 2012"],
    ),
    ("/authority/westmarsh", ["4 to 8 March 2019", "Inadequate"]),
    ("/theme/supervision", ["Trend", "2021", "Persisting", "Ambershire"]),
    ("/person/thomas-birch", ["21 September to 15 October 2015", "Westmarsh"]),
    (SIF, ["ambershire-slides.pptx", "Hana Oyelaran-Smith", "cites paragraph 4", "means", "Conflict"]),
    (
        SIF,
        [
            "good against requires improvement: the document contradicts itself. The graph goes by requires improvement."
        ],
    ),
    (
        "/visit/westmarsh/2023-05-15/ilacs",
        ["15 May 2023 against 22 May 2023: the document", "goes by 15 May 2023"],
    ),
    (
        "/visit/ambershire/2012-01/cla",
        ["known only because other documents mention it", "Ambershire, January 2012"],
    ),
    (REPORT, ["An invented document."]),
    ("/finding", ["findings", "Ambershire"]),
    ("/finding?authority=Ambershire&theme=supervision&polarity=concern", ["3 findings"]),
    ("/finding?theme=assessment&polarity=mixed", ["1 finding", "are thorough"]),
    ("/finding?theme=assessment&polarity=strength", ["0 findings"]),
    ("/finding?text=NOT+ALL+social", ["1 finding", "Not all social workers"]),
    ("/finding?text=“NOT+ALL+social”", ["1 finding", "Not all social workers"]),
    ("/finding?page=900", ["Ambershire"]),
    ("/query/theme-persistence", ["required", "Authority"]),
    ("/query/theme-persistence?theme=supervision", ["Fill in authority"]),
    ("/query/theme-persistence?theme=supervision&authority=Ambershire", ["persisting", "3 rows"]),
    ("/query/recurring-themes?answer=yes&columns=all", ["supervision", "Download"]),
    ("/sparql", ["Query"]),
    ("/search?q=sup", ["Supervision of staff"]),
    ("/search?q=nothing+is+called+so", ["Nothing in the graph", "no finding holds these words"]),
    ("/search?q=supervison", ["Nothing in the graph", "Did you mean Supervision of staff?"]),
    ("/search?q=Thomas+Burch", ["Did you mean Thomas Birch?"]),
    ("/search?q=%22not+all+social%22", ["1 finding with “not all social”"]),
    ("/search?q=qq", ["Findings are searched for words of 3 letters or more"]),
    ("/vocabulary", ["og:Finding"]),
    ("/grade/good", ["skos:notation", "What points here"]),
    ("/graph/derived", ["A named graph"]),
    (
        "/fall/westmarsh/2023-05-15/ilacs/help-and-protection",
        ["visit/westmarsh/2019-03-04/ilacs", "Requires improvement", "og:Fall"],
    ),
    (HOSTILE, ["is weak."]),
]


@pytest.mark.parametrize(("address", "texts"), PAGES)
def test_page(client: Client, address: str, texts: list[str]) -> None:
    """Each page opens, says what it should, is accessible, and holds nothing that runs or loads."""
    response = client.get(address)
    assert response.status_code == 200
    page = html.fromstring(response.text)
    shown = " ".join(page.text_content().split())
    for text in texts:
        assert text in shown
    assert_accessible(page)
    assert not page.xpath("//script | //@style | //@onclick | //@onerror | //iframe | //*[@src]")
    loaded = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")
    assert all(address.startswith("/static/") for address in loaded)


def assert_accessible(page: html.HtmlElement) -> None:
    for landmark in ("header", "nav", "main", "footer"):
        assert page.xpath(f"//{landmark}")
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//a[@class='skip']/@href") == ["#content"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert page.xpath(f"//label[@for='{field.get('id')}']"), field.get("name")
    for table in page.xpath("//table"):
        assert table.xpath("caption")
        assert all(cell.get("scope") for cell in table.xpath(".//th"))


def test_every_iri_of_the_graph_opens(client: Client, store: str) -> None:
    """What stands in a document opens there, at an anchor that exists."""
    graph = GraphStore(store).open_for_reading().store
    reference = NamedNode(NAMESPACE + "graph/reference")
    subjects = {str(q.subject.value) for q in graph if q.graph_name != reference}
    anchors: dict[str, set[str]] = {}
    opened = 0
    for iri in sorted(iri for iri in subjects if iri.startswith(NAMESPACE)):
        response = client.get("/" + iri.removeprefix(NAMESPACE))
        if response.status_code == 303:
            address, _, anchor = response.headers["location"].partition("#")
            if address not in anchors:
                anchors[address] = set(html.fromstring(client.get(address).text).xpath("//@id"))
            assert anchor in anchors[address], iri
        else:
            assert response.status_code == 200, iri
        opened += 1
    assert opened > 100


def test_heat_map_counts_lead_to_as_many_sentences(client: Client) -> None:
    page = html.fromstring(client.get("/authority/ambershire").text)
    checked = 0
    for link in page.xpath("//table[@class='heat']//td/a[contains(@href, 'visit=')]"):
        says = link.xpath("span[@class='hidden']")[0].text_content()
        concerns, strengths = map(int, re.findall(r"[0-9]+", says))
        stated = {}
        for kind in ("concern", "strength", "mixed"):
            sentences = html.fromstring(client.get(f"{link.get('href')}&polarity={kind}").text)
            stated[kind] = len(sentences.xpath("//li/a[@class='quote']"))
        assert (concerns, strengths) == (
            stated["concern"] + stated["mixed"],
            stated["strength"] + stated["mixed"],
        ), link.get("href")
        checked += 1
    assert checked >= 5


def test_a_visits_numbers_by_polarity_lead_to_as_many_sentences(client: Client) -> None:
    page = html.fromstring(client.get(SIF).text)
    total = int(page.xpath("//h2[@id='findings']")[0].text_content().split()[0])
    numbers = []
    for link in page.xpath("//p[@class='toolbar']/a[contains(@href, 'polarity=')]"):
        numbers.append(int(link.text_content().split()[0]))
        sentences = html.fromstring(client.get(link.get("href")).text)
        assert len(sentences.xpath("//ul[contains(@class, 'findings')]/li")) == numbers[-1]
    assert len(numbers) > 1
    assert sum(numbers) == total


def test_a_council_leads_to_what_it_was_asked_again_its_inspectors_and_the_parts_of_its_page(
    client: Client,
) -> None:
    page = html.fromstring(client.get("/authority/ambershire").text)
    links = {link.text_content(): link.get("href") for link in page.xpath("//*[@class='toolbar']//a")}
    anchors = {f"#{anchor}" for anchor in page.xpath("//main//@id")}
    assert {link for link in links.values() if link.startswith("#")} <= anchors
    assert links["What persists, what was resolved"] in anchors
    for name, shown in (("Asked for again", "earlier"), ("Inspectors", "Thomas Birch")):
        answer = html.fromstring(client.get(links[name]).text)
        assert answer.get_element_by_id("field-authority").get("value") == "Ambershire"
        assert shown in answer.xpath("//table")[0].text_content()


@pytest.mark.parametrize(
    ("address", "statuses"),
    [
        ("/authority/westmarsh", ["persisting", "resolved", "raised-once"]),
        ("/theme/assessment", ["persisting", "strength-only"]),
    ],
)
def test_statuses_come_in_the_order_of_the_ontology(
    client: Client, vocabulary: Vocabulary, address: str, statuses: list[str]
) -> None:
    page = html.fromstring(client.get(address).text)
    shown = [tag.get("class").split()[1] for tag in page.xpath("//h3/span[contains(@class, 'status')]")]
    assert shown == statuses == [status for status in vocabulary.statuses if status in statuses]


def test_each_number_of_findings_leads_to_as_many(client: Client) -> None:
    """The start page counts findings of each polarity; the lists behind hold them, together all."""
    page = html.fromstring(client.get("/").text)
    numbers = {
        link.get("href"): int(link.text.replace(",", ""))
        for link in page.xpath(
            "//a[starts-with(@href, '/finding')][translate(text(), '0123456789,', '') = '']"
        )
    }
    assert len(numbers) > 2
    for address, number in numbers.items():
        (heading,) = html.fromstring(client.get(address).text).xpath("//h1/text()")
        assert heading in (f"{number} findings", f"{number} finding"), address
    assert numbers.pop("/finding") == sum(numbers.values())


def test_findings_are_marked_where_they_stand(client: Client) -> None:
    page = html.fromstring(client.get(HOSTILE).text)
    (mark,) = page.xpath("//mark")
    assert mark.get("class") == "concern"
    assert mark.text_content() == '</div><script>alert("1")</script> & <img src=x onerror=alert(2)> is weak.'
    anchors = page.xpath("//a[@class='anchor']/@id")
    assert anchors == ["finding-8", "evidence-8-81"]


@pytest.mark.parametrize("address", [HOSTILE, "/finding?theme=neglect", "/query/findings?theme=neglect"])
def test_hostile_text_is_only_text(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "<script" not in response.text
    assert "<img" not in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/query/findings?text={}",
        "/finding?text={}",
        "/search?q={}",
        "/finding?authority={}",
        "/{}",
        "/query/{}",
    ],
)
def test_hostile_parameters_are_only_text(client: Client, address: str) -> None:
    response = client.get(address.format("%22%3E%3Cscript%3Ealert(1)%3C/script%3E"))
    assert response.status_code in (200, 400, 404)
    assert "<script" not in response.text


def test_search_goes_straight_to_what_is_called_so(client: Client) -> None:
    for words, address in (
        ("ambershire county council", "/authority/ambershire"),
        ("Thomas Birch", "/person/thomas-birch"),
        ('"Thomas  Birch"', "/person/thomas-birch"),
    ):
        response = client.send("GET", "/search", params={"q": words})
        assert (response.status_code, response.headers["location"]) == (303, address)


@pytest.mark.parametrize(
    ("address", "column", "anchors"),
    [
        ("/query/unfinished-recommendations?answer=yes", "earlier", "recommendation-"),
        ("/query/unfinished-recommendations?answer=yes", "later", "recommendation-"),
        ("/query/improvers?theme=supervision", "concern", "finding-"),
        ("/query/conflicts?answer=yes", "one in", ""),
        ("/query/conflicts?answer=yes", "other in", ""),
    ],
)
def test_what_a_table_quotes_leads_to_its_place_in_the_document(
    client: Client, address: str, column: str, anchors: str
) -> None:
    links = linked(client, address)[column]
    assert links
    for _, link in links:
        place = client.get(link).headers["location"] if anchors else link
        document, _, anchor = place.partition("#")
        assert document.startswith("/document/")
        assert anchor.startswith(anchors)
        assert not anchor or anchor in html.fromstring(client.get(document).text).xpath("//@id")


@pytest.mark.parametrize("address", [REPORT, "/finding?authority=Ambershire"])
def test_a_finding_that_does_not_say_the_same_of_all_its_themes_tells_what_of_which(
    client: Client, address: str
) -> None:
    shown = " ".join(html.fromstring(client.get(address).text).text_content().split())
    assert "Early help and family support (praised)" in shown
    assert "Assessment of need and risk (praised and criticised)" in shown
    assert "Supervision of staff (" not in shown


def test_tables_name_themes_and_downloads_hold_their_codes(client: Client) -> None:
    address = "/query/recurring-themes?authority=Ambershire"
    links = linked(client, address)["theme"]
    assert ("Supervision of staff", "/theme/supervision") in links
    codes = {row["theme"] for row in client.get(f"{address}&format=json").json()}
    assert codes == {link.removeprefix("/theme/") for _, link in links}


def test_a_column_called_theme_that_holds_no_codes_is_shown_as_it_is(client: Client) -> None:
    query = 'SELECT ("Supervision of staff" AS ?theme) ("supervision neglect" AS ?themes) {}'
    address = "/sparql?" + urlencode({"query": query})
    page = html.fromstring(client.get(address).text)
    shown = [" ".join(cell.text_content().split()) for cell in page.xpath("//td")]
    assert shown == ["Supervision of staff", "Supervision of staff; Neglect"]
    assert [link for links in linked(client, address).values() for _, link in links] == [
        "/theme/supervision",
        "/theme/neglect",
    ]


def linked(client: Client, address: str) -> dict[str, list[tuple[str, str]]]:
    """Links in the table of a page, by column: text and address."""
    page = html.fromstring(client.get(address).text)
    columns = [head.text_content().strip() for head in page.xpath("//table/thead//th")]
    return {
        column: [(link.text_content(), link.get("href")) for link in page.xpath(f"//tr/td[{place}]/a")]
        for place, column in enumerate(columns, 1)
    }


def test_value_that_means_nothing_is_told_in_the_form(client: Client) -> None:
    response = client.get("/query/recurring-themes?authority=Ambershre")
    assert response.status_code == 400
    assert "is not an authority in this graph. Did you mean Ambershire" in response.text


@pytest.mark.parametrize("address", ["/query/recurring-themes?authority=", "/finding?authority="])
def test_an_empty_answer_about_a_council_without_documents_says_so(client: Client, address: str) -> None:
    told = "No document in the graph is about Manchester."
    assert told in client.get(address + "Manchester").text
    assert "No document" not in client.get(address + "Westmarsh").text
    nothing = client.get(address + "Westmarsh&theme=radicalisation").text
    assert "Nothing in the graph fits" in nothing
    assert "No document" not in nothing


def test_a_parameter_that_the_query_has_not_is_told_and_never_taken_for_no_filter(client: Client) -> None:
    """A file of all councils would be taken for one council's."""
    address = "/query/recurring-themes?council=Ambershire&status=persisting"
    refused = client.get(address + "&format=csv", accept="*/*")
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "asked-wrongly")
    assert "has no parameter council; it has authority," in refused.json()["error"]["message"]
    page = client.get(address)
    assert page.status_code == 200
    assert "has no parameter council; it has authority," in page.text
    own = client.get("/query/recurring-themes?authority=Ambershire&columns=all&answer=yes")
    assert "has no parameter" not in own.text


@pytest.mark.parametrize("page", ["abc", "0", "-1", "1.5", "9" * 5000])
def test_a_page_that_is_no_number_is_told(client: Client, page: str) -> None:
    response = client.get(f"/finding?page={page}")
    assert response.status_code == 400
    assert f"page &#39;{page[:20]}&#39; is not a whole number of 1 or more." in response.text


def test_the_table_of_a_visits_findings_has_these_findings(client: Client) -> None:
    page = html.fromstring(client.get(f"/finding?visit={SIF[1:]}&polarity=concern").text)
    (table,) = page.xpath("//a[text()='As a table']/@href")
    rows = client.get(f"{table}&format=json").json()
    assert {" ".join(row["text"].split()) for row in rows} == {
        " ".join(link.text_content().split()) for link in page.xpath("//li/a[@class='quote']")
    }
    assert rows


def test_what_is_no_visit_is_not_told_as_a_visit_without_findings(client: Client) -> None:
    for known in ("theme/supervision", "visit/nowhere"):
        response = client.get(f"/finding?visit={known}")
        assert response.status_code == 400
        assert "is not a visit in this graph" in response.text


def test_a_wrong_council_is_not_told_as_no_findings(client: Client) -> None:
    response = client.get("/finding?authority=Nowhere")
    assert response.status_code == 400
    assert html.fromstring(response.text).xpath("//h1/text()") == ["Findings"]


def test_columns_of_an_answer_are_explained_in_words_that_can_be_read(client: Client) -> None:
    page = html.fromstring(client.get("/query/compare?authority=Ambershire").text)
    explained = page.xpath("//details[@class='meanings']//dt/text()")
    assert explained == [head.text.strip() for head in page.xpath("//table//th[@scope='col']")]


@pytest.mark.parametrize("address", ["/authority/ambershire", "/theme/supervision"])
def test_a_status_leads_to_what_it_means(client: Client, address: str) -> None:
    links = html.fromstring(client.get(address).text).xpath("//h3/a/@href")
    assert links
    for link in links:
        assert "skos:definition" in client.get(link).text


def test_a_theme_tells_of_each_council_what_became_of_it_and_the_sentence(client: Client) -> None:
    page = html.fromstring(client.get("/theme/supervision").text)
    (council,) = page.xpath("//section[@class='persist']//div[dt/a[text()='Ambershire']]")
    said = " ".join(council.text_content().split())
    assert re.search(
        "a concern in [0-9]+ visits?, a strength in [0-9]+, silent in [0-9]+; certainty [0-9]+ %", said
    )
    assert council.xpath("dd/blockquote/a[contains(@href, '/finding/')]")


def test_a_finding_leads_to_findings_like_it(client: Client) -> None:
    page = html.fromstring(client.get("/finding?theme=supervision&polarity=strength").text)
    (link, *_) = page.xpath("//li//a[text()='Findings like this']/@href")
    answer = client.get(link)
    assert answer.status_code == 200
    assert html.fromstring(answer.text).xpath("//th[@scope='col']")[0].text.strip() == "score"


def test_pages_past_the_first_hold_the_rest(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = html.fromstring(client.get("/finding").text).xpath(
        "//ul[contains(@class, 'findings')]/li/a/@href"
    )
    monkeypatch.setattr("graph_cli.explorer.pages.finding.PER_PAGE", 4)
    pages = [
        html.fromstring(client.get(f"/finding?page={n}").text).xpath(
            "//ul[contains(@class, 'findings')]/li/a/@href"
        )
        for n in range(1, -(-len(whole) // 4) + 1)
    ]
    assert [address for page in pages for address in page] == whole
    assert len(whole) == len(set(whole)) > 8


@pytest.mark.parametrize("address", ["/query/findings?answer=yes", "/query/inspectors?answer=yes"])
def test_long_answers_come_page_by_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("graph_cli.explorer.pages.query.ROWS_SHOWN", 3)
    rows = client.get(f"{address}&format=json").json()
    at, shown = f"{address}&columns=all", []
    for number in range(1, -(-len(rows) // 3) + 1):
        page = html.fromstring(client.get(at).text)
        shown += [row.xpath("string(td[last()])") for row in page.xpath("//tbody/tr")]
        last = min(3 * number, len(rows))
        assert f"Rows {3 * number - 2} to {last} of {len(rows)} are shown here" in page.text_content()
        at = "".join(page.xpath("//a[@rel='next']/@href"))
    assert at == ""
    assert len(shown) == len(rows) > 3
    beyond = html.fromstring(client.get(f"{address}&page=99999").text)
    assert len(beyond.xpath("//tbody/tr")) == (len(rows) - 1) % 3 + 1


def test_the_rows_of_a_page_are_those_of_the_download(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_cli.explorer.pages.query.ROWS_SHOWN", 3)
    rows = client.get("/query/findings?answer=yes&format=json").json()
    page = html.fromstring(client.get("/query/findings?answer=yes&page=2").text)
    shown = [row.xpath("string(td[3])").strip() for row in page.xpath("//tbody/tr")]
    assert shown == [row["text"] for row in rows[3:6]]


def test_a_page_of_a_table_that_is_no_number_is_told(client: Client) -> None:
    response = client.get("/query/findings?answer=yes&page=two")
    assert response.status_code == 400
    assert "page &#39;two&#39; is not a whole number of 1 or more." in response.text


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("csv", "text/csv", b"document,"),
        ("json", "application/json", b"["),
        ("xlsx", "application/vnd", b"PK"),
    ],
)
def test_downloads(client: Client, form: str, media_type: str, begins: bytes) -> None:
    response = client.get(f"/query/findings?theme=supervision&format={form}")
    assert response.headers["content-type"].startswith(media_type)
    assert response.content.startswith(begins)
    assert f'filename="findings.{form}"' in response.headers["content-disposition"]


def test_download_without_what_it_needs_is_refused(client: Client) -> None:
    response = client.get("/query/theme-persistence?format=csv", accept="*/*")
    assert (response.status_code, response.json()["error"]["code"]) == (400, "asked-wrongly")


@pytest.mark.parametrize(
    "address", ["/", "/sparql", "/nothing", "/static/explorer.css", "/theme/supervision.ttl"]
)
def test_headers_forbid_scripts_and_guessing(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    ["/nothing", "/query/nothing", "/document/0/finding/1", "/static/../site.py", "/static/%2e%2e/site.py",
     "/static/..%2f..%2fstore.py", "/a b<c>", "/%00"],
)  # fmt: skip
def test_unknown_address_is_a_useful_page(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "/#councils" in response.text
    assert "import" not in response.text


def test_unknown_address_is_json_for_programs(client: Client) -> None:
    assert client.get("/nothing", "*/*").json()["error"]["code"] == "not-found"
