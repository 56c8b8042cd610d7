"""The papers of a round: visit forms, route list, blank forms, letters; summary and roster with their sign-off."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from facilities_app.domain.audit_rows import FollowUp
from facilities_app.domain.dates import roc_code
from resources.texts import tr
from ui.components.papers import write_file, write_paper
from ui.context import UiContext

if TYPE_CHECKING:
    from ui.pages.audits.page import AuditsPage


class PaperDesk(QObject):
    """Writes papers beside the window into the folder of the last ones; each is offered to be opened."""

    def __init__(self, context: UiContext, page: "AuditsPage") -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def fill_menu(self, menu: QMenu) -> None:
        """What can be printed of the round."""
        menu.addAction(tr("Visit forms of all units"), self.print_forms)
        detail = self._page.unit.detail
        if detail is not None and detail.id == self._page.visit:
            words = tr("Visit form of {unit}").format(unit=detail.frozen.unit_code)
            menu.addAction(words, lambda: self.print_forms((detail.frozen.unit_code,)))
        menu.addAction(tr("Route list of visits"), self.print_route)
        menu.addAction(tr("Blank visit form"), self.print_blank)
        menu.addSeparator()
        for roster, words in ((False, tr("Summary to sign")), (True, tr("Roster, unit by unit"))):
            for ending in ("pdf", "xlsx"):
                name = words if ending == "pdf" else tr("{paper} as a workbook").format(paper=words)
                menu.addAction(name, partial(self.report, ending, roster))
        menu.addAction(tr("Copy the sentence of the report"), self.copy_sentence)

    def print_forms(self, unit_codes: tuple[str, ...] = ()) -> None:
        """One form a unit, in walking order."""
        shown, papers = self._page.shown, self._context.services.audit_papers
        if shown is None:
            return
        title, style, key = tr("Visit forms"), self._context.presenter.style, shown.id
        write_paper(
            self._context,
            f"{title}_{unit_codes[0]}" if unit_codes else title,
            title,
            lambda path, job: papers.forms(key, path, unit_codes=unit_codes, step=job.step, style=style),
        )

    def print_route(self) -> None:
        """The list that is carried along."""
        shown, papers, title = (
            self._page.shown,
            self._context.services.audit_papers,
            tr("Route list of visits"),
        )
        if shown is not None:
            style, key = self._context.presenter.style, shown.id
            write_paper(self._context, title, title, lambda path, _job: papers.route(key, path, style=style))

    def print_blank(self) -> None:
        """A form for a unit that nobody listed."""
        shown, papers, title = self._page.shown, self._context.services.audit_papers, tr("Blank visit form")
        if shown is not None:
            style, key = self._context.presenter.style, shown.id
            write_paper(self._context, title, title, lambda path, _job: papers.blank(key, path, style=style))

    def report(self, ending: str, roster: bool = False) -> None:
        """What the round came to, as a paper to sign ("pdf") or a workbook ("xlsx"), names masked."""
        shown, reports = self._page.shown, self._context.services.audit_reports
        if shown is None:
            return
        style, key = self._context.presenter.style, shown.id
        title = tr("Audit roster") if roster else tr("Audit summary")
        write_file(
            self._context,
            f"{roc_code(self._context.clock.today())}_{title}.{ending}",
            title,
            lambda path, _job: reports.write(key, path, roster=roster, style=style),
        )

    def copy_sentence(self) -> None:
        """The sentence that the year's report needs, onto the clipboard."""
        shown, reports = self._page.shown, self._context.services.audit_reports
        if shown is not None:
            key = shown.id
            self._context.worker.read(
                lambda: reports.figures(key).sentence, self._on_sentence, self._context.notify.error
            )

    def _on_sentence(self, sentence: str) -> None:
        QGuiApplication.clipboard().setText(sentence)
        self._context.notify.toast(tr("Copied: {words}").format(words=sentence))

    def print_letter(self, found: FollowUp) -> None:
        """The letter as it stands, a draft until it was sent."""
        papers, style, title = (
            self._context.services.audit_papers,
            self._context.presenter.style,
            tr("Letter"),
        )
        write_paper(
            self._context,
            f"{title}_{found.unit_code}",
            title,
            lambda path, _job: papers.letter(found.id, path, style=style),
        )
