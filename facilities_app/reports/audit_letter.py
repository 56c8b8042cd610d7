"""The letter (函) that asks a borrower to explain by a deadline: A4 upright, a draft until it has its number."""

from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.reports.audit_data import AuditLetter
from facilities_app.reports.fonts import Faces
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import Pen
from facilities_app.reports.table import Written
from resources.texts import pick, tr

_LEFT, _END, _TOP, _FOOT = 30.0, 185.0, 25.0, 285.2
"""Wider margins than a form has, as letters are bound at the left (mm)."""
_SIZE, _LEADING, _SMALL = 12.0, 7.2, 9.0
_LAST, _MOST_LINES = 268.0, 60
_NUMERALS = "一二三四五六七八九"

Line = tuple[float, str, bool]
"""Where it begins, its text, whether it is bold."""


def write_audit_letter(path: Path, letter: AuditLetter) -> Written:
    """Write the letter, whole or not at all."""
    faces = Faces()
    with pdf_file(path, letter.subject, letter.office, A4) as canvas:
        pen = Pen(canvas, faces, A4[1])
        first = _draw_head(pen, letter)
        pages = _pages(_body(pen, letter), first)
        for number, lines in enumerate(pages, 1):
            y = first if number == 1 else _TOP
            for x, text, bold in lines:
                pen.text(x, y, text, _SIZE, bold=bold)
                y += _LEADING
            _draw_foot(pen, letter, number, len(pages))
            finish_page(canvas)
    return Written(1, len(pages), tuple(sorted(faces.missing)), pen.shortened)


def _draw_head(pen: Pen, letter: AuditLetter) -> float:
    """File number, title and to whom; returns where the letter itself begins."""
    for line, words in enumerate((tr("File no.:", "letter"), tr("Kept until:", "letter"))):
        pen.text(145, 20 + line * 5, words, _SMALL)
    title = tr("{office}: letter").format(office=letter.office)
    if not letter.document:
        title += tr(" (draft)")
    pen.text((_LEFT + _END) / 2, 40, title, 18, bold=True, align="center", room=_END - _LEFT)
    rows = (
        (tr("To:", "letter"), letter.addressee, True),
        (tr("Date:", "letter"), letter.sent_on, False),
        (tr("Number:", "letter"), letter.document, False),
        (tr("Speed:", "letter"), tr("ordinary", "letter"), False),
        (tr("Secrecy:", "letter"), "", False),
        (tr("Enclosure:", "letter"), letter.enclosure, False),
    )
    y = 54.0
    for label, value, is_large in rows:
        size = 14 if is_large else _SMALL + 1
        wide = pen.text(_LEFT, y, label, size)
        pen.text(_LEFT + wide + 1, y, value, size, room=_END - _LEFT - wide - 1)
        y += 8.5 if is_large else 5.6
    if letter.demo:
        tag = tr("Demo data")
        pen.box(_LEFT, 16.6, pen.width(tag, _SMALL) + 2.4, 4.6, 0.6)
        pen.text(_LEFT + 1.2, 20, tag, _SMALL)
    return y + 6


def _body(pen: Pen, letter: AuditLetter) -> list[Line]:
    """主旨, 說明 with its numbered points, 正本, and who signs."""
    lines = _hanging(pen, _LEFT, tr("Subject: ", "letter"), letter.subject, bold=True)
    lines.append((_LEFT, tr("Explanation:", "letter"), True))
    for place, point in enumerate(letter.points):
        number = pick(f"{_NUMERALS[place]}、", f"{place + 1}. ")
        lines += _hanging(pen, _LEFT + 4, number, point)
    blank: Line = (_LEFT, "", False)
    lines += [blank, *_hanging(pen, _LEFT, tr("Original: ", "letter"), letter.addressee)]
    lines += _hanging(pen, _LEFT, tr("Copy: ", "letter"), tr("this office, for the file", "letter"))
    return [*lines, blank, blank, (_LEFT, tr("Signature of the head: ", "letter"), True)]


def _hanging(pen: Pen, x: float, label: str, text: str, *, bold: bool = False) -> list[Line]:
    """A label, and its text beside it in lines of their own width; the label shares the first line."""
    inset = pen.width(label, _SIZE, bold=bold)
    parts = pen.wrapped(text, _SIZE, _END - x - inset, _MOST_LINES, bold=bold)
    first, *rest = parts
    return [(x, label + first, bold), *((x + inset, part, bold) for part in rest)]


def _pages(lines: list[Line], first: float) -> list[list[Line]]:
    """The lines page by page, the first page from where its head ends."""
    pages: list[list[Line]] = [[]]
    y = first
    for line in lines:
        if y > _LAST:
            pages.append([])
            y = _TOP
        pages[-1].append(line)
        y += _LEADING
    return pages


def _draw_foot(pen: Pen, letter: AuditLetter, page: int, pages: int) -> None:
    numbered = tr("Page {page} of {pages}").format(page=page, pages=pages)
    pen.text((_LEFT + _END) / 2, _FOOT, numbered, _SMALL, align="center")
    printed = tr("Printed {date}").format(date=letter.printed_text)
    pen.text(_END, _FOOT, printed, _SMALL, align="right", room=60)
