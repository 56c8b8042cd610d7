"""The Qt binding in use is one that counts its references to None."""

import sys

from PySide6.QtCore import QObject


def test_calls_that_return_nothing_do_not_use_none_up() -> None:
    # Qt: PySide6 6.12.0 takes one reference off None in each such call and, below Python 3.12,
    # ends the program after some thousands of them.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("name")
        thing.parent()
    assert sys.getrefcount(None) > before - 50
