"""Whether a window can be shown on this machine, and which of Qt's platform plugins that takes."""

from __future__ import annotations

from facilities_app.develop.console import Commands
from facilities_app.develop.environment import Place

INVISIBLE = ("offscreen", "minimal", "vnc")
_PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def plugins(environment: dict[str, str], system: str) -> tuple[str, ...]:
    """The platform plugins that must load: the invisible one always, a window's where there is a screen."""
    if system != "linux":
        return ()
    wanted = ["offscreen"]
    if environment.get("DISPLAY"):
        wanted.append("xcb")
    if environment.get("WAYLAND_DISPLAY"):
        wanted.append("wayland")
    return tuple(wanted)


def can_show_a_window(place: Place, commands: Commands, system: str) -> bool:
    """Ask Qt itself, so that a display that is named but not there counts as none."""
    environment = commands.environment
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in INVISIBLE:
        return False
    if system == "linux" and len(plugins(environment, system)) == 1:
        return False
    return commands.ask([str(place.python), "-c", _PROBE], seconds=60)[0] == 0
