"""What can be done with an asset by slip, and with its downtimes: wishes become sheets, sheets become papers."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from facilities_app.domain.asset_life_rows import DowntimeRow
from facilities_app.domain.rows import AssetDetail
from facilities_app.services.slip_parts import Parted
from facilities_app.services.slip_words import MadeSlips, RetireCheck
from resources.texts import tr
from ui.components.papers import write_paper
from ui.context import UiContext
from ui.pages.assets.downtime_sheet import DowntimeSheet
from ui.pages.assets.reading import AssetView
from ui.pages.assets.slip_sheets import MergeSheet, MoveSheet, RetireSheet, SplitSheet
from ui.widgets.overlay import Overlay


class SlipDesk(QObject):
    """``host`` is the page; everything opens over its window."""

    def __init__(self, context: UiContext, host: QWidget) -> None:
        super().__init__(host)
        self._context, self._host = context, host

    def begin(self, kind: str, asset: AssetDetail) -> None:
        """Begin one slip about one asset: move, split, merge or retire."""
        host = self._host.window()
        if kind == "retire":
            slips, key = self._context.services.slips, asset.id
            self._context.worker.read(
                lambda: slips.retire_check(key), self._on_check, self._context.notify.error
            )
        elif kind == "move":
            self.move((asset.id,), asset.name)
        elif kind == "split":
            self._open(SplitSheet(self._context, host, asset))
        else:
            self._open(MergeSheet(self._context, host, asset))

    def move(self, asset_ids: Sequence[int], name: str = "") -> None:
        """Move one or many."""
        self._open(MoveSheet(self._context, self._host.window(), asset_ids, name))

    def downtime(self, view: AssetView, row: DowntimeRow | None) -> None:
        """Write a downtime down, or end one."""
        _open_once(DowntimeSheet(self._context, self._host.window(), view.life, row))

    def print_slips(self, ids: Sequence[int], number: str = "") -> None:
        """Print slips, one page each."""
        title, papers = tr("Slips of the property ledger"), self._context.services.slip_papers
        name = f"{tr('Slip')}_{number}" if number else tr("Slips of the property ledger")
        chosen = tuple(ids)
        write_paper(self._context, name, title, lambda path, _job: papers.write(chosen, path))

    def _on_check(self, check: RetireCheck) -> None:
        self._open(RetireSheet(self._context, self._host.window(), check))

    def _open(self, sheet: MoveSheet | SplitSheet | MergeSheet | RetireSheet) -> None:
        sheet.saved.connect(self._on_saved)
        _open_once(sheet)

    def _on_saved(self, value: object) -> None:
        """The slip is printed at once: it has to be signed."""
        if isinstance(value, MadeSlips):
            self.print_slips(value.ids, value.number)
        elif isinstance(value, Parted):
            self.print_slips((value.slip_id,), value.number)


def _open_once(sheet: Overlay) -> None:
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()
