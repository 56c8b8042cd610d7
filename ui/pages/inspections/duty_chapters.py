"""The chapters of a duty's pane."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain.duties import Window
from facilities_app.domain.keying import LicenceRow
from facilities_app.services.duties import DutyDetail, Unplanned
from facilities_app.services.duty_things import DutyThing
from resources.texts import tr, trn
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.link_button import LinkButton
from ui.components.sections import Section, clear_layout
from ui.components.task_words import standing
from ui.context import UiContext
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label, Pill
from ui.widgets.surfaces import Notice

_MOST = 24
_SOON = 60  # days before a licence ends


class DutyChapters(QWidget):
    """Shows one duty; the signals carry the inspection, asset or plan that was clicked."""

    task_asked = Signal(int)
    asset_asked = Signal(int)
    plan_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addStretch(1)

    def show_duty(self, duty: DutyDetail) -> None:
        """Show another duty."""
        clear_layout(self._column)
        for section in (
            self._asks(duty),
            self._things(duty),
            self._unplanned(duty),
            self._who(duty),
            self._plans(duty),
        ):
            if section is not None:
                self._column.addWidget(section)

    def _asks(self, duty: DutyDetail) -> Section:
        section, grid = Section(line=False), KeyValueGrid()
        keep = trn("{n} year", "{n} years", duty.retention_years) if duty.retention_years else ""
        for label, value in (
            (tr("Law"), duty.law),
            (tr("Interval"), duty.interval),
            (tr("Counted from"), self._context.services.labels.name("anchor", duty.anchor)),
            (tr("Who"), duty.who),
            (tr("Record"), duty.record),
            (tr("To be kept"), keep or tr("no rule says how long")),
            (tr("Filing"), duty.filing or tr("no filing rule is known")),
            (tr("Checklist"), duty.template_code),
        ):
            if value:
                grid.add(label, value)
        section.body.addWidget(grid)
        if not duty.is_statutory:
            words = tr("No statute sets an interval here: the date is our own.")
            section.body.addWidget(Notice(words, duty.note, tone="neutral", icon="info"))
        elif duty.note:
            section.body.addWidget(Label(duty.note, "secondary", wrap=True))
        if not duty.is_confirmed:
            words = tr("Whether it holds here is not confirmed")
            more = tr(
                "The owner of the building confirms its class, size or listing; then mark it in the settings."
            )
            section.body.addWidget(Notice(words, more, tone="amber", icon="circle-help"))
        return section

    def _things(self, duty: DutyDetail) -> Section:
        section = Section(tr("Last and next"))
        for thing in duty.things[:_MOST]:
            section.body.addWidget(self._thing(thing))
        if not duty.things:
            section.body.addWidget(Label(tr("Nothing was inspected or planned yet."), "secondary", wrap=True))
        elif len(duty.things) > _MOST:
            more = tr("and {n} more").format(n=f"{len(duty.things) - _MOST:,}")
            section.body.addWidget(Label(more, "secondary"))
        return section

    def _thing(self, thing: DutyThing) -> QWidget:
        """The thing with its next day, how that stands, and what was before."""
        box, day = QWidget(), self._context.presenter.date
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, theme.current().sizes.m)
        column.setSpacing(theme.current().sizes.xs)
        head = QHBoxLayout()
        key = thing.next_id or thing.last_id or 0
        name = LinkButton(thing.name)
        name.clicked.connect(partial(self.task_asked.emit, key))
        name.setAccessibleName(tr("Open the inspection of {name}").format(name=thing.name))
        head.addWidget(name)
        head.addStretch(1)
        if thing.next_on is not None:
            head.addWidget(Label(day(thing.next_on), "strong"))
            head.addWidget(
                Pill(*standing(self._context, thing.next_state, thing.next_on, thing.next_is_statutory))
            )
        else:
            head.addWidget(Pill(tr("not planned"), "amber", "circle-alert"))
        column.addLayout(head)
        column.addWidget(Label(self._told(thing), "secondary", wrap=True))
        return box

    def _told(self, thing: DutyThing) -> str:
        """What was found last, where it was filed, and in which window the next one lies."""
        day, first, then = self._context.presenter.date, [], []
        if thing.last_on is not None:
            outcome = self._context.services.labels.name("result_outcome", thing.last_outcome)
            first.append(tr("last {date} {outcome}").format(date=day(thing.last_on), outcome=outcome))
        if thing.filing_number:
            first.append(tr("filed {number}").format(number=thing.filing_number))
        if thing.kept_until is not None:
            first.append(tr("kept until {date}").format(date=day(thing.kept_until)))
        if thing.window is not None and (words := self.window_words(thing.window)):
            then.append(tr("next {window}").format(window=words))
        lines = [thing.place, *(tr(", ", "list").join(part) for part in (first, then))]
        return "\n".join(line for line in lines if line)

    def window_words(self, window: Window) -> str:
        """From when to when, and by when it is filed."""
        day, words = self._context.presenter.date, []
        if window.earliest is not None and window.latest is not None:
            words.append(f"{day(window.earliest)}–{day(window.latest)}")
        elif window.latest is not None:
            words.append(tr("at the latest {date}").format(date=day(window.latest)))
        if window.file_by is not None:
            words.append(tr("to be filed by {date}").format(date=day(window.file_by)))
        return tr(", ", "list").join(words)

    def _unplanned(self, duty: DutyDetail) -> Section | None:
        if not duty.unplanned:
            return None
        count = len(duty.unplanned)
        section = Section(
            trn("{n} asset without a planned inspection", "{n} assets without a planned inspection", count)
        )
        rows = BriefRows()
        rows.opened.connect(lambda key: self.asset_asked.emit(int(str(key))))
        rows.set_rows([self._bare(one) for one in duty.unplanned[:_MOST]], total=count)
        section.body.addWidget(rows)
        return section

    def _bare(self, one: Unplanned) -> Brief:
        window = self.window_words(one.window) if one.window is not None else ""
        words = tr("apply {window}").format(window=window) if window else ""
        aside = self._context.presenter.date(one.due_on) if one.due_on is not None else ""
        detail = "　".join(part for part in (one.place, words) if part)
        return Brief(one.asset_id, one.name, detail, aside=aside)

    def _who(self, duty: DutyDetail) -> Section | None:
        if not duty.licence_kinds:
            return None
        section, rows = Section(tr("Licences for it")), BriefRows()
        section.body.addWidget(Label(tr(", ", "list").join(duty.licence_kinds), "secondary", wrap=True))
        rows.set_rows(
            [self._licence(one) for one in duty.licences[:_MOST]],
            empty=tr("Nobody here holds one: enter it in the settings."),
            total=len(duty.licences),
        )
        section.body.addWidget(rows)
        return section

    def _licence(self, row: LicenceRow) -> Brief:
        holder = f"{row.holder}　{row.vendor}" if row.vendor else row.holder
        if row.expires_on is None:
            return Brief(None, holder, f"{row.kind}　{row.number}")
        day = self._context.presenter.date(row.expires_on)
        left = (row.expires_on - self._context.clock.today()).days
        if left < 0:
            words, tone, icon = tr("expired on {date}").format(date=day), "red", "triangle-alert"
        else:
            words = trn("{n} day left", "{n} days left", left)
            tone, icon = ("green" if left > _SOON else "amber"), "circle-check"
        return Brief(None, holder, f"{row.kind}　{row.number}", words, tone, icon, day)

    def _plans(self, duty: DutyDetail) -> Section | None:
        if not duty.plans:
            return None
        section, rows = Section(tr("Plans", "page")), BriefRows()
        rows.opened.connect(lambda key: self.plan_asked.emit(int(str(key))))
        shown = [Brief(key, title, code, icon="repeat") for key, code, title in duty.plans[:_MOST]]
        rows.set_rows(shown, total=len(duty.plans))
        section.body.addWidget(rows)
        return section
