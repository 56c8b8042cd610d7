"""Work beside the window: order, threads, errors, cancelling and the end."""

import itertools
import threading
import time
from functools import partial

from PySide6.QtCore import QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from facilities_app.services.jobs import JobContext
from ui.worker import Worker


def test_results_are_delivered_on_the_main_thread(worker: Worker, qtbot: QtBot) -> None:
    heard: list[tuple[object, bool]] = []
    worker.read(
        lambda: threading.current_thread().name,
        lambda value: heard.append((value, QThread.currentThread().isMainThread())),
    )
    assert not heard, "never at once: always from the event loop"
    qtbot.waitUntil(lambda: bool(heard))
    assert str(heard[0][0]).startswith("reader")
    assert heard[0][1]


def test_writes_run_one_after_the_other_in_the_order_asked(worker: Worker, qtbot: QtBot) -> None:
    ran: list[tuple[int, str]] = []
    landed: list[int] = []

    def note(number: int) -> int:
        ran.append((number, threading.current_thread().name))
        return number

    for number in range(20):
        worker.write(partial(note, number), landed.append)
    qtbot.waitUntil(lambda: len(landed) == 20)
    assert [number for number, _ in ran] == list(range(20))
    assert len({name for _, name in ran}) == 1


def test_an_error_is_handed_to_failed_and_the_thread_goes_on(worker: Worker, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    values: list[int] = []
    worker.write(lambda: 1 // 0, values.append, errors.append)
    worker.write(lambda: 7, values.append, errors.append)
    qtbot.waitUntil(lambda: values == [7])
    assert isinstance(errors[0], ZeroDivisionError)


def test_an_error_that_nobody_takes_is_announced(worker: Worker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.unhandled) as blocker:
        worker.read(lambda: 1 // 0)
    assert isinstance(blocker.args[0], ZeroDivisionError)


def test_a_cancelled_read_is_never_delivered(worker: Worker, qtbot: QtBot) -> None:
    gate = threading.Event()
    heard: list[str] = []
    task = worker.read(lambda: gate.wait(5) and "late", heard.append)
    task.cancel()
    gate.set()
    worker.read(lambda: "next", heard.append)
    qtbot.waitUntil(worker.idle)
    assert heard == ["next"]


def test_a_receiver_that_is_gone_is_not_called(worker: Worker, qtbot: QtBot) -> None:
    class Listener(QObject):
        def on_done(self, value: object) -> None:
            self.setObjectName(str(value))

    import shiboken6

    listener = Listener()
    gate = threading.Event()
    worker.read(lambda: gate.wait(5), listener.on_done)
    worker.read(lambda: gate.wait(5), lambda value: listener.setObjectName("closure"))
    shiboken6.delete(listener)
    gate.set()
    qtbot.waitUntil(worker.idle)


def test_closing_finishes_the_writes_and_drops_the_reads(qtbot: QtBot) -> None:
    before = threading.active_count()
    worker = Worker()
    ran: list[str] = []
    for number in range(5):
        worker.write(partial(ran.append, f"write {number}"))
    for _ in range(50):
        worker.read(lambda: time.sleep(0.01))
    worker.close()
    assert ran == [f"write {number}" for number in range(5)]
    assert threading.active_count() == before
    assert worker.read(lambda: ran.append("after the end")).cancelled()


def test_it_tells_when_writing_begins_and_ends(worker: Worker, qtbot: QtBot) -> None:
    seen: list[bool] = []
    worker.writing_changed.connect(seen.append)
    worker.write(lambda: None)
    worker.write(lambda: None)
    qtbot.waitUntil(lambda: seen == [True, False])


def test_what_the_program_does_for_itself_is_not_told_as_saving(worker: Worker, qtbot: QtBot) -> None:
    seen: list[bool] = []
    landed: list[str] = []
    worker.writing_changed.connect(seen.append)
    worker.write(lambda: "reckoned", landed.append, quiet=True)
    qtbot.waitUntil(lambda: landed == ["reckoned"])
    assert seen == []
    worker.write(lambda: "saved", landed.append)
    qtbot.waitUntil(lambda: len(landed) == 2)
    assert seen == [True, False]


def test_the_window_never_stalls_while_threads_work(worker: Worker, qtbot: QtBot) -> None:
    beats: list[float] = []
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()

    def churn() -> int:
        total, until = 0, time.perf_counter() + 0.15
        while time.perf_counter() < until:
            total += sum(range(500))
        return total

    landed: list[int] = []
    for _ in range(2):
        worker.read(churn, landed.append)
        worker.write(churn, landed.append)
    qtbot.waitUntil(lambda: len(landed) == 4)
    timer.stop()
    assert max(b - a for a, b in itertools.pairwise(beats)) < 0.1


def test_a_short_job_is_never_shown(worker: Worker, qtbot: QtBot) -> None:
    shown: list[object] = []
    worker.job_shown.connect(shown.append)
    values: list[int] = []
    worker.job(lambda context: 5, "Export", values.append)
    qtbot.waitUntil(lambda: values == [5] and not worker.jobs())
    qtbot.waitUntil(lambda: not worker._poll.isActive())
    assert not shown


def test_a_long_job_is_shown_with_its_progress_and_can_be_cancelled(worker: Worker, qtbot: QtBot) -> None:
    def work(context: JobContext) -> None:
        for number in range(10_000):
            context.step(number, 10_000, "Rows")
            time.sleep(0.002)

    errors: list[BaseException] = []
    with qtbot.waitSignal(worker.job_moved):
        job = worker.job(work, "Export", failed=errors.append)
    assert job.context.done > 0
    with qtbot.waitSignal(worker.job_hidden):
        job.cancel()
    assert time.monotonic() - job.began >= 1.1, "shown after 0.6 s and then for 0.5 s at least"
    assert not errors
    assert not worker.jobs()
