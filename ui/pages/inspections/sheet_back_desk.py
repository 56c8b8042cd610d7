"""Takes filled-in checklists, by menu, Ctrl+O or a drop on the page: files are shown and taken over, scans attached."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from facilities_app.domain.errors import DomainError
from facilities_app.services.sheet_reading import Accepted, FilePreview
from facilities_app.services.sheet_scans import PICTURES, Scan
from resources.texts import tr
from ui.context import UiContext
from ui.pages.inspections.sheet_back_sheet import BackSheet
from ui.widgets.overlay import Overlay
from ui.widgets.photos import files_in

if TYPE_CHECKING:
    from ui.pages.inspections.page import InspectionsPage

FOLDER = "checklists.back"
_ENDINGS = (".pdf", ".xlsx", *PICTURES)


class SheetBackDesk(QObject):
    """One file after another; each is shown first."""

    def __init__(self, context: UiContext, page: "InspectionsPage", key: Callable[[str], object]) -> None:
        super().__init__(page)
        self._context, self._page, self._key = context, page, key
        self._waiting: list[Path] = []
        self._taken = 0
        self.sheet: BackSheet | None = None
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        self._shortcut = QShortcut(QKeySequence("Ctrl+O"), page)
        self._shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        self._shortcut.activated.connect(self.ask)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def ask(self) -> None:
        """Ask for the files."""
        dialog = QFileDialog(
            self._page.window(), tr("Read a checklist back"), str(self._context.prefs.get(FOLDER, ""))
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*{ending}" for ending in _ENDINGS)
        dialog.setNameFilter(tr("Filled-in checklists") + f" ({endings})")
        dialog.filesSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, paths: Sequence[Path]) -> None:
        """Read the files and show what each would change."""
        self._waiting += paths
        if self.sheet is None:
            self._next()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files may be dropped anywhere on the page."""
        if isinstance(event, QDragEnterEvent) and self._dropped(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and self._dropped(event):
            event.acceptProposedAction()
            self.read(self._dropped(event))
            return True
        return super().eventFilter(watched, event)

    def _dropped(self, event: QDropEvent) -> list[Path]:
        paths = [Path(one) for one in files_in(event.mimeData()) if isinstance(one, str)]
        return [path for path in paths if path.suffix.lower() in _ENDINGS]

    def _on_chosen(self, files: list[str]) -> None:
        self._context.prefs.set(FOLDER, str(Path(files[0]).parent))
        self.read([Path(file) for file in files])

    def _next(self) -> None:
        if not self._waiting:
            return
        path, services = self._waiting.pop(0), self._context.services
        if path.suffix.lower() in PICTURES:
            self._find_scan(path)
            return
        self._context.worker.read(
            lambda: services.sheet_reading.read(path), self._show, partial(self._on_unreadable, path)
        )

    def _find_scan(self, path: Path) -> None:
        """Paper comes back as a picture: its code says where it belongs."""
        services = self._context.services
        self._context.worker.read(
            lambda: services.sheet_scans.find(path), self._attach, partial(self._on_unreadable, None)
        )

    def _attach(self, scans: tuple[Scan, ...]) -> None:
        """Each beside its inspection; one that is open still is keyed next."""
        scan, left = scans[0], scans[1:]
        services = self._context.services

        def done(_task: int) -> None:
            if left:
                self._attach(left)
            elif scan.is_open and scan.is_whole and not self._waiting:
                self._key(scan.number)
            else:
                self._next()

        refused = partial(self._on_unreadable, None)
        self._context.change(lambda: services.sheet_scans.attach(scan), self, done, refused)

    def _show(self, file: FilePreview) -> None:
        self._taken = 0
        self.sheet = BackSheet(self._context, self._page.window(), file)
        self.sheet.taken.connect(partial(self._take, file))
        self.sheet.closed.connect(self._on_closed)
        self.sheet.open()

    def _on_unreadable(self, path: Path | None, error: BaseException) -> None:
        """A PDF without fields may be a scan."""
        if path is not None and isinstance(error, DomainError) and error.code == "sheet.no_fields":
            self._find_scan(path)
            return
        self._context.notify.error(error)
        self._next()

    def _take(self, file: FilePreview, wanted: Mapping[str, Sequence[str]]) -> None:
        """Sheet by sheet, each a step of its own; the first that is refused says why and stops."""
        left = list(wanted.items())
        number, take = left[0]
        services = self._context.services
        self._context.change(
            lambda: services.sheet_reading.accept(file, number, tuple(take)),
            self,
            lambda done: self._on_taken(file, dict(left[1:]), done, alone=len(file.sheets) == 1),
            self._on_refused,
        )

    def _on_taken(
        self, file: FilePreview, left: Mapping[str, Sequence[str]], done: Accepted, *, alone: bool
    ) -> None:
        self._taken += 1
        if left:
            self._take(file, left)
            return
        if self.sheet is not None:
            self.sheet.dismiss()
        if alone and not done.finished:
            self._key(done.number)

    def _on_refused(self, error: BaseException) -> None:
        """Said in the sheet; if part of the file is taken over already, what is left is read anew."""
        if isinstance(error, DomainError) and self.sheet is not None and not self._taken:
            self.sheet.refuse(self._context.notify.sentence(error))
            return
        self._context.notify.error(error)
        if self.sheet is not None:
            self._waiting.insert(0, self.sheet.file.path)
            self.sheet.dismiss()

    def _on_closed(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None
        self._next()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A sheet over the window has its keys for itself."""
        while now is not None and not isinstance(now, Overlay):
            now = now.parentWidget()
        self._shortcut.setEnabled(now is None)
