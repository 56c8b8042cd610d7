"""The small sheets of the year planner: put a revision down, approve it, and see what changed since."""

from PySide6.QtWidgets import QWidget

from facilities_app.domain.plan_revisions import Change, Difference
from facilities_app.domain.year_plan import Revision
from resources.texts import tr, trn
from ui import theme
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import Label
from ui.widgets.overlay import Sheet
from ui.widgets.surfaces import Notice

_LISTED = 60


class PutDownSheet(FormSheet):
    """編製：the plan of today is kept as the next revision, or as the draft that waits for approval."""

    def __init__(
        self, context: UiContext, host: QWidget, year: int, draft: Revision | None, number: int
    ) -> None:
        words = tr("Revision {n}").format(n=number)
        super().__init__(context, host, tr("Put the plan down"), words, save=tr("Put down"))
        self._year = year
        self.note_line = self.line(draft.note if draft is not None else "", longest=400)
        self.note_line.returnPressed.connect(self.save)
        self.lay(self.add("note", tr("Note"), self.note_line, hint=tr("such as why the plan was changed")))
        fresh = tr(
            "All days of the year are kept as they are today. Print it, have it signed, then approve it here."
        )
        again = tr(
            "The draft takes on all days as they are today. Print it, have it signed, then approve it here."
        )
        self.body.addWidget(Label(again if draft is not None else fresh, "secondary", wrap=True))

    def save(self) -> None:
        """Keep it."""
        revisions, year, note = self.context.services.plan_years.revisions, self._year, self.note_line.text()
        self.submit(lambda: revisions.put_down(year, note))


class ApproveSheet(FormSheet):
    """核定：who signed the revision, and when."""

    def __init__(self, context: UiContext, host: QWidget, revision: Revision, moved: int = 0) -> None:
        words = tr("Revision {n}").format(n=revision.number)
        super().__init__(context, host, tr("Approve the plan"), words, save=tr("Approve"))
        self._revision = revision
        self.by = self.line(longest=80, placeholder=tr("name and title, as signed"))
        self.by.returnPressed.connect(self.save)
        self.on = self.date(tr("Approved on"))
        self.on.set_value(context.clock.today())
        self.lay(
            self.add("approved_by", tr("Approved by"), self.by, required=True),
            self.add("approved_on", tr("Approved on"), self.on, required=True),
        )
        made = tr("Made: {name} {date}").format(
            name=revision.made_by, date=context.presenter.date(revision.made_on)
        )
        self.body.addWidget(Label(made, "secondary"))
        if moved:
            warned = tr(
                "The plan was changed since this draft was put down. What is approved are the days of the draft; put "
                "it down again first if those of today were signed."
            )
            self.body.addWidget(Notice(warned, tone="amber", icon="circle-alert"))
        words = tr("An approved revision is kept as it is; what is moved later makes the next one.")
        self.body.addWidget(Label(words, "secondary", wrap=True))

    def save(self) -> None:
        """Approve it."""
        self.clear_errors()
        if not self.dates_are_readable():
            return
        on, by, kept = self.on.value(), self.by.text(), self._revision
        if on is None:
            self.refuse("approved_on", tr("Write the day it was approved."))
            return
        revisions = self.context.services.plan_years.revisions
        self.submit(lambda: revisions.approve(kept.id, kept.version, by, on))


class DifferencesSheet(Sheet):
    """What differs today from the revision that was approved last."""

    def __init__(
        self, context: UiContext, host: QWidget, approved: Revision, found: tuple[Difference, ...]
    ) -> None:
        note = tr("since revision {n}").format(n=approved.number)
        super().__init__(host, tr("What was changed"), note)
        self.closed.connect(self.deleteLater)
        self._context = context
        self.lines = [self._words(one) for one in found]
        self.body.setSpacing(theme.current().sizes.xs)
        if not found:
            self.body.addWidget(Label(tr("Nothing: the plan is as it was approved."), "body", wrap=True))
        for words in self.lines[:_LISTED]:
            self.body.addWidget(Label(words, "body", wrap=True))
        if len(found) > _LISTED:
            self.body.addWidget(Label(tr("{n} more").format(n=f"{len(found) - _LISTED:,}"), "secondary"))
        self.footer.addStretch(1)
        self.footer.addWidget(SecondaryButton(tr("Close"), on_click=self.dismiss))

    def _words(self, one: Difference) -> str:
        show = self._context.presenter.date
        name = f"{one.site}　{one.title}" + (f" ×{one.times}" if one.times > 1 else "")
        said = {
            Change.MOVED: lambda: f"{show(one.before)} → {show(one.after)}",
            Change.ADDED: lambda: tr("new: {date}").format(date=show(one.after)),
            Change.REMOVED: lambda: tr("no longer: {date}").format(date=show(one.before)),
            Change.PLAN_ADDED: lambda: tr("new plan"),
            Change.PLAN_REMOVED: lambda: tr("plan ended"),
        }[one.change]()
        return f"{name}　{said}"


def count_words(found: int) -> str:
    """How many differences, on the button of the revision."""
    return trn("{n} change since", "{n} changes since", found)
