"""A fault of the program itself, told in one calm sentence; the details go to the log."""

import logging
import sys
from pathlib import Path

from facilities_app import log, paths
from facilities_app.domain.errors import DomainError
from resources.texts import tr

_log = logging.getLogger("facilities_app.cli")


def tell(error: Exception) -> None:
    """Say on standard error that the program has a fault, and where its details are. Never raises."""
    file = _logged(error)
    kind = type(error).__name__
    if file is None:
        said = tr(
            "The program has a fault here ({kind}), and its log cannot be written. "
            "Tell whoever looks after the program what you wanted to do."
        ).format(kind=kind)
    else:
        said = tr(
            "The program has a fault here ({kind}). What happened is in {path}, without personal data: "
            "send it to whoever looks after the program."
        ).format(kind=kind, path=file)
    print(said, file=sys.stderr)


def _logged(error: Exception) -> Path | None:
    """The log that now tells of the error, or None if it cannot be written."""
    try:
        folder = paths.log_folder()
        log.start(folder)
    except (OSError, DomainError):
        return None
    try:
        written = log.wrote(lambda: _log.error("fault", exc_info=error))
    finally:
        log.stop()
    return folder / log.FILE if written else None
