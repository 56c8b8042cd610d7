"""Long jobs: progress that is polled, and a cancel that is asked for politely."""

from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818 - not an error: someone changed their mind
    """The person cancelled the job; its unit of work rolls back."""


class JobContext:
    """Shared between a job and whoever watches it: the job writes plain fields, the watcher reads them."""

    def __init__(self, on_step: Callable[["JobContext"], None] | None = None) -> None:
        self.done = 0
        self.total = 0
        self.text = ""
        self._cancelled = False
        self._on_step = on_step

    def step(self, done: int, total: int = 0, text: str = "") -> None:
        """Say how far the job is. Raises Cancelled once someone asked for it."""
        self.done, self.total = done, total or self.total
        self.text = text or self.text
        if self._on_step is not None:
            self._on_step(self)
        if self._cancelled:
            raise Cancelled

    def cancel(self) -> None:
        """Ask the job to stop at its next step. Any thread."""
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        """Whether someone asked."""
        return self._cancelled
