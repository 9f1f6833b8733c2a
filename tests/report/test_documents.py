"""DOCX and PDF: the same story, the same bytes each time, real structure, nobody's text read as markup."""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.report.reading import words_of_terminal
from tests.report.sample import DOCUMENT, GAINS, NASTY_DOCUMENT

from makeable.errors import MakeableError
from makeable.report.blocks import Chart, Document, Heading, Paragraph, Table
from makeable.report.charts.heat import heat
from makeable.report.docx import docx_bytes
from makeable.report.pdf import pdf_bytes
from makeable.report.terminal import terminal_text

docx = pytest.importorskip("docx", reason="the extra `documents` is not installed")
pytest.importorskip("typst", reason="the extra `documents` is not installed")


def opened(document: Document) -> Any:
    return docx.Document(BytesIO(docx_bytes(document)))


def words_of_docx(document: Any) -> list[str]:
    words = []
    for element in document.element.body:
        texts = []
        for paragraph in element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            texts.append("".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t")))
        words += " ".join(texts).split()
    return words


def test_docx_tells_what_the_terminal_tells() -> None:
    labels = {"Good", "news:", "Attention:", "Note:"}
    words = [word for word in words_of_docx(opened(DOCUMENT)) if word not in labels]
    assert words == words_of_terminal(terminal_text(DOCUMENT, 300))


def test_docx_has_real_headings_lists_captions_and_tables() -> None:
    document = opened(DOCUMENT)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    for name in ("Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "Caption"):
        assert name in styles
    tables = [table for table in document.tables if table.style.name == "Report Table"]
    assert len(tables) == 3
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in tables)
    assert document.core_properties.title == DOCUMENT.title


def test_every_numbered_list_starts_at_one() -> None:
    from makeable.report.blocks import Bullets

    document = opened(Document("t", [Bullets(("a", "b"), numbered=True), Bullets(("c",), numbered=True)]))
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_same_document_same_bytes() -> None:
    assert docx_bytes(DOCUMENT) == docx_bytes(DOCUMENT)
    assert pdf_bytes(DOCUMENT) == pdf_bytes(DOCUMENT)


def test_pdf_is_tagged_and_says_its_language_and_title() -> None:
    pdf = pdf_bytes(Document("Titel", [Heading("A"), Chart("C", heat(["i"], ["p"], [[0.5]]), GAINS)], language="de"))
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert re.search(rb"/Lang ?\(de\)", pdf)
    assert b"/Alt" in pdf
    assert b"pdfuaid" in pdf


@pytest.mark.parametrize(
    "text", ['#panic("x")', "$x$ = *b* _i_ @ref <label> // no", '#sys.inputs "q" \\u{41}', "= Heading"]
)
def test_what_people_wrote_reaches_the_typesetter_as_text(text: str, tmp_path: Path) -> None:
    pdf = pdf_bytes(Document(text, [Paragraph(text), Table((text,), ((text,),), caption=text)]))
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: only that the document can be set was tested")
    (tmp_path / "a.pdf").write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True)
    assert read.stdout.count(re.sub(r"\s+", " ", text)) >= 4


def test_nasty_texts_and_scripts_that_fonts_lack_still_make_a_document() -> None:
    odd = Document("谈判 עברית 𓀀", [Paragraph("谈判 עברית 𓀀 ​")], language="he")
    for document in (NASTY_DOCUMENT, odd, Document("", [Table((), ()), Table(("a",), ())])):
        assert pdf_bytes(document).startswith(b"%PDF-")
        assert docx_bytes(document).startswith(b"PK")


@pytest.mark.parametrize(("module", "make"), [("typst", pdf_bytes), ("docx", docx_bytes)])
def test_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch, module: str, make: Any) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "makeable.report.docx_writer", raising=False)
    with pytest.raises(MakeableError, match=re.escape("pip install 'makeable[documents]'")):
        make(DOCUMENT)
