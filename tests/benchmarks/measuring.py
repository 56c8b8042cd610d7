"""Repeats, medians and what is printed: shared by the benchmarks of lists and of the window."""

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of the runs of one thing."""

    ms: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.ms)

    @property
    def p95(self) -> float:
        """95 of 100 runs are at most this long."""
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]

    def __str__(self) -> str:
        return f"{self.median:8.2f} ms (p95 {self.p95:.2f}, {min(self.ms):.2f} to {max(self.ms):.2f}, n={len(self.ms)})"


def timed(run: Callable[[], object], repeats: int = 15, warm: int = 2) -> Times:
    """Run ``warm`` times uncounted, then ``repeats`` times."""
    for _ in range(warm):
        run()
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        found.append((time.perf_counter() - start) * 1000)
    return Times(tuple(found))


def in_turn(
    ours: Callable[[], object], floor: Callable[[], object], repeats: int = 15
) -> tuple[Times, Times]:
    """Both in turn, so that a machine whose speed drifts is fair to both."""
    for _ in range(2):
        ours(), floor()
    mine, base = [], []
    for _ in range(repeats):
        start = time.perf_counter()
        ours()
        middle = time.perf_counter()
        floor()
        mine.append((middle - start) * 1000)
        base.append((time.perf_counter() - middle) * 1000)
    return Times(tuple(mine)), Times(tuple(base))


def line(name: str, ours: Times, floor: Times | None = None, *, ratio: float = 0, most_ms: float = 0) -> bool:
    """Print one result with its verdicts; whether its targets were reached."""
    ok, verdicts = True, []
    if floor is not None:
        found = ours.median / floor.median if floor.median else 0.0
        hit = not ratio or found <= ratio
        ok &= hit
        target = f" (target <= {ratio:g}: {'reached' if hit else 'MISSED'})" if ratio else ""
        verdicts.append(f"ratio {found:.2f}{target}, floor {floor.median:.2f} ms")
    if most_ms:
        hit = ours.p95 <= most_ms
        ok &= hit
        verdicts.append(f"p95 target <= {most_ms:g} ms: {'reached' if hit else 'MISSED'}")
    print(f"  {name:<44} {ours}  {'; '.join(verdicts)}", flush=True)
    return ok


def draw_somewhere() -> None:
    """On a machine without a display everything is drawn offscreen; in this process and those it starts."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "win32"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
