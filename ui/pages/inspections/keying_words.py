"""What the keying screen says of limits, readings and verdicts."""

from decimal import Decimal

from facilities_app.domain.keying import KeyingItem, beyond
from resources.texts import tr


def number(value: Decimal) -> str:
    """A reading without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def limit_words(item: KeyingItem) -> str:
    """≤ 40 °C, ≥ 30 minutes, −15 to 15 mm; "" without limits."""
    low, high, unit = item.minimum, item.maximum, item.unit
    if low is not None and high is not None:
        return (
            tr("{low} to {high} {unit}", "limits")
            .format(low=number(low), high=number(high), unit=unit)
            .strip()
        )
    if high is not None:
        return f"≤ {number(high)} {unit}".strip()
    return f"≥ {number(low)} {unit}".strip() if low is not None else ""


def beyond_words(item: KeyingItem, value: Decimal | None) -> str:
    """By how much a reading is beyond its limits."""
    over = beyond(item, value) if value is not None else None
    if over is None:
        return tr("Failed", "item")
    words = tr("{n} {unit} too high") if over > 0 else tr("{n} {unit} too low")
    return words.format(n=number(abs(over)), unit=item.unit)


def trend_words(item: KeyingItem) -> str:
    """What three readings in a row do."""
    values = [value for _on, value in item.past]
    if len(values) < 3:
        return ""
    if values[0] < values[1] < values[2]:
        return tr("rising twice in a row")
    return tr("falling twice in a row") if values[0] > values[1] > values[2] else ""


def missing_words(what: str) -> str:
    """What an item lacks."""
    return {
        "answer": tr("Item {position} has no answer yet."),
        "note": tr("Item {position} failed: write what is wrong."),
        "photo": tr("Item {position} needs a photo."),
    }[what]
