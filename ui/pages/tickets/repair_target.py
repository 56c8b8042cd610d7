"""The place or asset a repair is about: type-ahead over the tree, and what is known of the row under the bar."""

from dataclasses import asdict

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.naming import PLACE_SEPARATOR
from facilities_app.domain.rows import TargetHit, TargetInfo
from resources.texts import tr, trn
from ui.context import UiContext
from ui.widgets.fields import FormField
from ui.widgets.type_ahead import TypeAhead
from ui.widgets.type_ahead_rows import Suggestion
from ui.worker import Task

MOST = 8


class TargetPicker(QWidget):
    """``hit`` is what was taken. ``info_changed`` carries what is known of the highlighted or taken one."""

    info_changed = Signal(object)  # TargetInfo or None
    taken = Signal()
    edited = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.hit: TargetHit | None = None
        self._searching: Task | None = None
        self._reading: Task | None = None
        self.lookup = TypeAhead(
            tr("Name, code, property number, scanned label, floor or room"), name=tr("Place or asset")
        )
        self.field = FormField(tr("Place or asset"), self.lookup, required=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.lookup.wanted.connect(self._on_wanted)
        self.lookup.highlighted.connect(self._on_highlighted)
        self.lookup.chosen.connect(self._on_chosen)
        self.setFocusProxy(self.lookup)

    def words(self) -> str:
        """What stands in the line while nothing is taken."""
        return "" if self.hit else self.lookup.words()

    def set_words(self, words: str) -> None:
        """Search for words."""
        if words:
            self.lookup.set_words(words)

    def take(self, hit: TargetHit) -> None:
        """Take this one as if it had been chosen, without moving the focus."""
        self.hit = hit
        self.lookup.choose(suggestion(hit))
        self._read_info(hit)

    def recall(self, hit: TargetHit) -> None:
        """Take this one with its words selected in the line: whoever types or scans another one replaces it."""
        words = hit.code if hit.kind == "asset" and hit.code else hit.path or hit.name
        self.lookup.set_words(words)
        self.hit = hit
        self.lookup.edit.selectAll()
        self._read_info(hit)

    def take_by_id(self, kind: str, target_id: int) -> None:
        """Take an asset or place that is known by its id only."""

        def known(info: TargetInfo) -> None:
            icon = "boxes" if info.kind == "asset" else "map-pin"
            self.take(TargetHit(info.kind, info.id, "", info.name, info.path, icon, len(info.open_tickets)))

        read = self._context.services.targets
        self._context.worker.read(lambda: read.info(kind, target_id), known, self._context.notify.error)

    def clear(self) -> None:
        """Start again."""
        self.hit = None
        self.lookup.choose(None)
        self.lookup.edit.clear()
        self.lookup.set_results(())
        self.field.set_error("")
        self.info_changed.emit(None)

    def _on_wanted(self, words: str) -> None:
        self.hit = None
        self.edited.emit()
        self.field.set_error("")
        if self._searching is not None:
            self._searching.cancel()
        if not words.strip():
            self.lookup.set_results(())
            self.info_changed.emit(None)
            return
        targets = self._context.services.targets
        self._searching = self._context.worker.read(
            lambda: targets.search(words, MOST), self._on_found, self._context.notify.error
        )

    def _on_found(self, hits: list[TargetHit]) -> None:
        self._searching = None
        if self.hit is not None:  # recalled: Enter takes it again
            hits = [self.hit, *(hit for hit in hits if (hit.kind, hit.id) != (self.hit.kind, self.hit.id))]
        self.lookup.set_results([suggestion(hit) for hit in hits])
        if not hits:
            self.info_changed.emit(None)

    def _on_highlighted(self, value: object) -> None:
        if isinstance(value, TargetHit):
            if self.hit is not None and (value.kind, value.id) != (self.hit.kind, self.hit.id):
                self.hit = None
            self._read_info(value)

    def _on_chosen(self, value: object) -> None:
        self.hit = value if isinstance(value, TargetHit) else None
        self.edited.emit()
        self.field.set_error("")
        if self.hit is not None:
            self._read_info(self.hit)
            # Qt: a Tab that took the row moves the focus once more after this returns.
            QTimer.singleShot(0, self, self.taken.emit)

    def _read_info(self, hit: TargetHit) -> None:
        if self._reading is not None:
            self._reading.cancel()
        targets = self._context.services.targets
        self._reading = self._context.worker.read(
            lambda: targets.info(hit.kind, hit.id), self.info_changed.emit, self._context.notify.error
        )


def suggestion(hit: TargetHit) -> Suggestion:
    """The row of a hit: name, the way to it, its code, how many tickets are open."""
    path = hit.path if hit.kind == "asset" else hit.path.rpartition(PLACE_SEPARATOR)[0]
    detail = f"{path}　{hit.code}" if hit.kind == "asset" and hit.code else path
    note = trn("{n} open ticket", "{n} open tickets", hit.open_tickets) if hit.open_tickets else ""
    return Suggestion(hit, hit.name, detail, hit.icon, note)


def packed(hit: TargetHit) -> dict[str, object]:
    """A hit in a form that the preferences keep."""
    return asdict(hit)
