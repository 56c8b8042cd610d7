"""What stands on a daily dispatch sheet. Light to import: nothing here draws."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """One job, ready to read. ``qr`` is what the code holds: the number of the ticket or inspection."""

    time: str
    number: str
    what: str
    where: str
    contact: str
    note: str  # priority, deadline
    qr: str


@dataclass(frozen=True, slots=True)
class DispatchSheet:
    """The jobs of one worker on one day. ``worker`` says who, ``day`` which day in words."""

    office: str
    worker: str
    day: str
    rows: tuple[DispatchRow, ...]
    printed: str
    has_demo: bool = False
