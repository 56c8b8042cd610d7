"""A ticket's pane with hundreds of photos: from the choice to the painted pane.

``python -m tests.benchmarks pane``. Thumbnails may come later; the pane must be there and usable.
"""

import io
import random
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measuring import Times, draw_somewhere, line

PHOTOS, OPEN_MS, ROUNDS = 200, 50.0, 15


def run() -> bool:
    """Measure; whether the target was reached."""
    draw_somewhere()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office.sqlite"
        heavy, light = _database(path)
        return _measured(path, heavy, light)


def _database(path: Path) -> tuple[int, int]:
    """A ticket with all the photos, added ten at a time as people do, and one with none."""
    from facilities_app.bootstrap import open_program
    from facilities_app.domain.clock import SystemClock
    from facilities_app.services.demo import make_demo
    from facilities_app.services.tickets import NewTicket

    make_demo(path, SystemClock().today())
    with open_program(path) as program:
        services = program.services
        _kind, asset = services.targets.by_code(asset="SW-EL-03")
        log = services.tickets.log
        heavy, light = (log(NewTicket(words, asset_id=asset)).value.id for words in ("多張照片", "沒有照片"))
        for first in range(0, PHOTOS, 10):
            files = [_photo(path.parent, number) for number in range(first, first + 10)]
            services.attachments.add_files("tickets", heavy, files)
        assert len(services.tickets.detail(heavy).photos) == PHOTOS
    return heavy, light


def _photo(folder: Path, number: int) -> Path:
    from PIL import Image

    rows = random.Random(number).randbytes(64 * 48 * 3)
    image = Image.frombytes("RGB", (64, 48), rows).resize((1600, 1200))
    data = io.BytesIO()
    image.save(data, "JPEG", quality=85)
    path = folder / f"IMG_{number:04d}.jpg"
    path.write_bytes(data.getvalue())
    return path


def _measured(path: Path, heavy: int, light: int) -> bool:
    from facilities_app.bootstrap import open_program
    from tests.benchmarks.window_work import _until as until
    from ui.app import App, Options, application
    from ui.pages.tickets.page import TicketsPage

    application()
    options = Options(database=str(path), page="tickets", prefs=path.with_suffix(".ini"))
    app = App(lambda: open_program(path), options)
    opened: list[float] = []
    processor: list[float] = []
    all_here: list[float] = []
    try:
        app.start()
        app.window.resize(1366, 768)
        until(lambda: app.context is not None and app.worker.idle(), "the window's first page")
        page = app.window.stack.page()
        assert isinstance(page, TicketsPage)
        pane = page.ticket
        for round_ in range(ROUNDS + 2):
            pane.show_record(light)
            until(lambda: pane.detail is not None and app.worker.idle(), "the light ticket")
            start, busy = time.perf_counter(), time.process_time()
            pane.show_record(heavy)
            until(lambda: pane.detail is not None and pane.detail.id == heavy, "the pane")
            pane.repaint()
            spent = (time.perf_counter() - start) * 1000
            worked = (time.process_time() - busy) * 1000
            until(app.worker.idle, "its thumbnails")
            if round_ >= 2:
                opened.append(spent)
                processor.append(worked)
                all_here.append((time.perf_counter() - start) * 1000)
    finally:
        app.stop()
    print(f"\na ticket's pane with {PHOTOS} photos", flush=True)
    reached = line("opened and painted", Times(tuple(opened)), most_ms=OPEN_MS)
    line("of that, processor time of all threads", Times(tuple(processor)))
    line("with every thumbnail in sight", Times(tuple(all_here)))
    return reached
