"""The few system libraries that Qt needs on Linux: found out, installed by apt or named exactly."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from facilities_app.develop.console import NO_LIBRARIES, Commands, say, stop
from facilities_app.develop.environment import Place

# Each library with the Debian or Ubuntu package that brings it, newest name first.
PACKAGES = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libGLX.so.0": ("libglx0",),
    "libX11.so.6": ("libx11-6",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
    "libstdc++.so.6": ("libstdc++6",),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libxcb.so.1": ("libxcb1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libz.so.1": ("zlib1g",),
    "libzstd.so.1": ("libzstd1",),
}
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport", "QtNetwork", "QtTest")
INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]


def prepare(place: Place, plugins: Iterable[str], commands: Commands) -> None:
    """Make sure that Qt can start with these platform plugins, or stop and name what is missing."""
    binaries = _binaries(place, plugins)
    lost = missing(binaries, commands)
    if not lost:
        return
    names = packages(lost, commands)
    say(f"Qt needs system libraries: {', '.join(names)}", "Qt 需要以上系統程式庫")
    rights = _rights(commands)
    if rights is not None and shutil.which("apt-get"):
        lost = _install_by_apt(lost, rights, binaries, commands)
    if lost:
        _name_what_is_missing(lost, commands)


def missing(binaries: Iterable[Path], commands: Commands) -> tuple[str, ...]:
    """The libraries that the loader does not find for these files, sorted."""
    lost: set[str] = set()
    for binary in binaries:
        _, answer = commands.ask(["ldd", str(binary)], LC_ALL="C")
        lost.update(line.split()[0] for line in answer.splitlines() if line.endswith("=> not found"))
    return tuple(sorted(lost))


def packages(libraries: Iterable[str], commands: Commands) -> tuple[str, ...]:
    """The packages that bring these libraries, by the names that this machine's apt knows."""
    return tuple(sorted({_known_name(PACKAGES[each], commands) for each in libraries if each in PACKAGES}))


def _known_name(names: tuple[str, ...], commands: Commands) -> str:
    for name in names[:-1]:
        _, answer = commands.ask(["apt-cache", "policy", name], LC_ALL="C")
        if "Candidate:" in answer and "Candidate: (none)" not in answer:
            return name
    return names[-1]


def _binaries(place: Place, plugins: Iterable[str]) -> list[Path]:
    found = sorted(place.venv.glob("lib/python3*/site-packages/PySide6"))
    if not found:
        return []
    home = found[-1]
    files = [path for module in MODULES for path in home.glob(f"{module}.*so")]
    return files + [home / f"Qt/plugins/platforms/libq{plugin}.so" for plugin in plugins]


def _rights(commands: Commands) -> list[str] | None:
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if commands.ask(["sudo", "-n", "true"])[0] == 0:
        return ["sudo", "-n"]
    return None


def _install_by_apt(
    lost: tuple[str, ...], rights: list[str], binaries: list[Path], commands: Commands
) -> tuple[str, ...]:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    say("Reading the package lists (apt-get update)", "更新套件清單")
    commands.call_quietly([*rights, *quiet, "apt-get", "update", "-qq"])  # an old list may still do
    names = packages(lost, commands)
    say(f"Installing {' '.join(names)} (a minute or two)", "安裝系統程式庫，約需一、兩分鐘")
    commands.call_quietly([*rights, *quiet, *INSTALL, "-qq", *names])
    return missing(binaries, commands)


def _name_what_is_missing(lost: tuple[str, ...], commands: Commands) -> None:
    line = " ".join(["sudo", *INSTALL, *packages(lost, commands)])
    unknown = [each for each in lost if each not in PACKAGES]
    rest = f" No package is known for {', '.join(unknown)}." if unknown else ""
    elsewhere = "" if shutil.which("apt-get") else f" Not on Debian or Ubuntu: find {', '.join(lost)}."
    stop(
        NO_LIBRARIES,
        f"Qt cannot start without system libraries. Run `{line}`, then this again.{rest}{elsewhere}",
        f"Qt 缺少系統程式庫。請執行 `{line}`，再執行一次。",
    )
