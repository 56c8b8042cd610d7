"""How the five lists of this page look."""

from typing import Any

from facilities_app.domain.lists import ListInfo, Row
from facilities_app.presenting import EMPTY
from resources.texts import tr
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.context import UiContext
from ui.delegates import CellDelegate
from ui.models.cells import Cells
from ui.widgets import drawing

_GAP = 14


def contract_look(context: UiContext, info: ListInfo) -> ListLook:
    """Contracts: those that end within their notice stand out."""
    return ListLook(
        columns={
            "number": ColumnLook(92),
            "phone": ColumnLook(104),
            "kind": ColumnLook(_widest_word(context, "contract_kind")),
            "vendor": ColumnLook(140),
            "starts_on": ColumnLook(84),
            "ends_on": ColumnLook(84, cells=_ends(context), delegate=lambda view: CellDelegate(view)),
            "amount_twd": ColumnLook(96),
        },
        stretch="title",
        counted=lambda n: (tr("{n} contract") if n == "1" else tr("{n} contracts")).format(n=n),
        filter_names={"ends": tr("Ends"), "bond_open": tr("Bond to return")},
        empty=EmptyLook(
            "file-pen",
            tr("No contracts yet"),
            tr("Enter a contract with what it covers; repairs then show who is to come, and how soon."),
        ),
        first_view="in_force",
        kind="contract",
    )


def vendor_look(_context: UiContext, _info: ListInfo) -> ListLook:
    """Contractors."""
    return ListLook(
        columns={"code": ColumnLook(64), "tax_id": ColumnLook(84), "phone": ColumnLook(110)},
        stretch="name",
        counted=lambda n: (tr("{n} contractor") if n == "1" else tr("{n} contractors")).format(n=n),
        empty=EmptyLook(
            "truck",
            tr("No contractors yet"),
            tr("Enter the firms that hold contracts, repair, or insure."),
        ),
        kind="vendor",
    )


def policy_look(context: UiContext, _info: ListInfo) -> ListLook:
    """Insurance policies."""
    return ListLook(
        columns={
            "number": ColumnLook(108),
            "kind": ColumnLook(_widest_word(context, "insurance_kind")),
            "insured_twd": ColumnLook(108),
            "premium_twd": ColumnLook(92),
            "ends_on": ColumnLook(84, cells=_ends(context), delegate=lambda view: CellDelegate(view)),
            "starts_on": ColumnLook(84),
        },
        stretch="place",
        counted=lambda n: (tr("{n} policy") if n == "1" else tr("{n} policies")).format(n=n),
        filter_names={"ends": tr("Ends")},
        empty=EmptyLook(
            "umbrella",
            tr("No insurance yet"),
            tr("Enter the fire and liability policies of each centre; they are reminded of in time."),
        ),
        first_view="in_force",
        kind="insurance",
    )


def project_look(context: UiContext, info: ListInfo) -> ListLook:
    """Projects: a day that is only roughly known stands in the source's words."""
    return ListLook(
        columns={
            "code": ColumnLook(100),
            "status": ColumnLook(_widest(context, "project_status")),
            "completed_on": ColumnLook(
                128,
                cells=_rough(context, info, "completed_on", "completed_text"),
                delegate=lambda view: CellDelegate(view),
            ),
            "place": ColumnLook(120),
            "budget_twd": ColumnLook(100),
        },
        stretch="name",
        counted=lambda n: (tr("{n} project") if n == "1" else tr("{n} projects")).format(n=n),
        empty=EmptyLook(
            "hammer",
            tr("No projects yet"),
            tr("A project has its budget, who pays it, its plan, and what became of it."),
        ),
        kind="project",
    )


def event_look(context: UiContext, info: ListInfo) -> ListLook:
    """Damage events."""
    return ListLook(
        columns={
            "code": ColumnLook(120),
            "occurred_on": ColumnLook(
                100,
                cells=_rough(context, info, "occurred_on", "occurred_text"),
                delegate=lambda view: CellDelegate(view),
            ),
            "assets": ColumnLook(72),
            "tickets": ColumnLook(64),
        },
        stretch="name",
        counted=lambda n: (tr("{n} event") if n == "1" else tr("{n} events")).format(n=n),
        filter_names={"occurred": tr("Happened")},
        empty=EmptyLook(
            "cloud-lightning",
            tr("No damage events yet"),
            tr("After a typhoon, earthquake, fire or flood: enter it, then what it damaged."),
        ),
        kind="event",
    )


def _rough(context: UiContext, info: ListInfo, day: str, words: str) -> Cells:
    at = info.index(words)

    def text(value: Any, row: Row) -> str:
        return context.presenter.date(value) if value else str(row[at] or EMPTY)

    return Cells(text=text)


def _widest_word(context: UiContext, list_code: str) -> int:
    """Room for the longest name of a list of codes."""
    choices = context.services.labels.choices(list_code)
    return max((drawing.text_width(one.name, "small") for one in choices), default=48) + _GAP


def _widest(context: UiContext, list_code: str) -> int:
    """Room for the longest pill of a list of codes, in the language of the moment."""
    choices = context.services.labels.choices(list_code)
    return max((drawing.pill_width(one.name, one.icon) for one in choices), default=80) + _GAP


def _ends(context: UiContext) -> Cells:
    def emphasis(value: Any, row: Row) -> str:
        over = bool(value) and str(value)[:10] < context.clock.today().isoformat()
        return "faint" if over else "normal"

    return Cells(emphasis=emphasis)
