"""Photos and documents: checked by content, cleaned, kept once."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid, NotFound, Unavailable
from facilities_app.services import file_types
from facilities_app.services.file_types import check, fitting_name, safe_name, tidy_name
from tests.factories import Make

GPS, EXIF, ORIENTATION, TAKEN = 0x8825, 0x8769, 0x0112, 0x9003


def photo(size: tuple[int, int] = (400, 300), *, kind: str = "JPEG", placed: bool = False) -> bytes:
    image, out = Image.new("RGB", size, "red"), io.BytesIO()
    exif = image.getexif()
    exif.get_ifd(EXIF)[TAKEN] = "2026:11:20 08:30:00"
    if placed:
        exif[ORIENTATION] = 6
        exif.get_ifd(GPS)[1] = "N"
        exif.get_ifd(GPS)[2] = (22.0, 37.0, 14.0)
    image.save(out, kind, exif=exif)
    return out.getvalue()


def office_file(*names: str, mimetype: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, mimetype if name == "mimetype" else b"<xml/>")
    return out.getvalue()


def saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_photo_is_stored_by_its_content_readable_by_its_owner_only(
    program: Program, make: Make, tmp_path: Path
) -> None:
    ticket = make.ticket()
    path = saved(tmp_path, "漏水.jpg", photo())

    done = program.services.attachments.add_files("tickets", ticket.id, [path])

    (row,) = program.services.attachments.list("tickets", ticket.id)
    stored = Path(row.path)
    assert (row.link_id,) == done.value
    assert (row.name, row.is_image, stored.stem[:2], stored.stem[2:4]) == (
        "漏水.jpg",
        True,
        stored.parent.parent.name,
        stored.parent.name,
    )
    assert stored.read_bytes() == path.read_bytes()
    assert os.name == "nt" or stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert program.services.tickets.detail(ticket.id).events[0].kind == "photo"
    assert program.services.health.check() == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_is_taken_out_the_date_stays_and_the_photo_stands_upright(kind: str) -> None:
    content = check(photo(kind=kind, placed=True), "a")
    with Image.open(io.BytesIO(content.data)) as image:
        exif = image.getexif()
        assert image.size == (content.width, content.height) == (300, 400)
        assert not exif.get_ifd(GPS)
        assert ORIENTATION not in exif
        assert exif.get_ifd(EXIF)[TAKEN] == "2026:11:20 08:30:00"


def test_a_photo_without_a_place_is_kept_byte_by_byte() -> None:
    data = photo()
    assert check(data, "a.jpg").data == data


def test_the_same_file_is_kept_once_for_many_records(program: Program, make: Make, tmp_path: Path) -> None:
    one, two = make.ticket(), make.ticket("另一案")
    path = saved(tmp_path, "a.jpg", photo())
    services = program.services
    services.attachments.add_files("tickets", one.id, [path])
    services.attachments.add_files("tickets", two.id, [path])
    again = services.attachments.add_files("tickets", two.id, [path])

    assert again.value == ()
    assert [f for f in services.base.files.rglob("*") if f.is_file()] == [
        Path(services.attachments.list("tickets", two.id)[0].path)
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("photo.jpg", b"MZ\x90\x00" + bytes(500), "attachment.type"),
        ("notes.txt", b"MZ\x90\x00" + bytes(500), "attachment.type"),
        ("broken.jpg", photo()[:200], "attachment.damaged"),
        ("empty.pdf", b"", "attachment.empty"),
        ("phone.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40), "attachment.heic"),
        ("macro.xlsx", office_file("xl/workbook.xml", "xl/vbaProject.bin"), "attachment.type"),
        ("other.zip", office_file("readme.md"), "attachment.type"),
        ("cut.xlsx", b"PK\x03\x04junk", "attachment.type"),
        ("run.sh", b"#!/bin/sh\n", "attachment.type"),
        ("odd.txt", b"\xff\xff\xfe\x81", "attachment.type"),
    ],
)
def test_what_is_no_photo_or_document_is_refused_with_its_name(
    program: Program, make: Make, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        program.services.attachments.add_files("tickets", make.ticket().id, [saved(tmp_path, name, data)])
    assert (refused.value.code, refused.value.params["name"]) == (code, name)
    assert not list(program.services.base.files.rglob("*.*"))


@pytest.mark.parametrize(
    ("name", "data", "extension"),
    [
        ("a.xlsx", office_file("xl/workbook.xml"), "xlsx"),
        ("a.docx", office_file("word/document.xml"), "docx"),
        ("a.odt", office_file("mimetype", mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
        ("a.bin", b"%PDF-1.7\n", "pdf"),
        ("a.csv", "日期,度數\n".encode("cp950"), "csv"),
        ("a.txt", "備註".encode(), "txt"),
    ],
)
def test_documents_are_known_by_their_content(name: str, data: bytes, extension: str) -> None:
    assert check(data, name).extension == extension


def test_sixty_megapixels_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(out, "PNG")
    monkeypatch.setattr(PngImageFile, "load", lambda *_: pytest.fail("decoded"))
    with pytest.raises(Invalid) as refused:
        check(out.getvalue(), "wall.png")
    assert (refused.value.code, refused.value.params["megapixels"]) == ("attachment.too_many_pixels", 60)


def test_too_big_a_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(file_types, "LARGEST_BYTES", 10)
    with pytest.raises(Invalid, match=r"attachment\.too_big"):
        check(photo(), "a.jpg")
    with pytest.raises(Invalid, match=r"attachment\.too_big"):
        file_types.read_content(saved(tmp_path, "a.jpg", photo()))


def test_a_file_that_vanishes_leaves_nothing_half_saved(program: Program, make: Make, tmp_path: Path) -> None:
    ticket = make.ticket()
    here = saved(tmp_path, "a.jpg", photo())
    with pytest.raises(Invalid, match=r"attachment\.unreadable"):
        program.services.attachments.add_files("tickets", ticket.id, [here, tmp_path / "gone.jpg"])
    with pytest.raises(Invalid, match=r"attachment\.folder"):
        program.services.attachments.add_files("tickets", ticket.id, [tmp_path])
    assert program.services.attachments.list("tickets", ticket.id) == ()
    assert not list(program.services.base.files.rglob("*.*"))


def test_a_file_cut_while_it_is_read_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", photo())
    monkeypatch.setattr(Path, "read_bytes", lambda _self: b"\xff\xd8\xff")
    with pytest.raises(Invalid, match=r"attachment\.unreadable"):
        file_types.read_content(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_device_or_a_pipe_is_refused_since_it_may_have_no_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for endless in (pipe, Path("/dev/zero")):
        with pytest.raises(Invalid, match=r"attachment\.unreadable"):
            file_types.read_content(endless)


def test_a_refused_owner_leaves_no_file_behind(program: Program, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", photo())
    with pytest.raises(NotFound):
        program.services.attachments.add_files("tickets", 99, [path])
    with pytest.raises(Invalid, match=r"attachment\.no_such_owner"):
        program.services.attachments.add_files("users", 1, [path])
    with pytest.raises(Invalid, match=r"attachment\.none_chosen"):
        program.services.attachments.add_files("tickets", 99, [])
    assert not list(program.services.base.files.rglob("*.*"))


def test_a_full_disk_is_said_and_nothing_is_kept(
    program: Program, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = make.ticket()
    path = saved(tmp_path, "a.jpg", photo())

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("facilities_app.services.attachments.os.fsync", full)
    with pytest.raises(Unavailable, match=r"attachment\.cannot_store"):
        program.services.attachments.add_files("tickets", ticket.id, [path])
    assert program.services.attachments.list("tickets", ticket.id) == ()
    assert not [f for f in program.services.base.files.rglob("*") if f.is_file()]


def test_names_are_data_without_paths_or_direction_marks() -> None:
    assert tidy_name("../..\\a\u202ecod.exe\x00") == "acod.exe"
    assert fitting_name("photo.exe", "jpg") == "photo.exe.jpg"
    assert fitting_name("photo.JPEG", "jpg") == "photo.JPEG"
    long = tidy_name("長" * 200 + ".jpeg")
    assert (len(long), long[-5:]) == (120, ".jpeg")
    assert len(fitting_name("長" * 200, "jpg")) == 120
    assert tidy_name("...") == "-"


def test_a_pasted_picture_is_attached_and_a_pasted_text_is_not(program: Program, make: Make) -> None:
    ticket = make.ticket()
    program.services.attachments.add_image("tickets", ticket.id, photo(kind="PNG"))
    assert program.services.attachments.list("tickets", ticket.id)[0].name == "image.png"
    with pytest.raises(Invalid, match=r"attachment\.type"):
        program.services.attachments.add_image("tickets", ticket.id, b"text", "a.txt")


def test_removing_is_undone_and_captions_are_kept(program: Program, make: Make, tmp_path: Path) -> None:
    ticket = make.ticket()
    services = program.services
    (link,) = services.attachments.add_files("tickets", ticket.id, [saved(tmp_path, "a.jpg", photo())]).value
    services.attachments.caption(link, "完工後")
    services.attachments.remove(link)
    assert services.attachments.list("tickets", ticket.id) == ()
    services.history.undo()
    assert services.attachments.list("tickets", ticket.id)[0].caption == "完工後"
    with pytest.raises(NotFound, match=r"attachment\.gone"):
        services.attachments.remove(999)


def test_a_thumbnail_is_made_once_and_fits_its_box(program: Program, make: Make, tmp_path: Path) -> None:
    ticket = make.ticket()
    services = program.services
    clear = io.BytesIO()
    Image.new("RGBA", (800, 400), (0, 0, 0, 0)).save(clear, "PNG")
    services.attachments.add_files("tickets", ticket.id, [saved(tmp_path, "a.png", clear.getvalue())])
    (row,) = services.attachments.list("tickets", ticket.id)

    small = services.attachments.thumbnail(row.id, 100)

    with Image.open(small) as image:
        assert (image.size, image.getpixel((0, 0))) == ((128, 64), (255, 255, 255))
    made = small.stat().st_mtime_ns
    assert services.attachments.thumbnail(row.id, 128).stat().st_mtime_ns == made
    Path(row.path).unlink()
    with pytest.raises(NotFound, match=r"attachment\.file_missing"):
        services.attachments.thumbnail(row.id, 512)


def test_a_document_and_a_missing_one_have_no_thumbnail(program: Program, make: Make, tmp_path: Path) -> None:
    ticket = make.ticket()
    services = program.services
    services.attachments.add_files("tickets", ticket.id, [saved(tmp_path, "a.pdf", b"%PDF-1.7")])
    (row,) = services.attachments.list("tickets", ticket.id)
    with pytest.raises(Invalid, match=r"attachment\.no_picture"):
        services.attachments.thumbnail(row.id)
    with pytest.raises(NotFound, match=r"attachment\.gone"):
        services.attachments.thumbnail(77)
    with pytest.raises(Invalid, match=r"attachment\.damaged"):
        file_types.make_thumbnail(saved(tmp_path, "b.png", b"\x89PNG\r\n\x1a\n"), "png", 64)


def test_a_document_is_opened_as_a_copy_that_cannot_be_saved_over(
    program: Program, make: Make, tmp_path: Path
) -> None:
    attachments = program.services.attachments
    ticket = make.ticket()
    data = office_file("xl/workbook.xml")
    attachments.add_files("tickets", ticket.id, [saved(tmp_path, "報價 單.xlsx", data)])
    (row,) = attachments.list("tickets", ticket.id)
    copy = attachments.reading_copy(row.id)
    assert (copy.name, copy.read_bytes()) == ("報價 單.xlsx", data)
    assert program.services.base.files not in copy.parents
    assert os.name == "nt" or stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert os.name == "nt" or stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    with pytest.raises(NotFound, match=r"attachment\.gone"):
        attachments.reading_copy(999)
    Path(row.path).unlink()
    with pytest.raises(NotFound, match=r"attachment\.file_missing"):
        attachments.reading_copy(row.id)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("報價.pdf", "報價.pdf"),
        ("a:b?.txt", "a_b_.txt"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("<i>.csv", "_i_.csv"),
    ],
)
def test_a_copys_name_is_a_files_name_everywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe
