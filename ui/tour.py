"""Pictures of every page, and the tour: the whole main job once, without a screen and without a person."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, QTimer

from facilities_app.domain.clock import Clock
from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.lists import Condition, ListQuery
from facilities_app.domain.tickets import Action
from facilities_app.services.all import Services
from facilities_app.services.demo import make_demo
from facilities_app.services.tickets import Move, NewTicket
from resources import texts
from resources.texts import tr
from ui.app import App, Options, application
from ui.notify import Fault
from ui.shell.hooks import qt_in_log
from ui.shell.registry import PAGES
from ui.theme import manager
from ui.widgets.describing import Said, colours, picture

if TYPE_CHECKING:
    from facilities_app.bootstrap import Program

SIZE = QSize(1366, 768)
THEMES = ("light", "dark")
MANIFEST = "manifest.json"
_SHOWN_DUE = 8
_QUIET_MS = 150
_PATIENCE_MS = 20_000
Say = Callable[[str], None]
Open = Callable[[Path], "Program"]
"""Opens a demo database in the name of its demo user; handed in, since only the command line knows how."""


def screenshots(out: Path, clock: Clock, open_demo: Open, say: Say = print, size: QSize = SIZE) -> list[Path]:
    """A picture of every page in both languages and themes: ``out/<page>-<language>-<theme>.png``.

    ``out/manifest.json`` says what is on them, for whoever wants to know whether they still tell the truth.
    """
    manifest = Manifest()
    with tempfile.TemporaryDirectory(prefix="facilities-") as folder:
        database = Path(folder) / "demo.sqlite"
        make_demo(database, clock.today())
        made = []
        for language in texts.LANGUAGES:
            for theme in THEMES:
                made += pictures(database, out, clock, open_demo, language, theme, size, manifest)
    manifest.write(out / MANIFEST, clock, made)
    made.append(out / MANIFEST)
    for path in made:
        say(str(path))
    return made


def pictures(
    database: Path,
    out: Path,
    clock: Clock,
    open_demo: Open,
    language: str,
    theme: str,
    size: QSize = SIZE,
    manifest: "Manifest | None" = None,
) -> list[Path]:
    """One picture a page, as a window of this size shows it; ``manifest`` notes what is on them.

    Raises RuntimeError if a page shows a fault: no picture of one is kept.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = []
    with _window(database, clock, open_demo, language, theme, size) as app:
        faults: list[Fault] = []
        app.notify.faulted.connect(faults.append)
        for page in (spec.key for spec in PAGES):
            app.window.navigate(page)
            _settle(app)
            if faults:
                raise RuntimeError(f"{page}: {faults[0].details}")
            path = out / f"{page}-{language}-{theme}.png"
            pixels, said = picture(app.window)
            pixels.save(str(path))
            made.append(path)
            if manifest is not None:
                manifest.note(page, language, theme, said)
    return made


def told(
    database: Path, clock: Clock, open_demo: Open, language: str, theme: str, size: QSize = SIZE
) -> "Manifest":
    """What the pictures in this language and theme would show now; draws, but writes nothing."""
    manifest = Manifest()
    with tempfile.TemporaryDirectory(prefix="facilities-") as folder:
        pictures(database, Path(folder), clock, open_demo, language, theme, size, manifest)
    return manifest


class Manifest:
    """What stands on pictures: by theme its colours, by page and language the words and where they stand."""

    def __init__(self) -> None:
        self.colours: dict[str, str] = {}
        self.pages: dict[str, list[Said]] = {}

    def note(self, page: str, language: str, theme: str, said: list[Said]) -> None:
        """Note one picture; the other theme says the same."""
        self.colours[theme] = colours()
        self.pages.setdefault(f"{page}-{language}", said)

    def write(self, path: Path, clock: Clock, made: list[Path]) -> None:
        """Write it down, with the day and the SHA-256 of each picture."""
        files = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in made}
        kept = {"today": clock.today().isoformat(), "colours": self.colours, "files": files}
        lines = [f"  {json.dumps(key)}: {json.dumps(value, sort_keys=True)}" for key, value in kept.items()]
        pages = [
            f"    {json.dumps(name)}: [\n"
            + ",\n".join(f"      {json.dumps(one, ensure_ascii=False)}" for one in said)
            + "\n    ]"
            for name, said in sorted(self.pages.items())
        ]
        lines.append('  "pages": {\n' + ",\n".join(pages) + "\n  }")
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def tour(out: Path, clock: Clock, open_demo: Open, say: Say = print) -> None:
    """Make a demo database, log a repair, list what is due, write a workbook, a checklist and pictures; say so."""
    out.mkdir(parents=True, exist_ok=True)
    database = _fresh(out / "demo.sqlite")
    counts = make_demo(database, clock.today())
    say(tr("1. A demo database: {path}").format(path=database))
    for name, count in counts:
        say(f"   {count:>7,}  {name}")
    with open_demo(database) as program:
        services = program.services
        say(tr("2. A repair, logged and under way: {number}").format(number=_repair(services)))
        _say_due(services, say)
        book = services.exports.write_list("tickets", ListQuery(order="number"), out / "tickets.xlsx")
        say(tr("4. A workbook: {path}, {rows} rows").format(path=book.path, rows=f"{book.rows:,}"))
        sheet = services.checklists.print_task(_due_with_checklist(services), out / "checklist.pdf")
        say(
            tr("5. A checklist: {path}, sheet {number}").format(
                path=out / "checklist.pdf", number=sheet.value
            )
        )
    made = [
        path
        for theme in THEMES
        for path in pictures(database, out / "pages", clock, open_demo, texts.language(), theme)
    ]
    say(tr("6. Pictures of every page: {path}, {n} pictures").format(path=out / "pages", n=len(made)))


def _repair(services: Services) -> str:
    target = services.targets.search("客梯", 1)[0]
    new = NewTicket(tr("Door reopens again and again"), asset_id=target.id, requester=tr("Reception desk"))
    logged = services.tickets.log(new).value
    services.tickets.move((logged.id,), Move(Action.START))
    return logged.number


def _say_due(services: Services, say: Say) -> None:
    items = services.reminders.due()
    say(tr("3. What is due: {n}").format(n=len(items)))
    for item in items[:_SHOWN_DUE]:
        say(f"   {format_date(item.due_on, DateStyle.ROC)}  {item.number}  {item.title}")


def _due_with_checklist(services: Services) -> int:
    source = services.lists["tasks"]
    template = source.info.index("template_code")
    planned = ListQuery(conditions=(Condition("status", "in", ("planned",)),))
    return int(next(row[0] for row in source.page(planned, 0, 500) if row[template]))


def _fresh(path: Path) -> Path:
    """The tour may run again in the same folder: what an earlier one made gives way."""
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    return path


@contextmanager
def _window(
    database: Path, clock: Clock, open_demo: Open, language: str, theme: str, size: QSize
) -> Iterator[App]:
    with qt_in_log(), tempfile.TemporaryDirectory(prefix="facilities-") as folder:
        application()
        spoken = texts.language()
        manager().apply(bundled_font=True)  # the same letters on every machine
        options = Options(
            database=str(database),
            language=language,
            theme=theme,
            prefs=Path(folder) / "window.ini",
            clock=clock,
        )
        app = App(lambda: open_demo(database), options)
        try:
            app.start()
            app.window.resize(size)
            _settle(app, until=lambda: app.context is not None)
            yield app
        finally:
            app.stop()
            texts.use(spoken)
            manager().apply(bundled_font=False)


def _settle(app: App, until: Callable[[], bool] = lambda: True) -> None:
    """Let the window work until nothing is left to do. Raises TimeoutError if that never comes."""
    loop = QEventLoop()
    quiet = QTimer()
    quiet.setInterval(_QUIET_MS)
    calm = 0

    def look() -> None:
        nonlocal calm
        calm = calm + 1 if app.worker.idle() and until() else 0
        if calm >= 2:
            loop.quit()

    quiet.timeout.connect(look)
    quiet.start()
    QTimer.singleShot(_PATIENCE_MS, loop, lambda: loop.exit(1))
    if loop.exec():
        raise TimeoutError("the window does not come to rest")
    quiet.stop()
