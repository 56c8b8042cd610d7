"""How the list of tickets looks: widths, pills, deadlines, priorities."""

from collections.abc import Mapping
from typing import Any

from facilities_app.domain.clock import Clock
from facilities_app.domain.dates import taipei
from facilities_app.domain.lists import ListInfo, Row
from facilities_app.domain.rows import Choice
from facilities_app.domain.tickets import Priority, Status
from facilities_app.presenting import EMPTY
from resources.texts import language, tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_widths import pill_room, whole
from ui.components.moments import Due, due_lit
from ui.context import UiContext
from ui.delegates import CellDelegate, DueDelegate, PillDelegate, PriorityDelegate
from ui.models.cells import Cells
from ui.widgets import drawing

_LONGEST_TRADE, _GAP = 100, 14
_NUMBER = "115-88888"  # an office of ten thousand repairs a year


def tickets_look(context: UiContext, info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    english = language() == "en"
    return ListLook(
        columns={
            "number": ColumnLook(whole(_NUMBER)),
            "where_label": ColumnLook(136),
            "trade_id": ColumnLook(_trade_room(context), CellDelegate, _trade_cells(context)),
            "priority": ColumnLook(80 if english else 60, PriorityDelegate, _priority_cells(context)),
            "status": ColumnLook(_status_room(context), PillDelegate, _status_cells(context, info)),
            "assignee_label": ColumnLook(66 if english else 56, CellDelegate),
            "reported_at": ColumnLook(76, CellDelegate, _day_cells(context)),
            "due_at": ColumnLook(104, DueDelegate, _due_cells(context, info)),
            "closed_at": ColumnLook(76, CellDelegate, _day_cells(context)),
        },
        stretch="summary",
        first_view="open",
        kind="ticket",
        counted=lambda n: (tr("{n} ticket") if n == "1" else tr("{n} tickets")).format(n=n),
        filter_names={"status": tr("Status"), "due": tr("Due"), "reported": tr("Reported")},
        empty=EmptyLook(
            "wrench",
            tr("No tickets here"),
            tr("Repairs that are logged stand here until they are closed."),
            tr("Log a repair"),
            "log_repair",
        ),
    )


def _trade_word(name: str) -> str:
    """Of the long English names the first word."""
    return name.partition(" ")[0] if language() == "en" else name


def _trade_room(context: UiContext) -> int:
    names = [_trade_word(choice.name) for choice in context.services.labels.choices("trade")]
    widest = max((drawing.text_width(name, "small") for name in names), default=0)
    return min(widest, _LONGEST_TRADE) + _GAP


def _trade_cells(context: UiContext) -> Cells:
    labels = context.services.labels
    return Cells(text=lambda value, row: _trade_word(labels.name("trade", value)) or EMPTY)


def _priority_cells(context: UiContext) -> Cells:
    labels = context.services.labels
    return Cells(
        text=lambda value, row: labels.choice("priority", value).name,
        icon=lambda value, row: labels.choice("priority", value).icon,
        tone=lambda value, row: labels.choice("priority", value).tone,
        emphasis=lambda value, row: "strong" if value <= Priority.HIGH else "normal",
    )


def _status_room(context: UiContext) -> int:
    """Room for any state, and for whatever a ticket waits for."""
    labels = context.services.labels
    return pill_room((*labels.choices("ticket_status"), *labels.choices("hold_reason")))


def _status_cells(context: UiContext, info: ListInfo) -> Cells:
    """The state; a ticket on hold says what it waits for."""
    labels, column = context.services.labels, info.columns[info.index("status") - 1]

    def choice(value: Any, row: Row) -> Choice:
        if value != Status.ON_HOLD:
            return labels.choice(column.choices, value)  # asked for each cell of each frame
        spec, code = info.said(column, row)
        return labels.choice(spec.choices, code)

    return Cells(
        text=lambda value, row: choice(value, row).name,
        icon=lambda value, row: choice(value, row).icon,
        tone=lambda value, row: choice(value, row).tone,
    )


def _day_cells(context: UiContext) -> Cells:
    """The day of a moment on Taiwan's clock."""
    presenter = context.presenter
    return Cells(text=lambda value, row: presenter.moment(value).partition(" ")[0])


def _due_cells(context: UiContext, info: ListInfo) -> Cells:
    """The deadline in words with its light while the repair goes on, then the day it had and whether it was kept."""
    at = {key: info.index(key) for key in ("status", "amber_at", "finished_at")}
    clock, presenter = context.clock, context.presenter
    return Cells(
        text=lambda value, row: _due(value, row, at, clock, presenter).text,
        tone=lambda value, row: _due(value, row, at, clock, presenter).tone,
        icon=lambda value, row: _due(value, row, at, clock, presenter).icon,
    )


def _due(value: Any, row: Row, at: Mapping[str, int], clock: Clock, presenter: Any) -> Due:
    if not value:
        return Due(EMPTY)
    status, finished = Status(row[at["status"]]), row[at["finished_at"]]
    if status > Status.CLOSED or (status >= Status.DONE and not finished):
        return Due(presenter.moment(value).partition(" ")[0])
    if status >= Status.DONE:
        is_kept = taipei(finished) <= taipei(value)
        return Due(
            presenter.moment(value).partition(" ")[0], "neutral" if is_kept else "red", "" if is_kept else "x"
        )
    amber = row[at["amber_at"]]
    waits = status is Status.ON_HOLD
    return due_lit(value, clock.now(), presenter, taipei(amber) if amber else None, waits=waits)
