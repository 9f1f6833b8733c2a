import re
from xml.etree import ElementTree

import pytest
from tests.report.reading import read_page, words_of_markdown, words_of_terminal
from tests.report.sample import DOCUMENT, NASTY_DOCUMENT

from makeable.report.blocks import Document, Heading, Paragraph, Table
from makeable.report.html import html_blocks, html_page, page_css
from makeable.report.markdown import markdown_text
from makeable.report.terminal import terminal_text


def test_page_tells_what_the_terminal_tells() -> None:
    assert words_of_terminal(terminal_text(DOCUMENT, 300)) == read_page(html_page(DOCUMENT)).words


def test_markdown_tells_what_the_terminal_tells() -> None:
    assert words_of_terminal(terminal_text(DOCUMENT, 300)) == words_of_markdown(markdown_text(DOCUMENT))


def test_page_has_landmarks_a_language_and_a_way_past_the_contents() -> None:
    page = html_page(DOCUMENT)
    assert read_page(page).landmarks == ["header", "nav", "main"]
    assert '<html lang="en">' in page
    assert '<a class="skip" href="#content">' in page
    assert '<main id="content"' in page


def test_page_asks_nothing_of_the_network_and_runs_nothing() -> None:
    page = html_page(DOCUMENT)
    assert not re.search(r"<script|<link|<img|@import|url\(|\son\w+=|\sstyle=", page)
    assert set(re.findall(r"https?://[^\"'\s<]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert "default-src 'none'" in page
    assert page.count("<style>") == 1


def test_what_people_wrote_never_becomes_markup() -> None:
    page = html_page(NASTY_DOCUMENT)
    assert "<script" not in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", page)
    body = page[page.index("<body>") : page.index("</html>")]
    ElementTree.fromstring(body)  # well formed: nothing opened or closed a tag


def test_every_reference_has_its_target_and_no_id_stands_twice() -> None:
    repeated = Document("t", [Heading("Same"), Heading("Same"), Heading("content"), Heading("…"), Heading("chart-1")])
    for document in (DOCUMENT, NASTY_DOCUMENT, repeated):
        page = html_page(document)
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        referred = re.findall(r'(?:aria-labelledby|href)="#?([^"]+)"', page)
        assert referred
        assert set(referred) <= set(ids)


def test_tables_name_their_rows_and_columns() -> None:
    html = html_blocks([Table(("Party", "Gain"), (("Mayor", "3"),), caption="Gains", numeric=frozenset({1}))])
    assert '<th scope="col">Party</th>' in html
    assert '<th scope="row">Mayor</th>' in html
    assert '<td class="n">3</td>' in html
    assert "<caption" in html


def test_language_from_right_to_left() -> None:
    page = html_page(Document("עסקה", [Paragraph("שלום")], language="he"))
    assert '<html lang="he" dir="rtl">' in page


def test_same_document_same_bytes() -> None:
    assert html_page(DOCUMENT) == html_page(DOCUMENT)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_of_the_page(scheme: int) -> None:
    roots = re.findall(r":root \{([^}]*--paper[^}]*)\}", page_css())
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", roots[scheme]))
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "tint"):
            assert contrast(colours[text], colours[ground]) >= 4.5
    for kind in ("good", "warning", "info"):
        assert contrast(colours[kind], colours[f"{kind}-tint"]) >= 4.5
        assert contrast(colours["ink"], colours[f"{kind}-tint"]) >= 4.5
    assert contrast(colours["line"], colours["paper"]) >= 3
