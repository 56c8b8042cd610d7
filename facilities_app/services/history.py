"""Undo and redo of any step, across restarts, from the journal."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import journal
from db.models import JournalStep
from db.uow import BY_VERB
from facilities_app.domain.changes import KEPT, Outcome
from facilities_app.domain.errors import Conflict
from facilities_app.domain.rows import HistoryStep

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_LOOK_BACK = 500


class HistoryService:
    """Each user walks back and forth over the own steps; a new step ends what could be redone.

    What verbs of the command line did in the user's name is passed over: it is undone only by its number.
    """

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def next_undo(self) -> HistoryStep | None:
        """The step that undo would take back, or None."""
        with self._base.read() as session:
            return _shown(self._find(session, undo=True))

    def next_redo(self) -> HistoryStep | None:
        """The step that redo would do again, or None."""
        with self._base.read() as session:
            return _shown(self._find(session, undo=False))

    def undo(self, step_id: int | None = None) -> Outcome[int]:
        """Take back the step (default: the newest). Raises Conflict if there is none or the rows moved on."""
        return self._turn(step_id, undo=True)

    def redo(self) -> Outcome[int]:
        """Do the step again that was undone last."""
        return self._turn(None, undo=False)

    def _turn(self, step_id: int | None, *, undo: bool) -> Outcome[int]:
        kind = "undo" if undo else "redo"
        with self._base.uow(f"history.{kind}") as uow:
            step = self._find(uow.session, undo=undo, step_id=step_id)
            if step is None:
                raise Conflict(f"history.nothing_to_{kind}")
            rows = journal.step_rows(uow.session, step.id)
            (journal.take_back if undo else journal.do_again)(uow.session, rows)
            outcome = uow.commit(step.id, kind=kind, target=step.id, step=step.label, params=step.params)
        if outcome.changes.touches(*KEPT):
            self._base.forget()
        return outcome

    def _find(self, session: Session, *, undo: bool, step_id: int | None = None) -> JournalStep | None:
        """Walk back through the user's steps: what was undone is passed over, and a later step closes redo."""
        statement = (
            select(JournalStep)
            .where(
                JournalStep.actor_id.is_(self._base.actor_id)
                if self._base.actor_id is None
                else JournalStep.actor_id == self._base.actor_id
            )
            .order_by(JournalStep.id.desc())
            .limit(_LOOK_BACK)
        )
        if step_id is None:
            statement = statement.where(JournalStep.params[BY_VERB].as_boolean().is_not(True))
        settled: set[int] = set()
        for step in session.scalars(statement):
            if step.kind == "do":
                if not step.undoable:
                    if not undo:
                        return None
                    continue
                if step.id in settled:
                    continue
                if not undo:
                    return None
                if step_id in (None, step.id):
                    return step
            elif step.target_id is not None and step.target_id not in settled:
                settled.add(step.target_id)
                target = session.get(JournalStep, step.target_id)
                if step.kind == "undo" and not undo:
                    return target
                if step.kind == "redo" and undo and step_id in (None, step.target_id):
                    return target
        return None


def _shown(step: JournalStep | None) -> HistoryStep | None:
    return None if step is None else HistoryStep(step.id, step.label, dict(step.params), step.at)
