"""The visit form of the audit of actual residence (宿舍居住事實查考紀錄表), one A4 page a unit."""

from collections.abc import Iterable
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.reports.audit_data import AuditForm
from facilities_app.reports.audit_form_parts import (
    draw_evidence,
    draw_findings,
    draw_residents,
    draw_signatures,
    draw_statement,
)
from facilities_app.reports.fonts import Faces
from facilities_app.reports.form_cells import END, LEFT, WIDTH, sign_row
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import Pen
from facilities_app.reports.qr import draw_qr
from facilities_app.reports.table import Step, Written
from resources.texts import tr

CAPTION = 8.0
_QR = 19.2
_FACTS = (20.0, 64.5, 109.1, 153.6)
_HEAD_END, _FACTS_END = 34.0, 44.8
_SIGN_TOP, _FOOT = 245.6, 285.2


def write_audit_forms(path: Path, forms: Iterable[AuditForm], step: Step | None = None) -> Written:
    """Write all forms into one PDF at ``path``, whole or not at all. ``step`` hears how many are drawn.

    Raises ValueError when there is none.
    """
    faces = Faces()
    waiting = iter(forms)
    form = next(waiting, None)
    if form is None:
        raise ValueError("no form to print")
    count = 0
    with pdf_file(path, tr("Record of actual residence"), form.office, A4) as canvas:
        pen = Pen(canvas, faces, A4[1])
        while form is not None:
            if form.number:
                canvas.bookmarkPage(form.number)
                canvas.addOutlineEntry(f"{form.number}　{form.unit_code}", form.number)
            _draw(pen, form)
            finish_page(canvas)
            count += 1
            if step:
                step(count)
            form = next(waiting, None)
    return Written(count, count, tuple(sorted(faces.missing)), pen.shortened)


def _draw(pen: Pen, form: AuditForm) -> None:
    _draw_head(pen, form)
    draw_residents(pen, form)
    draw_evidence(pen, form)
    draw_findings(pen, form)
    draw_statement(pen)
    draw_signatures(pen)
    signers = (
        tr("Case officer", "sign-off"),
        tr("Subsection chief", "sign-off"),
        tr("Section chief", "sign-off"),
        tr("Director", "sign-off"),
    )
    sign_row(pen, _SIGN_TOP, signers)
    _draw_foot(pen, form)


def _draw_head(pen: Pen, form: AuditForm) -> None:
    room = 112.0
    pen.text(LEFT, 15.9, form.office, 10.4, room=room)
    pen.text(LEFT, 24.7, tr("Record of actual residence"), 16.7, bold=True, room=room)
    width = pen.text(LEFT, 30.2, form.period_text, CAPTION, room=room - 20)
    if form.demo:
        tag = tr("Demo data")
        x = LEFT + width + 3
        pen.box(x, 27, pen.width(tag, CAPTION) + 2.4, 4.3, 0.6)
        pen.text(x + 1.2, 30.2, tag, CAPTION)
    right = END - _QR - 3
    pen.text(right, 15.3, tr("Sheet no."), CAPTION, align="right", room=38)
    if form.number:
        pen.text(right, 20.5, form.number, 11, bold=True, align="right", room=45)
        draw_qr(pen, END - _QR, 12, _QR, form.number)
    else:
        pen.across(right - 30, right, 21.5)
    pen.text(right, 24.6, form.place_in_list, CAPTION, align="right", room=45)
    pen.across(LEFT, END, _HEAD_END, 1.0)
    facts = (
        (tr("Dormitory unit", "form"), form.unit_code),
        (tr("Kind"), form.kind),
        (tr("Location", "form"), form.where),
        (tr("Area / land"), form.area_and_land),
    )
    for x, after, (label, value) in zip(_FACTS, (*_FACTS[1:], END + 1.5), facts, strict=True):
        pen.text(x, 38.2, label, CAPTION, room=after - x - 1.5)
        pen.text(x, 42.8, value, 9.5, bold=True, room=after - x - 1.5)
    pen.across(LEFT, END, _FACTS_END)


def _draw_foot(pen: Pen, form: AuditForm) -> None:
    pen.text(LEFT, _FOOT, tr("Personal data: for the management of dormitories only"), CAPTION, room=70)
    numbered = tr("Page {page} of {pages}").format(page=1, pages=1)
    pen.text(LEFT + WIDTH / 2, _FOOT, numbered, CAPTION, align="center", room=34)
    if form.printed_text:
        printed = tr("Printed {date}").format(date=form.printed_text)
        pen.text(END, _FOOT, printed, CAPTION, align="right", room=68)
