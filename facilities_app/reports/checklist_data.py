"""What stands on an inspection sheet. Light to import: nothing here draws."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ItemKind(StrEnum):
    """What an item asks for."""

    PASS_FAIL = "pass_fail"  # noqa: S105 - an answer, not a password
    READING = "reading"
    CHOICE = "choice"
    TEXT = "text"
    PHOTO = "photo"
    SIGNATURE = "signature"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One item. Limits are of readings only; ``offers_none`` gives a text item the boxes 無 and 有.

    ``options`` are the answers of a choice; ``guidance`` stands small below the text.
    """

    no: int
    text: str
    kind: ItemKind = ItemKind.PASS_FAIL
    unit: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    last_text: str = ""
    section: str = ""
    offers_none: bool = False
    options: tuple[str, ...] = ()
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistSheet:
    """One sheet with everything that is known before the inspection, dates as the text to print.

    ``target_label`` is 設備 or 宿舍; ``place`` may be empty; ``facts`` are up to seven further pairs for the head,
    such as the permit's expiry.
    ``year_text`` (115 年) stands before the date to write, ``last_inspected_text`` (前次檢查 115/10/21) above the
    table; ``printed_text`` is date and name, as 「115/11/23　林工程師」.
    """

    office: str
    title: str
    period_text: str
    sheet_number: str
    target_label: str
    target_name: str
    place: str
    items: tuple[ChecklistLine, ...]
    facts: tuple[tuple[str, str], ...] = ()
    last_inspected_text: str = ""
    printed_text: str = ""
    year_text: str = ""
    demo: bool = False

    def __post_init__(self) -> None:
        if len(self.facts) > 7:
            raise ValueError("more facts than the head of a sheet has room for")
