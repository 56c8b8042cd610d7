"""Inspection checklists on paper: numbered, pre-filled with what is known, written as PDF."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import ChecklistSheet as SheetRow
from db.models import ChecklistTemplate, Place
from db.uow import UnitOfWork
from facilities_app.domain import dates
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.domain.inspections import sheet_prefix
from facilities_app.domain.rows import Choice
from facilities_app.domain.walking import Order
from facilities_app.reports.checklist_data import ChecklistSheet
from facilities_app.services.checklist_month import (
    SheetsFound,
    SheetWish,
    must_have_some,
    sheets_of_month,
    sheets_of_round,
)
from facilities_app.services.checklist_sheets import SheetReader
from facilities_app.services.checklist_targets import Target, in_order, named_target, task_target
from resources.texts import pick

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

Step = Callable[[int, int], None]
Find = Callable[[Session], list[Target]]
Pages = Iterator[tuple[Target, ChecklistSheet]]
Told = Callable[[int], None] | None
Writer = Callable[[Path, Pages, Told], object]


class ChecklistService:
    """Prints sheets, on paper unless told how. Their numbers are taken in a step that cannot be undone."""

    def __init__(self, base: "ServiceBase", writer: Writer | None = None) -> None:
        self._base, self._writer = base, writer or _on_paper

    def templates(self) -> tuple[Choice, ...]:
        """The checklists in force, by their code."""
        with self._base.read() as session:
            rows = session.scalars(
                select(ChecklistTemplate).where(ChecklistTemplate.is_current).order_by(ChecklistTemplate.code)
            )
            return tuple(Choice(row.code, pick(row.name_zh, row.name_en)) for row in rows)

    def sites(self) -> tuple[Choice, ...]:
        """The sites a month's sheets can be narrowed to, by their id."""
        with self._base.read() as session:
            rows = session.scalars(
                select(Place).where(Place.kind == "site").order_by(Place.position, Place.id)
            )
            return tuple(Choice(row.id, pick(row.name, row.name_en)) for row in rows)

    def of_month(self, wish: SheetWish) -> SheetsFound:
        """What print_month would print."""
        with self._base.read() as session:
            return sheets_of_month(session, wish)

    def print_task(self, task_id: int, out: Path) -> Outcome[str]:
        """Print the sheet of one inspection; gives back its number. Raises Invalid if it has no checklist."""
        return _single(self.print_tasks((task_id,), out))

    def print_blank(
        self, template_code: str, out: Path, *, asset_code: str = "", place_code: str = ""
    ) -> Outcome[str]:
        """Print a sheet for an asset, place or dormitory unit by its code; gives back its number."""
        return _single(self._print(lambda s: [named_target(s, template_code, asset_code, place_code)], out))

    def print_tasks(
        self,
        task_ids: Sequence[int],
        out: Path,
        step: Step | None = None,
        *,
        order: Order = Order.GIVEN,
        prefilled: bool = True,
    ) -> Outcome[tuple[str, ...]]:
        """Print the sheets of many inspections into one file; gives back their numbers in its order.

        ``prefilled`` prints the last readings beside the boxes. ``step(done, all)`` is told of each sheet; what it
        raises ends the printing, and the numbers are given back.
        """
        if not task_ids:
            raise Invalid("checklist.none_chosen")

        def find(session: Session) -> list[Target]:
            return [task_target(session, task_id) for task_id in in_order(session, task_ids, order)]

        return self._print(find, out, step, prefilled=prefilled)

    def print_month(
        self,
        wish: SheetWish,
        out: Path,
        step: Step | None = None,
        *,
        order: Order = Order.WALK,
        prefilled: bool = True,
    ) -> Outcome[tuple[str, ...]]:
        """Print all open inspections of a month, as print_tasks. What has no checklist is left out.

        Raises Invalid("checklist.nothing_to_print").
        """
        chosen = must_have_some(self.of_month(wish))
        return self.print_tasks(chosen, out, step, order=order, prefilled=prefilled)

    def print_round(
        self,
        round_id: int,
        out: Path,
        step: Step | None = None,
        *,
        order: Order = Order.WALK,
        prefilled: bool = True,
    ) -> Outcome[tuple[str, ...]]:
        """Print all open inspections of a round, as print_month."""
        with self._base.read() as session:
            chosen = must_have_some(sheets_of_round(session, round_id))
        return self.print_tasks(chosen, out, step, order=order, prefilled=prefilled)

    def _print(
        self, find: Find, out: Path, step: Step | None = None, *, prefilled: bool = True
    ) -> Outcome[tuple[str, ...]]:
        """Number the sheets in a short step, then write the file; if that fails the numbers are given back."""
        with self._base.uow("checklist.printed") as uow:
            targets = find(uow.session)
            numbers, ids = self._reserve(uow, targets)
            done = uow.commit(numbers, undoable=False, number=numbers[0], count=len(numbers))
        try:
            with self._base.read() as session:
                reader = SheetReader(self._base, session, prefilled=prefilled)
                self._write(reader, targets, numbers, out, step)
        except BaseException:
            self._give_back(ids)
            raise
        return done

    def _reserve(self, uow: UnitOfWork, targets: Sequence[Target]) -> tuple[tuple[str, ...], list[int]]:
        # Safe: the unit of work holds the only write lock from its first read to its commit.
        last: dict[str, int] = {}
        rows = []
        for target in targets:
            prefix = self._prefix(target)
            if prefix not in last:
                highest = select(func.max(SheetRow.serial)).where(SheetRow.prefix == prefix)
                last[prefix] = uow.session.scalar(highest) or 0
            last[prefix] += 1
            rows.append(
                SheetRow(
                    number=f"{prefix}-{last[prefix]:03d}",
                    prefix=prefix,
                    serial=last[prefix],
                    template_id=target.template_id,
                    task_id=target.task_id,
                    asset_id=target.asset_id,
                    place_id=target.place_id,
                    printed_at=self._base.clock.now(),
                    printed_by=self._base.actor_name[:80],
                    is_demo=target.is_demo,
                )
            )
        uow.session.add_all(rows)
        uow.session.flush()
        return tuple(row.number for row in rows), [row.id for row in rows]

    def _prefix(self, target: Target) -> str:
        """By the month that stands on the sheet: its inspection's, else today's."""
        day: date = target.due_on or self._base.clock.today()
        return sheet_prefix(target.template_code, dates.roc_year(day), day.month)

    def _write(
        self,
        reader: SheetReader,
        targets: Sequence[Target],
        numbers: Sequence[str],
        out: Path,
        step: Step | None,
    ) -> None:
        def sheets() -> Pages:
            """One sheet at a time, so that a hundred of them need no more memory than one."""
            for target, number in zip(targets, numbers, strict=True):
                yield target, reader.sheet(target, number)

        told = None if step is None else lambda done: step(done, len(numbers))
        try:
            self._writer(out, sheets(), told)
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error

    def _give_back(self, ids: Sequence[int]) -> None:
        with self._base.uow("checklist.not_printed") as uow:
            for row_id in ids:
                uow.session.delete(uow.get(SheetRow, row_id))
            uow.commit(None, undoable=False)


def _on_paper(out: Path, pages: Pages, step: Told) -> None:
    from facilities_app.reports.checklist import write_checklists  # slow to import, and rarely needed

    write_checklists(out, (sheet for _target, sheet in pages), step)


def _single(many: Outcome[tuple[str, ...]]) -> Outcome[str]:
    return Outcome(many.value[0], many.changes, many.operation, many.label, many.params)
