"""What the repairs of the last months took: parts on the shelf, hours, shares of cost, causes. All invented.

Costs stay as the tickets have them: what is recorded here is a part of them, the rest was a contractor's bill.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from db import bulk
from db.demo.world import Row, World
from db.models import FaultCode, Ticket
from facilities_app.domain import work
from facilities_app.domain.clock import TAIPEI, at
from facilities_app.domain.dates import roc_year
from facilities_app.domain.tickets import Status

_DAYS, _MOST = 150, 160
_SHARED = ("修繕費", "設備養護費", "房屋建築養護費")
_DONE = tuple(int(status) for status in (Status.DONE, Status.VERIFIED, Status.CLOSED))

# name, unit, price, level to order at, on the shelf, trade, shelf, green label (環保標章)
_PARTS = (
    ("LED 燈管 T8 4 呎 20W", "支", 165, 40, 86, "plumbing_electrical", "B1 材料室 A-1", True),
    ("LED 平板燈 60×60 40W", "盞", 980, 10, 14, "plumbing_electrical", "B1 材料室 A-1", True),
    ("緊急出口燈電池 3.6V", "個", 240, 12, 9, "fire", "B1 材料室 A-2", False),
    ("電子式安定器 T5 2×28W", "個", 420, 8, 11, "plumbing_electrical", "B1 材料室 A-2", False),
    ("無熔絲開關 2P 30A", "個", 380, 6, 7, "plumbing_electrical", "B1 材料室 A-3", False),
    ("漏電斷路器 2P 20A", "個", 520, 6, 4, "plumbing_electrical", "B1 材料室 A-3", False),
    ("PVC 電線 2.0 mm²", "公尺", 9, 200, 485.5, "plumbing_electrical", "B1 材料室 A-4", False),
    ("單槍省水龍頭", "組", 1_350, 5, 8, "plumbing_electrical", "B1 材料室 B-1", True),
    ("小便斗感應電磁閥", "個", 1_150, 4, 3, "plumbing_electrical", "B1 材料室 B-1", True),
    ("馬桶止水皮", "個", 35, 20, 42, "plumbing_electrical", "B1 材料室 B-1", False),
    ("浮球開關 1 吋", "個", 680, 3, 5, "plumbing_electrical", "B1 材料室 B-2", False),
    ("PVC 水管 1 吋", "公尺", 38, 20, 36, "plumbing_electrical", "B1 材料室 B-3", False),
    ("止洩帶", "捲", 12, 20, 55, "plumbing_electrical", "B1 材料室 B-2", False),
    ("矽利康填縫膠 300 ml", "支", 95, 24, 31, "civil", "B1 材料室 C-1", False),
    ("低逸散乳膠漆（白）5 加侖", "桶", 2_150, 2, 3, "civil", "B1 材料室 C-2", True),
    ("快乾水泥 5 kg", "包", 130, 6, 10, "civil", "B1 材料室 C-2", False),
    ("礦纖天花板 60×60", "片", 85, 30, 64, "civil", "B1 材料室 C-3", True),
    ("地鉸鏈 105 kg", "組", 2_400, 2, 1, "civil", "B1 材料室 C-1", False),
    ("門弓器", "組", 1_150, 3, 4, "civil", "B1 材料室 C-1", False),
    ("網路插座 Cat.6", "個", 110, 20, 37, "telecom", "9F 機房 D-1", False),
    ("網路線 Cat.6", "公尺", 14, 150, 305, "telecom", "9F 機房 D-1", False),
    ("電話單插座", "個", 45, 15, 22, "telecom", "9F 機房 D-1", False),
    ("偵煙探測器", "個", 620, 10, 16, "fire", "B1 材料室 A-5", False),
    ("乾粉滅火器 10 型", "支", 780, 6, 6, "fire", "B1 材料室 A-5", False),
    ("消防水帶 1.5 吋 15 m", "條", 1_450, 2, 3, "fire", "B1 材料室 A-5", False),
    ("冷氣濾網（送風機用）", "片", 260, 24, 52, "hvac", "B1 空調機房 E-1", False),
    ("三角皮帶 B-52", "條", 185, 8, 6, "hvac", "B1 空調機房 E-1", False),
    ("送風機軸承 6205", "個", 210, 8, 12, "hvac", "B1 空調機房 E-2", False),
    ("冷媒 R-410A", "公斤", 420, 10, 23.5, "hvac", "B1 空調機房 E-2", False),
    ("排水馬達 小型", "個", 890, 3, 4, "hvac", "B1 空調機房 E-2", False),
    ("水塔除垢劑 20 L", "桶", 1_680, 2, 2, "hvac", "B1 空調機房 E-3", False),
    ("梯廂日光燈 LED 2 呎", "支", 145, 8, 13, "lift", "B1 材料室 A-1", True),
)

# what is wrong, why, what mended it, and the part that takes; the first that fits
_FINDINGS = (
    ("遙控", "ac_control", "adjusted", ""),
    ("冷氣漏水", "ac_drain", "ac_drained", "排水馬達"),
    ("冷凝水", "ac_drain", "ac_drained", "排水馬達"),
    ("冷氣不冷", "ac_gas", "ac_charged", "冷媒"),
    ("濾網", "ac_filter", "ac_washed", "冷氣濾網"),
    ("風量", "ac_filter", "ac_washed", "冷氣濾網"),
    ("皮帶", "ac_belt", "ac_belt_new", "三角皮帶"),
    ("異音", "ac_bearing", "ac_bearing_new", "送風機軸承"),
    ("噪音", "ac_bearing", "ac_bearing_new", "送風機軸承"),
    ("太冷", "misuse", "adjusted", ""),
    ("冷卻水塔", "ac_tower", "ac_treated", "水塔除垢劑"),
    ("漏電斷路器", "pe_contact", "pe_rewired", "漏電斷路器"),
    ("跳電", "pe_trip", "pe_reset", "無熔絲開關"),
    ("焦味", "pe_contact", "pe_rewired", "無熔絲開關"),
    ("插座無電", "pe_contact", "pe_rewired", "PVC 電線"),
    ("感應水龍頭", "pe_tap", "pe_fixture_new", "單槍"),
    ("小便斗", "pe_valve", "pe_valve_new", "小便斗"),
    ("水箱漏水", "pe_valve", "pe_valve_new", "馬桶"),
    ("阻塞", "pe_clog", "pe_cleared", ""),
    ("排水", "pe_clog", "pe_cleared", ""),
    ("溢流", "pe_valve", "pe_valve_new", "浮球"),
    ("車廂照明", "wear", "lf_button_new", "梯廂"),
    ("出口標示燈", "fr_light", "fr_light_new", "緊急出口燈"),
    ("緊急照明", "fr_battery", "fr_battery_new", "緊急出口燈"),
    ("燈", "pe_lamp", "pe_lamp_new", "LED 燈管"),
    ("漏水", "pe_leak", "pe_sealed", "止洩帶"),
    ("窗", "cv_sealant", "cv_resealed", "矽利康"),
    ("磁磚", "cv_tile", "cv_retiled", "快乾水泥"),
    ("地磚", "cv_tile", "cv_retiled", "快乾水泥"),
    ("油漆", "wear", "cv_patched", "低逸散"),
    ("天花板", "cv_ceiling", "cv_ceiling_new", "礦纖"),
    ("地鉸鏈", "cv_closer", "cv_closer_new", "地鉸鏈"),
    ("防火門", "fr_door", "adjusted", ""),
    ("門扇", "cv_hinge", "cv_hardware", "門弓器"),
    ("鎖", "cv_hinge", "cv_hardware", ""),
    ("防水", "cv_waterproof", "cv_proofed", ""),
    ("網路", "tc_jack", "tc_rejacked", "網路插座"),
    ("電話", "tc_jack", "tc_rejacked", "電話單插座"),
    ("移機", "install", "tc_moved", "網路線"),
    ("水帶", "wear", "replaced_all", "消防水帶"),
    ("滅火器壓力", "fr_expired", "fr_recharged", "乾粉滅火器"),
    ("探測器", "fr_detector", "fr_detector_new", "偵煙"),
    ("平層", "lf_level", "lf_levelled", ""),
    ("關門", "lf_edge", "lf_edge_new", ""),
    ("按鈕", "lf_button", "lf_button_new", ""),
)


def build_work(world: World) -> None:
    """Parts, then the work of the newest repairs that are done. Their tickets are written already."""
    dice = world.dice("work")
    parts = [_part(world, place, told) for place, told in enumerate(_PARTS, 1)]
    moves: list[Row] = []
    for part in parts:
        received = at(world.day(-_DAYS - 30), 10)
        moves.append(_move(part, received, "received", part["stock_milli"], note="年度開口契約交貨"))
    codes = _codes(world)
    for ticket in _tickets(world):
        _work_of(world, dice, ticket, (parts, moves, codes))
    for part in parts:  # what is on the shelf now is what came less what went
        used = -sum(m["quantity_milli"] for m in moves if m["part_id"] == part["id"] and m["ticket_id"])
        first = next(m for m in moves if m["part_id"] == part["id"])
        first["quantity_milli"] += used
    for move in sorted(moves, key=lambda one: (one["at"], one["part_id"])):
        world.mark("part_moves", **move)


def _part(world: World, place: int, told: tuple[Any, ...]) -> Row:
    name, unit, price, reorder, stock, trade, shelf, green = told
    return world.mark(
        "parts",
        code=f"M-{place:04d}",
        name=name,
        unit=unit,
        unit_price_twd=price,
        reorder_milli=int(reorder * work.MILLI),
        stock_milli=int(stock * work.MILLI),
        trade_id=world.trades[trade],
        shelf=shelf,
        is_green=green,
    )


def _move(
    part: Row, moment: datetime, kind: str, milli: int, *, ticket: int | None = None, note: str = ""
) -> Row:
    return {
        "part_id": part["id"],
        "ticket_id": ticket,
        "at": moment,
        "kind": kind,
        "quantity_milli": milli,
        "unit_price_twd": part["unit_price_twd"],
        "note": note,
    }


def _codes(world: World) -> dict[str, Any]:
    rows = world.connection.execute(select(FaultCode.code, FaultCode.id, FaultCode.trade_id))
    return {row.code: row for row in rows}


def _finding(ticket: Any, codes: dict[str, Any]) -> tuple[str, str, str, str] | None:
    """The first that fits what is wrong, and the ticket's trade."""
    fits = (one for one in _FINDINGS if one[0] in ticket.summary)
    return next((one for one in fits if codes[one[1]].trade_id in (None, ticket.trade_id)), None)


def _tickets(world: World) -> list[Any]:
    """The newest repairs that are done, oldest first."""
    rows = world.connection.execute(
        select(Ticket.__table__)
        .where(Ticket.status.in_(_DONE), Ticket.reported_on >= world.day(-_DAYS))
        .order_by(Ticket.id.desc())
        .limit(_MOST)
    )
    return list(rows)[::-1]


def _work_of(world: World, dice: Random, ticket: Any, shelf: tuple[list[Row], list[Row], Any]) -> None:
    parts, moves, codes = shelf
    values: dict[str, Any] = {}
    finding = _finding(ticket, codes)
    if finding is not None and dice.random() < 0.85:
        values["cause_id"], values["remedy_id"] = codes[finding[1]].id, codes[finding[2]].id
    worked_on = (ticket.started_at or ticket.finished_at).astimezone(TAIPEI).date()
    if ticket.assignee_id and dice.random() < 0.8:
        world.mark(
            "labour_entries",
            ticket_id=ticket.id,
            worked_on=worked_on,
            minutes=dice.choice((30, 45, 60, 90, 120, 150, 180)),
            user_id=ticket.assignee_id,
        )
    left = ticket.cost_twd or 0
    part = next((p for p in parts if finding and finding[3] and p["name"].startswith(finding[3])), None)
    if part is not None and part["unit_price_twd"] * 2 <= left and dice.random() < 0.8:
        milli = dice.choice((1, 1, 2)) * work.MILLI
        moves.append(_move(part, ticket.finished_at, "used", -milli, ticket=ticket.id))
        values["is_green"] = bool(part["is_green"])
        left -= work.amount(milli, part["unit_price_twd"])
    if ticket.vendor_id and left >= 1_000:
        wage = left // 200 * 100
        world.mark(
            "labour_entries",
            ticket_id=ticket.id,
            worked_on=worked_on,
            minutes=dice.choice((60, 120, 240)),
            vendor_id=ticket.vendor_id,
            amount_twd=wage,
            note="廠商出工",
        )
    _share_cost(world, dice, ticket)
    if ticket.status == int(Status.CLOSED) and dice.random() < 0.6:
        values["satisfaction"] = dice.choice((5, 5, 4, 4, 4, 3, 5, 2))
    _downtime(world, dice, ticket)
    if values:
        bulk.fill_columns(world.connection, "tickets", ticket.id, values)


def _share_cost(world: World, dice: Random, ticket: Any) -> None:
    """Large costs are split over two lines, some of the others stand on one; a few are not split yet."""
    if not ticket.cost_twd or dice.random() < 0.25:
        return
    year = roc_year(ticket.reported_on)
    first = ticket.budget or _SHARED[0]
    amounts = [ticket.cost_twd]
    if ticket.cost_twd >= 6_000:
        amounts = [ticket.cost_twd * 6 // 10, ticket.cost_twd - ticket.cost_twd * 6 // 10]
    others = [name for name in _SHARED if name != first]
    for name, amount in zip((first, *others), amounts, strict=False):
        world.mark("cost_lines", ticket_id=ticket.id, year=year, budget_line=name, amount_twd=amount)


def _downtime(world: World, dice: Random, ticket: Any) -> None:
    """Lifts and the large machines stood still while they were mended."""
    if ticket.asset_id is None or ticket.finished_at is None or dice.random() < 0.75:
        return
    world.mark(
        "asset_downtimes",
        asset_id=ticket.asset_id,
        ticket_id=ticket.id,
        from_at=ticket.reported_at + timedelta(minutes=5),
        until_at=ticket.finished_at,
        reason="停機檢修",
    )
