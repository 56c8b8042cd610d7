"""A field for whole NT$, or nothing."""

from PySide6.QtWidgets import QLineEdit, QWidget

from facilities_app.presenting import EMPTY
from resources.texts import tr


class MoneyField(QLineEdit):
    """Reads 4800, 4,800 and NT$4,800; full-width digits count as well."""

    def __init__(self, amount: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(20)
        self.set_value(amount)

    def value(self) -> int | None:
        """The amount; None while empty or unreadable."""
        digits = self._digits()
        return int(digits) if digits.isdecimal() else None

    def set_value(self, amount: int | None) -> None:
        """Show an amount."""
        self.setText("" if amount is None else f"{amount:,}")

    def is_readable(self) -> bool:
        """Whether it holds an amount or nothing."""
        digits = self._digits()
        return not digits or digits.isdecimal()

    def complaint(self) -> str:
        """What is wrong with what stands there."""
        return tr("Write whole NT$, for example 4800.")

    def _digits(self) -> str:
        text = self.text().strip().upper().removeprefix("NT$").removesuffix("元")
        return text.replace(",", "").replace("，", "").strip(f" {EMPTY}")
