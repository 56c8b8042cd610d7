"""The fields of a plan's form that are combos and figures, and how they are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QComboBox, QLineEdit

from facilities_app.domain.errors import Invalid
from facilities_app.domain.rows import Choice
from facilities_app.presenting import Presenter
from facilities_app.services.plan_drafts import LONGEST_LEAD_DAYS, PlanDraft
from facilities_app.services.plan_reading import PlanPeople
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext


def combo(name: str, choices: Iterable[Choice], value: object, none: str = "") -> QComboBox:
    """A combo of choices; ``none`` words the first entry that stands for nothing."""
    made = QComboBox()
    made.setAccessibleName(name)
    if none:
        made.addItem(none, None)
    for choice in choices:
        made.addItem(choice.name, choice.code)
    made.setCurrentIndex(max(made.findData(value), 0))
    return made


def days_in(line: QLineEdit, key: str) -> int | None:
    """A number of days or nothing. Raises Invalid beside the field."""
    text = line.text().strip()
    if not text:
        return None
    if not text.isdecimal() or int(text) > LONGEST_LEAD_DAYS:
        raise Invalid("plan.bad_lead", field=key, longest=LONGEST_LEAD_DAYS)
    return int(text)


def reading_in(line: QLineEdit, key: str) -> Decimal | None:
    """A reading or nothing. Raises Invalid beside the field."""
    text = line.text().strip().replace(",", "")
    try:
        found = Decimal(text) if text else None
    except InvalidOperation as error:
        raise Invalid("plan.needs_meter_rule", field=key) from error
    if found is not None and not found.is_finite():
        raise Invalid("plan.needs_meter_rule", field=key)
    return found


def days_text(days: int | None) -> str:
    """Days as they are typed."""
    return "" if days is None else str(days)


def days_shown(kept: str, presenter: Presenter) -> str:
    """The days left out, one a line, in the calendar the person reads; what is no day stays as it is."""
    shown = []
    for line in kept.split():
        try:
            shown.append(presenter.date(date.fromisoformat(line)))
        except ValueError:
            shown.append(line)
    return "\n".join(shown)


@dataclass(slots=True)
class WhoFields:
    """Who does it: a person, a firm, with which licence; and whose role is reminded."""

    assignee: QComboBox
    vendor: QComboBox
    role: QComboBox
    licence: QComboBox

    @classmethod
    def make(cls, context: UiContext, draft: PlanDraft | None) -> "WhoFields":
        """The fields with what the draft says; ``offer`` fills in what must be read first."""
        people = context.services.labels.choices("user")
        assignee = draft.assignee_id if draft else None
        made = cls(
            combo(tr("Assignee"), people, assignee, tr("nobody yet")),
            combo(tr("Done by", "plan"), (), None, tr("own staff")),
            combo(tr("Role to remind"), (), None, tr("everybody")),
            combo(tr("Kind of licence"), (), None),
        )
        made.licence.setEditable(True)
        line = made.licence.lineEdit()
        if line is not None:
            line.setMaxLength(40)
            line.setPlaceholderText(tr("where the law asks for one"))
        made.licence.setCurrentText(draft.licence_kind if draft else "")
        return made

    def offer(self, people: PlanPeople, draft: PlanDraft | None) -> None:
        """Fill in firms, roles and kinds of licences, keeping what is chosen."""
        pairs = ((self.vendor, people.vendors, "vendor_id"), (self.role, people.roles, "role_id"))
        for box, choices, key in pairs:
            wanted = box.currentData() or getattr(draft, key, None)
            for choice in choices:
                box.addItem(choice.name, choice.code)
            box.setCurrentIndex(max(box.findData(wanted), 0))
        typed = self.licence.currentText()
        self.licence.addItems(people.licence_kinds)
        self.licence.setCurrentText(typed)


@dataclass(slots=True)
class MeterFields:
    """When a reading asks for an inspection."""

    kind: QComboBox
    rule: QComboBox
    low: QLineEdit
    high: QLineEdit

    @classmethod
    def make(cls, context: UiContext, sheet: FormSheet, draft: PlanDraft | None) -> "MeterFields":
        """The fields with what the draft says."""
        labels = context.services.labels
        low = draft.meter_from if draft else None
        high = draft.meter_until if draft else None
        return cls(
            combo(
                tr("Meter"), labels.choices("meter_kind"), draft.meter_kind if draft else "", tr("any meter")
            ),
            combo(tr("Condition"), labels.choices("meter_rule"), draft.meter_rule if draft else "above"),
            sheet.line("" if low is None else f"{low:f}", longest=16),
            sheet.line("" if high is None else f"{high:f}", longest=16),
        )
