"""A long job says how far it is, and stops when it is asked to."""

import pytest

from facilities_app.services.jobs import Cancelled, JobContext


def test_a_job_says_how_far_it_is_and_keeps_what_it_does_not_repeat() -> None:
    job = JobContext()
    job.step(1, 10, "讀取")
    job.step(2)
    assert (job.done, job.total, job.text) == (2, 10, "讀取")
    job.step(3, 20, "寫入")
    assert (job.done, job.total, job.text) == (3, 20, "寫入")


def test_whoever_watches_is_called_at_each_step() -> None:
    seen: list[int] = []
    job = JobContext(lambda context: seen.append(context.done))
    for n in range(3):
        job.step(n)
    assert seen == [0, 1, 2]


def test_a_cancelled_job_stops_at_its_next_step_and_not_before() -> None:
    job = JobContext()
    job.step(1)
    job.cancel()
    assert job.cancelled
    with pytest.raises(Cancelled):
        job.step(2)
    assert job.done == 2
