"""What was answered on the sheet of a finished inspection: what failed and what was read first, all on demand."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.inspections import within
from facilities_app.domain.rows import ItemRow, TaskDetail
from facilities_app.domain.units import english_unit
from resources.texts import pick, tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.sections import Section
from ui.pages.inspections.keying_words import number, verdict_words
from ui.widgets.buttons import GhostButton


class AnswerChapter(QWidget):
    """Hidden while nothing was answered item by item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[ItemRow, ...] = ()
        self._all, self._id = False, 0
        section = Section(tr("Answers"))
        self.rows = BriefRows()
        self.more = GhostButton("", on_click=self._on_more)
        section.body.addWidget(self.rows)
        section.body.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)
        self.hide()

    def show_task(self, task: TaskDetail) -> None:
        """Show the answers of another inspection; of one that is still to be done there are none yet."""
        if task.id != self._id:
            self._all, self._id = False, task.id
        given = tuple(item for item in task.items if _words(item)) if task.status == "done" else ()
        self._items = given
        self.setVisible(bool(given))
        self._show()

    def _show(self) -> None:
        first = [item for item in self._items if _fails(item) or item.reading is not None]
        shown = self._items if self._all or not first else first
        self.rows.set_rows(
            [
                Brief(
                    None,
                    f"{item.position} {item.text}",
                    aside=_words(item),
                    aside_tone="red" if _fails(item) else "",
                )
                for item in shown
            ]
        )
        words = trn("Show all {n} item", "Show all {n} items", len(self._items))
        self.more.set_content(tr("Show fewer") if self._all else words)
        self.more.setVisible(bool(first) and len(first) < len(self._items))

    def _on_more(self) -> None:
        self._all = not self._all
        self._show()


def _fails(item: ItemRow) -> bool:
    if item.reading is not None and not within(item.reading, item.minimum, item.maximum):
        return True
    return item.outcome == "fail"


def _words(item: ItemRow) -> str:
    """The reading, what was written, or the verdict."""
    if item.reading is not None:
        return f"{number(item.reading)} {pick(item.unit, english_unit(item.unit))}".strip()
    return item.answer if item.answer and item.outcome != "fail" else verdict_words(item.outcome)
