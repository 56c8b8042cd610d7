"""What the rack says of a unit, on its tile, to a screen reader and in the pane."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from facilities_app.domain.dates import DateStyle, format_month, roc_year
from facilities_app.domain.dormitories import AGENCY_STATUSES
from facilities_app.domain.privacy import masked_name
from facilities_app.domain.rows import Choice, UnitTile
from resources.texts import language, pick, tr
from ui.context import UiContext

if TYPE_CHECKING:
    from facilities_app.services.labels import Labels

FLAGS = ("ending", "audit", "repair", "patrol")
RECESSED = frozenset(("recovered", "demolished", "handed_over"))
_COLOURED_WORDS = frozenset(("blue", "amber", "red"))
_LIVED_IN = frozenset(("in_use", "provided", "rented", "occupied"))


class Flag(NamedTuple):
    """A mark at the foot of a tile: what it means, its icon and tone."""

    name: str
    icon: str
    tone: str


def flag(code: str) -> Flag:
    """A flag in the language of the moment."""
    return {
        "ending": Flag(tr("Agreement ending"), "calendar-clock", "amber"),
        "audit": Flag(tr("Audit not done"), "clipboard-list", "amber"),
        "repair": Flag(tr("Open repair"), "wrench", "red"),
        "patrol": Flag(tr("Patrol due"), "footprints", "amber"),
    }[code]


def resident(tile: UnitTile) -> str:
    """Who is there: a person's name masked, an agency's whole."""
    return tile.resident if tile.status in AGENCY_STATUSES else masked_name(tile.resident)


class TileWords(NamedTuple):
    """The two lower lines of a tile; ``tone`` colours the upper one, "" leaves it as it is.

    ``short`` and ``brief`` say them where a tile is narrow; "" where there is no other word.
    """

    strong: str
    quiet: str
    tone: str = ""
    short: str = ""
    brief: str = ""


class UnitWords:
    """Words for tiles, from the labels and in the date style of the moment. Main thread."""

    def __init__(self, context: UiContext) -> None:
        self._labels: Labels = context.services.labels
        self._context = context

    def status(self, code: str) -> Choice:
        """A status with name, icon and tone."""
        return self._labels.choice("unit_status", code)

    def kind(self, code: str) -> str:
        """The name of a kind."""
        return self._labels.name("unit_kind", code)

    def land(self, code: str) -> str:
        """Who owns the land."""
        return self._labels.name("land_ownership", code)

    def tile(self, tile: UnitTile) -> TileWords:
        """What stands on the tile below its number."""
        status = self.status(tile.status)
        if tile.status in _LIVED_IN and tile.resident:
            return TileWords(resident(tile), tile.resident_title)
        tone = status.tone if status.tone in _COLOURED_WORDS else "text2"
        if tile.status == "scrapping" and tile.note:
            return TileWords(status.name, short_note(tile.note, status.name), tone)
        short = {"renovating": tr("Works", "tile"), "recovered": tr("Back", "tile")}.get(tile.status, "")
        return TileWords(status.name, self.span(tile), tone, short, self._brief(tile))

    def span(self, tile: UnitTile) -> str:
        """From or until when the unit is as it is, as short as a tile needs it."""
        if tile.until is not None:
            return tr("until {date}").format(date=self.month(tile.until))
        if tile.since is None:
            return tile.note
        old = tile.since.year < self._context.clock.today().year - 1
        return tr("since {date}").format(date=self.year(tile.since) if old else self.month(tile.since))

    def _brief(self, tile: UnitTile) -> str:
        """The same as a dash and a date."""
        if tile.until is not None:
            return f"–{self.month(tile.until)}"
        old = tile.since is not None and tile.since.year < self._context.clock.today().year - 1
        return "" if tile.since is None else f"{self.year(tile.since) if old else self.month(tile.since)}–"

    def month(self, day: date) -> str:
        """115/08."""
        return format_month(day, self._context.presenter.style)

    def year(self, day: date) -> str:
        """105."""
        return year_text(day, self._context.presenter.style)

    def floor(self, floor: int | None) -> str:
        """2 樓."""
        return "" if floor is None else tr("floor {n}").format(n=floor)

    def whole(self, tile: UnitTile) -> str:
        """The tile in one sentence: its tooltip, and what a screen reader says."""
        words = self.tile(tile)
        status = self.status(tile.status).name
        parts = [f"{tile.code}  {status}"]
        if words.strong != status:
            parts.append(" ".join(part for part in (words.strong, words.quiet) if part))
        elif words.quiet:
            parts.append(words.quiet)
        if tile.agreement_until is not None and tile.resident:
            until = self._context.presenter.date(tile.agreement_until)
            parts.append(tr("agreement until {date}").format(date=until))
        place = (self.kind(tile.kind), tile.site, self.floor(tile.floor), self.land(tile.land))
        parts.append(pick("・", " · ").join(part for part in place if part))
        if tile.note and tile.note not in words:
            parts.append(tile.note)
        parts += [flag(code).name for code in tile.flags]
        if tile.is_demo:
            parts.append(tr("Demo data"))
        return "\n".join(parts)


def year_text(day: date, style: DateStyle) -> str:
    """The year as the person reads years: 115 or 2026."""
    return str(day.year if style is DateStyle.ISO or roc_year(day) < 1 else roc_year(day))


def short_note(note: str, status: str) -> str:
    """A note as a tile has room for it: without the word of the status, its last clause."""
    last = note.replace(",", "，").split("，")[-1].strip()
    stem = status.removesuffix("中")
    return (last.removeprefix(status).removeprefix(stem) or last) if language() != "en" else note
