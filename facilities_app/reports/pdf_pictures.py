"""The pages of a PDF as pictures: what a preview shows is the page that will be printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LOCK = Lock()
"""PDFium is one for the whole process and takes one caller at a time."""


def page_pictures(pdf: bytes, width: int) -> tuple[bytes, ...]:
    """Each page as a PNG ``width`` pixels wide. Any thread. Raises ValueError for what is no PDF."""
    from io import BytesIO

    found = []
    with _opened(pdf) as document:
        for page in document:
            picture = page.render(scale=width / page.get_width()).to_pil()
            out = BytesIO()
            picture.convert("L").save(out, "PNG", compress_level=1)
            found.append(out.getvalue())
            page.close()
    return tuple(found)


@contextmanager
def _opened(pdf: bytes) -> "Iterator[PdfDocument]":
    from pypdfium2 import PdfDocument, PdfiumError  # slow to import, and rarely needed

    with _LOCK:
        try:
            document = PdfDocument(pdf)
        except PdfiumError as error:
            raise ValueError("no PDF") from error
        try:
            yield document
        finally:
            document.close()
