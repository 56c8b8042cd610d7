"""Puts a backup back under the window: closes the database, swaps the file, opens it again."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from facilities_app.domain.dates import DateStyle, format_moment
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.backups import Backup, Restored
    from ui.app import App

_LOOK_MS = 20


class Restorer(QObject):
    """One restore. What a reader or writer began is finished first; the window stays, with nothing of the database."""

    def __init__(self, app: "App", backup: Path, database: str) -> None:
        super().__init__(app)
        self._app, self._backup, self._database = app, backup, database
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Leave the pages, and go on once nobody reads any more."""
        self._app.window.leave(tr("The backup is being put in place …"))
        self._timer.start()

    def _look(self) -> None:
        if not self._app.worker.idle():
            return
        self._timer.stop()
        self._app.let_go()
        self._app.worker.write(self._swap, self._on_restored, self._on_failed, quiet=True)

    def _swap(self) -> "Restored":
        from facilities_app.services.backups import restore

        return restore(self._backup, self._database or None, self._app.clock)

    def _on_restored(self, done: "Restored") -> None:
        made = moment_words(done.backup, self._app)
        words = [tr("The backup of {moment} is in place.").format(moment=made)]
        if done.aside is not None:
            words.append(tr("What was there before is kept as {name}.").format(name=done.aside.name))
        self._end(" ".join(words))

    def _on_failed(self, error: BaseException) -> None:
        self._end("")
        self._app.notify.error(error)

    def _end(self, news: str) -> None:
        self._app.open_again(news)
        self.deleteLater()


def moment_words(backup: "Backup", app: "App") -> str:
    """When a backup was made, as the person reads dates."""
    return format_moment(backup.made_at, DateStyle(str(app.prefs.get("dates", DateStyle.ROC))))
