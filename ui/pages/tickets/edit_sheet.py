"""Change what was logged; where somebody else was faster, both values are told and nothing typed is lost."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilities_app.domain.clock import TAIPEI
from facilities_app.domain.errors import Conflict, DomainError
from facilities_app.domain.rows import TicketDetail
from facilities_app.presenting import EMPTY, money
from resources.texts import tr
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.money_field import MoneyField
from ui.widgets.segments import Segment, SegmentedControl

_Values = dict[str, Any]


class EditTicketSheet(FormSheet):
    """All that can be changed of a ticket without moving it on. Only what was changed is written."""

    def __init__(
        self, context: UiContext, host: QWidget, detail: TicketDetail, focus: str = "summary"
    ) -> None:
        super().__init__(context, host, tr("Edit ticket"), detail.number)
        self._detail, self._focus = detail, focus
        self._known = values_of(detail)
        self._build_fields()
        self._fill(self._known)
        self.closed.connect(self.deleteLater)

    def first_focus(self) -> QWidget | None:
        """The field that was asked for."""
        return self.fields[self._focus].field

    def save(self) -> None:
        """Write what was changed; nothing changed closes."""
        if not self.dates_are_readable():
            return
        for key in ("estimate_twd", "cost_twd"):
            field = self.fields[key].field
            if isinstance(field, MoneyField) and not field.is_readable():
                self.refuse(key, field.complaint())
                return
        changed = self._changed()
        if changed:
            edit = self.context.services.tickets.edit
            self.submit(partial(edit, self._detail.id, self._detail.version, **changed))
        else:
            self.dismiss()

    def refused(self, error: DomainError) -> None:
        """After a conflict: read what is there now and set it beside what was typed."""
        if isinstance(error, Conflict):
            detail = self.context.services.tickets.detail
            self.context.worker.read(
                partial(detail, self._detail.id), self._on_newer, self.context.notify.error
            )
        else:
            super().refused(error)

    def values(self) -> _Values:
        """What stands in the fields."""
        return {
            "summary": self.summary.text().strip(),
            "description": self.description.toPlainText().strip(),
            "trade_id": self.trade.value(),
            "priority": self.priority.value(),
            "requester": self.requester.text().strip(),
            "requester_phone": self.phone.text().strip(),
            "due_on": self.due.value(),
            "estimate_twd": self.estimate.value(),
            "cost_twd": self.cost.value(),
            "budget": self.budget.text().strip(),
        }

    def _build_fields(self) -> None:
        labels = self.context.services.labels
        self.summary = self.line(longest=200)
        self.description = QPlainTextEdit()
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(theme.current().sizes.control * 3)
        trades = [Segment(c.code, c.name) for c in labels.choices("trade")]
        ranks = [Segment(c.code, c.name) for c in labels.choices("priority")]
        self.trade = SegmentedControl(trades, numbered=True, name=tr("Trade"))
        self.priority = SegmentedControl(ranks, numbered=True, name=tr("Priority"))
        self.requester, self.phone = self.line(), self.line(longest=40)
        self.due = self.date(tr("Due"))
        self.estimate, self.cost = MoneyField(), MoneyField()
        self.budget = self.line(longest=80)
        self.lay(self.add("summary", tr("Subject"), self.summary, required=True))
        self.lay(self.add("description", tr("What is wrong"), self.description))
        self.lay(self.add("trade_id", tr("Trade"), self.trade))
        self.lay(self.add("priority", tr("Priority"), self.priority), self.add("due_on", tr("Due"), self.due))
        self.lay(
            self.add("requester", tr("Requester"), self.requester),
            self.add("requester_phone", tr("Telephone"), self.phone),
        )
        self.lay(
            self.add("estimate_twd", tr("Estimate"), self.estimate, hint="NT$"),
            self.add("cost_twd", tr("Actual"), self.cost, hint="NT$"),
            self.add("budget", tr("Budget"), self.budget),
        )

    def _fill(self, values: _Values) -> None:
        self.summary.setText(values["summary"])
        self.summary.setCursorPosition(0)
        self.description.setPlainText(values["description"])
        self.trade.set_value(values["trade_id"])
        self.priority.set_value(values["priority"])
        self.requester.setText(values["requester"])
        self.phone.setText(values["requester_phone"])
        self.due.set_value(values["due_on"])
        self.estimate.set_value(values["estimate_twd"])
        self.cost.set_value(values["cost_twd"])
        self.budget.setText(values["budget"])

    def _changed(self) -> _Values:
        values = self.values()
        changed = {key: value for key, value in values.items() if value != self._known[key]}
        if changed.get("due_on", ...) is None:
            del changed["due_on"]
        return changed

    def _on_newer(self, detail: TicketDetail) -> None:
        """Fields nobody touched here take the new value; the others say what it is, and saving again wins."""
        mine, theirs, before = self.values(), values_of(detail), self._known
        lines = []
        merged = dict(mine)
        for key, there in theirs.items():
            if there == before[key]:
                continue
            if mine[key] == before[key]:
                merged[key] = there
            elif mine[key] != there:
                lines.append(
                    tr("{field}: now “{theirs}”, you wrote “{mine}”.").format(
                        field=self.fields[key].label.text(),
                        theirs=self._words(key, there),
                        mine=self._words(key, mine[key]),
                    )
                )
        self._detail, self._known = detail, theirs
        self._fill(merged)
        self.notice.set_words(
            tr("Somebody else changed {number} meanwhile. Save again to keep what you wrote.").format(
                number=detail.number
            ),
            "\n".join(lines),
        )
        self.notice.show()
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, key: str, value: Any) -> str:
        labels, presenter = self.context.services.labels, self.context.presenter
        if key in ("trade_id", "priority"):
            return labels.name(key.removesuffix("_id"), value)
        if key in ("estimate_twd", "cost_twd"):
            return money(value)
        if key == "due_on":
            return presenter.date(value)
        return str(value) or EMPTY


def values_of(detail: TicketDetail) -> _Values:
    """What the form can change of a ticket."""
    return {
        "summary": detail.summary,
        "description": detail.description,
        "trade_id": detail.trade_id,
        "priority": detail.priority,
        "requester": detail.requester,
        "requester_phone": detail.requester_phone,
        "due_on": detail.due_at.astimezone(TAIPEI).date(),
        "estimate_twd": detail.estimate_twd,
        "cost_twd": detail.cost_twd,
        "budget": detail.budget,
    }
