"""What the sheets of agreements share: term, notarisation, fee, and the household as lines of text."""

import re
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from facilities_app.domain.agreement_rows import Deed, Member
from resources.texts import tr
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.money_field import MoneyField
from ui.widgets.surfaces import Notice

_GAP = re.compile(r"[\s,，、:：（(]+")
_LINES = 3


class DeedForm(FormSheet):
    """A sheet with the fields of a Deed. Errors stand beside them; a deed made after the start is pointed out."""

    def __init__(
        self, context: UiContext, host: QWidget, title: str, note: str = "", *, save: str = ""
    ) -> None:
        super().__init__(context, host, title, note, save=save)
        self.starts, self.ends = self.date(tr("From")), self.date(tr("Until"))
        self.notarised = self.date(tr("Notarised on"))
        self.number, self.notary = self.line(longest=40), self.line(longest=60)
        self.enforceable = QCheckBox(tr("may be enforced directly"))
        self.fee = MoneyField()
        self.remark = self.line(longest=1000)
        self.late = Notice(icon="info")
        self.late.set_words(
            tr("Notarised after the start"), tr("The deed is to be made before the borrower moves in.")
        )
        self.late.hide()
        for field in (self.starts, self.notarised):
            field.changed.connect(self._on_day)

    def lay_deed(self) -> None:
        """Lay the fields out."""
        self.lay(
            self.add("starts_on", tr("From"), self.starts, required=True),
            self.add("ends_on", tr("Until"), self.ends, hint=tr("empty: open-ended")),
        )
        self.lay(
            self.add("number", tr("Agreement no."), self.number),
            self.add("fee_twd", tr("Monthly fee"), self.fee, hint=tr("NT$, by the day in a broken month")),
        )
        self.lay(
            self.add("notary_number", tr("Deed no."), self.notary),
            self.add("notarised_on", tr("Notarised on"), self.notarised),
        )
        self.lay(self.enforceable)
        self.lay(self.late)

    def put_deed(self, deed: Deed) -> None:
        """Show a deed."""
        self.starts.set_value(deed.starts_on)
        self.ends.set_value(deed.ends_on)
        self.notarised.set_value(deed.notarised_on)
        self.number.setText(deed.number)
        self.notary.setText(deed.notary_number)
        self.enforceable.setChecked(deed.is_enforceable)
        self.fee.set_value(deed.fee_twd)
        self.remark.setText(deed.note)
        self._on_day()

    def deed(self) -> Deed:
        """What stands in the fields."""
        return Deed(
            starts_on=self.starts.value(),
            ends_on=self.ends.value(),
            number=self.number.text().strip(),
            notary_number=self.notary.text().strip(),
            notarised_on=self.notarised.value(),
            is_enforceable=self.enforceable.isChecked(),
            fee_twd=self.fee.value(),
            note=self.remark.text().strip(),
        )

    def is_readable(self) -> bool:
        """Whether days and sums can be read; what cannot is told beside its field."""
        self.clear_errors()
        for key, field in self.fields.items():
            if isinstance(field.field, MoneyField) and not field.field.is_readable():
                self.refuse(key, field.field.complaint())
                return False
        return self.dates_are_readable()

    def _on_day(self, _day: object = None) -> None:
        start, made = self.starts.value(), self.notarised.value()
        self.late.setVisible(start is not None and made is not None and made > start)


def lines_field() -> QPlainTextEdit:
    """A field of a few lines, out of which Tab leads."""
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(theme.current().sizes.row * _LINES)
    return made


def family_lines(members: tuple[Member, ...]) -> str:
    """A household as one types it: one person a line, name and relation."""
    return "\n".join(f"{one.name} {one.relation}" for one in members)


def read_family(text: str) -> tuple[Member, ...]:
    """The household typed; a line without a relation gives a Member without one, which the service refuses."""
    found = []
    for line in text.splitlines():
        parts = [part for part in _GAP.split(line.strip(" \t　)）"), maxsplit=1) if part]
        if parts:
            found.append(Member(parts[0], parts[1].strip() if len(parts) > 1 else ""))
    return tuple(found)


def next_term(deed: Deed) -> tuple[date | None, date | None]:
    """The term after this one, as long as it was; nothing where it has no end."""
    if deed.ends_on is None or deed.starts_on is None:
        return None, None
    start = deed.ends_on + timedelta(days=1)
    years = start.year - deed.starts_on.year
    if (start.month, start.day) == (deed.starts_on.month, deed.starts_on.day) and years > 0:
        return start, _in_years(deed.ends_on, years)
    return start, start + (deed.ends_on - deed.starts_on)


def _in_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
