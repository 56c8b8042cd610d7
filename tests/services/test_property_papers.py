"""Slips and the list of a stock-take on paper and as a workbook, read back."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PIL import Image

from db.models import Ticket
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.domain.tickets import Action
from facilities_app.domain.work_rows import NewLabour, NewPart, PartUse
from facilities_app.services.slip_parts import SplitWish
from facilities_app.services.slip_words import MoveWish, RetireWish
from facilities_app.services.tickets import Move
from tests.factories import Make


def text_of(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


@pytest.fixture
def take(program: Program, make: Make) -> int:
    """Ten assets of a floor: eight found, one elsewhere, one missing, and something nobody knows."""
    floor = make.place("1F", parent=make.site(), kind="floor")
    room = make.place("機房", parent=floor)
    for n in range(10):
        make.asset(
            f"設備 {n}",
            code=f"EQ-{n:02d}",
            place=room if n == 0 else floor,
            cost_twd=1000 + n,
            property_number=f"3010504-01-{n:04d}",
        )
    service = program.services.stocktakes
    made = service.start("1F 年度盤點", floor).value
    for n in range(8):
        service.scan(made, f"EQ-{n:02d}")
    service.scan(made, "EQ-08", here=room)
    service.scan(made, "不明標籤-7")
    service.close(made)
    return made


def test_the_list_has_every_line_the_sum_and_who_signs(program: Program, take: int, tmp_path: Path) -> None:
    papers = program.services.stocktake_papers
    assert papers.write(take, tmp_path / "list.pdf").rows == 11
    text = text_of(tmp_path / "list.pdf")
    for words in (
        "財產盤點清冊",
        "115-盤-01",
        "相符8",
        "位置不符1",
        "缺少1",
        "清冊外1",
        "不明標籤-7",
        "10,045",
    ):
        assert words in text, words
    assert all(f"3010504-01-{n:04d}" in text for n in range(10))
    signs = [text.index(title) for title in ("盤點人", "監盤人", "財產管理", "單位主管", "機關首長")]
    assert all(place > text.index("合計") for place in signs)


def test_the_workbook_keeps_numbers_as_text_and_money_as_numbers(
    program: Program, take: int, tmp_path: Path
) -> None:
    program.services.stocktake_papers.write(take, tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    rows = {str(row[1]): row for row in sheet.iter_rows(min_row=4, values_only=True) if row[1]}
    assert rows["EQ-08"][0] == "3010504-01-0008"
    assert rows["EQ-08"][7] == 1008
    assert (rows["EQ-08"][11], rows["EQ-08"][12]) == ("位置不符", "四維行政中心 › 1F › 機房")
    last = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0]]
    assert last[-1].startswith("盤點人：")
    assert "機關首長：" in last[-1]


def test_one_state_alone_can_be_written(program: Program, take: int, tmp_path: Path) -> None:
    assert program.services.stocktake_papers.write(take, tmp_path / "x.csv", state="missing").rows == 1
    with pytest.raises(Invalid, match=r"report\.ending"):
        program.services.stocktake_papers.write(take, tmp_path / "x.doc")
    with pytest.raises(NotFound, match=r"stocktake\.gone"):
        program.services.stocktake_papers.write(take + 9, tmp_path / "x.csv")


def test_slips_of_all_kinds_print_what_they_say(program: Program, make: Make, tmp_path: Path) -> None:
    hall = make.place("大廳", parent=make.site())
    asset = make.asset("冰水主機", code="CHI-1", cost_twd=900_000, in_service_on=date(2000, 1, 1))
    services = program.services
    ids = [
        *services.slips.move([asset], MoveWish(place_id=hall, reason="改置")).value.ids,
        services.slip_parts.split(asset, SplitWish("壓縮機", cost_twd=100_000, reason="汰換")).value.slip_id,
        services.slip_parts.merge(make.asset("水泵", code="OLD-2"), asset).value.slip_id,
        *services.slips.retire(asset, RetireWish("逾齡不堪使用", "高市秘字第 1 號")).value.ids,
    ]
    assert services.slip_papers.write(ids, tmp_path / "slips.pdf") == 4
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(tmp_path / "slips.pdf").pages]
    for page, words in zip(
        pages,
        (
            ("財產移動單", "115-移-0001", "四維行政中心›大廳", "改置"),
            ("財產拆分單", "CHI-1-1壓縮機×1NT$100,000", "NT$800,000"),
            ("財產併入單", "OLD-2水泵", "冰水主機CHI-1"),
            ("財產減損單", "逾齡不堪使用", "高市秘字第1號", "使用年限"),
        ),
        strict=True,
    ):
        assert all(word in page for word in words), page
    assert services.slip_papers.find("115-減-0001") == ids[-1]
    with pytest.raises(NotFound, match=r"slip\.no_such_number"):
        services.slip_papers.find("115-減-0099")
    with pytest.raises(NotFound, match=r"slip\.gone"):
        services.slip_papers.write([999], tmp_path / "no.pdf")


def test_the_work_order_has_the_telephone_of_whom_was_sent(
    program: Program, make: Make, tmp_path: Path
) -> None:
    asset = make.asset("污水泵浦")
    make.contract(asset, until=date(2027, 1, 1), vendor=make.vendor("淨源", phone="07-555-0151"))
    ticket, out = make.ticket(asset=asset).id, tmp_path / "order.pdf"
    program.services.work_orders.write([ticket], out)
    assert "07-555-0151" in text_of(out)
    sent = make.vendor("澄電", phone="07-555-0126")
    program.services.tickets.move((ticket,), Move(Action.DISPATCH, vendor_id=sent))
    program.services.work_orders.write([ticket], out)
    assert "07-555-0126" in text_of(out)
    assert "07-555-0151" not in text_of(out)


def test_a_lost_photo_costs_the_dossier_only_the_photo(program: Program, make: Make, tmp_path: Path) -> None:
    asset, photo = make.asset("冰水主機", cost_twd=900_000), tmp_path / "p.png"
    Image.new("RGB", (8, 8)).save(photo)
    program.services.attachments.add_files("assets", asset, [photo])
    (kept,) = program.services.attachments.list("assets", asset)
    Path(kept.path).unlink()
    program.services.dossiers.write(asset, tmp_path / "dossier.pdf")
    assert "900,000" in text_of(tmp_path / "dossier.pdf")


def test_the_dossier_tells_life_cost_downtime_and_slips(program: Program, make: Make, tmp_path: Path) -> None:
    services, hall = program.services, make.place("大廳", parent=make.site())
    asset = make.asset("冰水主機", cost_twd=900_000, in_service_on=date(2010, 1, 1), service_life_years=8)
    now = services.clock.now()
    services.asset_life.add_downtime(asset, now - timedelta(hours=30), now - timedelta(hours=6), "壓縮機大修")
    services.slips.move([asset], MoveWish(place_id=hall, reason="改置"))
    services.dossiers.write(asset, tmp_path / "dossier.pdf")
    text = text_of(tmp_path / "dossier.pdf")
    for words in (
        "年限屆滿107/01/01",
        "累計修繕費NT$0（0次維修）",
        "停機24.0小時",
        "壓縮機大修",
        "115-移-0001改置",
    ):
        assert words in text, words


def test_the_dossier_of_a_system_tells_the_repairs_of_its_components(
    program: Program, make: Make, tmp_path: Path
) -> None:
    services = program.services
    system = make.asset("空調系統", code="SW-HVAC")
    fan = make.asset("風機", parent_id=system)
    ticket = make.ticket("皮帶異音", asset=fan)
    with services.base.uow("test.done") as uow:
        row = uow.get(Ticket, ticket.id)
        row.status, row.is_open, row.cost_twd = 80, False, 1_250
        uow.commit(None)
    make.ticket("漏水", asset=fan)
    services.dossiers.write(system, tmp_path / "dossier.pdf")
    text = text_of(tmp_path / "dossier.pdf")
    for words in ("累計修繕費NT$0（0次維修）", "含組成設備NT$1,250（1次維修）", "風機皮帶異音", "風機漏水"):
        assert words in text, words


def test_a_dossier_with_repairs_that_are_demo_says_so(program: Program, make: Make, tmp_path: Path) -> None:
    services, out = program.services, tmp_path / "dossier.pdf"
    asset = make.asset("送風機")
    ticket = make.ticket("異音", asset=asset)
    services.dossiers.write(asset, out)
    assert "示範資料" not in text_of(out)
    with services.base.uow("test.demo") as uow:
        uow.get(Ticket, ticket.id).is_demo = True
        uow.commit(None)
    services.dossiers.write(asset, out)
    assert "示範資料" in text_of(out)


def test_the_dossier_tells_hours_and_parts_of_each_repair_and_of_all(
    program: Program, make: Make, tmp_path: Path
) -> None:
    services = program.services
    asset = make.asset("送風機", cost_twd=50_000)
    me = services.base.actor_id
    part = services.stock.create(NewPart("三角皮帶 B-52", "條", unit_price_twd=185)).value
    services.stock.receive(part, 5_000)
    for hours, quantity in ((90, 2_000), (45, 1_000)):
        ticket = make.ticket("異音", asset=asset)
        services.work.add_labour(ticket.id, NewLabour(hours, user_id=me))
        services.work.use_part(ticket.id, PartUse(part, quantity))
    services.work.return_part(ticket.id, PartUse(part, 1_000))
    services.dossiers.write(asset, tmp_path / "dossier.pdf")
    text = text_of(tmp_path / "dossier.pdf")
    assert "工時1:30；三角皮帶B-522條" in text
    assert "工時2:15；材料NT$370" in text  # 90 + 45 minutes; 2 × 185, the third came back
