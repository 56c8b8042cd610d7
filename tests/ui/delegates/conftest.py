"""Every cell test runs in the light theme with the shipped font, and asks for icons that exist."""

import pytest
from PySide6.QtWidgets import QApplication

from ui import icons, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """The application in the light theme, without motion."""
    icons.set_strict(True)
    theme.manager().apply(mode="light", scale=1.0, motion="off", bundled_font=True)
