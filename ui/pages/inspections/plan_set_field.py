"""What a plan inspects: assets, places, categories, tags and kinds of dormitory units, one a line."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.rows import TargetHit
from facilities_app.services.plan_members import TargetLine
from facilities_app.services.plan_reading import TargetChoice
from resources.texts import tr
from ui import theme
from ui.components.sections import clear_layout
from ui.context import UiContext
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label
from ui.widgets.surfaces import IconView
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion
from ui.worker import Task


class SetField(QWidget):
    """``lines`` is the set; a line may be an exception ("all lifts but this one")."""

    changed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self._choices: list[TargetChoice] = []
        self.search = TypeAhead(
            tr("Asset, place, category, tag or kind of dormitory unit"), name=tr("Add to what is inspected")
        )
        self.search.wanted.connect(self._on_wanted)
        self.search.chosen.connect(self._on_chosen)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().sizes.xs)
        column.addLayout(self._rows)
        column.addWidget(self.search)
        self.setFocusProxy(self.search)

    def lines(self) -> tuple[TargetLine, ...]:
        """The set as it stands."""
        return tuple(choice.line for choice in self._choices)

    def choices(self) -> tuple[TargetChoice, ...]:
        """The same with their names."""
        return tuple(self._choices)

    def set_choices(self, choices: tuple[TargetChoice, ...]) -> None:
        """Show this set."""
        self._choices = list(choices)
        self._show()

    def add(self, choice: TargetChoice) -> None:
        """One line more, once."""
        if choice.line not in self.lines():
            self._choices.append(choice)
            self._show()
            self.changed.emit()

    # -- rows ------------------------------------------------------------------------------------

    def _show(self) -> None:
        clear_layout(self._rows)
        for place, choice in enumerate(self._choices):
            self._rows.addWidget(self._row(place, choice))

    def _row(self, place: int, choice: TargetChoice) -> QWidget:
        sizes = theme.current().sizes
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(sizes.xs, 0, 0, 0)
        row.setSpacing(sizes.s)
        row.addWidget(IconView(choice.icon, "text2"))
        row.addWidget(Label(choice.name, "body"))
        row.addWidget(Label(choice.kind, "secondary", elide=True), 1)
        without = QCheckBox(tr("except"))
        without.setAccessibleName(tr("All except {name}").format(name=choice.name))
        without.setChecked(choice.line.is_excluded)
        without.toggled.connect(lambda on, at=place: self._exclude(at, on))
        row.addWidget(without)
        remove = IconButton("x", tr("Take {name} out").format(name=choice.name))
        remove.clicked.connect(lambda _=False, at=place: self._remove(at))
        row.addWidget(remove)
        return box

    def _exclude(self, place: int, is_excluded: bool) -> None:
        choice = self._choices[place]
        self._choices[place] = replace(choice, line=replace(choice.line, is_excluded=is_excluded))
        self.changed.emit()

    def _remove(self, place: int) -> None:
        del self._choices[place]
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    # -- searching -------------------------------------------------------------------------------

    def _on_wanted(self, words: str) -> None:
        if self._task is not None:
            self._task.cancel()
        services = self._context.services
        self._task = self._context.worker.read(
            lambda: (services.plans.reading.sets(words), services.targets.search(words)),
            self._on_found,
            self._context.notify.error,
        )

    def _on_found(self, found: tuple[tuple[TargetChoice, ...], list[TargetHit]]) -> None:
        sets, hits = found
        choices = [*sets, *map(_of_hit, hits)]
        self.search.set_results([Suggestion(one, one.name, one.kind, one.icon) for one in choices])

    def _on_chosen(self, choice: object) -> None:
        if isinstance(choice, TargetChoice):
            self.search.choose(None)
            self.search.edit.clear()
            self.add(choice)
            self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _of_hit(hit: TargetHit) -> TargetChoice:
    line = TargetLine(asset_id=hit.id) if hit.kind == "asset" else TargetLine(place_id=hit.id)
    return TargetChoice(line, hit.name, hit.path, hit.icon)
