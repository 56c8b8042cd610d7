"""Forms for the stock: a part, what came in, what was counted."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from facilities_app.domain.errors import Invalid
from facilities_app.domain.work import quantity_text, read_quantity, read_stock
from facilities_app.domain.work_rows import NewPart, PartDetail
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.money_field import MoneyField


class StockSheet(FormSheet):
    """A form of the stock; Enter in a line saves."""

    def __init__(self, context: UiContext, host: QWidget, title: str, note: str = "") -> None:
        super().__init__(context, host, title, note)
        self.closed.connect(self.deleteLater)

    def entry(self, text: str = "", *, longest: int = 80) -> QLineEdit:
        """A line whose Enter saves."""
        made = self.line(text, longest=longest)
        made.returnPressed.connect(self.save)
        return made

    def amount(self, twd: int | None) -> MoneyField:
        """An amount whose Enter saves."""
        made = MoneyField(twd)
        made.returnPressed.connect(self.save)
        return made

    def refuse_with(self, error: Invalid) -> None:
        """Say what is wrong beside its field."""
        self.refuse(error.field, self.context.notify.sentence(error))


class PartForm(StockSheet):
    """What a part is; how many lie there is received and counted, not typed here."""

    def __init__(self, context: UiContext, host: QWidget, part: PartDetail | None = None) -> None:
        super().__init__(
            context, host, tr("Edit part") if part else tr("New part"), part.code if part else ""
        )
        self._part = part
        self.name = self.entry(part.name if part else "", longest=120)
        self.code = self.entry(part.code if part else "", longest=40)
        self.unit = self.entry(part.unit if part else tr("pcs", "unit"), longest=10)
        self.price = self.amount(part.unit_price_twd if part else None)
        self.reorder = self.entry(quantity_text(part.reorder_milli) if part else "", longest=12)
        self.shelf = self.entry(part.shelf if part else "")
        self.trade = self._trades(part.trade_id if part else None)
        self.words = self.entry(part.note if part else "", longest=400)
        self.green = QCheckBox(tr("Bears the green label"))
        self.green.setChecked(bool(part and part.is_green))
        self.kept = QCheckBox(tr("Still kept in stock"))
        self.kept.setChecked(part is None or part.is_active)
        self._arrange()

    def save(self) -> None:
        """Write what was changed."""
        self.clear_errors()
        if not self.price.is_readable():
            self.refuse("unit_price_twd", self.price.complaint())
            return
        try:
            values = self._values()
        except Invalid as error:
            self.refuse_with(error)
            return
        stock, part = self.context.services.stock, self._part
        if part is None:
            self.submit(partial(stock.create, NewPart(**values)))
        else:
            values["is_active"] = self.kept.isChecked()
            self.submit(partial(stock.edit, part.id, part.version, **values))

    def _values(self) -> dict[str, Any]:
        level = self.reorder.text().strip()
        return {
            "name": self.name.text(),
            "code": self.code.text(),
            "unit": self.unit.text(),
            "unit_price_twd": self.price.value() or 0,
            "reorder_milli": read_stock(level, "reorder") if level else 0,
            "shelf": self.shelf.text(),
            "trade_id": self.trade.currentData(),
            "is_green": self.green.isChecked(),
            "note": self.words.text(),
        }

    def _trades(self, chosen: int | None) -> QComboBox:
        made = QComboBox()
        made.addItem(tr("any trade"), None)
        for trade in self.context.services.labels.choices("trade"):
            made.addItem(trade.name, trade.code)
        made.setCurrentIndex(max(made.findData(chosen), 0))
        return made

    def _arrange(self) -> None:
        self.lay(self.add("name", tr("Name"), self.name, required=True))
        next_one = "" if self._part else tr("empty: the next number")
        self.lay(
            self.add("code", tr("Part no."), self.code, hint=next_one),
            self.add("unit", tr("Unit", "measure"), self.unit, required=True),
        )
        self.lay(
            self.add("unit_price_twd", tr("Unit price"), self.price, hint="NT$"),
            self.add("reorder", tr("Reorder level"), self.reorder, hint=tr("empty: no level")),
        )
        self.lay(self.add("trade_id", tr("Trade"), self.trade), self.add("shelf", tr("Shelf"), self.shelf))
        self.lay(self.add("note", tr("Note"), self.words))
        if self._part is None:
            self.lay(self.green)
        else:
            self.lay(self.green, self.kept)


class ReceiveSheet(StockSheet):
    """Parts came in; a new price counts from now on."""

    def __init__(self, context: UiContext, host: QWidget, part: PartDetail) -> None:
        super().__init__(context, host, tr("Receive"), part.name)
        self._part = part
        self.quantity = self.entry(longest=12)
        self.price = self.amount(part.unit_price_twd)
        self.words = self.entry(longest=200)
        self.lay(
            self.add("quantity", tr("Quantity"), self.quantity, required=True, hint=part.unit),
            self.add("unit_price_twd", tr("Unit price"), self.price, hint=tr("NT$, from now on")),
        )
        self.lay(self.add("note", tr("From where, document"), self.words))

    def save(self) -> None:
        """Put them on the shelf."""
        self.clear_errors()
        if not self.price.is_readable():
            self.refuse("unit_price_twd", self.price.complaint())
            return
        try:
            milli = read_quantity(self.quantity.text())
        except Invalid as error:
            self.refuse_with(error)
            return
        receive = self.context.services.stock.receive
        self.submit(partial(receive, self._part.id, milli, self.price.value(), self.words.text()))


class CountSheet(StockSheet):
    """So many lie there; where that differs from the book, why."""

    def __init__(self, context: UiContext, host: QWidget, part: PartDetail) -> None:
        super().__init__(context, host, tr("Count"), part.name)
        self._part = part
        self.quantity = self.entry(quantity_text(part.stock_milli), longest=12)
        self.reason = self.entry(longest=200)
        there = tr("{quantity} {unit} in the book").format(
            quantity=quantity_text(part.stock_milli), unit=part.unit
        )
        self.lay(self.add("quantity", tr("Counted"), self.quantity, required=True, hint=there))
        self.lay(self.add("reason", tr("Reason of the difference"), self.reason))

    def save(self) -> None:
        """Correct the book."""
        self.clear_errors()
        try:
            milli = read_stock(self.quantity.text())
        except Invalid as error:
            self.refuse_with(error)
            return
        self.submit(partial(self.context.services.stock.count, self._part.id, milli, self.reason.text()))
