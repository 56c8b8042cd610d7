"""The strips above and below the keying form: what is keyed and how far, the keys and what they do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.texts import tr
from ui import theme
from ui.context import UiContext
from ui.pages.inspections.keying_state import KeyingState
from ui.widgets.bars import Tick, TickBar
from ui.widgets.buttons import GhostButton, PrimaryButton, SecondaryButton
from ui.widgets.labels import KeyCap, Label, Pill


class KeyingHead(QWidget):
    """Sheet, asset, last time; progress, and what still lacks a photo."""

    def __init__(self, context: UiContext, state: KeyingState) -> None:
        super().__init__()
        self._state = state
        sizes, form, day = theme.current().sizes, state.form, context.presenter.date
        self.setFixedHeight(sizes.tabs + 8)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, 0, sizes.edge, 0)
        row.setSpacing(sizes.xl)
        name = form.template_name
        if form.is_recheck:
            name = tr("Re-check: {name}").format(name=form.items[0].short if form.items else name)
        row.addLayout(_fact(form.sheet_number or form.number, name, strong_first=True))
        row.addLayout(_fact(tr("Target"), form.target))
        row.addLayout(_fact(tr("Due"), day(form.due_on)))
        if form.last_on is not None:
            outcome = context.services.labels.choice("result_outcome", form.last_outcome).name
            row.addLayout(_fact(tr("Last time"), f"{day(form.last_on)} {outcome}"))
        row.addStretch(1)
        self._photo = Pill("", "red", "camera")
        row.addWidget(self._photo)
        self.count = Label("", "strong")
        row.addWidget(self.count)
        self._bar = TickBar()
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.setMinimumWidth(100)
        self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self._bar)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        state = self._state
        shown = state.shown()
        done = sum(map(state.is_done, shown))
        self.count.setText(f"{done} / {len(shown)}")
        self._bar.set_ticks(
            [
                Tick(
                    "red" if state.verdict(item) == "fail" else "chart" if state.is_done(item) else "line",
                    f"{item.position} {item.short}",
                )
                for item in shown
            ]
        )
        self._bar.setAccessibleName(tr("{n} of {m} items done").format(n=done, m=len(shown)))
        lacking = sum(what == "photo" for _item, what in state.missing())
        self._photo.setVisible(bool(lacking))
        self._photo.set_status(tr("{n} photo missing").format(n=lacking), "red", "camera")


class KeyingFoot(QWidget):
    """The keys, what is missing, and the three ways on."""

    def __init__(
        self, rest: Callable[[], object], leave: Callable[[], object], finish: Callable[[], object]
    ) -> None:
        super().__init__()
        sizes = theme.current().sizes
        self.setFixedHeight(sizes.tabs + 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.edge, 0, sizes.edge, 0)
        row.setSpacing(sizes.m)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(sizes.m)
        for key, words in (
            ("Enter", tr("Usual answer, next")),
            ("↑ ↓", tr("Move")),
            ("1 2 3", tr("Pass, fail, n/a")),
        ):
            keys.addWidget(KeyCap(key, words))
        self.message = Label("", "strong", colour="red")
        row.addWidget(self._keys)
        row.addWidget(self.message)
        row.addStretch(1)
        self.leave = GhostButton(tr("Keep and leave"), key="Esc", on_click=leave)
        self.rest = SecondaryButton("", key="Ctrl Shift A", on_click=rest)
        self.finish = PrimaryButton(tr("Finish", "keying"), key="Ctrl Enter", on_click=finish)
        for button in (self.leave, self.rest, self.finish):
            row.addWidget(button)
        self.message.hide()

    def say(self, words: str) -> None:
        """Say what is missing in the place of the keys; "" brings them back."""
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self._keys.setVisible(not words)

    def set_rest(self, count: int) -> None:
        """How many pass or fail items have no answer."""
        words = tr("All {n} others pass").format(n=count)
        self.rest.set_content(words, key="Ctrl Shift A")
        self.rest.setVisible(count > 0)


def _fact(name: str, value: str, *, strong_first: bool = False) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    column.addWidget(Label(name, "bold" if strong_first else "caption"))
    column.addWidget(Label(value, "secondary" if strong_first else "strong"))
    column.addStretch(1)
    return column
