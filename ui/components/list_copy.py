"""Copy as a table: tab-separated text for Excel, HTML for Word and mail."""

import html
from array import array
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from facilities_app.domain.lists import ListInfo, ListSource, Row
from facilities_app.presenting import Presenter
from resources.texts import tr
from ui.context import UiContext

MOST_ROWS = 10_000


def copy_rows(context: UiContext, source: ListSource, keys: Sequence[str], ids: "array[int]") -> None:
    """Put these rows onto the clipboard and say so."""

    def put(rows: Sequence[Row]) -> None:
        QGuiApplication.clipboard().setMimeData(as_mime(source.info, keys, rows, context.presenter))
        context.notify.toast(tr("{n} rows copied").format(n=f"{len(rows):,}"))

    context.worker.read(lambda: source.rows(ids), put, context.notify.error)


def as_mime(info: ListInfo, keys: Sequence[str], rows: Sequence[Row], presenter: Presenter) -> QMimeData:
    """The rows with their header, in both forms. Cells that a sheet would read as a formula are quoted."""
    specs = [info.columns[info.index(key) - 1] for key in keys]
    lines = [[tr(spec.title) for spec in specs]]
    lines += [[presenter.cell(info, spec, row) for spec in specs] for row in rows]
    return lines_mime(lines)


def lines_mime(lines: Sequence[Sequence[str]]) -> QMimeData:
    """A table whose first line is its head, in both forms."""
    mime = QMimeData()
    mime.setText("\n".join("\t".join(_plain(cell) for cell in line) for line in lines))
    mime.setHtml(_table(lines))
    return mime


def _plain(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat


def _table(lines: Sequence[Sequence[str]]) -> str:
    head, *body = lines
    parts = [
        "<table><thead><tr>",
        *(f"<th>{html.escape(cell)}</th>" for cell in head),
        "</tr></thead><tbody>",
    ]
    for line in body:
        parts += ["<tr>", *(f"<td>{html.escape(cell)}</td>" for cell in line), "</tr>"]
    return "".join([*parts, "</tbody></table>"])
