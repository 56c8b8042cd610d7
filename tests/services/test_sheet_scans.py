"""Scanned sheets find their inspection by the QR code: flat, askew, upside down, a stack in one file."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import NotFound, Unavailable
from facilities_app.messages import sentence
from tests.factories import Make

TODAY = date(2026, 11, 23)


def scanned(pdf: Path, page: int = 0, dpi: int = 150) -> Image.Image:
    """A page as a scanner sees it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return image.convert("L")
    finally:
        document.close()


def as_pdf(pages: list[Image.Image], out: Path) -> Path:
    pages[0].save(out, save_all=True, append_images=pages[1:], resolution=150)
    return out


@pytest.mark.parametrize("angle", [0, 3, 90, 180, -7])
def test_a_scan_is_attached_to_its_inspection_however_it_lies(
    program: Program, make: Make, tmp_path: Path, angle: int
) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    number = program.services.checklists.print_task(task, tmp_path / "a.pdf").value
    picture = scanned(tmp_path / "a.pdf").rotate(angle, expand=True, fillcolor=255)
    path = tmp_path / "scan.jpg"
    picture.filter(ImageFilter.GaussianBlur(0.6)).save(path, quality=70)
    (scan,) = program.services.sheet_scans.find(path)
    assert (scan.number, scan.pages, scan.is_open) == (number, (0,), True)
    assert program.services.sheet_scans.attach(scan).value == task
    (photo,) = program.services.inspections.detail(task).photos
    assert (photo.name, photo.caption) == ("scan.jpg", number)
    program.services.history.undo()
    assert program.services.inspections.detail(task).photos == ()


def test_a_stack_in_one_file_is_taken_apart(program: Program, make: Make, tmp_path: Path) -> None:
    from pypdf import PdfReader

    tasks = [make.task(due=TODAY, asset=make.asset(category="elevator")) for _ in range(2)]
    numbers = program.services.checklists.print_tasks(tasks, tmp_path / "a.pdf").value
    pages = [scanned(tmp_path / "a.pdf", page) for page in range(4)]
    blank = Image.new("L", pages[0].size, 255)  # an empty back side
    stack = as_pdf([pages[0], blank, pages[1], pages[2], pages[3]], tmp_path / "stack.pdf")
    scans = program.services.sheet_scans.find(stack)
    assert [(one.number, one.pages, one.is_whole) for one in scans] == [
        (numbers[0], (0, 1, 2), False),
        (numbers[1], (3, 4), False),
    ]
    for scan in scans:
        program.services.sheet_scans.attach(scan)
    for task, count, number in zip(tasks, (3, 2), numbers, strict=True):
        (photo,) = program.services.inspections.detail(task).photos
        assert photo.name == f"stack_{number}.pdf"
        assert len(PdfReader(photo.path).pages) == count


def test_a_scan_of_a_recorded_sheet_is_attached_too(program: Program, make: Make, tmp_path: Path) -> None:
    task = make.task(due=TODAY, asset=make.asset(category="elevator"))
    program.services.checklists.print_task(task, tmp_path / "a.pdf")
    program.services.inspections.record(task, 1, TODAY, "pass", "吳承翰")
    path = tmp_path / "scan.png"
    scanned(tmp_path / "a.pdf").save(path)
    (scan,) = program.services.sheet_scans.find(path)
    assert not scan.is_open
    program.services.sheet_scans.attach(scan)
    assert len(program.services.inspections.detail(task).photos) == 1


def test_what_has_no_number_of_ours_is_told(program: Program, make: Make, tmp_path: Path) -> None:
    import zxingcpp

    plain = tmp_path / "plain.png"
    Image.new("L", (400, 400), 255).save(plain)
    with pytest.raises(Unavailable, match=r"sheet\.no_code") as refused:
        program.services.sheet_scans.find(plain)
    assert "plain.png" in sentence(refused.value)
    code = zxingcpp.create_barcode("ELEV-11511-777/1", zxingcpp.BarcodeFormat.QRCode)
    stranger = tmp_path / "stranger.png"
    Image.fromarray(code.to_image(scale=8)).save(stranger)
    with pytest.raises(NotFound, match=r"sheet\.unknown_number"):
        program.services.sheet_scans.find(stranger)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(Unavailable, match=r"sheet\.damaged"):
        program.services.sheet_scans.find(broken)
