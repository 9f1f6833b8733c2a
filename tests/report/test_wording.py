from makeable.report.blocks import Chart, Document, Notice, Table
from makeable.report.charts.gain_bars import Gains, gain_bars
from makeable.report.html import html_page
from makeable.report.wording import right_to_left, wording


def test_a_report_frames_its_blocks_in_its_language() -> None:
    page = html_page(
        Document("Havenpark", [Notice("Er is een akkoord.", "good"), Chart("c", "", Table((), ()))], language="nl")
    )
    assert "Goed nieuws" in page
    assert "De cijfers als tabel" in page
    assert "Naar de inhoud" in page


def test_an_unknown_language_is_framed_in_english() -> None:
    assert wording("tlh") == wording("en") == wording("en-GB")


def test_direction() -> None:
    assert right_to_left("ar-EG")
    assert not right_to_left("nl")


def test_charts_write_figures_as_their_caller_does() -> None:
    assert "2,5" in gain_bars(["a"], [Gains("x", [2.5])], number=lambda value: str(value).replace(".", ","))
