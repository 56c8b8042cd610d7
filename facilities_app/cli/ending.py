"""How a verb ends that could not do its work: what is said, and the exit code."""

import errno
import os
import sys

from facilities_app.cli.common import FAULT, OK, STOPPED, say_error
from facilities_app.domain.errors import DomainError, Unavailable


def ended_by(error: BaseException) -> int:
    """Say what happened; the exit code."""
    if isinstance(error, DomainError):
        return say_error(error)
    if isinstance(error, BrokenPipeError):
        # Whoever reads has seen enough: `remind | head` is no failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    if isinstance(error, OSError):
        return say_error(_refusal(error))
    if isinstance(error, Exception):
        from facilities_app.cli.faults import tell

        tell(error)
        return FAULT
    return STOPPED


def _refusal(error: OSError) -> Unavailable:
    """What the system's refusal of a file means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Unavailable("database.disk_full")
    return Unavailable("file.unusable", path=str(error.filename or ""), why=error.strerror or str(error))
