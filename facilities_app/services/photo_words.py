"""What is said of failed items without a photo."""

from collections.abc import Sequence

from facilities_app.domain.keying import KeyingItem
from resources.texts import tr


def no_photo_words(items: Sequence[KeyingItem]) -> str:
    """Which failed and have no photo: kept with the result. "" for none."""
    found = tr(", ", "list").join(str(item.position) for item in items)
    words = (
        tr("Item {positions} failed, no photo.")
        if len(items) == 1
        else tr("Items {positions} failed, no photo.")
    )
    return words.format(positions=found) if items else ""
