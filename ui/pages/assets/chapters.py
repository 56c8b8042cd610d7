"""The other tabs of an asset's pane: 歷程, 案件, 巡檢, 文件."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilities_app.domain.rows import AssetDetail, EventRow
from facilities_app.domain.tickets import Status
from facilities_app.services.asset_papers import PermitPaper, WarrantyPaper
from resources.texts import tr
from ui import theme
from ui.components.brief_rows import Brief, BriefRows
from ui.components.event_timeline import entry
from ui.components.record_photos import RecordPhotos
from ui.components.sections import clear_layout
from ui.components.task_words import standing
from ui.components.trend_chapter import TrendChapter
from ui.context import UiContext
from ui.pages.assets.overview import group, in_order
from ui.pages.assets.reading import AssetView, Records
from ui.widgets.facts import Timeline, TimelineEntry
from ui.widgets.labels import Label


class Chapters(QWidget):
    """One tab at a time; ``opened`` carries (kind, id) of a record elsewhere: ticket, task, project or damage.

    ``paper_asked`` carries what is to be edited: permit or warranty, and its id (0 for a new one).
    """

    opened = Signal(str, int)
    paper_asked = Signal(str, int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().sizes.s, 0, theme.current().sizes.s)
        column.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.trend = TrendChapter(context)
        self.trend.task_asked.connect(lambda key: self.opened.emit("task", key))
        column.addWidget(self.trend)
        column.addLayout(self._column)
        self._papers = group(tr("Files"))
        self._no_files = Label(
            tr("Manuals, drawings and certificates: drop them here."), "secondary", wrap=True
        )
        self.files = RecordPhotos(context, "assets", columns=3)
        self._papers.body.addWidget(self._no_files)
        self._papers.body.addWidget(self.files)
        column.addWidget(self._papers)
        column.addStretch(1)

    def show_chapter(self, key: str, view: AssetView) -> None:
        """Show a tab of this asset."""
        clear_layout(self._column)
        self._papers.setVisible(key == "documents")
        self._show_trend(key == "tasks", view.detail.id)
        if key == "history":
            self._history(view.detail)
        elif key == "tickets":
            self._records(
                "ticket", [self._ticket(row, view.detail) for row in view.tickets.rows], view.tickets
            )
        elif key == "tasks":
            self._records("task", [self._task(row) for row in view.tasks.rows], view.tasks)
        elif key == "documents":
            self._documents(view)

    def _show_trend(self, is_asked: bool, asset_id: int) -> None:
        if is_asked:
            trends = self._context.services.trends
            self.trend.show_of(lambda: trends.of_asset(asset_id), asset_id=asset_id)
        else:
            self.trend.leave()

    def _history(self, asset: AssetDetail) -> None:
        section = group()
        if not asset.events:
            section.body.addWidget(Label(tr("Nothing is recorded yet."), "secondary"))
        timeline = Timeline([self._line(event) for event in reversed(in_order(asset.events))])
        timeline.opened.connect(self._on_entry)
        section.body.addWidget(timeline)
        self._column.addWidget(section)

    def _line(self, event: EventRow) -> TimelineEntry:
        labels, context = self._context.services.labels, self._context
        if event.kind == "status":
            status = labels.choice("asset_status", str(event.to_status))
            words = tr("Set to {status}").format(status=status.name)
            return entry(context, event, words, icon=status.icon, tone=status.tone, note=event.text)
        if event.kind == "inspection":
            outcome = labels.choice("result_outcome", str(event.to_status))
            name = event.text or tr("Inspection")
            words = tr("{what}: {outcome}").format(what=name, outcome=outcome.name)
            note = " ".join(part for part in (event.actor, event.detail) if part)
            return entry(context, event, words, icon="clipboard-check", tone=outcome.tone, note=note)
        if event.kind == "ticket":
            return entry(context, event, event.text, icon="wrench", note=event.ref_code)
        words = {
            "project_done": tr("{name} finished"),
            "project_due": tr("{name} to be finished"),
        }.get(event.kind, "{name}")
        look = {
            "damage": ("tornado", "red"),
            "project": ("hammer", "blue"),
            "project_done": ("circle-check", "green"),
            "project_due": ("calendar-clock", "amber"),
        }
        icon, tone = look.get(event.kind, ("circle-dot", "neutral"))
        made = entry(context, event, words.format(name=event.text), icon=icon, tone=tone, note=event.detail)
        return TimelineEntry(made.text, made.when, made.icon, made.tone, made.note, made.future)

    def _ticket(self, row: dict[str, object], asset: AssetDetail) -> Brief:
        on_hold = row["status"] == Status.ON_HOLD and row["hold_reason"]
        code_list, code = ("hold_reason", row["hold_reason"]) if on_hold else ("ticket_status", row["status"])
        status = self._context.services.labels.choice(code_list, code)  # type: ignore[arg-type]
        reported = self._context.presenter.moment(row["reported_at"]).split(" ")[0]
        where = str(row["where_label"] or "") if asset.components else ""
        detail = "　".join(
            part for part in (str(row["number"]), where, str(row["assignee_label"] or "")) if part
        )
        return Brief(row["id"], str(row["summary"]), detail, status.name, status.tone, status.icon, reported)

    def _task(self, row: dict[str, object]) -> Brief:
        due = date.fromisoformat(str(row["due_on"])[:10])
        state = standing(self._context, str(row["status"]), due, bool(row["is_statutory"]))
        day = self._context.presenter.date(row["done_on"] or row["due_on"])
        return Brief(
            row["id"],
            self._context.presenter.term(str(row["title"])),
            str(row["number"]),
            state.text,
            state.tone,
            state.icon,
            day,
        )

    def _records(self, kind: str, rows: list[Brief], records: Records) -> None:
        section = group()
        briefs = BriefRows()
        empty = tr("No repairs so far.") if kind == "ticket" else tr("No inspections so far.")
        briefs.set_rows(rows, empty=empty, total=records.total)
        briefs.opened.connect(lambda key: self.opened.emit(kind, int(str(key))))
        section.body.addWidget(briefs)
        self._column.addWidget(section)

    def _documents(self, view: AssetView) -> None:
        asset, papers = view.detail, view.papers
        permits = [self._permit(paper) for paper in papers.permits]
        warranties = [self._warranty(paper) for paper in papers.warranties]
        for kind, title, add, rows, empty in (
            ("permit", tr("Permits and certificates"), tr("Add", "permit"), permits, tr("No permit so far.")),
            ("warranty", tr("Warranties"), tr("Add", "warranty"), warranties, tr("No warranty so far.")),
        ):
            section = group(title, add, partial(self.paper_asked.emit, kind, 0))
            briefs = BriefRows()
            briefs.set_rows(rows, empty=empty)
            briefs.opened.connect(partial(self._ask_paper, kind))
            section.body.addWidget(briefs)
            self._column.addWidget(section)
        files = [file for file in asset.photos if not file.is_image]
        self._no_files.setVisible(not files)
        self.files.show_record(asset.id, files)

    def _ask_paper(self, kind: str, key: object) -> None:
        self.paper_asked.emit(kind, int(str(key)))

    def _permit(self, paper: PermitPaper) -> Brief:
        choice = self._context.services.labels.choice("permit_kind", paper.kind)
        words, tone = self._until(paper.expires_on)
        return Brief(paper.id, choice.name, paper.number, icon=choice.icon, aside=words, aside_tone=tone)

    def _warranty(self, paper: WarrantyPaper) -> Brief:
        words, tone = self._until(paper.ends_on)
        name = paper.vendor or tr("Warranty")
        return Brief(paper.id, name, paper.terms, icon="shield-check", aside=words, aside_tone=tone)

    def _until(self, day: date) -> tuple[str, str]:
        over = day < self._context.clock.today()
        words = tr("expired {date}") if over else tr("until {date}")
        return words.format(date=self._context.presenter.date(day)), "red" if over else ""

    def _on_entry(self, key: object) -> None:
        if isinstance(key, tuple) and key[0] in ("ticket", "task", "project", "damage"):
            self.opened.emit(str(key[0]), int(key[1]))


def document_count(asset: AssetDetail) -> int:
    """How many papers the tab 文件 holds."""
    return len(asset.permits) + sum(not file.is_image for file in asset.photos)
