"""Forms for what a repair took: hours, parts, shares of the cost, causes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.dates import roc_year
from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import TicketDetail
from facilities_app.domain.work import hours_text, quantity_text, read_hours, read_quantity
from facilities_app.domain.work_rows import CostLineRow, LabourRow, NewLabour, PartRow, PartUse, PartUseRow
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.tickets.code_pick import CodePick, PartPick, WorkerPick
from ui.widgets.buttons import GhostButton
from ui.widgets.money_field import MoneyField


class WorkSheet(FormSheet):
    """A form about one ticket; Enter in a line saves. ``removes`` adds a button that takes the entry away."""

    def __init__(self, context: UiContext, host: QWidget, title: str, detail: TicketDetail) -> None:
        super().__init__(context, host, title, detail.number)
        self.detail = detail
        self.closed.connect(self.deleteLater)

    def entry(self, text: str = "", *, longest: int = 80, placeholder: str = "") -> QLineEdit:
        """A line whose Enter saves."""
        made = self.line(text, longest=longest, placeholder=placeholder)
        made.returnPressed.connect(self.save)
        return made

    def amount(self, twd: int | None = None) -> MoneyField:
        """An amount whose Enter saves."""
        made = MoneyField(twd)
        made.returnPressed.connect(self.save)
        return made

    def money_is_readable(self, key: str) -> bool:
        """Whether the amount under this key can be read; else it says so."""
        field = self.fields[key].field
        if isinstance(field, MoneyField) and not field.is_readable():
            self.refuse(key, field.complaint())
            return False
        return True

    def removes(self, remove: Callable[[], Outcome[int]]) -> None:
        """Offer to take the entry away; the toast brings it back."""
        self.footer.insertWidget(0, GhostButton(tr("Delete"), "trash-2", on_click=lambda: self._drop(remove)))

    def refuse_with(self, error: Invalid) -> None:
        """Say what is wrong beside its field."""
        self.refuse(error.field, self.context.notify.sentence(error))

    def _drop(self, remove: Callable[[], Outcome[int]]) -> None:
        self.context.change(remove, self, self._on_done, self._on_failed)


class LabourSheet(WorkSheet):
    """Who worked how long, on which day, and what that cost if it is charged."""

    def __init__(
        self, context: UiContext, host: QWidget, detail: TicketDetail, row: LabourRow | None = None
    ) -> None:
        super().__init__(context, host, tr("Hours", "work") if row else tr("Add hours"), detail)
        self._row = row
        self.hours = self.entry(hours_text(row.minutes) if row else "", longest=12, placeholder="1.5")
        self.worked_on = self.date(tr("Day of the work"))
        self.worked_on.set_value(row.worked_on if row else context.clock.today())
        self.who = WorkerPick(context, chosen=_worker(context, detail, row))
        self.cost = self.amount(row.amount_twd if row else None)
        self.words = self.entry(row.note if row else "", longest=400)
        self.lay(
            self.add("hours", tr("Hours", "work"), self.hours, required=True, hint=tr("such as 1.5 or 1:30")),
            self.add("worked_on", tr("Day of the work"), self.worked_on, required=True),
        )
        self.lay(self.add("who", tr("Who worked"), self.who, required=True))
        self.lay(
            self.add("amount_twd", tr("Charged"), self.cost, hint=tr("NT$; empty for own staff")),
            self.add("note", tr("Remark"), self.words),
        )
        if row is not None:
            self.removes(partial(context.services.work.remove_labour, row.id))

    def save(self) -> None:
        """Write the entry."""
        self.clear_errors()
        if not self.dates_are_readable() or not self.money_is_readable("amount_twd"):
            return
        try:
            new = self._told()
        except Invalid as error:
            self.refuse_with(error)
            return
        work, row = self.context.services.work, self._row
        if row is None:
            self.submit(partial(work.add_labour, self.detail.id, new))
        else:
            self.submit(partial(work.edit_labour, row.id, row.version, new))

    def _told(self) -> NewLabour:
        minutes = read_hours(self.hours.text())
        who = self.who.value()
        if not isinstance(who, tuple):
            raise Invalid("work.needs_who", field="who")
        kind, key = who
        return NewLabour(
            minutes,
            self.worked_on.value(),
            key if kind == "user" else None,
            key if kind == "vendor" else None,
            self.cost.value(),
            self.words.text(),
        )


class UsePartSheet(WorkSheet):
    """A part from the stock."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail) -> None:
        super().__init__(context, host, tr("Take a part"), detail)
        self.pick = PartPick(context, detail.trade_id)
        self.pick.chosen.connect(self._on_part)
        self.quantity = self.entry("1", longest=12)
        self.lay(self.add("part", tr("Part"), self.pick, required=True))
        self.lay(self.add("quantity", tr("Quantity"), self.quantity, required=True))

    def save(self) -> None:
        """Take it off the shelf."""
        self.clear_errors()
        part = self.pick.value()
        if not isinstance(part, PartRow):
            self.refuse_with(Invalid("part.choose_one", field="part", text=self.pick.words()))
            return
        try:
            use = PartUse(part.id, read_quantity(self.quantity.text()))
        except Invalid as error:
            self.refuse_with(error)
            return
        self.submit(partial(self.context.services.work.use_part, self.detail.id, use))

    def _on_part(self, value: object) -> None:
        if isinstance(value, PartRow):
            there = f"{quantity_text(value.stock_milli)} {value.unit}"
            self.fields["quantity"].set_hint(tr("{stock} there").format(stock=there))
            self.quantity.setFocus()
            self.quantity.selectAll()


class ReturnPartSheet(WorkSheet):
    """What was not needed goes back on the shelf."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail, row: PartUseRow) -> None:
        super().__init__(context, host, tr("Return a part"), detail)
        self._row = row
        self.quantity = self.entry(quantity_text(row.quantity_milli), longest=12)
        held = f"{quantity_text(row.quantity_milli)} {row.unit}"
        self.lay(
            self.add(
                "quantity",
                row.name,
                self.quantity,
                required=True,
                hint=tr("of {quantity} taken").format(quantity=held),
            )
        )

    def save(self) -> None:
        """Put it back."""
        self.clear_errors()
        try:
            use = PartUse(self._row.part_id, read_quantity(self.quantity.text()))
        except Invalid as error:
            self.refuse_with(error)
            return
        self.submit(partial(self.context.services.work.return_part, self.detail.id, use))


class ShareSheet(WorkSheet):
    """Which budget line of which year carries how much of the cost."""

    def __init__(
        self, context: UiContext, host: QWidget, detail: TicketDetail, row: CostLineRow | None = None
    ) -> None:
        super().__init__(context, host, tr("Share of the cost"), detail)
        self._row = row
        left = detail.work.unsplit_twd + (row.amount_twd if row else 0)
        year = row.year if row else roc_year(context.clock.today())
        self.year = self.entry(str(year), longest=3)
        self.line_name = self.entry(row.budget_line if row else detail.budget)
        self.share = self.amount(row.amount_twd if row else max(left, 0))
        self.words = self.entry(row.note if row else "", longest=200)
        self.lay(
            self.add("year", tr("Budget year"), self.year, required=True, hint=tr("as the office counts")),
            self.add("amount_twd", tr("Amount"), self.share, required=True, hint=_left(left)),
        )
        self.lay(
            self.add("budget_line", tr("Budget line"), self.line_name, required=True),
            self.add("note", tr("Remark"), self.words),
        )
        if row is not None:
            self.removes(partial(context.services.work.remove_share, row.id))

    def first_focus(self) -> QWidget | None:
        """The line: year and amount are proposed."""
        return self.line_name

    def save(self) -> None:
        """Write the share."""
        self.clear_errors()
        if not self.money_is_readable("amount_twd"):
            return
        text = self.year.text().strip()
        year = int(text) if text.isdecimal() else 0
        told = (year, self.line_name.text(), self.share.value() or 0, self.words.text())
        work, row = self.context.services.work, self._row
        if row is None:
            self.submit(partial(work.add_share, self.detail.id, *told))
        else:
            self.submit(partial(work.edit_share, row.id, row.version, *told))


class FindingsSheet(WorkSheet):
    """Why it broke and what mended it."""

    def __init__(self, context: UiContext, host: QWidget, detail: TicketDetail) -> None:
        super().__init__(context, host, tr("Cause and remedy"), detail)
        work, recorded = context.services.work, detail.work
        self.cause = CodePick(
            context,
            work.causes,
            detail.trade_id,
            name=tr("Cause"),
            chosen=recorded.cause,
            submitted=self.save,
        )
        self.remedy = CodePick(
            context,
            work.remedies,
            detail.trade_id,
            name=tr("Remedy"),
            chosen=recorded.remedy,
            submitted=self.save,
        )
        self.green = QCheckBox(tr("Replacement bears the green label"))
        self.green.setChecked(recorded.is_green)
        self.lay(
            self.add("cause_id", tr("Cause"), self.cause), self.add("remedy_id", tr("Remedy"), self.remedy)
        )
        self.lay(self.green)

    def save(self) -> None:
        """Write both; an empty one takes back what was there."""
        cause, remedy = self.cause.value(), self.remedy.value()
        self.submit(
            partial(
                self.context.services.work.set_findings,
                self.detail.id,
                self.detail.version,
                cause_id=cause if isinstance(cause, int) else None,
                remedy_id=remedy if isinstance(remedy, int) else None,
                is_green=self.green.isChecked(),
            )
        )


def _worker(context: UiContext, detail: TicketDetail, row: LabourRow | None) -> tuple[str, int, str] | None:
    """Who an entry is of; a new one is the assignee's, else one's own."""
    if row is not None:
        kind, key = ("user", row.user_id) if row.user_id else ("vendor", row.vendor_id)
        return (kind, key or 0, row.who)
    if detail.assignee_id:
        return ("user", detail.assignee_id, detail.assignee)
    actor = context.services.base.actor_id
    return ("user", actor, context.services.labels.name("user", actor)) if actor else None


def _left(twd: int) -> str:
    return tr("NT${amount} not split yet").format(amount=f"{twd:,}")
