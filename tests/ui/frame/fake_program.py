"""A program without a database: enough of the services for the frame."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.changes import Changes, Outcome
from facilities_app.domain.clock import FixedClock, at
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.errors import Conflict
from facilities_app.domain.lists import ListQuery, ListSource, ViewPreset
from facilities_app.domain.rows import Choice, DueItem, PlaceRow, SearchHit
from facilities_app.services.exports import ExportResult
from facilities_app.services.inbox import Reminder
from resources.texts import tr
from tests.ui.frame.fakes import FakeSource
from ui.components.list_look import ColumnLook, ListLook
from ui.components.list_page import ListPage
from ui.components.page import Page
from ui.context import UiContext
from ui.delegates import CellDelegate
from ui.shell.registry import PageSpec
from ui.widgets.labels import Label

STATUS = {
    10: ("新案", "inbox", "neutral"),
    20: ("受理", "inbox", "neutral"),
    30: ("已派工", "user-check", "neutral"),
    40: ("處理中", "circle-play", "blue"),
    50: ("待料", "package", "amber"),
    60: ("完工", "circle-check", "green"),
    80: ("結案", "archive", "neutral"),
}
CLOCK = FixedClock(at(date(2026, 11, 23), 9))


DUE = (
    DueItem(
        "ticket",
        3,
        "115-0003",
        "客梯關門反覆開啟",
        "四維 1F",
        date(2026, 11, 20),
        group="overdue",
        is_demo=True,
    ),
    DueItem("task", 4, "I-4", "客梯月保養紀錄簽收", "四維", date(2026, 11, 23), group="week"),
)


class FakeLabels:
    """Status names."""

    def choice(self, list_code: str, code: Any) -> Choice:
        name, icon, tone = STATUS.get(code, (str(code), "", "neutral"))
        return Choice(code, name, icon, tone)

    def name(self, list_code: str, code: Any) -> str:
        return self.choice(list_code, code).name

    def choices(self, list_code: str) -> tuple[Choice, ...]:
        return tuple(self.choice(list_code, code) for code in STATUS)


class FakeViews:
    """Saved views in memory."""

    def __init__(self) -> None:
        self.kept: list[ViewPreset] = []

    def saved(self, list_code: str) -> tuple[ViewPreset, ...]:
        return tuple(self.kept)

    def save(self, list_code: str, name: str, query: ListQuery) -> Outcome[int]:
        self.kept.append(ViewPreset(f"saved:{len(self.kept) + 1}", name, query))
        return Outcome(len(self.kept), Changes(), 7, "view.saved", {"name": name})

    def delete(self, view_id: int) -> Outcome[None]:
        self.kept = [view for view in self.kept if view.key != f"saved:{view_id}"]
        return Outcome(None, Changes())


class FakeSearch:
    """Finds tickets by their words."""

    def __init__(self, source: FakeSource) -> None:
        self._source = source

    def everything(self, text: str, limit: int) -> list[SearchHit]:
        rows = self._source.page(ListQuery(search=text), 0, limit)
        return [SearchHit("ticket", row[0], row[2], row[1]) for row in rows]


class FakeHistory:
    """Counts what was asked."""

    def __init__(self) -> None:
        self.undone: list[int | None] = []
        self.empty = False

    def undo(self, operation: int | None = None) -> Outcome[int]:
        if self.empty:
            raise Conflict("history.nothing_to_undo")
        self.undone.append(operation)
        step = {"step": "ticket.start", "params": {"number": "115-0003"}}
        return Outcome(1, Changes({"ticket": frozenset({3})}), 0, "history.undo", step)

    def redo(self) -> Outcome[int]:
        raise Conflict("history.nothing_to_redo")


class FakeExports:
    """Writes slowly, step by step."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Path, ListQuery, tuple[str, ...]]] = []
        self.steps = 3

    def write_list(
        self,
        code: str,
        query: ListQuery,
        out: Path,
        columns: Sequence[str],
        step: Callable[[int, int], None],
        *,
        style: DateStyle,
    ) -> ExportResult:
        self.calls.append((code, out, query, tuple(columns)))
        for number in range(self.steps):
            step(number, self.steps)
            time.sleep(0.001)
        out.write_text("written", encoding="utf-8")
        return ExportResult(out, 1)


class FakeWatch:
    """Says what a test puts there."""

    def __init__(self) -> None:
        self.next: Changes | None = None

    def poll(self) -> Changes | None:
        found, self.next = self.next, None
        return found


def fake_services(source: FakeSource) -> Any:
    """Everything the frame asks for."""
    places = [
        PlaceRow(1, None, "site", "SW", "四維行政中心", "四維", 4),
        PlaceRow(2, 1, "floor", "SW-1F", "1F", "1F"),
    ]
    return SimpleNamespace(
        labels=FakeLabels(),
        lists={"tickets": source},
        places=SimpleNamespace(tree=lambda: places),
        views=FakeViews(),
        search=FakeSearch(source),
        history=FakeHistory(),
        exports=FakeExports(),
        watch=FakeWatch(),
        assets=SimpleNamespace(refresh=lambda: Outcome(0, Changes())),
        overview=SimpleNamespace(
            badges=lambda: {"tickets": 1, "inspections": 0}, late=lambda: {"tickets": 1}
        ),
        reminders=SimpleNamespace(due=lambda: list(DUE)),
        inbox=SimpleNamespace(read=lambda due: [Reminder(DUE[1], 0, True)]),
        clock=CLOCK,
        backups=SimpleNamespace(last=lambda: None, trouble=None),
        base=SimpleNamespace(
            actor_name="林工程師", engines=SimpleNamespace(path=Path("facilities.sqlite")), actor_id=1
        ),
    )


class FakeProgram:
    """What open_program gives back."""

    def __init__(self, size: int = 230) -> None:
        self.source = FakeSource(size)
        self.services = fake_services(self.source)
        self.path = Path("facilities.sqlite")
        self.closed = False

    def close(self) -> None:
        self.closed = True


class FakePane(QWidget):
    """Writes down what it was asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[int | None] = []
        self.label = Label("", "title")
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        column.addStretch(1)

    def show_record(self, record: int | None) -> None:
        self.records.append(record)
        self.label.setText("" if record is None else f"115-{record:04d}")


def list_page(context: UiContext) -> ListPage:
    """A page as a page author makes it."""
    source: ListSource = context.services.lists["tickets"]
    look = ListLook(
        columns={"number": ColumnLook(94, lambda view: CellDelegate(view, pad=20)), "status": ColumnLook(96)},
        stretch="summary",
        kind="ticket",
        counted=lambda n: tr("{n} tickets").format(n=n),
    )
    return ListPage(context, source, look, FakePane())


class PlainPage(Page):
    """A page with a word on it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        column = QVBoxLayout(self)
        column.addWidget(Label("plain"))
        self.set_note("115 年 11 月 23 日 星期一")
        self.seen: list[dict[str, Any]] = []
        self.shown: list[bool] = []

    def show_what(self, **what: Any) -> None:
        self.seen.append(what)

    def set_shown(self, shown: bool) -> None:
        self.shown.append(shown)


def fake_pages(*made: Callable[[UiContext], Page]) -> tuple[PageSpec, ...]:
    """A table of pages for the window."""
    names = (("overview", "Overview", "layout-dashboard"), ("tickets", "Tickets", "wrench"))
    makers = made or (PlainPage, list_page)
    return tuple(
        PageSpec(key, title, icon, "", make) for (key, title, icon), make in zip(names, makers, strict=False)
    )
