"""What a reader sees of a rendered report, as a list of words, so that renderings can be held against each other."""

import re
from html.parser import HTMLParser

_DRAWN = re.compile("[─═│█•▸✓]+|!|i")


def words_of_terminal(text: str) -> list[str]:
    """The words of terminal text, without rulers, bullets, marks and list numbers."""
    text = re.sub(r"(?m)^  +\d+\. ", "", text)
    return [word for word in text.split() if not _DRAWN.fullmatch(word)]


class _Page(HTMLParser):
    """Collects the text of a page except what only a page has: contents, pictures, summaries, labels of notices."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.skipping: list[str] = []
        self.landmarks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        skip = tag in ("svg", "nav", "summary", "style", "title") or dict(attrs).get("class") in ("skip", "mark")
        if (self.skipping or skip) and tag != "meta":
            self.skipping.append(tag)
        if tag in ("header", "main", "nav"):
            self.landmarks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.skipping and self.skipping[-1] == tag:
            self.skipping.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.words += data.split()


def read_page(html: str) -> _Page:
    """The page's words and landmarks."""
    page = _Page()
    page.feed(html)
    assert not page.skipping
    return page


def words_of_markdown(text: str) -> list[str]:
    """The words of our Markdown, without its markup."""
    text = re.sub(r"(?m)^(#+ |> \*\*[^*]+:\*\* |- |\d+\. )", "", text)
    text = re.sub(r"(?m)^\|[ :|-]+\|$", "", text)
    text = re.sub(r"(?<!\\)(\*\*:?|\*(?=\S)|(?<=\S)\*|\|)", " ", text)
    return re.sub(r"\\(.)", r"\1", text).split()
