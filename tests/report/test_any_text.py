"""Whatever people write, every renderer draws it, within the width, and as text."""

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from makeable.report.blocks import Bullets, Document, Facts, Heading, Notice, Paragraph, Table
from makeable.report.charts.gain_bars import Gains, gain_bars
from makeable.report.html import html_page
from makeable.report.markdown import markdown_text
from makeable.report.terminal import terminal_text

texts = st.text(max_size=60)
rows = st.lists(st.tuples(texts, texts, texts), max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    table = Table(
        draw(st.tuples(texts, texts, texts)),
        tuple(draw(rows)),
        draw(texts),
        draw(st.frozensets(st.integers(0, 2))),
        draw(st.frozensets(st.integers(0, 3))),
        draw(texts),
    )
    blocks = (
        Heading(draw(texts)),
        Heading(draw(texts), 3),
        Paragraph(draw(texts)),
        Bullets((draw(texts), draw(texts)), draw(st.booleans())),
        Facts(((draw(texts), draw(texts)),)),
        Notice(draw(texts), "warning"),
        table,
    )
    return Document(draw(texts), blocks, draw(texts))


@settings(max_examples=150, deadline=None)
@given(documents(), st.integers(24, 140))
def test_any_text(document: Document, width: int) -> None:
    for line in terminal_text(document, width).splitlines():
        assert cell_len(line) <= width
    page = html_page(document)
    ElementTree.fromstring(page[page.index("<body>") : page.index("</html>")])
    page.encode()
    markdown_text(document).encode()


@settings(max_examples=80, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), st.lists(st.floats(-1e9, 1e9), min_size=4, max_size=4))
def test_any_text_in_a_chart(names: list[str], gains: list[float]) -> None:
    ElementTree.fromstring(gain_bars(names, [Gains(names[0], gains), Gains(names[-1], gains[::-1])]))
