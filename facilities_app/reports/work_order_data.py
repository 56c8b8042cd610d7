"""What stands on a work order. Light to import: nothing here draws."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What is printed of one ticket, ready to read. ``pairs`` stand two to a row; ``texts`` over the whole width."""

    office: str
    number: str
    pairs: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    texts: tuple[tuple[str, str], ...]
    printed: str
    demo: bool = False
    done: str = ""  # what was recorded of the work; empty leaves room to write
    finished: str = ""
    actual: str = ""
    accepted: str = ""
