"""The sheets of applications: a request comes in, is checked, is allocated out of turn or withdrawn."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from facilities_app.domain.agreement_rows import Party
from facilities_app.domain.application_rows import ApplicationRow, NewApplication
from facilities_app.domain.changes import Outcome
from facilities_app.domain.eligibility import questions
from facilities_app.domain.privacy import masked_name
from resources.texts import tr
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.labels import Label


class ApplicationForm(FormSheet):
    """Who asks for a unit of a kind."""

    def __init__(self, context: UiContext, host: QWidget, kind: str) -> None:
        name = context.services.labels.name("unit_kind", kind)
        super().__init__(context, host, tr("New application"), name)
        self._kind = kind
        self.person, self.post = self.line(longest=80), self.line(longest=80)
        self.office, self.phone = self.line(longest=80), self.line(longest=40)
        self.applied, self.people = self.date(tr("Applied on")), self.line("1", longest=2)
        self.applied.set_value(context.clock.today())
        self.lay(
            self.add("person", tr("Applicant"), self.person, required=True),
            self.add("title", tr("Post"), self.post),
        )
        self.lay(
            self.add("agency", tr("Works at"), self.office),
            self.add("phone", tr("Phone"), self.phone),
        )
        self.lay(
            self.add("applied_on", tr("Applied on"), self.applied, required=True),
            self.add("household_size", tr("People to live there"), self.people, required=True),
        )

    def save(self) -> None:
        """Hand over."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        applied, people = self.applied.value(), self.people.text().strip()
        if applied is None:
            self.refuse("applied_on", tr("Write the day."))
            return
        if not people.isdecimal():
            self.refuse("household_size", tr("“{text}” is not a whole number.").format(text=people))
            return
        person = Party(self.person.text(), self.post.text(), self.office.text(), self.phone.text())
        new = NewApplication(person, self._kind, applied, int(people))
        applications = self.context.services.applications
        self.submit(lambda: applications.apply(new))


class CheckForm(FormSheet):
    """The questions of the check; once all are answered the application is decided in the same go."""

    def __init__(self, context: UiContext, host: QWidget, row: ApplicationRow) -> None:
        super().__init__(
            context, host, tr("Check of eligibility"), f"{row.number}  {masked_name(row.person.name)}"
        )
        self._row = row
        self.answers: dict[str, QComboBox] = {}
        for question in questions(row.kind):
            combo = QComboBox()
            for code, words in (("open", tr("open", "answer")), ("yes", tr("Yes")), ("no", tr("No"))):
                combo.addItem(words, code)
            combo.setCurrentIndex(max(combo.findData(row.answers.get(question.code, "open")), 0))
            combo.setAccessibleName(question.words)
            self.answers[question.code] = combo
            field = self.add(question.code, question.words, combo)
            field.setToolTip(question.source)
            self.lay(field)
        self.points = self.line(longest=8)
        self.lay(self.add("points", tr("Points"), self.points, hint=tr("empty: decided by draw")))
        self.lay(Label(tr("Every yes queues the application, a no refuses it."), "secondary"))

    def save(self) -> None:
        """Keep the answers; with none open any more, decide."""
        self.clear_errors()
        points = self._points()
        if points is not None and not points.is_finite():
            self.refuse("points", tr("“{text}” is not a number.").format(text=self.points.text()))
            return
        row, applications = self._row, self.context.services.applications
        given = {code: str(combo.currentData()) for code, combo in self.answers.items()}
        if "open" in given.values():
            self.submit(lambda: applications.answer(row.id, row.version, given))
        else:
            self.submit(lambda: applications.decide(row.id, row.version, points, given))

    def _points(self) -> Decimal | None:
        text = self.points.text().strip()
        if not text:
            return None
        try:
            return Decimal(text)
        except InvalidOperation:
            return Decimal("NaN")


class ReasonForm(FormSheet):
    """A step that needs a reason: out of turn, or withdrawn."""

    def __init__(
        self, context: UiContext, host: QWidget, title: str, note: str, act: Callable[[str], Outcome[Any]]
    ) -> None:
        super().__init__(context, host, title, note)
        self._act = act
        self.reason = self.line(longest=400)
        self.lay(self.add("reason", tr("Reason", "unit"), self.reason, required=True))

    def save(self) -> None:
        """Hand over."""
        reason = self.reason.text()
        self.submit(lambda: self._act(reason))


def applied_on(context: UiContext, day: date) -> str:
    """When somebody asked, as a line has room for it."""
    return tr("applied {date}").format(date=context.presenter.date(day))
