"""What a file really is, told from its content; photos are cleaned of the place they were taken at."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line

LARGEST_BYTES = 100 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
LONGEST_NAME = 120
IMAGES = frozenset({"jpg", "png", "webp"})

# The classes themselves, not Image.open: the size is then known and judged before anything is decoded.
_OPENERS: dict[str, Any] = {"jpg": JpegImageFile, "png": PngImageFile, "webp": WebPImageFile}
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_SUFFIXES = {"jpg": (".jpg", ".jpeg", ".jpe", ".jfif")}
_NO_FILE_SIGNS = re.compile(r'[<>:"/\\|?*]')
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
_GPS, _ORIENTATION, _MAKER_NOTE, _EXIF = 0x8825, 0x0112, 0x927C, 0x8769
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError)
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be stored: the bytes, what they are and, for a picture, its size."""

    data: bytes
    extension: str
    width: int | None = None
    height: int | None = None


def read_content(path: Path) -> Content:
    """The file's content, checked and cleaned. Raises Invalid("attachment.…") naming the file."""
    name = tidy_name(path.name)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Invalid("attachment.folder", field="files", name=name)
        if size > LARGEST_BYTES:
            raise Invalid("attachment.too_big", field="files", name=name, limit=LARGEST_BYTES // 1024**2)
        if not path.is_file():  # a device or a pipe may have no end
            raise Invalid("attachment.unreadable", field="files", name=name)
        data = path.read_bytes()
    except OSError as error:
        raise Invalid("attachment.unreadable", field="files", name=name) from error
    if len(data) < size:
        raise Invalid("attachment.unreadable", field="files", name=name)
    return check(data, name)


def check(data: bytes, name: str) -> Content:
    """As read_content, for bytes already at hand, such as a pasted picture."""
    if not data:
        raise Invalid("attachment.empty", field="files", name=name)
    if len(data) > LARGEST_BYTES:
        raise Invalid("attachment.too_big", field="files", name=name, limit=LARGEST_BYTES // 1024**2)
    kind = sniff(data, PurePath(name).suffix.lower())
    if kind == "heic":
        raise Invalid("attachment.heic", field="files", name=name)
    if not kind:
        raise Invalid("attachment.type", field="files", name=name)
    return _picture(data, kind, name) if kind in IMAGES else Content(data, kind)


def sniff(data: bytes, suffix: str) -> str:
    """The extension that fits the content, "" if it is none of the kinds we keep."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "heic"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office_kind(data)
    return suffix[1:] if suffix in (".txt", ".csv") and _is_text(data) else ""


def tidy_name(name: str) -> str:
    """A file's name as data: composed, no control or direction marks, no path, at most 120 characters."""
    line = clean_line(name.replace("\x00", "")).replace("\\", "/").rpartition("/")[2].strip(" .")
    if len(line) > LONGEST_NAME:
        suffix = PurePath(line).suffix[:12]
        line = line[: LONGEST_NAME - len(suffix)].rstrip(" .") + suffix
    return line or "-"


def safe_name(name: str) -> str:
    """A name that every system takes for a file: no signs or words that mean something to Windows."""
    line = _NO_FILE_SIGNS.sub("_", tidy_name(name))
    return f"_{line}" if PurePath(line).stem.upper() in _DEVICES else line


def fitting_name(name: str, extension: str) -> str:
    """The name with the ending that its content has, so that nothing poses as another kind."""
    tidy = tidy_name(name)
    if PurePath(tidy).suffix.lower() in _SUFFIXES.get(extension, (f".{extension}",)):
        return tidy
    return tidy_name(f"{tidy[: LONGEST_NAME - len(extension) - 1]}.{extension}")


def make_thumbnail(path: Path, extension: str, size: int) -> bytes:
    """The picture within ``size`` by ``size`` pixels, as JPEG. Raises Invalid for a damaged one."""
    try:
        with path.open("rb") as file, _OPENERS[extension](file) as image:
            image.draft("RGB", (size * 2, size * 2))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((size, size))
            out = io.BytesIO()
            _flat(upright).save(out, "JPEG", quality=85)
            return out.getvalue()
    except _BROKEN as error:
        raise Invalid("attachment.damaged", name=path.name) from error


def _picture(data: bytes, kind: str, name: str) -> Content:
    try:
        with _OPENERS[kind](io.BytesIO(data)) as image:
            width, height = image.size
            if width * height > LARGEST_PIXELS:
                raise Invalid(
                    "attachment.too_many_pixels",
                    field="files",
                    name=name,
                    megapixels=round(width * height / 1e6),
                    limit=LARGEST_PIXELS // 1_000_000,
                )
            if _needs_cleaning(image):
                return _cleaned(image, kind)
            # An eighth of the size is enough to see that the stream is whole.
            image.draft("L", (1, 1))
            image.load()
            return Content(data, kind, width, height)
    except _BROKEN as error:
        raise Invalid("attachment.damaged", field="files", name=name) from error


def _needs_cleaning(image: Image.Image) -> bool:
    exif = image.getexif()
    xmp = image.info.get("xmp", b"") or image.info.get("XML:com.adobe.xmp", "")
    told = xmp if isinstance(xmp, bytes) else str(xmp).encode()
    return bool(exif.get_ifd(_GPS)) or exif.get(_ORIENTATION, 1) != 1 or b"GPS" in told


def _cleaned(image: Image.Image, kind: str) -> Content:
    """Upright, without place and maker's notes; the date taken stays."""
    upright = ImageOps.exif_transpose(image)
    exif = image.getexif()
    exif.get_ifd(_EXIF).pop(_MAKER_NOTE, None)
    for tag in (_GPS, _ORIENTATION):
        exif.pop(tag, None)
    kept = exif.tobytes()
    upright.info = {k: v for k, v in upright.info.items() if k in ("icc_profile", "transparency")}
    out = io.BytesIO()
    options: dict[str, Any] = {"exif": kept, "icc_profile": upright.info.get("icc_profile")}
    if kind != "png":
        options["quality"] = 92
    upright.save(out, _FORMATS[kind], **options)
    return Content(out.getvalue(), kind, upright.width, upright.height)


def _flat(image: Image.Image) -> Image.Image:
    """On white: JPEG has no transparency."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    return image.convert("RGB")


def _office_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return ""
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "word/document.xml" in names:
                return "docx"
            first = archive.read("mimetype")[:80] if archive.getinfo("mimetype").file_size < 100 else b""
            return "odt" if first == b"application/vnd.oasis.opendocument.text" else ""
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return ""


def _is_text(data: bytes) -> bool:
    if b"\x00" in data:
        return False
    for encoding in ("utf-8-sig", "cp950"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
