"""What this program is made of: versions, where the database lies, and under which licences the parts come."""

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from sqlalchemy import text

from db import migrate
from facilities_app import __version__

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_PARTS = (
    ("PySide6-Essentials", "LGPL-3.0-only"),
    ("shiboken6", "LGPL-3.0-only"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("Mako", "MIT"),
    ("MarkupSafe", "BSD-3-Clause"),
    ("pysqlite3", "zlib"),
    ("openpyxl", "MIT"),
    ("et-xmlfile", "MIT"),
    ("defusedxml", "PSF-2.0"),
    ("reportlab", "BSD-3-Clause"),
    ("charset-normalizer", "MIT"),
    ("Pillow", "MIT-CMU"),
    ("holidays", "MIT"),
    ("python-dateutil", "Apache-2.0 OR BSD-3-Clause"),
    ("six", "MIT"),
    ("platformdirs", "MIT"),
    ("PyYAML", "MIT"),
    ("pypdf", "BSD-3-Clause"),
    ("pypdfium2", "BSD-3-Clause, Apache-2.0"),
    ("zxing-cpp", "Apache-2.0"),
    ("typing-extensions", "PSF-2.0"),
)
"""What docs/licences.md lists as installed with the program."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of others' work that comes with the program; ``version`` is "" where it is not installed."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class About:
    """The facts of a report to whoever maintains the program."""

    version: str
    python: str
    system: str
    sqlite: str
    database: str
    schema: str
    parts: tuple[Part, ...]


def about(base: "ServiceBase") -> About:
    """All of it. Any thread."""
    engines = base.engines
    with base.read() as session:
        lite = engines.path is not None
        statement = "select sqlite_version()" if lite else "show server_version"
        database_version = str(session.execute(text(statement)).scalar_one())
    return About(
        version=__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()}".strip(),
        sqlite=database_version,
        database=str(engines.path) if engines.path is not None else engines.read.url.render_as_string(),
        schema=migrate.current(engines) or "",
        parts=tuple(_part(name, licence) for name, licence in _PARTS),
    )


def _part(name: str, licence: str) -> Part:
    try:
        return Part(name, distribution(name).version, licence)
    except PackageNotFoundError:
        return Part(name, "", licence)
