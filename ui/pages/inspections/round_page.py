"""事件巡查: rounds before and after a typhoon, after an earthquake, for a Dengue alert; with how far they are."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from facilities_app.domain.lists import ListInfo
from facilities_app.domain.rounds import RoundDetail
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page_segments import OF_INSPECTIONS, PageSegments
from ui.components.papers import write_paper
from ui.context import UiContext
from ui.pages.inspections.printing import ChecklistPrinter
from ui.pages.inspections.round_desk import RoundDesk
from ui.pages.inspections.round_pane import RoundPane
from ui.pages.inspections.round_sheets import CloseSheet, EditRoundSheet
from ui.pages.inspections.round_start import StartSheet
from ui.widgets.buttons import Button
from ui.widgets.tips import plain_tip


class RoundsPage(ListPage):
    """The list of rounds with a RoundPane."""

    pane: RoundPane

    def __init__(self, context: UiContext) -> None:
        source = context.services.lists["rounds"]
        super().__init__(context, source, make_look(source.info), RoundPane(context))
        self.segments = PageSegments(context, OF_INSPECTIONS, "rounds", self)
        self.views.tabs.add_corner(self.segments, first=True)
        self.start_button = Button(tr("Start a round"), "siren", kind="outline", on_click=self.start)
        self.start_button.setToolTip(plain_tip(tr("Start a round (Insert)")))
        self.filters.tools.insertWidget(0, self.start_button)
        self.printer = ChecklistPrinter(context, self)
        self.desk = RoundDesk(context, self)
        self._add_keys()
        pane = self.pane
        pane.key_asked.connect(self.desk.key)
        pane.next_asked.connect(self.key_next)
        pane.sheets_asked.connect(self.print_sheets)
        pane.route_asked.connect(self.print_route)
        pane.close_asked.connect(self.close_round)
        pane.edit_asked.connect(self.edit)
        pane.back_asked.connect(self.table.setFocus)
        pane.task_asked.connect(lambda key: context.navigate("inspections", record=key))
        pane.ticket_asked.connect(lambda key: context.navigate("tickets", record=key))
        pane.round_asked.connect(self._on_round)
        for landed in (self.model.loaded, self.model.ordered):
            landed.connect(self._begin)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The list's, and those of a round."""
        return {**super().commands(), "new": self.start, "edit": self.edit, "start_round": self.start}

    def take_focus(self) -> None:
        """A sheet that is being keyed keeps the keyboard."""
        if self.desk.view is not None:
            self.desk.view.take_focus()
        else:
            super().take_focus()

    def keep_state(self) -> None:
        """What was keyed is kept too."""
        self.desk.keep()
        super().keep_state()

    # -- what can be done ------------------------------------------------------------------------

    def start(self) -> None:
        """Start a round."""
        sheet = StartSheet(self.context, self.window())
        sheet.saved.connect(lambda key: self._show_new(int(key)))
        sheet.open()

    def detail(self) -> RoundDetail | None:
        """The round in the pane, if it is the current one."""
        found = self.pane.round
        return found if found is not None and found.id == self.current else None

    def key_next(self) -> None:
        """Key the next stop in walking order."""
        found = self.detail()
        if found is not None and found.next_stop is not None:
            self.desk.key(found.id, found.next_stop)

    def print_sheets(self) -> None:
        """The checklists of all open stops, in walking order, in one file."""
        found = self.detail()
        ids = [stop.task_id for stop in found.open_stops if stop.template_code] if found else []
        if ids:
            self.printer.many(ids)

    def print_route(self) -> None:
        """The list of stops."""
        found = self.detail()
        if found is not None:
            papers, title = self.context.services.round_papers, tr("Route list")
            name, style = f"{title}_{found.number}", self.context.presenter.style
            write_paper(
                self.context, name, title, lambda path, _job: papers.write(found.id, path, style=style)
            )

    def close_round(self) -> None:
        """End the round in front; open stops are explained first."""
        found = self.detail()
        if found is not None and found.closed_on is None:
            CloseSheet(self.context, self.window(), found).open()

    def edit(self) -> None:
        """Change title, day, event or note of the round in front."""
        found = self.detail()
        if found is not None and found.closed_on is None:
            EditRoundSheet(self.context, self.window(), found).open()

    # -- slots -----------------------------------------------------------------------------------

    def _add_keys(self) -> None:
        for keys, slot in (
            ("Ins", self._on_insert),
            ("Ctrl+Return", self._on_keys),
            ("Ctrl+Enter", self._on_keys),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _on_insert(self) -> None:
        if self.desk.view is None:
            self.start()

    def _on_keys(self) -> None:
        """A sheet that is being keyed is finished by the keys that opened it."""
        if self.desk.view is not None:
            self.desk.view.finish()
        else:
            self.key_next()

    def _show_new(self, key: int) -> None:
        """A round that was just started is open: it stands in the first tab."""
        view = self.views.view("open")
        if view is not None and self.views.key == "closed":
            self.show_view(view)
        self.choose(key)

    def _on_round(self, key: int) -> None:
        """One that belongs to the same event may be in the other tab."""
        if self.model.find(key) < 0:
            view = self.views.view("all")
            if view is not None:
                self.show_view(view)
        self.choose(key)

    def _begin(self) -> None:
        """Nothing chosen yet: begin with the first."""
        if self.current is None and self.model.rowCount() and not self.pane.isHidden():
            self.table.setCurrentIndex(self.model.index(0, self.source.info.index("title") - 1))

    def _on_first_step(self) -> None:
        self.start()


def make_look(info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    words = tr("One click makes all stops of a round from a recipe, in the order they are walked.")
    return ListLook(
        columns={
            "number": ColumnLook(84),
            "title": ColumnLook(),
            "kind": ColumnLook(128),
            "event": ColumnLook(120),
            "started_at": ColumnLook(112),
            "due_on": ColumnLook(84),
            "done": ColumnLook(80),
            "stops": ColumnLook(56),
            "failed": ColumnLook(92),
            "tickets": ColumnLook(96),
        },
        stretch="title",
        counted=lambda n: (tr("{n} round") if n == "1" else tr("{n} rounds")).format(n=n),
        filter_names={"kind": tr("Event"), "started": tr("Started")},
        empty=EmptyLook("siren", tr("No rounds here"), words, tr("Start a round")),
        kind="round",
    )


def create(context: UiContext) -> RoundsPage:
    """Make the page."""
    return RoundsPage(context)
