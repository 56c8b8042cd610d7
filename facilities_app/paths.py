"""Where the program keeps things on this computer. Nothing is ever written beside the program."""

import os
import sys
from pathlib import Path

from facilities_app.domain.errors import Unavailable

APP = "facilities-app"


def data_folder() -> Path:
    """The user's own data folder (made on first use, private to the user)."""
    return _made(_users("FACILITIES_APP_DATA", "data", ".local/share"))


def config_folder() -> Path:
    """Where window state and preferences live."""
    return _made(_users("FACILITIES_APP_CONFIG", "config", ".config"))


def log_folder() -> Path:
    """Where logs go."""
    return _made(data_folder() / "logs")


def default_database() -> Path:
    """The database that is opened when none is named."""
    return data_folder() / "facilities.sqlite"


def demo_database() -> Path:
    """The database that `gui --demo` makes and opens."""
    return data_folder() / "demo.sqlite"


def files_folder(database: Path | None) -> Path:
    """The folder of a database's attachments: beside its file, or in the data folder for a server."""
    if database is None:
        return _made(data_folder() / "attachments")
    return database.with_suffix(".attachments")


def backups_folder(database: Path) -> Path:
    """The folder of a database's backups: beside its file. Not made here."""
    return database.with_name(database.name + ".backups")


def _users(variable: str, kind: str, usual: str) -> Path:
    """The folder that the environment names, or the system's usual one."""
    named = os.environ.get(variable)
    if named:
        return Path(named)
    try:
        if sys.platform in ("win32", "darwin"):
            import platformdirs

            return Path(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))
        # The rule of the free desktops itself: the library that knows it takes 3 ms of every start.
        return Path(os.environ.get(f"XDG_{kind.upper()}_HOME", "").strip() or Path.home() / usual) / APP
    except RuntimeError as error:  # a service's account may have no home
        raise Unavailable("file.no_home") from error


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
