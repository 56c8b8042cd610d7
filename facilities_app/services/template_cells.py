"""One cell of a checklist's workbook as text, number, or yes; anything else is refused with what to do."""

from decimal import Decimal, InvalidOperation
from typing import Any

from facilities_app.domain.errors import Invalid

_YES = frozenset({"yes", "y", "v", "x", "1", "true", "✓", "✔", "是", "有"})
_NO = frozenset({"", "no", "n", "0", "false", "否", "無"})


def cell_text(cell: Any) -> str:
    """The text of a cell. Raises Invalid for a formula, and for what Excel made a date of."""
    value = cell.value
    if cell.data_type in ("f", "e"):
        raise Invalid("template.formula")
    if value is None:
        return ""
    if isinstance(value, (str, bool, int)):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    raise Invalid("template.date_cell")


def cell_number(cell: Any) -> Decimal | None:
    """The number of a cell, None for an empty one. Raises Invalid for anything else."""
    text = cell_text(cell).strip().replace(",", "").replace("−", "-")
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if isinstance(cell.value, bool) or not found.is_finite():
        raise Invalid("template.not_a_number", text=text[:40])
    return found


def yes_in(text: str) -> bool | None:
    """Whether a mark says yes; None for what is neither."""
    plain = text.strip().casefold()
    return None if plain not in _YES | _NO else plain in _YES
