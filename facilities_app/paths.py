"""Where the program keeps things on this computer. Nothing is ever written beside the program."""

import os
from pathlib import Path

import platformdirs

APP = "facilities-app"


def data_folder() -> Path:
    """The user's own data folder (made on first use, private to the user)."""
    return _made(
        Path(os.environ.get("FACILITIES_APP_DATA") or platformdirs.user_data_dir(APP, appauthor=False))
    )


def config_folder() -> Path:
    """Where window state and preferences live."""
    return _made(
        Path(os.environ.get("FACILITIES_APP_CONFIG") or platformdirs.user_config_dir(APP, appauthor=False))
    )


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


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
