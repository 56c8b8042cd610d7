"""Sheets about the round: beginning one, explaining a unit that stays open, closing."""

from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilities_app.domain.audit_rows import RoundDetail, VisitLine
from facilities_app.domain.audits import SCOPES
from facilities_app.domain.date_reading import ROC_OFFSET
from facilities_app.domain.privacy import masked_name
from resources.texts import tr, trn
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.audits.words import OPEN, mark, scope
from ui.widgets.labels import Label
from ui.widgets.segments import Segment, SegmentedControl
from ui.widgets.surfaces import Notice


class NewRoundSheet(FormSheet):
    """``saved`` carries the new round's id. ``usual`` is the setting's scope, ``taken`` what there is already."""

    def __init__(
        self, context: UiContext, host: QWidget, usual: str, taken: frozenset[tuple[int, int]]
    ) -> None:
        note = tr("The list of units is frozen as it stands")
        super().__init__(context, host, tr("New audit round"), note, save=tr("Begin", "audit"))
        today = context.clock.today()
        ordinal = 1 if today.month <= 6 else 2
        while (today.year, ordinal) in taken and ordinal < 2:
            ordinal += 1
        self.year = self.line(str(today.year - ROC_OFFSET), longest=4)
        self.year.setModified(False)
        self.ordinal = SegmentedControl(
            [Segment(1, tr("1st", "audit")), Segment(2, tr("2nd", "audit"))],
            ordinal,
            name=tr("Which of the year"),
        )
        self.starts = self.date(tr("First day"))
        self.starts.set_value(today)
        self.due = self.date(tr("Last day"))
        self.due.set_value(context.services.workdays.add_workdays(today, 15))
        self.scope = QComboBox()
        for code in SCOPES:
            self.scope.addItem(scope(code), code)
        self.scope.setCurrentIndex(max(0, self.scope.findData(usual)))
        self.lay(
            self.add("year", tr("Year", "audit"), self.year, required=True, hint=tr("ROC or Gregorian")),
            self.add("ordinal", tr("Which of the year"), self.ordinal),
        )
        self.lay(
            self.add("starts_on", tr("First day"), self.starts, required=True),
            self.add("due_on", tr("Last day"), self.due, required=True),
        )
        self.lay(
            self.add("scope", tr("Units", "audit"), self.scope, hint=tr("the office's setting is proposed"))
        )

    def save(self) -> None:
        """Begin it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        words, starts, due = self.year.text().strip(), self.starts.value(), self.due.value()
        if not words.isdecimal():
            self.refuse("year", tr("Write the year as 115 or 2026."))
        elif starts is None:
            self.refuse("starts_on", tr("Write the first day."))
        elif due is None:
            self.refuse("due_on", tr("Write the last day."))
        else:
            year = int(words) + (ROC_OFFSET if int(words) < 1000 else 0)
            new, code = self.context.services.audits.new, self.scope.currentData()
            self.submit(partial(new, year, self.ordinal.value() or 1, starts, due, code))


class ExplainSheet(FormSheet):
    """Why a unit stays without a final finding."""

    def __init__(self, context: UiContext, host: QWidget, visit_id: int, name: str, text: str) -> None:
        super().__init__(context, host, tr("Why it stays open"), name)
        self._id = visit_id
        self.text = self.line(
            text, longest=400, placeholder=tr("such as: posted abroad until the year's end")
        )
        self.text.setModified(False)
        self.text.returnPressed.connect(self.save)
        self.lay(self.add("text", tr("Explanation"), self.text))
        self.body.addWidget(Label(tr("A round is closed once each open unit is explained."), "secondary"))

    def save(self) -> None:
        """Keep it."""
        self.submit(partial(self.context.services.audits.explain, self._id, self.text.text()))


class CloseSheet(FormSheet):
    """Closes the round; units without a final finding are explained here first, each on its line."""

    def __init__(self, context: UiContext, host: QWidget, shown: RoundDetail) -> None:
        super().__init__(context, host, tr("Close the audit"), shown.name, save=tr("Close the audit"))
        self._round = shown.id
        self._open = tuple(line for line in shown.lines if line.finding in OPEN)
        counts = shown.counts
        told = tr("{done} of {total} units have a final finding.").format(
            done=counts.done, total=counts.total
        )
        words = tr("A closed round stays as it was. Letters and recoveries go on.")
        self.body.addWidget(Notice(told, words, tone="blue", icon="lock"))
        if self._open:
            n = len(self._open)
            self.body.addWidget(
                Label(trn("{n} unit is open: say why", "{n} units are open: say why of each", n), "bold")
            )
        self.lines: dict[int, QLineEdit] = {}
        for one in self._open:
            self._add(one)

    def save(self) -> None:
        """Keep the explanations, then close."""
        self.clear_errors()
        self._go_on()

    def _add(self, one: VisitLine) -> None:
        field = self.line(one.explanation, longest=400, placeholder=tr("why it stays open"))
        field.setModified(False)
        self.lines[one.id] = field
        words = f"{one.unit_code}　{masked_name(one.resident)}　{mark(self.context, one.finding).text}"
        self.lay(self.add(f"visit{one.id}", words, field))

    def _go_on(self) -> None:
        """One change after the other; the first refusal stops it and what was kept stays kept."""
        audits = self.context.services.audits
        for one in self._open:
            field = self.lines[one.id]
            if field.isModified():
                field.setModified(False)
                words = field.text()
                self.context.change(
                    partial(audits.explain, one.id, words), self, lambda _id: self._go_on(), self._on_failed
                )
                return
        self.submit(partial(audits.close, self._round))
