"""Reading back what was written: text and pictures of PDF pages."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import zxingcpp
from PIL.Image import Image


def page_texts(path: Path) -> list[str]:
    """The text of each page as a reader copies it."""
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def squeezed(text: str) -> str:
    """Text without any space: where lines break does not matter."""
    return re.sub(r"\s+", "", text)


def picture(path: Path, page: int = 0, dpi: int = 150) -> Image:
    """A page as it is seen."""
    document = pypdfium2.PdfDocument(path)
    try:
        image: Image = document[page].render(scale=dpi / 72).to_pil()
        return image.convert("L")
    finally:
        document.close()


def qr_codes(path: Path, page: int = 0) -> list[str]:
    """What a phone reads on the page."""
    return [code.text for code in zxingcpp.read_barcodes(picture(path, page))]


def fonts(path: Path) -> dict[str, Any]:
    """Every font of the file by its name."""
    found = {}
    pages: Any = pypdf.PdfReader(path).pages
    for page in pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            found[str(font["/BaseFont"])] = font
    return found


def ink_outside(path: Path, page: int, margin_mm: tuple[float, float, float, float], dpi: int = 100) -> bool:
    """Whether anything is printed in the page's margins (left, top, right, bottom)."""
    image = picture(path, page, dpi)
    left, top, right, bottom = (round(mm / 25.4 * dpi) for mm in margin_mm)
    width, height = image.size
    strips = (
        (0, 0, left, height),
        (0, 0, width, top),
        (width - right, 0, width, height),
        (0, height - bottom, width, height),
    )
    return any(image.crop(strip).getextrema()[0] < 200 for strip in strips)  # type: ignore[operator]


def office(soffice: str, path: Path, ending: str, folder: Path) -> Path:
    """The file as LibreOffice converts it; fails when LibreOffice does not take it."""
    profile = (folder / "profile").as_uri()
    options = "csv:Text - txt - csv (StarCalc):44,34,76" if ending == "csv" else ending
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", options]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=100
    )
    return folder / f"{path.stem}.{ending}"
