"""What stands on a slip of the property ledger. Light to import: nothing here draws."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """One slip, ready to read. ``pairs`` stand two to a row; ``texts`` over the whole width."""

    office: str
    title: str
    number: str
    dated: str
    pairs: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    texts: tuple[tuple[str, str], ...]
    printed: str
    demo: bool = False
