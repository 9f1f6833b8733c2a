"""A document as DOCX, to be worked on further: real headings, lists, captions and table styles."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from makeable.errors import MakeableError
from makeable.report.blocks import Document
from makeable.report.plain_data import plain_data

if TYPE_CHECKING:
    from makeable.report.docx_writer import Writer

__all__ = ["docx_bytes"]


def docx_bytes(document: Document) -> bytes:
    """The document as a DOCX file; the same document gives the same bytes. Charts appear as their tables.

    Raises MakeableError when the extra `documents` is not installed.
    """
    try:
        from makeable.report.docx_writer import Writer  # noqa: PLC0415  python-docx is an optional extra
    except ImportError as missing:
        raise MakeableError("DOCX needs the extra `documents`: pip install 'makeable[documents]'") from missing
    data = plain_data(document)
    writer = Writer(data["title"], data["subtitle"], data["language"])
    for block in data["blocks"]:
        _write(writer, block)
    return _undated(writer.saved())


def _write(writer: Writer, block: dict[str, Any]) -> None:
    match block["block"]:
        case "heading":
            writer.paragraph(block["text"], f"Heading {block['level'] - 1}")
        case "paragraph":
            writer.paragraph(block["text"], "Muted" if block["muted"] else "Normal")
        case "clause":
            writer.clause(block["number"], block["text"], block["note"])
        case "bullets":
            writer.bullets(block["items"], block["numbered"])
        case "facts":
            writer.facts(block["pairs"])
        case "notice":
            writer.notice(block["label"], block["text"], block["kind"])
        case "table":
            writer.table(block)
        case "chart":
            writer.paragraph(block["title"], "Caption")
            writer.table(block["table"])


def _undated(file: bytes) -> bytes:
    """The same archive without the time of its making."""
    target = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, source.read(name))
    return target.getvalue()
