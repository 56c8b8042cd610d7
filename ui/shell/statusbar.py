"""The line at the bottom: which database, its backup, what runs, and whether all is saved."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from resources.texts import tr
from ui import theme
from ui.widgets import drawing
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label
from ui.worker import Job, Worker


class StatusBar(QWidget):
    """Shows the worker's long jobs by itself; each with progress and ✕."""

    database_asked = Signal()

    def __init__(self, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self._shown: dict[Job, JobView] = {}
        self.setFixedHeight(sizes.status_bar - 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 1, 20, 0)
        row.setSpacing(20)
        self.database = Label("", "secondary", colour="text3")
        self.backup = Label("", "secondary", colour="text3")
        self.saved = Label("", "secondary", colour="text3")
        self._jobs = QHBoxLayout()
        self._jobs.setSpacing(sizes.l)
        row.addWidget(self.database)
        row.addWidget(self.backup)
        row.addStretch(1)
        row.addLayout(self._jobs)
        row.addWidget(self.saved)
        worker.job_shown.connect(self._on_shown)
        worker.job_moved.connect(self._on_moved)
        worker.job_hidden.connect(self._on_hidden)
        worker.writing_changed.connect(self.set_writing)
        for job in worker.jobs():
            if job.shown_at is not None:
                self._on_shown(job)

    def set_facts(self, database: str, backup: str = "", trouble: str = "") -> None:
        """Say which database this is and, once there is one, when it was last backed up.

        ``trouble`` says why that failed and what to do; it turns the words amber.
        """
        self.database.setText(database)
        self.backup.setText(backup)
        self.backup.set_colour("amber" if trouble else "text3")
        self.backup.setToolTip(trouble)
        self.backup.setAccessibleDescription(trouble)
        self.backup.setVisible(bool(backup))
        if not self.saved.text():
            self.set_writing(False)

    def set_writing(self, writing: bool) -> None:
        """Say whether all is on disk."""
        self.saved.setText(tr("Saving …") if writing else tr("Saved"))

    def set_saved_text(self, text: str) -> None:
        """A page with unsaved words says so here."""
        self.saved.setText(text or tr("Saved"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the hairline."""
        current = theme.current()
        painter = QPainter(self)
        drawing.plain(painter, self.rect(), current.surface)
        drawing.plain(painter, QRect(0, 0, self.width(), 1), current.line)
        painter.end()

    def _on_shown(self, job: Job) -> None:
        view = JobView(job)
        self._shown[job] = view
        self._jobs.addWidget(view)
        view.show()

    def _on_moved(self, job: Job) -> None:
        if job in self._shown:
            self._shown[job].move_on()

    def _on_hidden(self, job: Job) -> None:
        view = self._shown.pop(job, None)
        if view is not None:
            self._jobs.removeWidget(view)
            view.hide()
            view.deleteLater()


class JobView(QWidget):
    """One job: title, bar, how far, ✕."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job = job
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().sizes.s)
        self.words = Label(job.title, "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.current().sizes.sheet // 6)
        self.bar.setAccessibleName(job.title)
        self.stop = IconButton("x", tr("Stop"), on_click=self._on_stop)
        self.stop.setFixedSize(theme.current().sizes.keycap, theme.current().sizes.keycap)
        for widget in (self.words, self.bar, self.stop):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.move_on()

    def move_on(self) -> None:
        """Show how far the job is."""
        context = self._job.context
        self.bar.setRange(0, 1000 if context.total else 0)
        if context.total:
            self.bar.setValue(min(1000, context.done * 1000 // context.total))
        self.words.setText(f"{self._job.title} {context.text}".strip())

    def _on_stop(self) -> None:
        self._job.cancel()
        self.stop.setEnabled(False)
        self.words.setText(tr("Stopping …"))
