"""Writing a DOCX document paragraph by paragraph with python-docx, and the styles that give it its look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from makeable.report.charts.text import text_width
from makeable.report.wording import right_to_left

__all__ = ["Writer"]

_INK, _SOFT = RGBColor(0x1D, 0x21, 0x26), RGBColor(0x53, 0x5A, 0x63)
_TINTS = {"info": ("EBF3FA", "0B5394"), "good": ("EAF5EE", "14683D"), "warning": ("FDF3E3", "8A4B00")}
_ROOM = 459.0  # points between the margins
_CELL, _PADDING = 10.0, 12.0  # a little more than the text is set in, for fonts broader than ours
_TEXT, _DISPLAY = "Calibri", "Cambria"
_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:rPr><w:sz w:val="19"/></w:rPr>
  <w:tblPr><w:tblBorders>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="868E98"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9DDE2"/>
  </w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="535A63"/></w:rPr>
    <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="868E98"/></w:tcBorders>
    <w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
</w:style>"""


class Writer:
    """A document that grows downwards."""

    def __init__(self, title: str, subtitle: str, language: str) -> None:
        self.doc: Any = docx.Document()
        self.right_to_left = right_to_left(language)
        _styles(self.doc, language)
        _page(self.doc)
        core = self.doc.core_properties
        core.title, core.author, core.language, core.comments = title, "", language, ""
        core.created = core.modified = datetime(2000, 1, 1)
        self.paragraph(title, "Title")
        if subtitle:
            self.paragraph(subtitle, "Subtitle")

    def saved(self) -> bytes:
        """The file."""
        file = BytesIO()
        self.doc.save(file)
        return file.getvalue()

    def paragraph(self, text: str, style: str = "Normal") -> Any:
        """A paragraph in a style."""
        paragraph = self.doc.add_paragraph(text, style=style)
        if self.right_to_left:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        return paragraph

    def clause(self, number: str, text: str, note: str) -> None:
        """A numbered clause with its text hanging beside the number, and a small note below."""
        paragraph = self.paragraph("", "Clause")
        paragraph.add_run(number).bold = True
        paragraph.add_run(f"\t{text}")
        if note:
            paragraph.paragraph_format.keep_with_next = True
            self.paragraph(note, "Clause Note")

    def bullets(self, items: Sequence[str], numbered: bool) -> None:
        """A list; every numbered one starts at 1."""
        number = self._numbering() if numbered else None
        for item in items:
            paragraph = self.paragraph(item, "List Number" if numbered else "List Bullet")
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def _numbering(self) -> int:
        """A new numbering that looks like the style's own and starts again."""
        numbering = self.doc.part.numbering_part.numbering_definitions._numbering
        base = self.doc.styles["List Number"].element.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(base).abstractNumId.val
        added = numbering.add_num(abstract)
        added.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(added.numId)

    def notice(self, label: str, text: str, kind: str) -> None:
        """A tinted paragraph with a coloured edge and its label in bold."""
        tint, edge = _TINTS[kind]
        paragraph = self.paragraph("", "Notice")
        properties = paragraph._p.get_or_add_pPr()
        border = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="36" w:space="8" w:color="{edge}"/></w:pBdr>'
        spacing = properties.find(qn("w:spacing"))
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{tint}"/>')
        for element in (parse_xml(border), shading):
            properties.append(element) if spacing is None else spacing.addprevious(element)
        run = paragraph.add_run(f"{label}: ")
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(edge)
        paragraph.add_run(text)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names and values side by side."""
        if not pairs:
            return
        grid = self.doc.add_table(rows=0, cols=2)
        for name, value in pairs:
            cells = grid.add_row().cells
            for cell, text in zip(cells, (name, value), strict=True):
                cell.paragraphs[0].style = "Cell"
                run = cell.paragraphs[0].add_run(text)
                run.bold = cell is cells[1]
            cells[0].paragraphs[0].runs[0].font.color.rgb = _SOFT
        _set_widths(grid, pairs)
        self.paragraph("", "After Table")

    def table(self, table: dict[str, Any]) -> None:
        """A table with its caption above and its note below; the header row comes again on every page."""
        if table["caption"]:
            self.paragraph(table["caption"], "Caption")
        if table["columns"]:
            grid = self.doc.add_table(rows=0, cols=len(table["columns"]), style="Report Table")
            grid.alignment = WD_TABLE_ALIGNMENT.LEFT
            self._row(grid, table["columns"], table["numeric"], False)
            grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for number, row in enumerate(table["rows"]):
                self._row(grid, row, table["numeric"], number in table["strong"])
            _set_widths(grid, [table["columns"], *table["rows"]])
        self.paragraph(table["note"], "Muted" if table["note"] else "After Table")

    def _row(self, grid: Any, texts: Sequence[str], numeric: Sequence[int], strong: bool) -> None:
        row = grid.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for i, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Cell"
            paragraph.add_run(text).bold = True if strong else None
            if i in numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if strong:
                shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F1F4F7"/>'
                cell._tc.get_or_add_tcPr().append(parse_xml(shading))


def _set_widths(grid: Any, rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as what stands in them, narrowed to the page without breaking words where that is possible."""
    columns = range(len(rows[0]))
    natural = [max(text_width(row[i], _CELL) for row in rows) + _PADDING for i in columns]
    needed = [max(text_width(word, _CELL) for row in rows for word in row[i].split(" ")) + _PADDING for i in columns]
    room = _ROOM - sum(needed)
    wanted = sum(natural) - sum(needed)
    share = min(max(room / wanted, 0), 1) if wanted > 0 else 0
    widths = [need + (wish - need) * share for need, wish in zip(needed, natural, strict=True)]
    shrink = min(_ROOM / sum(widths), 1)
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Pt(width * shrink)
        for cell in column.cells:
            cell.width = Pt(width * shrink)


def _page(document: Any) -> None:
    """A4, and the page's number at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin = section.bottom_margin = Mm(22)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _styles(document: Any, language: str) -> None:
    """The look of everything, kept in styles so that whoever works on the document can change it in one place."""
    styles = document.styles
    _look(styles["Normal"], _TEXT, 10.5, _INK, after=6)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    _look(styles["Title"], _DISPLAY, 26, _INK, bold=True, after=4)
    _look(styles["Subtitle"], _TEXT, 13, _SOFT, after=14)
    _look(styles["Heading 1"], _DISPLAY, 17, _INK, bold=True, before=22, after=8)
    _look(styles["Heading 2"], _DISPLAY, 13, _INK, bold=True, before=14, after=5)
    _look(styles["Caption"], _TEXT, 10.5, _INK, bold=True, before=12, after=4)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name, size, colour, before, after in (
        ("Muted", 9.5, _SOFT, 3, 8),
        ("Cell", 9.5, None, 2, 2),
        ("After Table", 4, _SOFT, 0, 6),
        ("Notice", 10.5, _INK, 6, 8),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _look(style, _TEXT, size, colour, before=before, after=after)
    for name, base, after in (("Clause", "Normal", 4), ("Clause Note", "Muted", 9)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        style.paragraph_format.left_indent, style.paragraph_format.space_after = Mm(12), Pt(after)
        style.paragraph_format.space_before = Pt(0)
    styles["Clause"].paragraph_format.first_line_indent = Mm(-12)
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)
    styles.element.append(parse_xml(_TABLE_STYLE))
    for tag in styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)


def _look(
    style: Any, font: str, size: float, colour: Any, *, bold: bool = False, before: float = 0, after: float = 0
) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold or None, False
    if colour is not None:
        style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
