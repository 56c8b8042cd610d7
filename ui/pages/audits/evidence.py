"""The four cards of evidence: the visit, photos, water and power, registration and neighbours."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilities_app.domain.audit_rows import VisitDetail
from facilities_app.domain.audits import REGISTRATIONS
from facilities_app.domain.rows import Choice, PhotoRow
from facilities_app.services.audit_reading import ENTITY
from resources.texts import tr, trn
from ui import theme
from ui.components.record_photos import RecordPhotos
from ui.context import UiContext
from ui.pages.audits.fields import Choices, WhenLine, WordsLine
from ui.pages.audits.keying import Keying
from ui.pages.audits.usage_bars import UsageBars
from ui.pages.audits.words import registration, short_choices
from ui.widgets.labels import KeyCap, Label
from ui.widgets.surfaces import Card, IconView

MET_KEYS = ("A", "S", "D", "F")


def line(longest: int, name: str, placeholder: str = "") -> WordsLine:
    """A line of words with its name."""
    made = WordsLine()
    made.setMaxLength(longest)
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(name)
    return made


class EvidenceCard(Card):
    """A card with a title, the key that goes there, and quiet words at the right."""

    def __init__(self, title: str, key: str = "") -> None:
        sizes = theme.current().sizes
        super().__init__(padding=sizes.s + 2)
        self.body.setSpacing(sizes.xs + 1)
        head = QHBoxLayout()
        head.setSpacing(sizes.s)
        head.addWidget(Label(title, "bold"))
        if key:
            head.addWidget(KeyCap(key))
        head.addStretch(1)
        self.aside = Label("", "secondary")
        head.addWidget(self.aside)
        self.body.addLayout(head)
        self.setAccessibleName(title)


def _labelled(label: str, field: QWidget, aside: QWidget | None = None, keys: str = "") -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(theme.current().sizes.s)
    head.addWidget(Label(label, "secondary"))
    if keys:
        head.addWidget(KeyCap(keys))
    if aside is not None:
        head.addWidget(aside, 1)
    else:
        head.addStretch(1)
    column.addLayout(head)
    column.addWidget(field)
    return column


class Evidence(QWidget):
    """What a visit brought. ``changed`` tells of every edit; ``photos_changed`` of photos that came or went."""

    changed = Signal()
    photos_changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.current().sizes.s)
        grid.addWidget(self._build_visit(), 0, 0)
        grid.addWidget(self._build_photos(), 0, 1)
        grid.addWidget(self._build_usage(), 1, 0)
        grid.addWidget(self._build_registration(), 1, 1)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, 200)
        self._wire()

    def show_visit(self, detail: VisitDetail, photos: tuple[PhotoRow, ...], keying: Keying) -> None:
        """Show a unit's evidence and what is keyed."""
        self.show_photos(detail.id, photos)
        for bars in self.bars:
            bars.set_usages(detail.usages)
        self.put(keying)

    def show_photos(self, visit_id: int, photos: tuple[PhotoRow, ...]) -> None:
        """Show the unit's photos."""
        self.photos.show_record(visit_id, photos)
        self.photo_card.aside.setText(trn("{n} photo", "{n} photos", len(photos)) if photos else "")

    def set_editable(self, editable: bool) -> None:
        """A closed round is looked at: its photos open, its words stay."""
        self.photos.set_editable(editable)
        for field in (self.when, self.visitor, self.met_name, self.registration_note, self.neighbour):
            field.setEnabled(editable)
        for choices in (self.met, self.registration):
            choices.setEnabled(editable)

    def put(self, keying: Keying) -> None:
        """Show what is keyed, without telling."""
        self.when.set_words(keying.when)
        for field, words in self._lines(keying):
            if field.text() != words:
                field.setText(words)
                field.setCursorPosition(0)
        self.met.set_value(keying.met or None)
        self.registration.set_value(keying.registration or None)

    def _lines(self, keying: Keying) -> tuple[tuple[QLineEdit, str], ...]:
        return (
            (self.visitor, keying.visitor),
            (self.met_name, keying.met_name),
            (self.registration_note, keying.registration_note),
            (self.neighbour, keying.neighbour_note),
        )

    # -- building --------------------------------------------------------------------------------

    def _build_visit(self) -> Card:
        card = EvidenceCard(tr("Visit", "audit"), "V")
        sizes = theme.current().sizes
        self.when = WhenLine(self._context, tr("Time of the visit"))
        self.when.setToolTip(tr("1910 sets the time, 45 the minutes; + and − move by five minutes"))
        self.visitor = line(80, tr("Visited by"))
        row = QHBoxLayout()
        row.setSpacing(sizes.s)
        row.addLayout(_labelled(tr("Time", "audit"), self.when), 3)
        row.addLayout(_labelled(tr("Visited by"), self.visitor), 2)
        card.body.addLayout(row)
        self.met = Choices(short_choices(self._context, "met_person"), tr("Who was met"))
        self.met_name = line(80, tr("Name or relation of who was met"), tr("name or relation"))
        self.met_name.setProperty("bare", True)
        self.met_name.setProperty("slim", True)
        card.body.addLayout(_labelled(tr("Who was met"), self.met, self.met_name, " ".join(MET_KEYS)))
        return card

    def _build_photos(self) -> Card:
        self.photo_card = card = EvidenceCard(tr("Photos"), "P")
        self.photos = RecordPhotos(self._context, ENTITY, columns=4)
        card.body.addWidget(self.photos)
        card.body.addStretch(1)
        return card

    def _build_usage(self) -> Card:
        sizes = theme.current().sizes
        card = EvidenceCard(tr("Water and power"))
        card.aside.setText(tr("6 periods; % of the usual"))
        card.aside.setToolTip(tr("The last period as a share of the median of the five before"))
        row = QHBoxLayout()
        row.setSpacing(sizes.l)
        self.bars = (UsageBars(self._context, "water"), UsageBars(self._context, "electricity"))
        for bars in self.bars:
            row.addWidget(bars, 1)
        card.body.addLayout(row)
        told = QHBoxLayout()
        told.setSpacing(sizes.s - 2)
        told.addWidget(IconView("info", "text2", sizes.icon_small))
        self.caution = Label(
            tr("Low use only ever prompts a visit; it proves nothing"), "secondary", elide=True
        )
        told.addWidget(self.caution, 1)
        card.body.addLayout(told)
        return card

    def _build_registration(self) -> Card:
        card = EvidenceCard(tr("Household registration"), "H")
        choices = [Choice(code, registration(code)) for code in REGISTRATIONS]
        self.registration = Choices(choices, tr("Household registration"), numbered=True)
        self.registration_note = line(200, tr("Note on the registration"), tr("who, since when, asked when"))
        self.neighbour = line(400, tr("Neighbours said"), tr("Neighbours said: which unit, what"))
        card.body.addWidget(self.registration)
        card.body.addWidget(self.registration_note)
        card.body.addWidget(self.neighbour)
        card.body.addStretch(1)
        return card

    def _wire(self) -> None:
        told: Callable[..., None] = lambda *_: self.changed.emit()  # noqa: E731
        self.when.changed.connect(told)
        self.met.changed.connect(told)
        self.registration.changed.connect(told)
        for field in (self.visitor, self.met_name, self.registration_note, self.neighbour):
            field.textEdited.connect(told)
        for field in (self.when, self.visitor, self.met_name, self.registration_note, self.neighbour):
            field.pasted.connect(self.photos.add)
        self.photos.changed.connect(self.photos_changed)
