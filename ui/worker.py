"""Threads: one writer, two readers, two long runners; every result comes back on the main thread."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from facilities_app.services.jobs import Cancelled, JobContext

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

POLL_MS = 100
SHOW_AFTER_S = 0.6
SHOW_AT_LEAST_S = 0.5

WRITER, READER, LONG = "writer", "reader", "long"
LANES = {WRITER: 1, READER: 2, LONG: 2}

Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


class Task:
    """One piece of work that was asked for. After ``cancel()`` its result is never delivered."""

    def __init__(self, label: str = "") -> None:
        self.label = label
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Drop the work if it has not begun, and its result if it has."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether nobody wants the result any more; may be asked from any thread."""
        return self._cancelled.is_set()


class _Landing:
    """What comes back of a task, and whom to tell."""

    def __init__(
        self,
        task: Task,
        done: Done | None = None,
        failed: Failed | None = None,
        writes: bool = False,
        quiet: bool = False,
    ) -> None:
        self.task, self.done, self.failed, self.writes, self.quiet = task, done, failed, writes, quiet
        self.value: Any = None
        self.error: BaseException | None = None


class Job:
    """A long job under way: what the status bar shows of it."""

    def __init__(self, title: str, context: JobContext) -> None:
        self.title = title
        self.context = context
        self.began = monotonic()
        self.shown_at: float | None = None
        self.over = False

    def cancel(self) -> None:
        """Ask it to stop; it does at its next step."""
        self.context.cancel()


class Worker(QObject):
    """Runs functions beside the window.

    Writes run one after the other in the order asked; reads beside them. ``done`` and ``failed`` are called
    on the main thread, later, and only while the QObject they belong to lives. An error without ``failed``
    is announced by ``unhandled``.
    """

    unhandled = Signal(object)
    writing_changed = Signal(bool)
    job_shown = Signal(object)
    job_moved = Signal(object)
    job_hidden = Signal(object)
    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._tasks: set[Task] = set()
        self._writes = 0
        self._closed = False
        self._jobs: list[Job] = []
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._landed.connect(self._on_landed, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        fn: Callable[[], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        label: str = "",
        *,
        quiet: bool = False,
    ) -> Task:
        """Run ``fn`` on the one writer thread. ``quiet``: it saves nothing of a person's, so nobody is told."""
        if not quiet:
            self._count_write()
        landing = _Landing(Task(label), done=done, failed=failed, writes=True, quiet=quiet)
        return self._submit(WRITER, fn, landing)

    def read(self, fn: Callable[[], Any], done: Done | None = None, failed: Failed | None = None) -> Task:
        """Run ``fn`` on a reader thread: for what a person waits for."""
        return self._submit(READER, fn, _Landing(Task(), done=done, failed=failed))

    def read_long(
        self, fn: Callable[[Task], Any], done: Done | None = None, failed: Failed | None = None
    ) -> Task:
        """Run ``fn(task)`` where it keeps no page waiting; ``task.cancelled`` tells it to stop early."""
        landing = _Landing(Task(), done=done, failed=failed)
        return self._submit(LONG, lambda: fn(landing.task), landing)

    def job(
        self,
        fn: Callable[[JobContext], Any],
        title: str,
        done: Done | None = None,
        failed: Failed | None = None,
        writes: bool = False,
    ) -> Job:
        """Run ``fn(context)`` with progress and cancel. Cancelled is a quiet end."""
        job = Job(title, JobContext())
        landing = _Landing(Task(title), writes=writes)
        landing.done = lambda value: self._end_job(job, done, value)
        landing.failed = lambda error: self._fail_job(job, failed, error)
        if writes:
            self._count_write()
        self._submit(WRITER if writes else LONG, lambda: fn(job.context), landing)
        self._jobs.append(job)
        self._poll.start()
        return job

    def jobs(self) -> tuple[Job, ...]:
        """The long jobs under way."""
        return tuple(job for job in self._jobs if not job.over)

    def idle(self) -> bool:
        """Whether nothing is asked for or under way."""
        return not self._tasks

    def close(self) -> None:
        """Finish the writes that were asked for, drop everything else, and join all threads."""
        if self._closed:
            return
        self._closed = True
        self._poll.stop()
        for job in self._jobs:
            job.cancel()
        self._landed.disconnect(self._on_landed)
        if WRITER in self._pools:
            self._pools[WRITER].shutdown(wait=True)
        for task in tuple(self._tasks):
            task.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._tasks.clear()

    def _count_write(self) -> None:
        self._writes += 1
        if self._writes == 1:
            self.writing_changed.emit(True)

    def _end_job(self, job: Job, done: Done | None, value: Any) -> None:
        job.over = True
        if done is not None:
            call(done, value)

    def _fail_job(self, job: Job, failed: Failed | None, error: BaseException) -> None:
        job.over = True
        if not isinstance(error, Cancelled):
            call(failed or self.unhandled.emit, error)

    @Slot()
    def _on_poll(self) -> None:
        """Show what takes long, move what is shown, take away what is over and was seen long enough."""
        now = monotonic()
        for job in tuple(self._jobs):
            if job.shown_at is None:
                if job.over:
                    self._jobs.remove(job)
                elif now - job.began >= SHOW_AFTER_S:
                    job.shown_at = now
                    self.job_shown.emit(job)
            elif job.over and now - job.shown_at >= SHOW_AT_LEAST_S:
                self._jobs.remove(job)
                self.job_hidden.emit(job)
            else:
                self.job_moved.emit(job)
        if not self._jobs:
            self._poll.stop()

    def _pool(self, lane: str) -> "ThreadPoolExecutor":
        if lane not in self._pools:
            from concurrent.futures import ThreadPoolExecutor  # after the first paint

            self._pools[lane] = ThreadPoolExecutor(LANES[lane], lane)
        return self._pools[lane]

    def _submit(self, lane: str, fn: Callable[[], Any], landing: _Landing) -> Task:
        if self._closed:
            landing.task.cancel()
            return landing.task
        self._tasks.add(landing.task)
        self._pool(lane).submit(self._run, fn, landing)
        return landing.task

    def _run(self, fn: Callable[[], Any], landing: _Landing) -> None:
        try:
            if landing.writes or not landing.task.cancelled():
                landing.value = fn()
        except BaseException as error:  # a thread must never die with the answer
            landing.error = error
        if not self._closed:
            self._landed.emit(landing)

    @Slot(object)
    def _on_landed(self, landing: _Landing) -> None:
        self._tasks.discard(landing.task)
        if landing.writes and not landing.quiet:
            self._writes -= 1
            if self._writes == 0:
                self.writing_changed.emit(False)
        if landing.task.cancelled() and not (landing.writes and landing.error):
            return
        if landing.error is not None:
            call(landing.failed or self.unhandled.emit, landing.error)
        elif landing.done is not None:
            call(landing.done, landing.value)


def call(callback: Callable[[Any], None], value: Any) -> None:
    """Call back, unless the QObject that asked is gone."""
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    try:
        callback(value)
    except RuntimeError as error:
        # Qt: a closure over a widget that was closed meanwhile; nothing is left to tell.
        if "deleted" not in str(error):  # the object, or the source of a signal
            raise
