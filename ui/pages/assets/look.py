"""How the list of assets looks: narrow columns with the dates aligned, colour only for what needs a person."""

from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from facilities_app.domain.lateness import Late, check_late
from facilities_app.domain.lists import ListInfo, Row
from resources.texts import tr, trn
from ui.components.list_look import ColumnLook, EmptyLook, ListLook
from ui.components.list_widths import whole
from ui.context import UiContext
from ui.delegates import CellDelegate, DueDelegate, IconTextDelegate, TwoTextDelegate, roles
from ui.delegates.base import Index
from ui.models.cells import Cells
from ui.theme import Theme
from ui.widgets import drawing

DUE_SOON_DAYS = 14
COVER_SOON_DAYS = 60
_LONG_SITE = 4
_GAP = 12
_STEP = " › "
_NUMBER = "2010101-01A-0001"  # shortened, the numbers of one kind would look alike
_NAME = 172


class NumberCell(CellDelegate):
    """A property number: where it does not fit its end stays, which tells one from the next."""

    def paint_content(
        self, painter: QPainter, room: QRect, index: Index, current: Theme, selected: bool
    ) -> None:
        """Draw the number, shortened in its middle."""
        words = str(index.data(roles.TEXT) or "")
        colour = self.colour_of(index, current, selected)
        drawing.text(painter, room, words, colour, "small", elide=Qt.TextElideMode.ElideMiddle)


class PlaceScope:
    """The site that the list is narrowed to: its name need not stand in every row."""

    def __init__(self) -> None:
        self.site = ""

    def text(self, label: str) -> str:
        """A place as the list writes it: without the site, or with its short name where several are shown."""
        site, step, rest = label.partition(_STEP)
        if not step:
            return label
        rest = rest.replace(_STEP, " ")
        if site == self.site:
            return rest
        return f"{_short_site(site)} {rest}"


def make_look(context: UiContext, info: ListInfo, scope: PlaceScope) -> ListLook:
    """The looks, in the language of the moment."""
    ends = ("000/00/00", trn("{n} day left", "{n} days left", 38))
    cover = max(drawing.text_width(f"{cover_word('contract')}  {end}", "small") for end in ends) + _GAP + 8
    return ListLook(
        columns={
            "property_number": ColumnLook(
                whole(_NUMBER), cells=_number(info), delegate=lambda view: NumberCell(view)
            ),
            "name": ColumnLook(cells=_name(context, info), delegate=lambda view: IconTextDelegate(view)),
            "place_label": ColumnLook(112, cells=Cells(text=lambda value, row: scope.text(value or ""))),
            "next_due_on": ColumnLook(
                92,
                cells=_next_due(context, info),
                delegate=lambda view: DueDelegate(view, icon_first=True),
            ),
            "cover_until": ColumnLook(
                cover,
                cells=_cover(context, info),
                delegate=lambda view: TwoTextDelegate(view, before=True, strong=False),
            ),
        },
        stretch="name",
        subject=_NAME,
        counted=lambda n: (tr("{n} asset") if n == "1" else tr("{n} assets")).format(n=n),
        filter_names={
            "place": tr("Place"),
            "next_due": tr("Next inspection"),
            "cover": tr("Warranty / contract"),
            "category": tr("Category"),
        },
        empty=EmptyLook(
            "boxes",
            tr("No assets yet"),
            tr("Lifts, pumps, panels: whatever is repaired and inspected is listed here."),
        ),
        pane_share=(622, 356),
        tools="chips",
    )


def _short_site(site: str) -> str:
    """四維行政中心 is 四維 to everyone who works there."""
    return site[:2] if len(site) > _LONG_SITE and not site[0].isascii() else site


def _number(info: ListInfo) -> Cells:
    """The property number; an asset that has none shows the office's own number, fainter."""
    at_code = info.index("code")
    return Cells(
        text=lambda value, row: value or row[at_code],
        emphasis=lambda value, row: "normal" if value else "faint",
    )


def _name(context: UiContext, info: ListInfo) -> Cells:
    labels, at_category = context.services.labels, info.index("category_id")
    return Cells(icon=lambda value, row: labels.choice("category", row[at_category]).icon)


def _next_due(context: UiContext, info: ListInfo) -> Cells:
    """Red only where a law sets the interval; what the office set itself is behind, and amber."""
    at_law = info.index("law_due_on")

    def late(value: Any, row: Row) -> Late | None:
        law = row[at_law]
        due = date.fromisoformat(value)
        return check_late(due, date.fromisoformat(law) if law else None, context.clock.today())

    def tone(value: Any, row: Row) -> str:
        if not value:
            return "neutral"
        found = late(value, row)
        soon = days_to(value, context.clock.today()) <= DUE_SOON_DAYS
        return found.tone if found else "amber" if soon else "neutral"

    def icon(value: Any, row: Row) -> str:
        return {"red": "triangle-alert", "amber": "clock"}.get(tone(value, row), "")

    return Cells(tone=tone, icon=icon)


def _cover(context: UiContext, info: ListInfo) -> Cells:
    at_kind = info.index("cover_kind")

    def days(value: Any) -> int | None:
        return days_to(value, context.clock.today()) if value else None

    def text(value: Any, row: Row) -> str:
        left = days(value)
        if left is None:
            return ""
        if left < 0:
            return tr("over")
        if left <= COVER_SOON_DAYS:
            return trn("{n} day left", "{n} days left", left)
        return context.presenter.date(value)

    def tone(value: Any, row: Row) -> str:
        left = days(value)
        return "amber" if left is not None and 0 <= left <= COVER_SOON_DAYS else "neutral"

    def emphasis(value: Any, row: Row) -> str:
        left = days(value)
        return "faint" if left is not None and left < 0 else "normal"

    def kind(value: Any, row: Row) -> str:
        return cover_word(row[at_kind]) if value else ""

    return Cells(text=text, tone=tone, emphasis=emphasis, secondary=kind)


def cover_word(kind: str) -> str:
    """What stands before a cover's date."""
    words = {
        "contract": tr("contract", "cover"),
        "lease": tr("lease", "cover"),
        "warranty": tr("warranty", "cover"),
    }
    return words.get(kind, "")


def days_to(value: str | date, today: date) -> int:
    """Days from today to a date or its ISO text."""
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return (day - today).days
