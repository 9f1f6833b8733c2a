import re

import pytest
from tests.report.sample import NASTY_DOCUMENT

from makeable.report.blocks import Bullets, Paragraph, Table
from makeable.report.markdown import markdown_text


@pytest.mark.parametrize("text", ["# no", "- no", "+ no", "1. no", "12) no", "=== ", "> no", ": no", "--- "])
def test_the_start_of_a_line_stays_text(text: str) -> None:
    assert re.match(r"(\d+)?\\", markdown_text([Paragraph(text)]))


def test_markup_characters_are_escaped() -> None:
    text = markdown_text(NASTY_DOCUMENT)
    assert not re.search(r"(?<!\\)[`\[\]<>$]", text.replace("> **Attention:**", ""))
    assert "\\|" in text
    assert "\x1b" not in text


def test_a_pipe_in_a_cell_does_not_open_a_column() -> None:
    lines = markdown_text([Table(("a|b", "c"), (("d|e", "f"),))]).splitlines()
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in lines] == [3, 3, 3]


def test_lists_and_numbers() -> None:
    assert markdown_text([Bullets(("one", "two"), numbered=True)]) == "1. one\n2. two\n"
