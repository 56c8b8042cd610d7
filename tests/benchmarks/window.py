"""The window: start against a bare PySide6 window, painted answers, and memory as the list grows.

``python -m tests.benchmarks window``. On a machine without a display everything is drawn offscreen.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measuring import Times, draw_somewhere, line
from tests.benchmarks.window_work import ORDER

START_RATIO, PAINT_MS, MEMORY_RATIO = 1.5, 50.0, 1.3
ROUNDS = 9

_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic()); app.quit()
app = QApplication([]); window = Window(); window.resize(1366, 768); window.show(); app.exec()
"""

_OURS = """
import importlib.machinery, os, sys, time
from facilities_app.__main__ import main  # the program's own door: nothing of it may be imported before

class Clocks:
    # Gives App its clocks when the program imports it, and not a moment earlier.
    def find_spec(self, name, path, target=None):
        if name != "ui.app":
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        make = spec.loader.exec_module
        def made(module):
            make(module)
            module.App = timed(module.App)
        spec.loader.exec_module = made
        return spec

def timed(App):
    class Timed(App):
        def open(self):
            print(time.monotonic())
            super().open()
        def _on_opened(self, program):
            super()._on_opened(program)
            self.poll()
        def poll(self):
            from PySide6.QtCore import QTimer
            if self.worker.idle():
                print(time.monotonic(), flush=True)
                os._exit(0)  # before the backup that a proper end makes
            else:
                QTimer.singleShot(2, self, self.poll)
    return Timed

sys.meta_path.insert(0, Clocks())
sys.exit(main(["gui", "--database", sys.argv[1]]))
"""


def run(databases: list[Path]) -> bool:
    """Measure; whether every target was reached."""
    results = [_start(databases[0])]
    memory = []
    for database in databases:
        times, megabytes = _worked(database)
        memory.append(megabytes)
        print(f"\n{database.name}: painted answers of the ticket page", flush=True)
        for name, ms in times.items():
            results.append(line(name, Times(tuple(ms)), most_ms=0 if name == ORDER else PAINT_MS))
    ratio = memory[-1] / memory[0]
    hit = ratio <= MEMORY_RATIO
    print(
        f"\nmemory with the list open, sorted, jumped and searched: {', '.join(f'{m:.0f} MB' for m in memory)}; "
        f"ratio {ratio:.2f} (target <= {MEMORY_RATIO}: {'reached' if hit else 'MISSED'})",
        flush=True,
    )
    return all([*results, hit])


def _start(database: Path) -> bool:
    bare, painted, filled = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        profile = {"FACILITIES_APP_CONFIG": folder, "FACILITIES_APP_DATA": folder}
        for round_ in range(ROUNDS + 1):
            base = _spent(_BARE, profile)
            ours = _spent(_OURS, profile, str(database))
            for lock in Path(folder).glob("*.lock"):  # a proper end leaves none
                lock.unlink()
            if round_:  # the first round fills the caches
                bare.append(base[0])
                painted.append(ours[0])
                filled.append(ours[1])
    print("start, from the process to", flush=True)
    floor = Times(tuple(bare))
    reached = line("the window painted, ready for input", Times(tuple(painted)), floor, ratio=START_RATIO)
    line("the overview filled from the database", Times(tuple(filled)), floor)
    return reached


def _spent(code: str, profile: dict[str, str], *arguments: str) -> list[float]:
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=_environment() | profile,
        capture_output=True,
        text=True,
        check=True,
    )
    return [(float(text) - start) * 1000 for text in done.stdout.split()]


def _worked(database: Path) -> tuple[dict[str, list[float]], float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window_work", str(database)],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout.splitlines()[-1])
    return found["times"], found["rss_mb"]


def _environment() -> dict[str, str]:
    draw_somewhere()
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users' installations keep compiled modules
    return environment
