"""The program with a window: painted first, then everything else.

Start-up counts: what the first paint does not show is imported where it is used.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from facilities_app import paths
from facilities_app.domain.errors import DomainError
from resources import texts
from resources.texts import tr
from ui import theme
from ui.bus import Bus
from ui.notify import Answer, Notify
from ui.prefs import Prefs
from ui.shell.hooks import Hooks
from ui.shell.instance import SingleInstance
from ui.shell.registry import PAGES, PageSpec
from ui.shell.sweeper import Sweeper
from ui.shell.window import Window
from ui.widgets import week
from ui.worker import Worker

if TYPE_CHECKING:
    from facilities_app.bootstrap import Program
    from facilities_app.domain.changes import Outcome
    from facilities_app.domain.clock import Clock
    from facilities_app.services.backups import Backup
    from ui.context import UiContext
    from ui.shell.keeper import BackupKeeper
    from ui.shell.new_day import NewDay
    from ui.shell.watcher import Watcher

# How long a thread at work keeps the interpreter from the window: at the default of 5 ms a scroll stutters.
SWITCH_S = 0.001

OpenProgram = Callable[[], "Program"]


class Options:
    """What the command line says. ``database`` tells one window's database from another's.

    ``language`` and ``theme`` overrule what the person chose before, for this run. ``open_other`` makes the
    opener of another file, for a person whose database was refused. ``backups``: keep the database backed up.
    ``painted`` is called once the window shows; ``take_up`` acts as the user remembered on this computer.
    """

    def __init__(
        self,
        *,
        database: str = "",
        language: str = "",
        theme: str = "",
        page: str = "",
        prefs: Path | None = None,
        open_other: Callable[[Path], OpenProgram] | None = None,
        pages: tuple[PageSpec, ...] = PAGES,
        clock: "Clock | None" = None,
        painted: Callable[[], object] = lambda: None,
        backups: bool = False,
        take_up: bool = True,
    ) -> None:
        self.database, self.language, self.theme, self.page = database, language, theme, page
        self.prefs, self.open_other = prefs, open_other
        self.pages, self.clock, self.backups, self.painted = pages, clock, backups, painted
        self.take_up = take_up


class App(QObject):
    """Owns the frame's helpers, from the first paint to the last thread."""

    painted = Signal()  # for the first time

    def __init__(self, open_program: OpenProgram, options: Options) -> None:
        super().__init__()
        self._open, self._options = open_program, options
        self._sweeper = Sweeper(self)
        self.program: Program | None = None
        self.context: UiContext | None = None
        self.prefs = Prefs(options.prefs or paths.config_folder() / "window.ini", self)
        texts.use(options.language or str(self.prefs.get("language", texts.DEFAULT_LANGUAGE)))
        week.begin_on(int(self.prefs.get("week", week.MONDAY)))
        self.theme = theme.manager()
        self.theme.apply(
            mode=options.theme or str(self.prefs.get("theme", "system")),
            scale=float(self.prefs.get("scale", 1.0)),
            sheet=False,
        )
        self.worker = Worker(self)
        self.bus = Bus(self)
        self.notify = Notify(_sentence, _done, self)
        self.worker.unhandled.connect(self.notify.error)
        self.window = Window(self.worker, self.notify, self.prefs, self.theme, options.pages)
        self._watcher: Watcher | None = None
        self._new_day: NewDay | None = None
        self._keeper: BackupKeeper | None = None
        self._stopped = False
        self._database = options.database
        self._news = ""

    @property
    def clock(self) -> "Clock":
        """The clock the program goes by."""
        from facilities_app.domain.clock import SystemClock

        return self._options.clock or SystemClock()

    def start(self) -> None:
        """Show the window; open the database once it is painted."""
        self.prefs.restore_window(self.window)
        self.window.stack.installEventFilter(self)
        self.window.show()

    def stop(self, gone: Callable[[], object] = lambda: None) -> None:
        """End all threads and connections; a second call does nothing.

        ``gone`` is called when the window is away: the last backup comes after, and keeps nobody waiting.
        """
        if self._stopped:
            return
        self._stopped = True
        self._stop_helpers()
        self.worker.close()
        self.window.hide()
        self.window.deleteLater()
        gone()
        if self.program is not None:
            if self._options.backups:
                from ui.shell.keeper import keep_last

                keep_last(self.program.services)
            self.program.close()
            self.program = None
        self._sweeper.stop()

    def let_go(self) -> None:
        """Close the database under the window; the worker must be idle."""
        self._stop_helpers()
        self.context = None
        if self.program is not None:
            self.program.close()
            self.program = None

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the database and open it again; refused while a long job runs."""
        from ui.shell.restoring import Restorer

        if self.worker.jobs():
            self.notify.toast(tr("Wait until what runs in the background is finished."), tone="amber")
            return
        opened = self.program.path if self.program is not None else None
        Restorer(self, backup, str(opened) if opened is not None else self._database).begin()

    def open_again(self, news: str = "") -> None:
        """Open the database anew, and tell ``news`` once it is open."""
        self._news = news
        self._try_again()

    def _stop_helpers(self) -> None:
        for one in (self._watcher, self._new_day, self._keeper):
            if one is not None:
                one.stop()
                one.deleteLater()
        self._watcher = self._new_day = self._keeper = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint is the moment to begin with the rest."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._on_painted)
        return super().eventFilter(watched, event)

    def _on_painted(self) -> None:
        self.open()
        self.theme.put_on_sheet()
        self._options.painted()
        self.painted.emit()

    def open(self) -> None:
        """Open the database beside the window."""
        self.worker.write(self._open, self._on_opened, self._on_refused, quiet=True)

    def _on_opened(self, program: "Program") -> None:
        self.program = program
        from facilities_app.domain.dates import DateStyle
        from facilities_app.presenting import Presenter
        from ui.components.acting import take_up
        from ui.context import UiContext
        from ui.shell.new_day import NewDay
        from ui.shell.text_first import TextFirst
        from ui.shell.watcher import Watcher

        style = DateStyle(str(self.prefs.get("dates", DateStyle.ROC)))
        self.context = UiContext(
            services=program.services,
            worker=self.worker,
            bus=self.bus,
            notify=self.notify,
            prefs=self.prefs,
            theme=self.theme,
            clock=self.clock,
            navigate=self.window.navigate,
            presenter=Presenter(program.services.labels, style),
            apply_setting=self.window.apply_setting,
            restore=self.restore,
        )
        if self._options.take_up:
            take_up(self.context)
        self._watcher = Watcher(self.context, self)
        if self._options.backups:
            from ui.shell.keeper import BackupKeeper

            self._keeper = BackupKeeper(self.context, self)
            self._keeper.looked.connect(self.window.renew_facts)
        self._new_day = NewDay(self.context, self)
        if self.findChild(TextFirst) is None:
            TextFirst(self)
        self._sweeper.settle()
        self.window.begin(self.context, self._options.page)
        if self._news:
            self.notify.toast(self._news)
            self._news = ""

    def _on_refused(self, error: BaseException) -> None:
        if isinstance(error, DomainError):
            sentence = _sentence(error)
        else:
            sentence = tr("The database cannot be opened.")
            self.notify.error(error)
        self._refuse(sentence, [])
        from facilities_app.services import backups

        self.worker.read(
            lambda: backups.offered(self._database or None, error, self.clock.now()),
            lambda found: self._offer(sentence, found),
        )

    def _offer(self, sentence: str, found: "Backup | None") -> None:
        """A damaged database, and a sound backup of it: one click puts it back."""
        if found is None or self.program is not None:
            return
        from ui.shell.restoring import moment_words

        made = moment_words(found, self)
        words = tr(
            "The backup of {moment} is sound and holds {n} tickets. Restoring puts it in the place of the damaged "
            "file, which is kept beside it under another name."
        ).format(moment=made, n=f"{found.tickets:,}")
        answer = Answer(
            tr("Restore the backup of {moment}").format(moment=made),
            lambda: self.restore(found.path),
            primary=True,
        )
        self.window.rebuild()
        self._refuse(f"{sentence}\n\n{words}", [answer])

    def _refuse(self, sentence: str, first: list[Answer]) -> None:
        answers = [*first, Answer(tr("Try again"), self._try_again, primary=not first)]
        if self._options.open_other is not None:
            answers.append(Answer(tr("Choose another file"), self._choose))
        answers.append(Answer(tr("Quit"), self.window.close))
        self.window.refuse(sentence, answers)

    def _try_again(self) -> None:
        self.window.rebuild()
        self.open()

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window, tr("Choose a database"))
        dialog.setNameFilter(tr("Databases (*.sqlite *.db)"))
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        if self._options.open_other is not None:
            self._open, self._database = self._options.open_other(Path(name)), name
            self._try_again()


def _sentence(error: DomainError) -> str:
    from facilities_app.messages import sentence

    return sentence(error)


def _done(outcome: "Outcome[Any]") -> str:
    from facilities_app.messages import done

    return done(outcome.label, outcome.params)


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication of this process."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    sys.setswitchinterval(SWITCH_S)
    made = QApplication([sys.argv[0], *theme.STYLE_ARGUMENTS, *arguments])
    made.setProperty(theme.STYLED, True)
    made.setApplicationName("facilities-app")
    made.setDesktopFileName("facilities-app")
    return made


def run(open_program: OpenProgram, options: Options | None = None) -> int:
    """Show the window until it is closed. A second window on the same database raises the first: exit code 0."""
    options = options or Options()
    qt = application()
    instance = SingleInstance(options.database, paths.config_folder())
    if not instance.take():
        return 0 if instance.call_first() else 1
    app = App(open_program, options)
    hooks = Hooks(app.notify, app)
    hooks.install()
    instance.raise_asked.connect(app.window.raise_up)
    try:
        app.start()
        app.painted.connect(instance.listen)
        return qt.exec()
    finally:
        app.stop(instance.release)
        hooks.remove()
        instance.release()
