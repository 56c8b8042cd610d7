"""How a page wants its list to look: widths, delegates and readings by column key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from facilities_app.domain.lists import ColumnKind, ColumnSpec, ListInfo
from resources.texts import tr
from ui.components.list_widths import pill_room, written
from ui.context import UiContext
from ui.delegates import CellDelegate, NumberDelegate, PillDelegate
from ui.delegates.base import PLACE_ELIDE, WORDS_ELIDE
from ui.models.cells import Cells

MakeDelegate = Callable[[QAbstractItemView], QStyledItemDelegate]
_NUMBERS = (ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.MONEY)
_LEAST_WIDTH = 48


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column; what is left out follows from its kind."""

    width: int = 0
    delegate: MakeDelegate | None = None
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class EmptyLook:
    """What an empty list says; ``action`` is one of the frame's actions."""

    icon: str = "inbox"
    title: str = ""
    text: str = ""
    button: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class ListLook:
    """The looks of a list, made at page-making time so that its words are in the language of the moment.

    ``stretch`` takes the room that is left (the subject); ``subject`` is what it needs before lesser columns go.
    ``counted`` words a number of rows, as "23 件"; ``filter_names`` titles filters that are no column; ``tools``
    puts the list's buttons beside the tabs or, with "chips", at the end of the chips row, for narrow lists.
    ``first_view`` is the tab of a first visit; ``kind`` what the records are called when somebody is sent to one
    ("ticket"): others are left to the page.
    """

    columns: Mapping[str, ColumnLook] = field(default_factory=dict)
    stretch: str = ""
    subject: int = 0
    counted: Callable[[str], str] = lambda n: tr("{n} rows").format(n=n)
    filter_names: Mapping[str, str] = field(default_factory=dict)
    empty: EmptyLook = EmptyLook()
    pane_share: tuple[int, int] = (794, 364)
    tools: str = "tabs"
    first_view: str = ""
    kind: str = ""


def stretch_key(info: ListInfo, look: ListLook) -> str:
    """The column that takes the room that is left."""
    if look.stretch:
        return look.stretch
    texts = [spec for spec in info.columns if spec.kind is ColumnKind.TEXT]
    return max(texts or info.columns, key=lambda spec: spec.width).key


def cells_of(info: ListInfo, look: ListLook, context: UiContext) -> dict[str, Cells]:
    """The readings of all columns: the page's own, else name, icon and tone of a code."""
    found: dict[str, Cells] = {}
    for spec in info.columns:
        own = look.columns.get(spec.key)
        if own is not None and own.cells is not None:
            found[spec.key] = own.cells
        elif spec.kind is ColumnKind.CHOICE:
            found[spec.key] = _choice_cells(spec, context)
    return found


def make_delegate(
    spec: ColumnSpec, look: ListLook, view: QAbstractItemView, strong: bool
) -> QStyledItemDelegate:
    """The delegate of a column."""
    own = look.columns.get(spec.key)
    if own is not None and own.delegate is not None:
        return own.delegate(view)
    if spec.kind is ColumnKind.CHOICE and spec.choices.endswith("status"):
        return PillDelegate(view)
    if spec.kind in _NUMBERS:
        return NumberDelegate(view)
    return CellDelegate(view, strong=strong, elide=PLACE_ELIDE if spec.is_place else WORDS_ELIDE)


def widths_of(info: ListInfo, look: ListLook, context: UiContext) -> dict[str, int]:
    """The widths of all columns to begin with; that of a status shows its longest choice whole."""
    return {spec.key: _width(spec, look, context) for spec in info.columns}


def _width(spec: ColumnSpec, look: ListLook, context: UiContext) -> int:
    own = look.columns.get(spec.key)
    if own is not None and own.width:
        return own.width
    if spec.choices.endswith("status"):
        return pill_room(context.services.labels.choices(spec.choices))
    return max(_LEAST_WIDTH, written(spec))


def _choice_cells(spec: ColumnSpec, context: UiContext) -> Cells:
    labels, code_list = context.services.labels, spec.choices
    return Cells(
        text=lambda value, row: labels.choice(code_list, value).name,
        tone=lambda value, row: labels.choice(code_list, value).tone,
        icon=lambda value, row: labels.choice(code_list, value).icon,
    )
