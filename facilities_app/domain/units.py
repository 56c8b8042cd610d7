"""Units of readings and attributes that only Chinese writes as a word; all others read alike everywhere."""

_ENGLISH = {
    "天": "days",
    "分鐘": "min",
    "秒": "s",
    "度": "kWh",
    "個": "pcs",
    "片": "panels",
    "級": "class",
    "處": "places",
    "點": "points",
    "人": "persons",
    "位": "places",
    "台": "units",
    "部": "units",
    "層": "floors",
    "戶": "homes",
    "支": "pcs",
    "間": "rooms",
}


def english_unit(unit: str, kind: str = "") -> str:
    """The unit as English writes it. 度 is a kilowatt-hour, of water (``kind``) a cubic metre."""
    if unit == "度" and kind == "water":
        return "m³"
    return _ENGLISH.get(unit, unit)
