"""The work order (修繕派工單) of one ticket: one A4 page to take along, with room for what was done."""

import tempfile
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from facilities_app.domain.rows import TicketDetail
from facilities_app.presenting import EMPTY, money
from resources.texts import tr
from ui import theme
from ui.context import UiContext

_MARGINS_MM = QMarginsF(20, 12, 15, 11)
_DOTS = 96
_STYLE = """
table { border-collapse: collapse; }
td { border: 0.8px solid black; padding: 7px 8px; vertical-align: middle; }
td.label { font-weight: bold; }
h1 { font-size: 17pt; margin: 0; }
p.note { font-size: 8pt; margin: 2px 0 8px 0; }
"""


def print_work_order(context: UiContext, detail: TicketDetail) -> Path:
    """Write the page into a folder of its own and hand it to the system's viewer."""
    path = Path(tempfile.mkdtemp(prefix="facilities-")) / f"{detail.number}.pdf"
    write_work_order(context, detail, path)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    return path


def write_work_order(context: UiContext, detail: TicketDetail, path: Path) -> None:
    """Write the page as PDF; what people typed is never read as markup."""
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS)
    writer.setTitle(f"{tr('Work order')} {detail.number}")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            _MARGINS_MM,
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    font = QFont(theme.current().family)
    font.setPointSizeF(9.5)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(_page(context, detail))
    document.setPageSize(QSizeF(writer.pageLayout().paintRectPixels(_DOTS).size()))
    document.print_(writer)


def _page(context: UiContext, detail: TicketDetail) -> str:
    labels, presenter = context.services.labels, context.presenter
    contract = next((cover for cover in detail.covers if not cover.is_over), None)
    rows = [
        (tr("Ticket no."), detail.number, tr("Reported"), presenter.moment(detail.reported_at)),
        (
            tr("Trade"),
            labels.name("trade", detail.trade_id),
            tr("Priority"),
            labels.name("priority", detail.priority),
        ),
        (tr("Requester"), detail.requester, tr("Telephone"), detail.requester_phone),
        (tr("Assignee"), detail.assignee, tr("Due"), presenter.moment(detail.due_at)),
        (
            tr("Contractor"),
            detail.vendor or (contract.vendor if contract else ""),
            tr("Telephone"),
            contract.phone if contract else "",
        ),
        (tr("Estimate"), money(detail.estimate_twd), tr("Budget"), detail.budget),
    ]
    asset = f"{detail.asset_name} {detail.asset_code}".strip()
    demo = tr("Demo data") if detail.is_demo else ""
    body = "".join(_row(*row) for row in rows)
    body += _wide(tr("Asset / place"), "\n".join(part for part in (asset, detail.place_label) if part))
    body += _wide(tr("Subject"), detail.summary)
    body += _wide(tr("What is wrong"), detail.description or detail.summary, 90)
    body += _wide(tr("What was done"), "", 260)
    body += _row(tr("Finished"), "", tr("Actual"), "")
    signs = "".join(
        f'<td width="25%" height="70" style="vertical-align: top">{escape(title)}</td>'
        for title in (tr("Repaired by"), tr("Accepted by"), tr("Officer"), tr("Head of unit"))
    )
    return (
        f"<h1 align='center'>{escape(tr('Work order'))}</h1>"
        f"<p class='note' align='right'>{escape(presenter.date(context.clock.today()))} {escape(demo)}</p>"
        f'<table width="100%" cellspacing="0">{body}</table>'
        f'<br/><table width="100%" cellspacing="0"><tr>{signs}</tr></table>'
    )


def _row(first: str, one: str, second: str, two: str) -> str:
    cells = ((first, one, 15, 38), (second, two, 13, 34))
    return (
        "<tr>"
        + "".join(
            f'<td class="label" width="{a}%">{_text(label)}</td><td width="{b}%">{_text(value or EMPTY)}</td>'
            for label, value, a, b in cells
        )
        + "</tr>"
    )


def _wide(label: str, value: str, height: int = 0) -> str:
    return (
        f'<tr><td class="label" width="15%">{_text(label)}</td>'
        f'<td colspan="3" height="{height}" style="vertical-align: top">{_text(value)}</td></tr>'
    )


def _text(value: str) -> str:
    return escape(value).replace("\n", "<br/>")
