"""My work today: what the acting person has to do, as one list of the day."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilities_app.domain.boards import work_step
from facilities_app.domain.changes import Changes
from facilities_app.domain.dates import weekday_en, weekday_zh
from facilities_app.domain.planning import DayEntry, DayGroup
from facilities_app.domain.tickets import Status
from resources.texts import language, tr
from ui import theme
from ui.components.day_list import DayList
from ui.components.day_rows import DaySection
from ui.context import UiContext
from ui.widgets.buttons import GhostButton
from ui.widgets.labels import KeyCap, Label
from ui.widgets.surfaces import EmptyState
from ui.worker import Task

_ENTITIES = ("tickets", "inspection_tasks", "users")
_TONES = {"late": "red", "today": "amber", "hold": "amber"}


class MyDay(QWidget):
    """Read again when something changes. ``step_asked`` carries (entry, Action): S takes the ticket one step on."""

    step_asked = Signal(object, object)
    current_changed = Signal(object)  # a ticket's id or None
    print_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self._active = False
        self._stale = True
        self.groups: tuple[DayGroup, ...] = ()
        self._build()
        context.bus.changed.connect(self._on_changed)

    @property
    def current(self) -> int | None:
        """The current ticket; None on an inspection."""
        entry = self.list.current()
        return entry.id if entry is not None and entry.entity == "tickets" else None

    def set_active(self, active: bool) -> None:
        """A day nobody looks at waits with reading."""
        self._active = active
        if active and self._stale:
            self.read()

    def read(self) -> None:
        """Read the day again."""
        self._stale = False
        if self._task is not None:
            self._task.cancel()
        day, boards = self._context.clock.today(), self._context.services.boards
        self._task = self._context.worker.read(
            lambda: boards.my_day(day), self._on_read, self._context.notify.error
        )

    def choose(self, ticket_id: int) -> None:
        """Make a ticket the current one, if it is here."""
        for group in self.groups:
            for entry in group.entries:
                if entry.entity == "tickets" and entry.id == ticket_id:
                    self.list.go(self.list.entries.find(entry.key))
                    return

    def take_focus(self) -> None:
        """Bring the keyboard here."""
        front = self.list if self.groups else self
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        sizes = theme.current().sizes
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title, self.note = Label("", "section"), Label("", "secondary")
        head = QHBoxLayout()
        head.setContentsMargins(sizes.edge, sizes.s, sizes.edge, sizes.xs)
        head.setSpacing(sizes.m)
        head.addWidget(self.title)
        head.addWidget(self.note)
        head.addStretch(1)
        head.addWidget(KeyCap("S", tr("next step")))
        self.print_button = GhostButton(tr("Print my day"), "printer", on_click=self.print_asked.emit)
        head.addWidget(self.print_button)
        self.list = DayList(self._context, tr("My work today"), shows_who=False)
        self.empty = EmptyState("circle-check", tr("Nothing to do today"))
        self._middle = QStackedWidget()
        self._middle.addWidget(self.list)
        self._middle.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._middle, 1)
        self.list.stepped.connect(self._on_step)
        self.list.current_changed.connect(lambda _: self._tell())

    def _on_read(self, groups: tuple[DayGroup, ...]) -> None:
        self._task = None
        self.groups = groups
        self.list.set_sections([_section(group) for group in groups])
        self._middle.setCurrentIndex(0 if groups else 1)
        if groups and self.hasFocus():
            self.take_focus()
        self._say(groups)
        self._tell()

    def _say(self, groups: tuple[DayGroup, ...]) -> None:
        day, presenter = self._context.clock.today(), self._context.presenter
        weekday = weekday_en(day) if language() == "en" else f"（{weekday_zh(day)}）"
        gap = " " if language() == "en" else ""
        self.title.setText(f"{presenter.date(day)}{gap}{weekday}")
        who = self._context.services.base.actor_name
        left = sum(group.total for group in groups if group.key != "next")
        words = tr("{who}: {n} to do today").format(who=who, n=f"{left:,}") if who else ""
        self.note.setText(words)
        if who:
            text = tr("Planned visits, what is due and inspections assigned to {who} stand here.").format(
                who=who
            )
            self.empty.set_content("circle-check", tr("Nothing to do today"), text)
        else:
            text = tr("Choose at the foot of the rail who is using the program.")
            self.empty.set_content("circle-user", tr("Whose day is it?"), text)

    def _tell(self) -> None:
        self.current_changed.emit(self.current)

    def _on_step(self, entry: DayEntry) -> None:
        """S: begin, take up again, report done; an inspection is opened."""
        if entry.entity != "tickets" or entry.status is None:
            self.list.opened.emit(entry)
            return
        action = work_step(Status(entry.status))
        if action is not None:
            self.step_asked.emit(entry, action)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        if not changes.touches(*_ENTITIES):
            return
        self._stale = True
        if self._active:
            self.read()


def _section(group: DayGroup) -> DaySection:
    title = {
        "visit": tr("Planned visits"),
        "late": tr("Late", "group"),
        "today": tr("Due today", "group"),
        "hold": tr("Can go on again"),
        "task": tr("Inspections due"),
        "next": tr("What comes next"),
    }[group.key]
    shown = len(group.entries)
    note = f"{group.total:,}" if shown == group.total else f"{shown:,}／{group.total:,}"
    return DaySection(title, note, group.entries, _TONES.get(group.key, "neutral"))
