"""Checklists to paper: numbered, written as PDF beside the window, and offered to be opened."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from facilities_app.domain.changes import Outcome
from facilities_app.domain.dates import roc_code
from facilities_app.domain.walking import Order
from facilities_app.services.checklist_month import SheetWish
from facilities_app.services.jobs import JobContext
from resources.texts import tr, trn
from ui.components.papers import choose_file, export_folder, folder_is_known, free_name, offer_file
from ui.context import UiContext

Write = Callable[[Path, JobContext], Outcome[Any]]


class ChecklistPrinter(QObject):
    """Writes where the last papers went, or where a person says. The toast names the folder and opens the file."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._host = context, parent
        self.last: Path | None = None

    def task(self, task_id: int, out: Path | None = None) -> None:
        """Print the sheet of one inspection."""
        checklists = self._context.services.checklists
        self._run(lambda path, job: checklists.print_task(task_id, path), 1, out)

    def blank(self, template: str, kind: str, code: str) -> None:
        """Print a sheet that belongs to no inspection."""
        checklists = self._context.services.checklists
        target = {"asset_code": code} if kind == "asset" else {"place_code": code}
        self._run(lambda path, job: checklists.print_blank(template, path, **target), 1, None)

    def many(self, task_ids: Sequence[int]) -> None:
        """Print the sheets of many inspections into one file, in the order one walks."""
        checklists, chosen = self._context.services.checklists, tuple(task_ids)
        self._run(
            lambda path, job: checklists.print_tasks(chosen, path, job.step, order=Order.WALK),
            len(chosen),
            None,
        )

    def month(self, wish: SheetWish, order: Order, prefilled: bool, count: int) -> None:
        """Print all open inspections of a month into one file named after it."""
        checklists = self._context.services.checklists
        self._run(
            lambda path, job: checklists.print_month(wish, path, job.step, order=order, prefilled=prefilled),
            count,
            None,
            roc_code(wish.month)[:-2],
        )

    def fillable(self, task_ids: Sequence[int], ending: str) -> None:
        """The same as a PDF or workbook to be filled in on a screen."""
        files, chosen = self._context.services.sheet_files, tuple(task_ids)
        service = files.workbook if ending == ".xlsx" else files.pdf
        if chosen:
            self._run(
                lambda path, job: service.print_tasks(chosen, path, job.step),
                len(chosen),
                None,
                ending=ending,
            )

    def task_elsewhere(self, task_id: int, template: str) -> None:
        """Ask where to, then print."""
        self._ask(template, lambda chosen: self.task(task_id, chosen))

    def _ask(self, name: str, then: Callable[[Path], object], ending: str = ".pdf") -> None:
        title = tr("Print checklist")
        choose_file(self._context, f"{self._day()}_{name}{ending}", title, then, self._host)

    def _run(self, write: Write, count: int, out: Path | None, of: str = "", *, ending: str = ".pdf") -> None:
        """``of`` is the month in the file's name; without it the sheets' numbers are."""
        if out is None and not folder_is_known(self._context):
            name = f"{tr('Checklist')}_{of}" if of else tr("Checklist")
            self._ask(name, lambda chosen: self._run(write, count, chosen), ending)
            return
        folder, day = export_folder(self._context), self._day()

        def work(job: JobContext) -> tuple[Outcome[Any], Path]:
            draft = out or folder / f".{day}_checklist{ending}"
            outcome = write(draft, job)
            if out is not None:
                return outcome, out
            named = f"{tr('Checklist')}_{of}" if of else _numbers(outcome.value)
            return outcome, draft.replace(free_name(folder / f"{day}_{named}{ending}"))

        title = trn("Print {n} checklist", "Print {n} checklists", count)
        self._context.worker.job(work, title, self._on_done, self._context.notify.error, writes=True)

    def _on_done(self, found: tuple[Outcome[Any], Path]) -> None:
        outcome, path = found
        self.last = path
        self._context.bus.publish(outcome.changes, self)
        offer_file(self._context, path)

    def _day(self) -> str:
        return roc_code(self._context.clock.today())


def _numbers(value: str | tuple[str, ...]) -> str:
    """The sheet's number, or the first with how many follow."""
    if isinstance(value, str):
        return value
    return value[0] if len(value) == 1 else f"{value[0]}_{len(value)}"
