"""Everything about one asset, ready to be printed; the drawing is in dossier.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history: when, what, and what stands at the right (state, result, money).

    ``pieces`` stand on a line of their own below it; those that do not fit there are counted.
    """

    when: str
    what: str
    note: str = ""
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A history with its heading; ``total`` counts also what is not in ``entries``."""

    title: str
    entries: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one asset, ready to read."""

    office: str
    code: str
    name: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    photos: tuple[bytes, ...] = ()
    printed: str = ""
    demo: bool = False
