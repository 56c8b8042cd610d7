"""How a page wants its list to look: widths, delegates and readings by column key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from facilities_app.domain.lists import ColumnKind, ColumnSpec, ListInfo
from resources.texts import tr
from ui.context import UiContext
from ui.delegates import CellDelegate, NumberDelegate, PillDelegate
from ui.models.cells import Cells

MakeDelegate = Callable[[QAbstractItemView], QStyledItemDelegate]
_NUMBERS = (ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.MONEY)
_CHARACTER = 7
ROOMY, ENOUGH, LEAST = 160, 120, 80  # the flexible column: as it should be, as it may be, as it must be
_NARROW_TEXT, _NARROW_PILL = 72, 0.75


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

    ``stretch`` takes the room that is left (the subject). ``counted`` words a number of rows, as "23 件";
    ``filter_names`` titles filters that are no column; ``tools`` puts the list's buttons beside the tabs
    or, with "chips", at the end of the chips row, for narrow lists. ``first_view`` is the tab of a first visit;
    ``kind`` what the records are called when somebody is sent to one ("ticket"): others are left to the page.
    """

    columns: Mapping[str, ColumnLook] = field(default_factory=dict)
    stretch: str = ""
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
    return CellDelegate(view, strong=strong)


def width_of(spec: ColumnSpec, look: ListLook) -> int:
    """The column's width to begin with."""
    own = look.columns.get(spec.key)
    return own.width if own is not None and own.width else max(48, spec.width * _CHARACTER + 14)


def fitted(
    specs: Sequence[ColumnSpec],
    wanted: Mapping[str, int],
    chosen: Mapping[str, int],
    room: int,
    flexible: int = 0,
) -> dict[str, int]:
    """The widths of the columns beside the flexible one, in ``room``.

    What a person chose stays. Where the flexible column would get too little, words give way first, then
    pills: both tell the rest in their tooltip. Figures, dates and the number that names a row stay whole.
    """
    widths = {spec.key: chosen.get(spec.key, wanted[spec.key]) for spec in specs}
    texts = {s.key: _NARROW_TEXT for s in specs if s.kind is ColumnKind.TEXT and not s.key.endswith("number")}
    pills = {s.key: int(wanted[s.key] * _NARROW_PILL) for s in specs if s.choices.endswith("status")}
    for floors, aim in ((texts, ROOMY), (pills, ENOUGH)):
        missing = max(flexible, aim) - (room - sum(widths.values()))
        spare = {
            key: widths[key] - floor
            for key, floor in floors.items()
            if key not in chosen and widths[key] > floor
        }
        total = sum(spare.values())
        if missing > 0 and total:
            share = min(1.0, missing / total)
            for key, most in spare.items():
                widths[key] -= int(most * share)
    return widths


def _choice_cells(spec: ColumnSpec, context: UiContext) -> Cells:
    labels, code_list = context.services.labels, spec.choices
    return Cells(
        text=lambda value, row: labels.choice(code_list, value).name,
        tone=lambda value, row: labels.choice(code_list, value).tone,
        icon=lambda value, row: labels.choice(code_list, value).icon,
    )
