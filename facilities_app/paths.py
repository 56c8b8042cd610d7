"""Where the program keeps things on this computer. Nothing is ever written beside the program."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from facilities_app.domain.errors import Unavailable

APP = "facilities-app"


def data_folder() -> Path:
    """The user's own data folder (made on first use, private to the user)."""
    return _made(_users("FACILITIES_APP_DATA", platformdirs.user_data_dir))


def config_folder() -> Path:
    """Where window state and preferences live."""
    return _made(_users("FACILITIES_APP_CONFIG", platformdirs.user_config_dir))


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


def _users(variable: str, usual: Callable[..., str]) -> Path:
    """The folder that the environment names, or the system's usual one."""
    try:
        return Path(os.environ.get(variable) or usual(APP, appauthor=False))
    except RuntimeError as error:  # a service's account may have no home
        raise Unavailable("file.no_home") from error


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
