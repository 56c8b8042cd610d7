"""The small sheets of an agreement: the borrower leaves, the unit comes back, money comes in."""

from datetime import date

from PySide6.QtWidgets import QComboBox, QWidget

from facilities_app.domain import tenancy
from facilities_app.domain.agreement_rows import AgreementDetail, ChargeRow
from facilities_app.domain.agreement_words import charge_word, departure_word, shown_name
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.labels import Label
from ui.widgets.money_field import MoneyField


class LeavingForm(FormSheet):
    """How and when the borrower leaves their post; by when the unit is to be returned is said at once."""

    def __init__(self, context: UiContext, host: QWidget, row: AgreementDetail) -> None:
        super().__init__(context, host, tr("The borrower leaves"), _title(row))
        self._row = row
        self.departure = QComboBox()
        for code in tenancy.MONTHS_TO_RETURN:
            self.departure.addItem(departure_word(code), code)
        if row.departure:
            self.departure.addItem(tr("Stays: take the departure back"), "")
        self.departure.setCurrentIndex(max(self.departure.findData(row.departure), 0))
        self.on = self.date(tr("Takes effect on"))
        self.on.set_value(row.departed_on or context.clock.today())
        self.reason = self.line(
            row.return_reason, longest=200, placeholder=tr("such as moved to another agency")
        )
        self.deadline, self.rule = Label("", "bold", colour="blue"), Label("", "secondary")
        self.lay(
            self.add("departure", tr("How"), self.departure, required=True),
            self.add("on", tr("Takes effect on"), self.on, required=True),
        )
        self.lay(self.deadline)
        self.lay(self.rule)
        self.lay(self.add("reason", tr("Reason", "unit"), self.reason))
        self.departure.currentIndexChanged.connect(lambda _: self._tell())
        self.on.changed.connect(lambda _: self._tell())
        self._tell()

    def save(self) -> None:
        """Hand over."""
        if not self.dates_are_readable():
            return
        row, agreements = self._row, self.context.services.agreements
        departure, on, reason = str(self.departure.currentData()), self.on.value(), self.reason.text()
        self.submit(lambda: agreements.depart(row.id, row.version, departure, on, reason))

    def _tell(self) -> None:
        """The deadline, and by which rule."""
        departure, on = str(self.departure.currentData()), self.on.value()
        title, rule = "", ""
        if departure and on is not None:
            title, rule = self._deadline(departure, tenancy.return_by(departure, on))
        self.deadline.setText(title)
        self.rule.setText(rule)

    def _deadline(self, departure: str, by: date | None) -> tuple[str, str]:
        if by is None:
            return tr("No return deadline"), tr("Childcare leave is excepted.")
        rule = tr("{months} months after leaving, as the dormitory manual says in point 10.")
        if departure == "dismissal":
            rule = tr("One month after leaving, as the dormitory manual says in point 10.")
        if departure == "death":
            rule = tr("{months} months for the family, as the dormitory manual says in point 10.")
        title = tr("To be returned by {date}").format(date=self.context.presenter.date(by))
        return title, rule.format(months=tenancy.MONTHS_TO_RETURN[departure])


class ReturnForm(FormSheet):
    """The unit comes back; its fee runs to that day."""

    def __init__(self, context: UiContext, host: QWidget, row: AgreementDetail) -> None:
        super().__init__(context, host, tr("Hand back"), _title(row), save=tr("Hand back"))
        self._row = row
        self.on = self.date(tr("Handed back on"))
        self.on.set_value(context.clock.today())
        self.reason = self.line(longest=200)
        hint = tr("the last day that is charged") if row.deed.fee_twd else ""
        self.lay(self.add("on", tr("Handed back on"), self.on, required=True, hint=hint))
        self.lay(self.add("reason", tr("Reason", "unit"), self.reason))

    def save(self) -> None:
        """Hand over."""
        self.clear_errors()
        on = self.on.value()
        if not self.dates_are_readable():
            return
        on = self.on.value()
        if on is None:
            self.refuse("on", tr("Write the day."))
            return
        row, agreements, reason = self._row, self.context.services.agreements, self.reason.text()
        self.submit(lambda: agreements.hand_back(row.id, row.version, on, reason))


class MoveInForm(FormSheet):
    """The borrower moved in, later than the agreement was entered."""

    def __init__(self, context: UiContext, host: QWidget, row: AgreementDetail) -> None:
        super().__init__(context, host, tr("Moved in"), _title(row))
        self._row = row
        self.on = self.date(tr("Moved in on"))
        self.on.set_value(context.clock.today())
        self.lay(self.add("on", tr("Moved in on"), self.on, required=True))

    def save(self) -> None:
        """Hand over."""
        if not self.dates_are_readable():
            return
        on = self.on.value()
        if on is None:
            self.refuse("on", tr("Write the day."))
            return
        row, agreements = self._row, self.context.services.agreements
        self.submit(lambda: agreements.move_in(row.id, row.version, on))


class PaymentForm(FormSheet):
    """Money came in for a charge, or is given back."""

    def __init__(self, context: UiContext, host: QWidget, row: AgreementDetail) -> None:
        super().__init__(context, host, tr("Payment"), _title(row))
        self._open = [one for one in reversed(row.charges) if one.open_twd]
        self.charge = QComboBox()
        for one in self._open:
            self.charge.addItem(self._words(one), one.id)
        self.amount = MoneyField()
        self.on = self.date(tr("Paid on"))
        self.on.set_value(context.clock.today())
        self.document = self.line(longest=80)
        self.lay(self.add("charge", tr("Paid for"), self.charge, required=True))
        self.lay(
            self.add("amount", tr("Amount"), self.amount, required=True, hint=tr("NT$")),
            self.add("on", tr("Paid on"), self.on, required=True),
        )
        self.lay(self.add("document", tr("Receipt no."), self.document))
        self.charge.currentIndexChanged.connect(lambda _: self._on_charge())
        self._on_charge()

    def save(self) -> None:
        """Hand over."""
        self.clear_errors()
        amount = self.amount.value()
        if amount is None:
            self.refuse("amount", self.amount.complaint())
            return
        on = self.on.value() if self.dates_are_readable() else None
        if on is None:
            self.refuse("on", tr("Write the day."))
            return
        charge = self._open[self.charge.currentIndex()]
        signed = amount if charge.open_twd > 0 else -amount
        charges, document = self.context.services.charges, self.document.text()
        self.submit(lambda: charges.pay(charge.id, signed, on, document))

    def _on_charge(self) -> None:
        if self._open:
            self.amount.set_value(abs(self._open[self.charge.currentIndex()].open_twd))

    def _words(self, one: ChargeRow) -> str:
        return charge_line(self.context, one)


def charge_line(context: UiContext, one: ChargeRow) -> str:
    """A charge in a line: what for, its period, what is open."""
    dates = context.presenter
    parts = [charge_word(one.kind)]
    if one.period_from is not None and one.period_until is not None:
        parts.append(f"{dates.date(one.period_from)} – {dates.date(one.period_until)}")
    words = tr("NT$ {amount}") if one.open_twd >= 0 else tr("NT$ {amount} to give back")
    parts.append(words.format(amount=f"{abs(one.open_twd):,}"))
    return "　".join(parts)


def _title(row: AgreementDetail) -> str:
    return f"{row.unit_code}  {shown_name(row.kind, row.who)}"
