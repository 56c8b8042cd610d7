"""The window: the only part of the program that knows Qt."""

import builtins

_python_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

# Qt: PySide puts an import of its own in place of Python's. It reads, and keeps, the source of every module that is
# imported later, to find out who uses its optional spellings. Nobody does here, and without it the database's
# modules load in half the time and take 30 MB less.
builtins.__import__ = _python_import
