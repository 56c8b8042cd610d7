"""The work order (修繕派工單) of one ticket: one A4 page to take along, with room for what was done."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from facilities_app.domain.rows import TicketDetail
from facilities_app.presenting import EMPTY, money
from resources.texts import tr
from ui import theme
from ui.context import UiContext

_DOTS = 300
_MM = _DOTS / 25.4
_MARGINS_MM = QMarginsF(20, 12, 15, 11)
_WIDTH = 175.0
_LABEL, _HALF = 24.0, 87.5
_ROW, _PAD, _LINE = 9.0, 2.0, 0.14
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
_MIDDLE = int(_WRAP | Qt.AlignmentFlag.AlignVCenter)
_TOP = int(_WRAP | Qt.AlignmentFlag.AlignTop)


def print_work_order(context: UiContext, detail: TicketDetail) -> Path:
    """Write the page into a folder of its own and hand it to the system's viewer."""
    path = Path(tempfile.mkdtemp(prefix="facilities-")) / f"{detail.number}.pdf"
    write_work_order(context, detail, path)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    return path


def write_work_order(context: UiContext, detail: TicketDetail, path: Path) -> None:
    """Write the page as PDF."""
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS)
    writer.setTitle(f"{tr('Work order')} {detail.number}")
    size, portrait = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, portrait, _MARGINS_MM, QPageLayout.Unit.Millimeter))
    painter = QPainter(writer)
    try:
        _draw(_Paper(painter), context, detail)
    finally:
        painter.end()


class _Paper:
    """A form drawn from the top down; all lengths are millimetres."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self.y = 0.0
        painter.setPen(QPen(Qt.GlobalColor.black, _LINE * _MM))

    def text(
        self, box: tuple[float, float, float, float], words: str, size: float, flags: int, bold: bool = False
    ) -> None:
        """Words in a box."""
        self._use(size, bold)
        self._painter.drawText(_rect(*box), flags, words)

    def pairs(self, *pairs: tuple[str, str]) -> None:
        """One row of label and value, twice."""
        height = max(self._height(value, _HALF - _LABEL) for _, value in pairs)
        for place, (label, value) in enumerate(pairs):
            self._cell(place * _HALF, _LABEL, height, label, bold=True)
            self._cell(place * _HALF + _LABEL, _HALF - _LABEL, height, value or EMPTY)
        self.y += height

    def wide(self, label: str, value: str, least: float = _ROW) -> None:
        """One row over the whole width, at least so high."""
        height = max(least, self._height(value, _WIDTH - _LABEL))
        self._cell(0, _LABEL, height, label, bold=True)
        self._cell(_LABEL, _WIDTH - _LABEL, height, value, _MIDDLE if height == _ROW else _TOP)
        self.y += height

    def signs(self, titles: tuple[str, ...], height: float = 25.0) -> None:
        """Boxes to sign in."""
        width = _WIDTH / len(titles)
        for place, title in enumerate(titles):
            self._cell(place * width, width, height, title, _TOP)
        self.y += height

    def _cell(
        self, x: float, width: float, height: float, words: str, flags: int = _MIDDLE, bold: bool = False
    ) -> None:
        self._painter.drawRect(_rect(x, self.y, width, height))
        inner = (x + _PAD, self.y + _PAD / 2, width - 2 * _PAD, height - _PAD)
        self.text(inner, words, 9.5, flags, bold)

    def _height(self, words: str, width: float) -> float:
        self._use(9.5, False)
        room = _rect(0, 0, width - 2 * _PAD, 400)
        needed = self._painter.boundingRect(room, _TOP, words).height() / _MM
        return float(max(_ROW, needed + 2 * _PAD))

    def _use(self, size: float, bold: bool) -> None:
        font = QFont(theme.current().family)
        font.setPointSizeF(size)
        font.setBold(bold)
        self._painter.setFont(font)


def _draw(paper: _Paper, context: UiContext, detail: TicketDetail) -> None:
    labels, presenter = context.services.labels, context.presenter
    contract = next((cover for cover in detail.covers if not cover.is_over), None)
    centre, right = int(Qt.AlignmentFlag.AlignCenter), int(Qt.AlignmentFlag.AlignRight)
    paper.text((0, 0, _WIDTH, 10), tr("Work order"), 16.7, centre, bold=True)
    printed = presenter.date(context.clock.today())
    paper.text((0, 9, _WIDTH, 5), f"{tr('Demo data')}　{printed}" if detail.is_demo else printed, 8, right)
    paper.y = 15
    paper.pairs((tr("Ticket no."), detail.number), (tr("Reported"), presenter.moment(detail.reported_at)))
    paper.pairs(
        (tr("Trade"), labels.name("trade", detail.trade_id)),
        (tr("Priority"), labels.name("priority", detail.priority)),
    )
    paper.pairs((tr("Requester"), detail.requester), (tr("Telephone"), detail.requester_phone))
    paper.pairs((tr("Assignee"), detail.assignee), (tr("Due"), presenter.moment(detail.due_at)))
    paper.pairs(
        (tr("Contractor"), detail.vendor or (contract.vendor if contract else "")),
        (tr("Telephone"), contract.phone if contract else ""),
    )
    paper.pairs((tr("Estimate"), money(detail.estimate_twd)), (tr("Budget"), detail.budget))
    asset = f"{detail.asset_name} {detail.asset_code}".strip()
    paper.wide(tr("Asset / place"), "\n".join(part for part in (asset, detail.place_label) if part))
    paper.wide(tr("Subject"), detail.summary)
    paper.wide(tr("What is wrong"), detail.description or detail.summary, 30)
    paper.wide(tr("What was done"), "", 70)
    paper.pairs((tr("Finished"), " "), (tr("Actual"), " "))
    paper.y += 4
    paper.signs((tr("Repaired by"), tr("Accepted by"), tr("Officer"), tr("Head of unit")))


def _rect(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x * _MM, y * _MM, width * _MM, height * _MM)
