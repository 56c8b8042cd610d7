"""備份: the kept backups, whether each is sound, and the way back to one."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.services.backups import Backup, is_good, restorable
from resources.texts import tr, trn
from ui import theme
from ui.context import UiContext
from ui.notify import Answer
from ui.pages.settings.section import SettingsSection
from ui.widgets.buttons import GhostButton, SecondaryButton
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.surfaces import EmptyState
from ui.worker import Task


class BackupRow(QWidget):
    """One backup: when, how large, how many rows, sound or not."""

    def __init__(self, context: UiContext, backup: Backup) -> None:
        super().__init__()
        sizes = theme.current().sizes
        self.backup = backup
        self.moment = context.presenter.moment(backup.made_at)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, sizes.xs, 0, sizes.xs)
        row.setSpacing(sizes.l)
        self.name = Label(self.moment, "strong")
        self.facts = Label(facts_of(backup), "secondary")
        self.state = Pill(tr("being checked"), "neutral", "hourglass")
        self.button = GhostButton(tr("Restore …"))
        self.button.setAccessibleName(tr("Restore the backup of {moment}").format(moment=self.moment))
        row.addWidget(self.name)
        row.addWidget(self.facts)
        row.addStretch(1)
        row.addWidget(self.state)
        row.addWidget(self.button)
        self.setToolTip(str(backup.path))

    def show_state(self, is_sound: bool) -> None:
        """What the check of the whole file said; a damaged one cannot be put back."""
        if is_sound:
            self.state.set_status(tr("sound"), "green", "circle-check")
        else:
            self.state.set_status(tr("damaged"), "red", "triangle-alert")
        self.button.setEnabled(is_sound)


class BackupsSection(SettingsSection):
    """Lists what restore() may be given; each file is checked in the background, the newest first."""

    def __init__(self, context: UiContext) -> None:
        note = tr(
            "Made by themselves while the program runs. Restoring one keeps the database that is there now."
        )
        super().__init__(tr("Backups"), note)
        self._context = context
        self.rows: list[BackupRow] = []
        self._checking: Task | None = None
        self.now_button = SecondaryButton(tr("Back up now"), "save", on_click=self.back_up)
        self.head.addWidget(self.now_button)
        sizes = theme.current().sizes
        inner = QWidget()
        inner.setProperty("plain", True)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(sizes.edge, sizes.s, sizes.edge, sizes.l)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab stops only where the focus is seen
        self._scroll.setWidget(inner)
        self._scroll.setAccessibleName(tr("Backups"))
        words = tr("The first one is made shortly after the start, and whenever something changed since.")
        self.empty = EmptyState("history", tr("No backups yet"), words)
        self.empty.hide()
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.empty, 1)
        self.setFocusProxy(self.now_button)
        self.read()

    def read(self) -> None:
        """Look which backups there are."""
        path, worker = self._context.services.base.engines.path, self._context.worker
        if path is not None:
            worker.read(lambda: restorable(path), self._on_read, self._context.notify.error)
        else:
            self.now_button.hide()
            self._on_read([])

    def back_up(self) -> None:
        """Make one now, as a job."""
        backups, context = self._context.services.backups, self._context
        context.worker.job(
            lambda job: backups.make(step=job.step), tr("Backup"), self._on_made, context.notify.error
        )

    def ask(self, backup: Backup, moment: str) -> None:
        """Say what restoring does, and do it if that is wanted."""
        name = self._context.services.base.engines.path
        words = tr(
            "The database is closed, the backup of {moment} ({facts}) takes its place, and it is opened again. "
            "What was entered since then is not in it. The present file is kept as {name}."
        ).format(
            moment=moment,
            facts=facts_of(backup),
            name=f"{name.name if name is not None else ''}.replaced-…",
        )
        self._context.notify.ask(
            tr("Restore this backup?"),
            words,
            Answer(tr("Restore and open again"), lambda: self._context.restore(backup.path), danger=True),
            Answer(tr("Cancel"), primary=True),
        )

    def _on_made(self, _made: object) -> None:
        self._context.notify.toast(tr("Backup made and checked"))
        self.read()

    def _on_read(self, found: list[Backup]) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [BackupRow(self._context, backup) for backup in found]
        for row in self.rows:
            row.button.clicked.connect(partial(self.ask, row.backup, row.moment))
            self._column.insertWidget(self._column.count() - 1, row)
            self._column.insertWidget(self._column.count() - 1, Hairline())
        self._scroll.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._check(0)

    def _check(self, place: int) -> None:
        """Check one after the other: each file is read whole."""
        if self._checking is not None:
            self._checking.cancel()
        if place < len(self.rows):
            row = self.rows[place]

            def checked(is_sound: bool) -> None:
                row.show_state(is_sound)
                if place < len(self.rows) and self.rows[place] is row:
                    self._check(place + 1)

            self._checking = self._context.worker.read_long(
                lambda task: is_good(row.backup), checked, self._context.notify.error
            )


def facts_of(backup: Backup) -> str:
    """Size and rows, as 3.4 MB　2,743 repairs　12,345 rows."""
    rows = sum(backup.manifest.rows.values())
    parts = (
        f"{backup.size / 1_000_000:,.1f} MB",
        trn("{n} ticket kept", "{n} tickets kept", backup.tickets),
        trn("{n} row", "{n} rows", rows),
    )
    return "　".join(parts)
