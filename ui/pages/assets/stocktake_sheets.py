"""Starting a stock-take; saying where something was found; a remark beside a line."""

from PySide6.QtWidgets import QComboBox, QWidget

from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.components.place_picker import PlacePicker
from ui.context import UiContext


class StartSheet(FormSheet):
    """``saved`` carries the new campaign's id."""

    def __init__(self, context: UiContext, host: QWidget) -> None:
        note = tr("All assets there are written on its list as they stand now")
        super().__init__(context, host, tr("New stock-take"), note, save=tr("Start"))
        self.name = self.line(longest=120, placeholder=tr("by the place"))
        self.place = PlacePicker(context, name=tr("Place"))
        self.category = QComboBox()
        self.category.addItem(tr("all categories"), None)
        for choice in context.services.labels.choices("category"):
            self.category.addItem(choice.name, choice.code)
        self.lay(self.add("place_id", tr("Place and below"), self.place, required=True))
        self.lay(
            self.add("category_id", tr("Category"), self.category), self.add("name", tr("Name"), self.name)
        )

    def save(self) -> None:
        """Start."""
        self.clear_errors()
        place = self.place.place_id()
        if place is None:
            self.refuse("place_id", tr("Choose where stock is taken."))
            return
        name, category, service = (
            self.name.text(),
            self.category.currentData(),
            self.context.services.stocktakes,
        )
        self.submit(lambda: service.start(name, place, category))


class FoundSheet(FormSheet):
    """Where lines were found that are not where they belong."""

    def __init__(self, context: UiContext, host: QWidget, line_ids: tuple[int, ...]) -> None:
        note = trn("{n} line", "{n} lines", len(line_ids))
        super().__init__(context, host, tr("Found elsewhere"), note, save=tr("Mark"))
        self._ids = line_ids
        self.place = PlacePicker(context, name=tr("Found at"))
        self.lay(self.add("place_id", tr("Found at"), self.place, required=True))

    def save(self) -> None:
        """Mark them."""
        self.clear_errors()
        place = self.place.place_id()
        if place is None:
            self.refuse("place_id", tr("Choose where it was found."))
            return
        ids, service = self._ids, self.context.services.stocktakes
        self.submit(lambda: service.mark(ids, place))


class RemarkSheet(FormSheet):
    """A remark beside a line, such as 螢幕破損."""

    def __init__(self, context: UiContext, host: QWidget, line_id: int, name: str, text: str) -> None:
        super().__init__(context, host, tr("Remark"), name)
        self._id = line_id
        self.text = self.line(text, longest=400)
        self.text.returnPressed.connect(self.save)
        self.lay(self.add("note", tr("Remark"), self.text))

    def save(self) -> None:
        """Keep it."""
        line_id, text, service = self._id, self.text.text(), self.context.services.stocktakes
        self.submit(lambda: service.note(line_id, text))
