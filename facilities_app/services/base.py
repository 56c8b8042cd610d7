"""What every service stands on: the database, the clock, who acts, the labels and the calendar."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.engine import Engines
from db.models import User
from db.uow import UnitOfWork, UowFactory, reading
from facilities_app.domain.clock import Clock
from facilities_app.domain.clocks import WorkingTime
from facilities_app.domain.workdays import Workdays
from facilities_app.services.labels import Labels
from facilities_app.services.office import load_hours, load_workdays


class ServiceBase:
    """Handed to each service. ``uow`` is for the writer's thread, ``read`` for any."""

    def __init__(self, engines: Engines, clock: Clock, files: Path, actor_id: int | None) -> None:
        self.engines, self.clock, self.files = engines, clock, files
        self._uow = UowFactory(engines, clock, actor_id)
        self.labels = Labels(engines)
        self._workdays: Workdays | None = None
        self._working_time: WorkingTime | None = None
        self.escalated: tuple[Any, tuple[int, ...]] | None = None  # kept by services/clock_reading

    @property
    def actor_id(self) -> int | None:
        """The user who acts, or None before there is one."""
        return self._uow.actor_id

    @property
    def actor_name(self) -> str:
        """That user's name, "" for none."""
        if self.actor_id is None:
            return ""
        with self.read() as session:
            user = session.get(User, self.actor_id)
            return user.name if user else ""

    def act_as(self, user_id: int | None) -> None:
        """Make ``user_id`` the one in whose name changes are written."""
        self._uow.actor_id = user_id

    def act_by_verb(self) -> None:
        """From now on a verb of the command line makes the steps; see UowFactory.by_verb."""
        self._uow.by_verb = True

    @property
    def workdays(self) -> Workdays:
        """Taiwan's working days with the office's own overrides."""
        if self._workdays is None:
            self.warm()
        assert self._workdays is not None
        return self._workdays

    def warm(self) -> None:
        """Read the calendar now, so that no later question for it has to wait for the database. Any thread."""
        with self.read() as session:
            self._workdays = load_workdays(session)
            self._working_time = WorkingTime(self._workdays, load_hours(session))

    @property
    def working_time(self) -> WorkingTime:
        """The office's hours on its working days."""
        if self._working_time is None:
            self.warm()
        assert self._working_time is not None
        return self._working_time

    def forget(self) -> None:
        """Reference data changed: read the calendar and hours anew, and the labels at their next use."""
        self.escalated = None
        self.labels.forget()
        self.warm()

    def uow(self, label: str, *, by_program: bool = False) -> UnitOfWork:
        """A unit of work whose journal step is called ``label``, a message code; see UowFactory."""
        return self._uow(label, by_program=by_program)

    def read(self) -> AbstractContextManager[Session]:
        """A short read-only session."""
        return reading(self.engines)
