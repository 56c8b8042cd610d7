"""The numbers of sheets on scanned or photographed paper: from the QR code in each page's corner."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from facilities_app.domain.errors import Unavailable

MOST_PAGES = 120
_WIDTH = 1654  # an A4 page at 200 dpi
_LARGEST = 2600  # more pixels make reading slower, not better


def codes_of_picture(data: bytes) -> tuple[str, ...]:
    """The texts of all QR codes on one picture that was checked before; () if none can be read."""
    with Image.open(BytesIO(data)) as image:
        image.draft("L", (_LARGEST, _LARGEST))
        grey = image.convert("L")
    return _codes(grey)


def codes_of_pdf(data: bytes, name: str) -> tuple[tuple[str, ...], ...]:
    """As codes_of_picture, for each page. Raises Unavailable("sheet.…") for what is no PDF, or too long."""
    return tuple(codes_of_picture(page) for page in pictures_of_pdf(data, name))


def pictures_of_pdf(data: bytes, name: str = "") -> tuple[bytes, ...]:
    """Each page as it is seen. Raises Unavailable as codes_of_pdf."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    from facilities_app.reports.pdf_pictures import page_pictures

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise Unavailable("sheet.encrypted", name=name)
        if len(reader.pages) > MOST_PAGES:
            raise Unavailable("sheet.too_many_pages", name=name, limit=MOST_PAGES)
        return page_pictures(data, _WIDTH)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unavailable("sheet.damaged", name=name) from error


def pages_of_pdf(data: bytes, pages: tuple[int, ...]) -> bytes:
    """A PDF of only these pages, counted from 0."""
    from pypdf import PdfReader, PdfWriter

    reader, writer = PdfReader(BytesIO(data)), PdfWriter()
    for number in pages:
        writer.add_page(reader.pages[number])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _codes(grey: Image.Image) -> tuple[str, ...]:
    import zxingcpp

    for image in _sizes(grey):
        found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        texts = tuple(code.text for code in found if code.text)
        if texts:
            return texts
    return ()


def _sizes(grey: Image.Image) -> Iterator[Image.Image]:
    """Small first: most are read at once; what is small on a large photo is read at its full size."""
    if max(grey.size) > _LARGEST:
        small = grey.copy()
        small.thumbnail((_LARGEST, _LARGEST))
        yield small
    yield grey
