"""Fields of the checklist editor with what is wrong beside them; those of the checklist itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilities_app.domain.checklist_rules import LONGEST_CODE, Flaw
from facilities_app.messages import sentence
from resources.texts import tr
from ui import theme
from ui.pages.inspections.template_boxes import Line, Pick, Text
from ui.pages.inspections.template_state import TemplateState
from ui.widgets.fields import FormField


class Fields(QScrollArea):
    """Fields by their keys; ``typed`` carries key and value."""

    typed = Signal(str, object)

    def __init__(self, state: TemplateState) -> None:
        super().__init__()
        self.state = state
        self.fields: dict[str, FormField] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sizes = theme.current().sizes
        whole = QWidget()
        whole.setProperty("plain", True)
        self.column = QVBoxLayout(whole)
        self.column.setContentsMargins(sizes.edge, sizes.m, sizes.edge, sizes.l)
        self.column.setSpacing(sizes.m)
        self.setWidget(whole)

    def add(
        self, key: str, label: str, field: QWidget, *, required: bool = False, hint: str = ""
    ) -> FormField:
        """A field under the key its flaws come with."""
        if isinstance(field, Line):
            field.textEdited.connect(lambda words: self.typed.emit(key, words))
        elif isinstance(field, Text):
            field.textChanged.connect(lambda: self._on_text(key, field))
        self.fields[key] = FormField(label, field, required=required, hint=hint)
        return self.fields[key]

    def lay(self, *fields: QWidget) -> None:
        """One field over the whole width, or some side by side."""
        row = QHBoxLayout()
        row.setSpacing(theme.current().sizes.l)
        for field in fields:
            row.addWidget(field, 1)
        self.column.addLayout(row)

    def show_flaws(self, flaws: tuple[Flaw, ...], number: int) -> None:
        """Say beside each field what is wrong with it."""
        told = {flaw.field: flaw for flaw in reversed(flaws) if flaw.number == number}
        for key, field in self.fields.items():
            words = sentence(told[key].error()) if key in told else ""
            if field.error() != words:
                field.set_error(words)

    def take_focus(self, key: str = "") -> None:
        """Bring the keyboard to a field, or to the first."""
        field = self.fields.get(key) or next(iter(self.fields.values()))
        field.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(field)

    def put(self, key: str, words: str) -> None:
        """Show a text."""
        field = self.fields[key].field
        assert isinstance(field, (Line, Text))
        blocked = field.blockSignals(True)
        field.show_text(words)
        field.blockSignals(blocked)

    def _on_text(self, key: str, field: Text) -> None:
        self.typed.emit(key, field.toPlainText())


class HeadFields(Fields):
    """Code, names and use of the checklist."""

    def __init__(self, state: TemplateState, uses: tuple[tuple[str, str], ...]) -> None:
        super().__init__(state)
        code = Line(LONGEST_CODE, "PUMP")
        code.setReadOnly(state.known is not None)
        hint = (
            tr("stays as it is: sheets are numbered by it")
            if state.known
            else tr("sheets are numbered by it")
        )
        self.lay(self.add("code", tr("Code"), code, required=True, hint=hint))
        self.lay(self.add("name_zh", tr("Name in Chinese"), Line(120), required=True))
        self.lay(self.add("name_en", tr("Name in English"), Line(120)))
        self.use = Pick(tr("For"), uses)
        self.use.activated.connect(lambda _: self.typed.emit("applies_to", self.use.currentData()))
        self.lay(self.add("applies_to", tr("For"), self.use))
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the draft."""
        draft = self.state.draft
        for key in ("code", "name_zh", "name_en"):
            self.put(key, getattr(draft, key))
        self.use.show_value(draft.applies_to)


def uses(applies_to: str) -> tuple[tuple[str, str], ...]:
    """What a checklist may be for, as services/checklist_fit reads it; one that names a kind of assets keeps it."""
    own = (
        ("", tr("any asset or place")),
        ("equipment", tr("assets")),
        ("environment", tr("places and surroundings")),
        ("dorm_unit", tr("dormitory units")),
        ("dorm_vacant", tr("vacant dormitory units")),
        ("dorm_common", tr("common parts of dormitories")),
    )
    if applies_to in dict(own):
        return own
    return (*own, (applies_to, tr("assets: {kind}").format(kind=applies_to)))
