"""What the forms of a dormitory unit share: lists to choose from, and numbers that are read as typed."""

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QComboBox, QLineEdit

from resources.texts import tr
from ui import icons
from ui.components.form_sheet import FormSheet

WHOLE = frozenset({"floor", "rooms", "capacity"})
"""Fields that take whole numbers only."""


class UnitFields(FormSheet):
    """A form whose fields bear the names of the unit's record."""

    def combo(self, code_list: str, code: str) -> QComboBox:
        """A list to choose from, with this entry chosen."""
        made = QComboBox()
        for choice in self.context.services.labels.choices(code_list):
            made.addItem(icons.icon(choice.icon), choice.name, choice.code)
        made.setCurrentIndex(max(made.findData(code), 0))
        return made

    def number(self, key: str, line: QLineEdit) -> Decimal | None:
        """The number written, None for nothing; what is none is told beside its field."""
        text = line.text().strip().replace(",", "")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite() and (key not in WHOLE or number == number.to_integral_value()):
            return number
        words = tr("“{text}” is not a whole number.") if key in WHOLE else tr("“{text}” is not a number.")
        self.refuse(key, words.format(text=text))
        return None

    def whole(self, key: str, line: QLineEdit) -> int | None:
        """The whole number written, as number()."""
        found = self.number(key, line)
        return None if found is None else int(found)

    def has_errors(self) -> bool:
        """Whether any field complains."""
        return any(field.error() for field in self.fields.values())
