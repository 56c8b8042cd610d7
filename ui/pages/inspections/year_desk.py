"""What is done with the whole plan of a year: its revisions, and the papers an office signs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from facilities_app.domain.plan_revisions import Difference
from facilities_app.domain.year_plan import Revision, YearPlan
from facilities_app.services.exports import ExportResult
from resources.texts import tr
from ui import icons
from ui.components.papers import offer_file, place_file
from ui.context import UiContext
from ui.pages.inspections.year_filter import YearFilter
from ui.pages.inspections.year_head import YearHead
from ui.pages.inspections.year_sheets import ApproveSheet, DifferencesSheet, PutDownSheet, count_words
from ui.widgets.overlay import Overlay
from ui.worker import Task

_KINDS = (("A3", "pdf", "printer"), ("A4", "pdf", "printer"), ("", "xlsx", "file-spreadsheet"))


class YearDesk:
    """Keeps the buttons of revision and printing as the plan is; opens their sheets."""

    def __init__(
        self,
        context: UiContext,
        page: QWidget,
        head: YearHead,
        shown: YearFilter,
    ) -> None:
        self._context, self._page, self._shown = context, page, shown
        self._revision, self._approval = head.revision, head.approval
        self.plan: YearPlan | None = None
        self.changed: tuple[Difference, ...] = ()  # since the approval
        self.since_draft: tuple[Difference, ...] = ()
        self._reading: Task | None = None
        self.revision_menu, self.print_menu = QMenu(page), QMenu(page)
        self.revision_menu.aboutToShow.connect(self._fill_revisions)
        self._offer_papers(self.print_menu, None)
        head.revision.set_menu(self.revision_menu)
        head.printing.set_menu(self.print_menu)

    def take(self, plan: YearPlan) -> None:
        """The plan was read: show its revision, then read what differs from it."""
        self.plan, self.changed, self.since_draft = plan, (), ()
        self._show()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        if plan.revisions:
            revisions, year = self._context.services.plan_years.revisions, plan.year
            approved, draft = plan.approved, plan.draft
            last = draft.id if draft is not None else None
            self._reading = self._context.worker.read(
                lambda: (
                    revisions.differences(year) if approved is not None else (),
                    revisions.differences(year, last) if last is not None else (),
                ),
                self._on_differences,
                self._context.notify.error,
            )

    def put_down(self) -> None:
        """Keep the plan as a revision."""
        plan = self.plan
        if plan is not None:
            last = plan.revisions[-1].number if plan.revisions else 0
            number = plan.draft.number if plan.draft is not None else last + 1
            self._open(PutDownSheet(self._context, self._page.window(), plan.year, plan.draft, number))

    def approve(self) -> None:
        """Write down who approved the draft."""
        if self.plan is not None and self.plan.draft is not None:
            moved = len(self.since_draft)
            self._open(ApproveSheet(self._context, self._page.window(), self.plan.draft, moved))

    def compare(self) -> None:
        """Show what differs from the approved revision."""
        if self.plan is not None and self.plan.approved is not None:
            DifferencesSheet(self._context, self._page.window(), self.plan.approved, self.changed).open()

    def write(self, kind: str, size: str, revision: Revision | None = None) -> None:
        """Write the plan of today, or a revision of it, beside the others; offer to open it."""
        plan, context = self.plan, self._context
        if plan is None:
            return
        papers, style, each = context.services.plan_years.papers, context.presenter.style, self._shown.each
        which = f"_{tr('Revision {n}').format(n=revision.number)}" if revision is not None else ""
        ending = f"_{size}" if size else ""
        name = f"{papers.title(plan.year)}{which}{ending}.{kind}".replace(" ", "_")
        key = revision.id if revision is not None else None

        def begin(path: Path) -> None:
            write: Callable[[], ExportResult] = partial(
                papers.write, plan.year, path, size=size or "A4", revision=key, each=each, style=style
            )

            def finished(result: ExportResult) -> None:
                offer_file(context, path)
                if result.warnings:
                    context.notify.toast(" ".join(result.warnings), tone="amber")

            title = tr("Export {name}").format(name=path.name)
            context.worker.job(lambda _job: write(), title, finished, context.notify.error)

        place_file(context, name, tr("Print", "button"), begin)

    # -- private ---------------------------------------------------------------------------------

    def _open(self, sheet: Overlay) -> None:
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _on_differences(self, found: tuple[tuple[Difference, ...], tuple[Difference, ...]]) -> None:
        self._reading = None
        self.changed, self.since_draft = found
        self._show()

    def _show(self) -> None:
        plan = self.plan
        if plan is None:
            return
        self._revision.set_content(self._words(plan), "stamp")
        self._approval.setText(self._approved_words(plan))
        tip = tr(
            "An approved plan is not changed: what is moved is counted here until the next revision is put down."
        )
        self._revision.setToolTip(tip if plan.approved is not None else "")

    def _words(self, plan: YearPlan) -> str:
        if plan.draft is not None:
            words = tr("Revision {n}, draft").format(n=plan.draft.number)
            return f"{words}　{count_words(len(self.since_draft))}" if self.since_draft else words
        if plan.approved is None:
            return tr("Not put down yet")
        words = tr("Revision {n}, approved").format(n=plan.approved.number)
        return f"{words}　{count_words(len(self.changed))}" if self.changed else words

    def _approved_words(self, plan: YearPlan) -> str:
        one = plan.approved
        if one is None or one.approved_on is None:
            return ""
        show = self._context.presenter.date
        return tr("{date} approved by {name}").format(date=show(one.approved_on), name=one.approved_by[:12])

    def _fill_revisions(self) -> None:
        """What can be done with the plan as it is, each time the menu opens."""
        menu, plan = self.revision_menu, self.plan
        for action in menu.actions():
            below = action.menu()
            if below is not None:
                below.deleteLater()
        menu.clear()
        if plan is None:
            return
        put_down = tr("Put the plan down again …") if plan.draft is not None else tr("Put the plan down …")
        menu.addAction(icons.icon("file-pen"), put_down).triggered.connect(lambda: self.put_down())
        approve = menu.addAction(icons.icon("stamp"), tr("Approve …"))
        approve.setEnabled(plan.draft is not None)
        approve.triggered.connect(lambda: self.approve())
        compare = menu.addAction(icons.icon("scale"), tr("What was changed since the approval …"))
        compare.setEnabled(plan.approved is not None)
        compare.triggered.connect(lambda: self.compare())
        if plan.revisions:
            menu.addSeparator()
        for one in reversed(plan.revisions):
            self._offer_papers(menu.addMenu(icons.icon("history"), self._told(one)), one)

    def _offer_papers(self, menu: QMenu, revision: Revision | None) -> None:
        for size, kind, icon in _KINDS:
            words = tr("{size} landscape (PDF)").format(size=size) if size else tr("Excel workbook")
            action = menu.addAction(icons.icon(icon), words)
            action.triggered.connect(lambda _=False, k=kind, s=size: self.write(k, s, revision))

    def _told(self, one: Revision) -> str:
        name = tr("Revision {n}").format(n=one.number)
        if one.approved_on is None:
            return f"{name}　{tr('draft', 'year plan')}　{self._context.presenter.date(one.made_on)}"
        return f"{name}　{one.approved_by}　{self._context.presenter.date(one.approved_on)}"
