"""What is typed into a sheet, on this computer's disk with each key: it outlives a crash and a closed window."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from facilities_app import paths
from facilities_app.domain.keying import Keyed, KeyingForm
from facilities_app.domain.rows import ItemAnswer

KEPT_DAYS = 60
"""A draft that nobody came back to goes after so many days."""


@dataclass(frozen=True, slots=True)
class Draft:
    """``before`` is what the database held when the keying began, ``mine`` what stood on the screen last."""

    before: Keyed
    mine: Keyed
    at: datetime


def path_of(database: str, form: KeyingForm) -> Path:
    """One file for each inspection (or blank sheet that has none yet) of each database."""
    name = "\n".join((database, str(form.task_id or form.sheet_number)))
    return _folder() / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"


def load(path: Path) -> Draft | None:
    """The draft that was left; None for none, or one that cannot be read."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        return Draft(_keyed(kept["before"]), _keyed(kept["mine"]), datetime.fromisoformat(kept["at"]))
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError):
        return None


def keep(path: Path, draft: Draft) -> None:
    """Write the draft in the place of the last one: either is whole at any moment. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps(asdict(draft), default=str, ensure_ascii=False)
    fresh = path.with_suffix(".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def forget(path: Path) -> None:
    """It is in the database now, or was thrown away."""
    path.unlink(missing_ok=True)


def sweep(now: datetime) -> None:
    """Let go of the drafts that nobody came back to."""
    oldest = (now - timedelta(days=KEPT_DAYS)).timestamp()
    for path in _folder().glob("*.json"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _keyed(kept: dict[str, Any]) -> Keyed:
    answers = tuple(
        replace(ItemAnswer(**one), reading=None if one["reading"] is None else Decimal(one["reading"]))
        for one in kept["answers"]
    )
    due = kept["correct_by"]
    return replace(
        Keyed(**kept),
        done_on=date.fromisoformat(kept["done_on"]),
        correct_by=date.fromisoformat(due) if due else None,
        answers=answers,
    )


def _folder() -> Path:
    return paths.config_folder() / "keying-drafts"
