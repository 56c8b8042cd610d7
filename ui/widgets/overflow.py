"""A row whose last items give way to a "…" when they do not fit."""

from collections.abc import Sequence


def staying(widths: Sequence[int], room: int, spacing: int, more: int, must: int = -1) -> list[bool]:
    """Which items of a row stay in ``room``: the first ones, and always the one at ``must``.

    If not all stay, ``more`` pixels are kept for the button that leads to the others.
    """
    if sum(widths) + spacing * (len(widths) - 1) <= room:
        return [True] * len(widths)
    left = room - more
    if 0 <= must < len(widths):
        left -= widths[must] + spacing
    found = []
    for place, width in enumerate(widths):
        if place == must:
            found.append(True)
            continue
        left -= width + spacing
        found.append(left >= 0)
    return found
