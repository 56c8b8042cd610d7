"""What the tests of paper and files share: a language, a small list, and sheets from the shipped checklists."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import yaml

from facilities_app.domain.lists import ColumnKind
from facilities_app.reports.checklist_data import ChecklistLine, ChecklistSheet, ItemKind
from facilities_app.reports.table import ReportColumn, ReportTable
from resources import asset, texts

MakeTable = Callable[..., ReportTable]
MakeSheet = Callable[..., ChecklistSheet]

COLUMNS = (
    ReportColumn("編號", width=14),
    ReportColumn("摘要", width=30),
    ReportColumn("日期", ColumnKind.DATE, 10),
    ReportColumn("電話", width=12),
    ReportColumn("費用", ColumnKind.MONEY, 12, total=True),
    ReportColumn("讀值", ColumnKind.DECIMAL, 8),
)
ROWS: tuple[tuple[Any, ...], ...] = (
    ("R-115-0001", "冷氣滴水，請派員檢修", "115/03/02", "0912345678", 12_500, Decimal("33.50")),
    ("R-115-0002", "電燈不亮", "115/03/05", "07-3368333", None, Decimal("10.0")),
    ("0031", "漏水", None, "0800", 800, None),
)
_LAST = {"天": "221", "°C": "33.5", "mm": "−4", "分鐘": "42"}


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    texts.use("zh_TW")
    yield
    texts.use("zh_TW")


@pytest.fixture
def table() -> MakeTable:
    """A list to write; any field can be given."""

    def make(**given: Any) -> ReportTable:
        rows = given.pop("rows", ROWS)
        defaults: dict[str, Any] = {
            "title": "報修清單",
            "columns": COLUMNS,
            "subtitle": "115/01/01–115/11/23",
            "unit_note": "單位：新臺幣元",
            "printed_on": "115/11/23",
            "printed_by": "林工程師",
        }
        return ReportTable(rows=iter(rows), **{**defaults, **given})

    return make


@pytest.fixture
def sheet() -> MakeSheet:
    """A checklist sheet; any field can be given."""

    def make(**given: Any) -> ChecklistSheet:
        defaults: dict[str, Any] = {
            "office": "高雄市政府秘書處",
            "title": "昇降設備（電梯）每月檢查表",
            "period_text": "115 年 11 月份",
            "sheet_number": "ELEV-11511-003",
            "target_label": "設備",
            "target_name": "客梯 3 號",
            "place": "四維行政中心，中庭東側",
            "items": (ChecklistLine(1, "機房溫度", ItemKind.READING, "°C", None, Decimal("40.0"), "33.50"),),
            "facts": (("使用許可證有效期限", "116/06/30"),),
            "last_inspected_text": "前次檢查 115/10/21",
            "printed_text": "115/11/23　林工程師",
            "year_text": "115 年",
        }
        return ChecklistSheet(**{**defaults, **given})

    return make


def shipped_checklists() -> list[dict[str, Any]]:
    """The reference data's checklists as they are written there."""
    loaded = yaml.safe_load(asset("reference/checklists.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, list)
    return loaded


def shipped_items(checklist: dict[str, Any], language: str = "zh") -> tuple[ChecklistLine, ...]:
    """A shipped checklist's items as lines of a sheet, with last values on the readings."""
    lines = []
    for no, item in enumerate(checklist["items"], 1):
        sections = [s[language] for s in checklist.get("sections", ()) if s["from"] <= no <= s["to"]]
        low, high = (None if item.get(k) is None else Decimal(str(item[k])) for k in ("min", "max"))
        unit = item.get("unit") or ""
        lines.append(
            ChecklistLine(
                no,
                item[language],
                ItemKind(item["type"]),
                unit,
                low,
                high,
                _LAST.get(unit, ""),
                sections[0] if sections else "",
                bool(item.get("offers_none")),
            )
        )
    return tuple(lines)
