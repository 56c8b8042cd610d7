"""What the paper of the year's plan shows; every text is worded already."""

from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """The shapes drawn before a day."""

    PLANNED = "planned"
    FORESEEN = "foreseen"
    DONE = "done"
    LATE = "late"
    OVERDUE = "overdue"
    MISSED = "missed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A sign, its days, and how many where there are several."""

    sign: Sign
    days: str
    many: int = 1


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row; ``cells`` by month from 0."""

    group: str
    title: str
    cycle: str
    basis: str
    is_law: bool
    cells: dict[int, PaperCell]
    done: str


@dataclass(frozen=True, slots=True)
class YearPaper:
    """The plan of a year ready to be printed. ``tells`` stand at the right of the title, one a line."""

    office: str
    title: str
    tells: tuple[str, ...]
    heads: tuple[str, str, str, str]
    months: tuple[str, ...]
    rows: tuple[PaperRow, ...]
    load_title: str
    loads: tuple[str, ...]
    share: str
    legend: tuple[tuple[Sign, str], ...]
    legend_note: str
    signs: tuple[str, ...]
    printed: str
    demo: bool = False
