"""Python's cyclic garbage, collected on the main thread and at quiet moments only.

A collection runs in whichever thread happens to allocate; in a worker's it would take Qt objects apart beside
the window that uses them, and a full one in the midst of scrolling is a stall that can be seen.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
YOUNG, ALL = 1, 2
FULL_AFTER = 60
WORTH_IT = 1000


class Sweeper(QObject):
    """Collects in place of Python itself, from its making until ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._sweeps = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def settle(self) -> None:
        """What start-up made stays until the end: never look through it again."""
        gc.freeze()

    def sweep(self) -> None:
        """Look through what is young, now and then through everything."""
        if gc.get_count()[0] >= WORTH_IT:
            self._sweeps += 1
            gc.collect(YOUNG if self._sweeps % FULL_AFTER else ALL)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
