"""The PDF file that pages are drawn into: one set of properties, compressed page by page."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from facilities_app.reports.files import replacing
from facilities_app.reports.fonts import REGULAR, register
from facilities_app.reports.text import one_line
from resources.texts import language, tr


@contextmanager
def pdf_file(path: Path, title: str, author: str, size: tuple[float, float]) -> Iterator[Canvas]:
    """A canvas whose pages become the file ``path`` when the block ends well, and nothing otherwise."""
    spoken = "en" if language() == "en" else "zh-TW"
    register()
    with replacing(path) as file:
        # ReportLab would name Helvetica in every file, which is not embedded; the stubs have the argument wrong.
        canvas = Canvas(file, pagesize=size, lang=spoken, initialFontName=REGULAR)  # type: ignore[arg-type]
        canvas.setTitle(one_line(title)[:200])
        canvas.setAuthor(one_line(author)[:80])
        canvas.setCreator(tr("Facilities App"))
        canvas.setSubject("")
        yield canvas
        canvas.save()


def finish_page(canvas: Canvas) -> None:
    """End the page and compress it now: ReportLab would hold every page as plain text until the end."""
    canvas.showPage()
    page = canvas._doc.Pages.pages[-1]  # type: ignore[attr-defined]
    packed = PDFStream(
        PDFDictionary({"Filter": PDFName("FlateDecode")}), zlib.compress(page.stream.encode("latin-1"))
    )
    page.stream, page.Contents = "", packed
