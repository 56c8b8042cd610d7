"""The route list of an audit (查考路線表): A4 upright, units in walking order with a box to tick and room to write."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4

from facilities_app.reports.audit_data import AuditRoute, RouteStop
from facilities_app.reports.fonts import Faces
from facilities_app.reports.form_cells import END, LEFT, WIDTH
from facilities_app.reports.pages import finish_page, pdf_file
from facilities_app.reports.pen import FRAME, TICK, Pen
from facilities_app.reports.table import Written
from resources.texts import tr, trn

_COLUMNS = (10.0, 10.0, 19.0, 39.0, 25.0, 34.0, 17.0, 21.0)
"""Order, box, unit, kind and place, who should live there, last audit, time, finding."""
_FIRST, _HEAD, _ROW, _PAD, _SIZE, _SMALL = 38.0, 8.0, 11.6, 1.8, 9.5, 8.0
_FOOT = 285.2
_ON_PAGE = int((_FOOT - 8 - _FIRST - _HEAD) // _ROW)


def write_audit_routes(path: Path, routes: Sequence[AuditRoute]) -> Written:
    """Write the routes, each beginning on a new page. Raises ValueError for none."""
    if not routes:
        raise ValueError("no route to print")
    faces = Faces()
    pages = [(route, stops) for route in routes for stops in _pages(route.stops)]
    with pdf_file(path, tr("Route of the audit"), routes[0].office, A4) as canvas:
        pen = Pen(canvas, faces, A4[1])
        for number, (route, stops) in enumerate(pages, 1):
            _draw_head(pen, route)
            _draw_table(pen, stops)
            _draw_foot(pen, route, number, len(pages))
            finish_page(canvas)
    rows = sum(len(route.stops) for route in routes)
    return Written(rows, len(pages), tuple(sorted(faces.missing)), pen.shortened)


def _pages(stops: Sequence[RouteStop]) -> list[Sequence[RouteStop]]:
    return [stops[start : start + _ON_PAGE] for start in range(0, len(stops), _ON_PAGE)]


def _draw_head(pen: Pen, route: AuditRoute) -> None:
    pen.text(LEFT, 15.9, route.office, 10.4, room=112)
    pen.text(LEFT, 24.7, tr("Route of the audit"), 16.7, bold=True, room=112)
    width = pen.text(LEFT, 30.4, route.period_text, _SMALL, room=95)
    if route.demo:
        tag = tr("Demo data")
        pen.box(LEFT + width + 3, 27.2, pen.width(tag, _SMALL) + 2.4, 4.3, 0.6)
        pen.text(LEFT + width + 4.2, 30.4, tag, _SMALL)
    name = route.name or tr("No route yet")
    pen.text(END, 24.7, name, 13, bold=True, align="right", room=60)
    counted = trn("{n} unit to audit", "{n} units to audit", len(route.stops))
    left = sum(stop.waits for stop in route.stops)
    waiting = trn("{n} to visit", "{n} to visit", left)
    pen.text(END, 30.4, f"{counted}　{waiting}", _SMALL, align="right", room=60)


def _draw_table(pen: Pen, stops: Sequence[RouteStop]) -> None:
    titles = (
        tr("Order", "route"),
        tr("Been", "route"),
        tr("Dormitory unit", "form"),
        tr("Kind and place"),
        tr("Should live there", "route"),
        tr("Last audit"),
        tr("Time", "route"),
        tr("Finding", "route"),
    )
    x = LEFT
    for title, width in zip(titles, _COLUMNS, strict=True):
        pen.box(x, _FIRST, width, _HEAD)
        pen.text(x + _PAD, _FIRST + 5.3, title, 8.5, bold=True, room=width - 2 * _PAD)
        x += width
    y = _FIRST + _HEAD
    for stop in stops:
        _draw_stop(pen, y, stop)
        y += _ROW
    pen.box(LEFT, _FIRST, WIDTH, y - _FIRST, FRAME)


def _draw_stop(pen: Pen, y: float, stop: RouteStop) -> None:
    lefts = [LEFT + sum(_COLUMNS[:place]) for place in range(len(_COLUMNS))]
    for x, width in zip(lefts, _COLUMNS, strict=True):
        pen.box(x, y, width, _ROW)
    middle, base = y + _ROW / 2, y + _ROW / 2 + 1.2
    pen.text(
        lefts[0] + _COLUMNS[0] / 2, base, str(stop.position), _SIZE, align="center", room=_COLUMNS[0] - 2
    )
    if stop.waits:
        pen.tick(lefts[1] + (_COLUMNS[1] - TICK) / 2, middle)
    cells = (
        (2, stop.unit_code, stop.number),
        (3, stop.kind, stop.where),
        (4, stop.resident, ""),
        (5, stop.previous, ""),
        (7, stop.done, ""),
    )
    for column, over, under in cells:
        x, room = lefts[column] + _PAD, _COLUMNS[column] - 2 * _PAD
        if under:
            pen.text(x, y + 5.0, over, _SIZE, bold=column == 2, room=room)
            pen.text(x, y + 9.2, under, _SMALL, room=room)
            continue
        lines = pen.wrapped(over, _SMALL if pen.width(over, _SIZE) > room else _SIZE, room, 2)
        size = _SIZE if len(lines) == 1 and pen.width(over, _SIZE) <= room else _SMALL
        for number, line in enumerate(lines):
            pen.text(x, base - (len(lines) - 1) * 1.9 + number * 3.8, line, size)


def _draw_foot(pen: Pen, route: AuditRoute, page: int, pages: int) -> None:
    pen.text(LEFT, _FOOT, tr("Personal data: for the management of dormitories only"), _SMALL, room=70)
    numbered = tr("Page {page} of {pages}").format(page=page, pages=pages)
    pen.text(LEFT + WIDTH / 2, _FOOT, numbered, _SMALL, align="center", room=34)
    printed = tr("Printed {date}").format(date=route.printed_text)
    pen.text(END, _FOOT, printed, _SMALL, align="right", room=68)
