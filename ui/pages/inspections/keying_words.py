"""What the keying screen says of limits, readings and verdicts."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from facilities_app.domain.keying import Keyed, KeyingForm, KeyingItem, beyond, verdict
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


def items_words(items: Sequence[KeyingItem], ids: Collection[int]) -> str:
    """Item 3, items 3, 6 and so on, by the numbers on the paper."""
    found = tr(", ", "list").join(str(item.position) for item in items if item.id in ids)
    return (tr("Item {positions}") if len(ids) == 1 else tr("Items {positions}")).format(positions=found)


def verdict_words(found: str) -> str:
    """pass, fail, na in words."""
    return {"pass": tr("Pass"), "fail": tr("Fail"), "na": tr("N/A")}.get(found, "")


def as_text(form: KeyingForm, keyed: Keyed) -> str:
    """What was keyed, a line for each item: to be pasted elsewhere."""
    answers = {one.item_id: one for one in keyed.answers}
    lines = [f"{form.sheet_number or form.number} {form.template_name} {form.target}", keyed.inspector]
    for item in form.items:
        answer = answers.get(item.id)
        if answer is not None:
            reading = f"{number(answer.reading)} {item.unit}" if answer.reading is not None else ""
            words = (verdict_words(verdict(item, answer)), reading, answer.text, answer.note)
            lines.append("\t".join((str(item.position), item.text, " ".join(filter(None, words)))))
    return "\n".join(filter(None, lines))
