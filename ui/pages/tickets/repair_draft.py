"""What was typed for a repair that is not logged yet: kept when the sheet closes, found again next time."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from facilities_app import paths
from ui.prefs import Prefs

LONGEST_SUMMARY = 60
_DRAFT = "repair.draft"
_SENTENCE_END = re.compile(r"[。！？!?；;]|\.(?=\s|$)")
_PAUSE = re.compile(r"[，、,]")


@dataclass(slots=True)
class Draft:
    """The sheet's fields. ``trade``, ``priority`` and ``due`` are kept only where a person chose them."""

    target: dict[str, Any] | None = None  # the fields of a TargetHit
    words: str = ""  # what stands in the type-ahead while nothing is taken
    text: str = ""
    requester: str = ""
    phone: str = ""
    trade: int | None = None
    priority: int | None = None
    urgency: int | None = None
    impact: int | None = None
    due: str = ""
    is_down: bool = False
    photos: list[str] = field(default_factory=list)
    database: str = ""  # whose ids ``target`` and ``trade`` are

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing worth keeping."""
        return not (self.target or self.words.strip() or self.text.strip() or self.photos)

    @property
    def due_on(self) -> date | None:
        """The chosen due date."""
        return date.fromisoformat(self.due) if self.due else None


def load(prefs: Prefs, database: str = "") -> Draft:
    """The draft that was left, or an empty one. Photos that are gone are left out.

    In another database its ids would be other assets and trades: there the words stay, to be looked up again.
    """
    kept = prefs.get(_DRAFT)
    try:
        draft = Draft(**kept) if isinstance(kept, dict) else Draft()
    except TypeError:
        return Draft()
    if draft.database != database:
        draft.words = str((draft.target or {}).get("name", draft.words))
        draft.target = draft.trade = None
    draft.photos = [path for path in draft.photos if Path(path).is_file()]
    return draft


def keep(prefs: Prefs, draft: Draft) -> None:
    """Keep the draft, or forget the last one if this is empty."""
    prefs.set(_DRAFT, None if draft.is_empty else asdict(draft))


def forget(prefs: Prefs) -> None:
    """The draft became a ticket, or was thrown away."""
    prefs.set(_DRAFT, None)


def sweep(photos: Iterable[str]) -> None:
    """Delete those of these files that were kept for a draft only."""
    for photo in map(Path, photos):
        if photo.parent == _folder():
            photo.unlink(missing_ok=True)


def keep_picture(image: QImage) -> str:
    """Write a pasted picture to a file of its own, so that it outlives the sheet; gives back its path."""
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _folder() / f"{secrets.token_hex(6)}.png"
    image.save(str(path))
    return str(path)


def summary_of(text: str) -> str:
    """The subject of a ticket: the first line's first sentence, at most LONGEST_SUMMARY characters."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    first = _SENTENCE_END.split(line, maxsplit=1)[0].strip() or line
    if len(first) <= LONGEST_SUMMARY:
        return first
    pauses = [found.start() for found in _PAUSE.finditer(first[:LONGEST_SUMMARY])]
    if pauses and pauses[-1] >= LONGEST_SUMMARY // 4:
        return first[: pauses[-1]]
    return first[: LONGEST_SUMMARY - 1] + "…"


def description_of(text: str) -> str:
    """The whole text, or "" where the subject says it all."""
    whole = text.strip()
    return "" if whole.rstrip("。.！!？?") == summary_of(whole) else whole


def _folder() -> Path:
    return paths.config_folder() / "draft-photos"
