"""The verb dispatch: a day's sheets and work orders, for a script in the morning."""

from pathlib import Path

import pypdfium2

from facilities_app.domain.clock import FixedClock
from tests.cli.conftest import Run


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [str(page.get_textpage().get_text_range()) for page in document]


def test_the_days_sheets_and_its_work_orders_are_written(
    run: Run, demo_path: Path, tmp_path: Path, clock: FixedClock
) -> None:
    out, orders = tmp_path / "dispatch.pdf", tmp_path / "orders.pdf"
    said = run("dispatch", "--database", demo_path, "--date", clock.today(), "--out", out, "--orders", orders)
    assert said.code == 0, said.err
    assert said.out.splitlines() == [
        f"已寫入 {len(pages(out))} 頁： {out}",
        f"已寫出修繕派工單 {len(pages(orders))} 張： {orders}",
    ]
    assert "每日派工單" in pages(out)[0]


def test_one_workers_sheet_is_asked_for_by_name(
    run: Run, demo_path: Path, tmp_path: Path, clock: FixedClock
) -> None:
    out = tmp_path / "mine.pdf"
    words = ("--date", clock.today(), "--worker", "林育成", "--out", out)
    assert run("dispatch", "--database", demo_path, *words).code == 0
    assert all("林育成" in page for page in pages(out))
    said = run("dispatch", "--database", demo_path, "--worker", "無此人", "--out", out)
    assert said.code == 2
    assert "無此人" in said.err


def test_a_day_without_dispatch_is_refused_and_paper_is_pdf(
    run: Run, demo_path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "none.pdf"
    said = run("dispatch", "--database", demo_path, "--date", "100/1/1", "--out", out)
    assert (said.code, said.out) == (1, "")
    assert "沒有派工" in said.err
    assert not out.exists()
    assert run("dispatch", "--database", demo_path, "--out", tmp_path / "x.txt").code == 2
