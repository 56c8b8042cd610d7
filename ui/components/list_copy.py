"""Copy as a table: tab-separated text for Excel, HTML for Word and mail."""

import html
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData

from facilities_app.domain.lists import ColumnSpec, ListInfo, Row
from resources.texts import tr

MOST_ROWS = 10_000


def as_mime(
    info: ListInfo, keys: Sequence[str], rows: Sequence[Row], text: Callable[[ColumnSpec, Any], str]
) -> QMimeData:
    """The rows with their header, in both forms. Cells that a sheet would read as a formula are quoted."""
    places = [(info.index(key), info.columns[info.index(key) - 1]) for key in keys]
    lines = [[tr(spec.title) for _, spec in places]]
    lines += [[text(spec, row[place]) for place, spec in places] for row in rows]
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
