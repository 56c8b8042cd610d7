"""How the list of inspections looks."""

from datetime import date
from typing import Any

from facilities_app.domain.inspections import TaskState
from facilities_app.domain.lateness import task_late
from facilities_app.domain.lists import ListInfo, Row
from resources.texts import language, tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.task_words import Standing, basis, standing
from ui.context import UiContext
from ui.delegates import CellDelegate, DueDelegate, PillDelegate
from ui.models.cells import Cells
from ui.widgets import drawing

_STEP = " › "
_GAP = 12
_ENGLISH_TITLE = 190


def make_look(context: UiContext, info: ListInfo) -> ListLook:
    """The looks, in the language of the moment."""
    state = max(drawing.pill_width(task_late(100, law).text, "clock") for law in (True, False)) + _GAP
    bases = max(drawing.text_width(basis(law), "small") for law in (True, False)) + _GAP
    return ListLook(
        columns={
            "number": ColumnLook(94),
            "title": ColumnLook(cells=_title(context, info)),
            "target_label": ColumnLook(164, cells=Cells(text=lambda value, row: place_words(value or ""))),
            "due_on": ColumnLook(84, cells=_due(context, info), delegate=lambda view: DueDelegate(view)),
            "status": ColumnLook(
                state, cells=_state(context, info), delegate=lambda view: PillDelegate(view)
            ),
            "is_statutory": ColumnLook(bases, cells=_basis(), delegate=lambda view: CellDelegate(view)),
            "assignee_label": ColumnLook(62),
            "done_on": ColumnLook(84),
            "outcome": ColumnLook(84, delegate=lambda view: PillDelegate(view)),
        },
        stretch="title",
        subject=_ENGLISH_TITLE if language() == "en" else 0,
        counted=lambda n: (tr("{n} inspection") if n == "1" else tr("{n} inspections")).format(n=n),
        filter_names={"basis": tr("Basis"), "place": tr("Place"), "assignee": tr("Assignee")},
        empty=EmptyLook(
            "clipboard-check",
            tr("Nothing to inspect here"),
            tr("Inspections appear here when a plan makes them due."),
        ),
    )


def place_words(label: str) -> str:
    """The last steps of a long way: what stands where it stands, without the site."""
    parts = label.split(_STEP)
    return " ".join(parts[1:]) if len(parts) > 1 else label


def _of(context: UiContext, info: ListInfo, row: Row) -> Standing:
    state = row[info.index("status")]
    due = date.fromisoformat(row[info.index("due_on")][:10])
    return standing(context, state, due, bool(row[info.index("is_statutory")]))


def _title(context: UiContext, info: ListInfo) -> Cells:
    """What is inspected; a re-check says that it is one."""
    names, at = context.services.labels, info.index("explanation")

    def text(value: Any, row: Row) -> str:
        name = names.name("term", value or "")
        is_again = str(row[at] or "").startswith("recheck:")
        return tr("Re-check: {name}").format(name=name) if is_again else name

    return Cells(text=text)


def _state(context: UiContext, info: ListInfo) -> Cells:
    return Cells(
        text=lambda value, row: _of(context, info, row).text,
        tone=lambda value, row: _of(context, info, row).tone,
        icon=lambda value, row: _of(context, info, row).icon,
    )


def _due(context: UiContext, info: ListInfo) -> Cells:
    def tone(value: Any, row: Row) -> str:
        is_overdue = row[info.index("status")] == TaskState.OVERDUE
        return _of(context, info, row).tone if is_overdue else "neutral"

    return Cells(tone=tone)


def _basis() -> Cells:
    return Cells(
        text=lambda value, row: basis(bool(value)),
        emphasis=lambda value, row: "normal" if value else "faint",
    )
