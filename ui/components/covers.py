"""Who stands behind an asset: its contract, warranty, telephone and permits, in a pane and in one line."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilities_app.domain.rows import CoverRow, PermitRow
from facilities_app.presenting import Presenter
from resources.texts import tr, trn
from ui import theme
from ui.context import UiContext
from ui.widgets import drawing
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView

ENDS_SOON_DAYS = 60


def cover_name(kind: str) -> str:
    """What a cover is called."""
    if kind == "warranty":
        return tr("Warranty")
    return tr("Lease") if kind == "lease" else tr("Maintenance")


def cover_words(cover: CoverRow, presenter: Presenter) -> str:
    """The vendor and until when."""
    end = presenter.date(cover.ends_on)
    until = (tr("ended {date}") if cover.is_over else tr("until {date}")).format(date=end)
    return tr("{vendor}, {until}").format(vendor=cover.vendor, until=until) if cover.vendor else until


class PhoneLine(QWidget):
    """A telephone number that can be copied, and how soon they come."""

    def __init__(self, phone: str, hours: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.xs + 2)
        row.addWidget(IconView("phone", "text2", sizes.icon_small))
        number = Label(phone, "strong")
        number.setTextInteractionFlags(number.textInteractionFlags().TextSelectableByMouse)
        row.addWidget(number)
        self.setAccessibleName(phone)
        if hours:
            row.addWidget(
                Label(trn("there within {n} hour", "there within {n} hours", hours), "secondary", elide=True),
                1,
            )
        row.addStretch(0 if hours else 1)


def fill_covers(
    grid: KeyValueGrid, context: UiContext, covers: Sequence[CoverRow], permits: Sequence[PermitRow] = ()
) -> None:
    """Add the covers in force (or the newest that is over), the first telephone and the permits to a grid."""
    presenter, today = context.presenter, context.clock.today()
    in_force = [cover for cover in covers if not cover.is_over] or list(covers[:1])
    if not in_force:
        grid.add(tr("Maintenance"), Label(tr("No contract or warranty"), "body", colour="text2"))
    for cover in in_force:
        grid.add(cover_name(cover.kind), _cover_value(cover, presenter, (cover.ends_on - today).days))
    calls = next((cover for cover in in_force if cover.phone), None)
    if calls is not None:
        grid.add(tr("Call-out"), PhoneLine(calls.phone, calls.response_hours))
    newest: dict[str, PermitRow] = {}
    for permit in permits:
        newest.setdefault(permit.kind, permit)
    for permit in newest.values():
        name = context.services.labels.name("permit_kind", permit.kind)
        days = (permit.expires_on - today).days
        end = presenter.date(permit.expires_on)
        words = tr("until {date}").format(date=end) if days >= 0 else tr("expired {date}").format(date=end)
        colour = "red" if days < 0 else "amber" if days <= ENDS_SOON_DAYS else ""
        grid.add(name, Label(words, "body", colour=colour, wrap=True))


def _cover_value(cover: CoverRow, presenter: Presenter, days: int) -> QWidget:
    """The cover in words; one that ends soon says how many days are left."""
    words = Label(cover_words(cover, presenter), "body", wrap=True, colour="text2" if cover.is_over else "")
    if not 0 <= days <= ENDS_SOON_DAYS:
        return words
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    left = Label(trn("{n} day left", "{n} days left", days), "secondary", colour="amber")
    column.addWidget(words)
    column.addWidget(left)
    box.setAccessibleName(f"{words.text()} {left.text()}")
    return box


class CoverLine(QWidget):
    """The grey line of a form: who has the contract, their number, and what is over. "None" is said too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = theme.current().sizes
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.m, 0, sizes.m, 0)
        row.setSpacing(sizes.s)
        self._icon = IconView("shield-check", "text2")
        self._kind = Label("", "secondary")
        self._words = Label("", "strong", elide=True)
        self._phone_icon = IconView("phone", "text2", sizes.icon_small)
        self._phone = Label("", "strong")
        self._aside = Label("", "secondary")
        row.addWidget(self._icon)
        row.addWidget(self._kind)
        row.addSpacing(sizes.xs)
        row.addWidget(self._words, 1)
        row.addWidget(self._phone_icon)
        row.addWidget(self._phone)
        row.addSpacing(sizes.s)
        row.addWidget(self._aside)
        self.say(tr("Contract and warranty are shown once the asset is chosen"))

    def sizeHint(self) -> QSize:
        """A line of a form."""
        return QSize(super().sizeHint().width(), theme.current().sizes.control)

    def say(self, words: str) -> None:
        """Show a sentence in place of a cover."""
        self._fill("shield", "", words, "", "")

    def show_covers(self, context: UiContext, covers: Sequence[CoverRow]) -> None:
        """Show the first cover in force; the first that is over stands at the right."""
        presenter = context.presenter
        live = [cover for cover in covers if not cover.is_over]
        kinds = {cover.kind for cover in live}
        over = [cover for cover in covers if cover.is_over and cover.kind not in kinds]
        aside = ""
        if over:
            aside = tr("{kind} ended {date}").format(
                kind=cover_name(over[0].kind), date=presenter.date(over[0].ends_on)
            )
        elif len(live) > 1:
            end = presenter.date(live[1].ends_on)
            aside = tr("{kind} until {date}").format(kind=cover_name(live[1].kind), date=end)
        if not live:
            self._fill("shield-alert", "", tr("No contract or warranty in force"), "", aside)
            return
        first = live[0]
        self._fill("shield-check", cover_name(first.kind), cover_words(first, presenter), first.phone, aside)

    def text(self) -> str:
        """All that the line says."""
        labels = (self._kind, self._words, self._phone, self._aside)
        return " ".join(label.text() for label in labels if label.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grey ground."""
        current = theme.current()
        painter = QPainter(self)
        drawing.rounded(painter, self.rect(), current.sizes.radius, current.surface2)
        painter.end()

    def _fill(self, icon: str, kind: str, words: str, phone: str, aside: str) -> None:
        self._icon.set_icon(icon)
        self._kind.setText(kind)
        self._kind.setVisible(bool(kind))
        self._words.setText(words)
        self._words.set_role("strong" if kind else "secondary")
        for widget in (self._phone_icon, self._phone):
            widget.setVisible(bool(phone))
        self._phone.setText(phone)
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        self.setAccessibleName(self.text())
