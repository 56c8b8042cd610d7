"""The work order (修繕派工單) of one ticket or a batch: written beside the window, opened when it is there."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from resources.texts import tr
from ui.context import UiContext


def print_work_orders(context: UiContext, ticket_ids: Sequence[int], name: str) -> None:
    """Write one page a ticket into a folder of its own and hand the file to the system's viewer."""
    path = Path(tempfile.mkdtemp(prefix="facilities-")) / f"{name}.pdf"

    def written(_pages: object) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    context.worker.job(
        lambda _job: context.services.work_orders.write(ticket_ids, path),
        tr("Work order"),
        written,
        context.notify.error,
    )
