"""壽命與成本: service life, cost to date, repair or replace, downtime, statuses and slips of one asset."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilities_app.domain import asset_life_words as words
from facilities_app.domain.asset_life import Judgement, down_hours
from facilities_app.domain.asset_life_rows import AssetLife, DowntimeRow
from facilities_app.presenting import EMPTY
from resources.texts import tr, trn
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.sections import Section, clear_layout
from ui.context import UiContext
from ui.pages.assets.overview import group
from ui.pages.assets.parts import Fact, Facts
from ui.widgets.facts import KeyValueGrid
from ui.widgets.labels import Label, Pill


class LifeChapter(QWidget):
    """``downtime_asked`` carries a DowntimeRow, or None for a new one; ``slip_asked`` a slip's id."""

    downtime_asked = Signal(object)
    slip_asked = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: dict[int, DowntimeRow] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().sizes.s, 0, theme.current().sizes.s)
        column.setSpacing(0)
        column.addLayout(self._column)
        column.addStretch(1)

    def show_life(self, life: AssetLife) -> None:
        """Show the life of another asset, or of the same one with what changed."""
        clear_layout(self._column)
        parts = [self._service_life(life), self._hint(life), self._downtime(life), self._statuses(life)]
        for section in (*parts, self._slips(life)):
            if section is not None:
                self._column.addWidget(section)

    def _service_life(self, life: AssetLife) -> Section:
        section = group()
        section.body.addWidget(Facts((self._age(life), self._end(life), self._cost(life))))
        grid = KeyValueGrid()
        if life.costs.uncosted:
            grid.add(tr("Repairs to date"), words.cost_detail(life.costs))
        if life.with_parts is not None:
            whole = f"{words.cost_words(life.with_parts)}　{words.cost_detail(life.with_parts)}"
            grid.add(tr("With components"), whole)
        if life.life.source:
            grid.add(tr("Source of the years"), life.life.source)
        section.body.addWidget(grid)
        return section

    def _age(self, life: AssetLife) -> Fact:
        share = life.judgement.age_percent
        since = life.life.since
        if since is None:
            return Fact(tr("Age"), EMPTY, tr("first day not known"))
        years = life.judgement.age_years
        value = EMPTY if years is None else tr("{n} years").format(n=years)
        return Fact(tr("Age"), value, EMPTY if share is None else tr("{n} % of its life").format(n=share))

    def _end(self, life: AssetLife) -> Fact:
        ends = life.life.ends_on
        if ends is None:
            return Fact(tr("Life ends"), EMPTY, tr("not known"))
        years = trn("{n} year", "{n} years", life.life.years or 0)
        over = ends <= self._context.clock.today()
        detail = (
            tr("{years} are over").format(years=years) if over else tr("after {years}").format(years=years)
        )
        return Fact(tr("Life ends"), self._context.presenter.date(ends), detail, "amber" if over else "")

    @staticmethod
    def _cost(life: AssetLife) -> Fact:
        count = trn("{n} repair", "{n} repairs", life.costs.repairs)
        return Fact(tr("Repairs to date"), words.cost_words(life.costs), count)

    def _hint(self, life: AssetLife) -> Section | None:
        if life.is_retired:
            return None
        section = group(tr("Repair or replace"))
        self._lay_judgement(section, life.judgement)
        told = [words.hint_word(life.judgement.hint)]
        if life.whole is not None:
            section.body.addWidget(Label(tr("With components"), "strong"))
            self._lay_judgement(section, life.whole)
            told.append(f"{tr('With components')} {words.hint_word(life.whole.hint)}")
        section.body.addWidget(Label(words.rule_source(), "secondary", wrap=True))
        section.setAccessibleDescription(", ".join(told))
        return section

    @staticmethod
    def _lay_judgement(section: Section, made: Judgement) -> None:
        row = QHBoxLayout()
        row.addWidget(Pill(words.hint_word(made.hint), words.hint_tone(made.hint), "scale"))
        row.addStretch(1)
        section.body.addLayout(row)
        grid = KeyValueGrid()
        for label, how in words.formula(made):
            grid.add(label, how)
        section.body.addWidget(grid)

    def _downtime(self, life: AssetLife) -> Section:
        action = "" if life.is_retired else tr("Add downtime")
        section = group(tr("Downtime"), action, lambda: self.downtime_asked.emit(None))
        hours = EMPTY if life.down is None else tr("{n} hours").format(n=f"{down_hours(life.down):,}")
        share = EMPTY if life.available is None else f"{life.available} %"
        running = next((row for row in life.downtimes if row.until_at is None), None)
        state = tr("yes") if running else (tr("no") if life.downtimes else EMPTY)
        since = self._since(running) if running else ""
        count = trn("{n} record", "{n} records", len(life.downtimes)) if life.downtimes else ""
        section.body.addWidget(
            Facts(
                (
                    Fact(tr("Last 365 days"), hours, count),
                    Fact(tr("Available"), share, tr("of the time")),
                    Fact(tr("Down now"), state, since, tone="red" if running else ""),
                )
            )
        )
        self._rows = {row.id: row for row in life.downtimes}
        briefs = BriefRows()
        briefs.set_rows(
            [self._brief(row) for row in life.downtimes], empty=tr("No downtime was recorded so far.")
        )
        briefs.opened.connect(lambda key: self.downtime_asked.emit(self._rows[int(str(key))]))
        section.body.addWidget(briefs)
        section.body.addWidget(Label(words.availability_definition(), "secondary", wrap=True))
        return section

    def _since(self, row: DowntimeRow) -> str:
        return tr("since {date}").format(date=self._context.presenter.moment(row.from_at))

    def _brief(self, row: DowntimeRow) -> Brief:
        moment = self._context.presenter.moment
        until = moment(row.until_at) if row.until_at else tr("still")
        detail = " ".join(part for part in (row.ticket_number, row.reason) if part)
        aside = tr("{n} hours").format(n=f"{down_hours(row.minutes):,}")
        tone = "" if row.until_at else "red"
        return Brief(
            row.id, f"{moment(row.from_at)} – {until}", detail or EMPTY, aside=aside, aside_tone=tone
        )

    def _statuses(self, life: AssetLife) -> Section | None:
        if not life.statuses:
            return None
        labels, briefs = self._context.services.labels, BriefRows()
        rows = []
        for status, since, until, days in life.statuses:
            choice = labels.choice("asset_status", status)
            rows.append(
                Brief(
                    None,
                    choice.name,
                    self._stretch(since, until),
                    icon=choice.icon,
                    tone=choice.tone,
                    aside=trn("{n} day", "{n} days", days),
                )
            )
        briefs.set_rows(rows)
        section = group(tr("Statuses"))
        section.body.addWidget(briefs)
        return section

    def _stretch(self, since: date, until: date | None) -> str:
        day = self._context.presenter.date
        return f"{day(since)} – {day(until) if until else tr('today')}"

    def _slips(self, life: AssetLife) -> Section | None:
        if not life.slips:
            return None
        labels, briefs = self._context.services.labels, BriefRows()
        briefs.set_rows(
            [
                Brief(
                    slip.id,
                    f"{labels.name('slip_kind', slip.kind)} {slip.number}",
                    slip.reason or slip.to_label or EMPTY,
                    icon="file-text",
                    aside=self._context.presenter.date(slip.slip_on),
                )
                for slip in life.slips
            ]
        )
        briefs.opened.connect(lambda key: self.slip_asked.emit(int(str(key))))
        section = group(tr("Slips"))
        section.body.addWidget(briefs)
        return section
