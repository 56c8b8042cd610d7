"""Turns wishes about permits, warranties and attributes into sheets."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.context import UiContext
from ui.pages.assets.paper_sheets import AttributesSheet, PermitSheet, WarrantySheet
from ui.pages.assets.reading import AssetView
from ui.widgets.overlay import Overlay


class PaperDesk(QObject):
    """``host`` is the page; everything opens over its window."""

    def __init__(self, context: UiContext, host: QWidget) -> None:
        super().__init__(host)
        self._context, self._host = context, host

    def begin(self, kind: str, key: int, view: AssetView) -> None:
        """Edit one paper: permit or warranty, ``key`` 0 for a new one; or all attributes."""
        host, papers = self._host.window(), view.papers
        if kind == "permit":
            permit = next((one for one in papers.permits if one.id == key), None)
            self._open(PermitSheet(self._context, host, view.detail, permit))
        elif kind == "warranty":
            warranty = next((one for one in papers.warranties if one.id == key), None)
            service = self._context.services.asset_papers
            self._context.worker.read(
                service.vendors,
                lambda vendors: self._open(
                    WarrantySheet(self._context, host, view.detail, vendors, warranty)
                ),
                self._context.notify.error,
            )
        else:
            self._open(AttributesSheet(self._context, host, view.detail, papers.attributes))

    @staticmethod
    def _open(sheet: Overlay) -> None:
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
