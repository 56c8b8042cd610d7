"""A small keying form, without a database."""

from datetime import date
from decimal import Decimal

from facilities_app.domain.keying import Keyed, KeyingForm, KeyingItem


def form() -> KeyingForm:
    """Three items: pass or fail, a reading up to 40, a text."""
    items = (
        KeyingItem(11, 1, "", "上鎖", "上鎖", "pass_fail"),
        KeyingItem(12, 2, "", "溫度", "溫度", "reading", "°C", None, Decimal(40)),
        KeyingItem(13, 3, "", "說明", "說明", "text", offers_none=True),
    )
    today = date(2026, 11, 23)
    return KeyingForm(
        5, 1, "I115-0001", "檢查", "檢查表", "客梯", "四維", today, items, Keyed(today, "吳承翰")
    )
