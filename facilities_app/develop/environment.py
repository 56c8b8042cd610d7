"""The checkout's own virtual environment, filled from the hashed lock."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import platform
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from facilities_app.develop.console import NO_CHECKOUT, NO_ENVIRONMENT, NO_PACKAGES, Commands, say, stop

OLDEST_PIP = (22, 3)  # the first that can install into another environment
OLDEST_GLIBC = (2, 34)  # what Qt's wheels are built for


@dataclass(frozen=True)
class Place:
    """Where a checkout keeps its environment and its locks."""

    root: Path
    windows: bool = False

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / ("Scripts/python.exe" if self.windows else "bin/python")

    @property
    def stamp(self) -> Path:
        return self.venv / "installed.json"

    def lock(self, dev: bool) -> Path:
        """The lock for running the program, or the one that adds the tools of the tests."""
        return self.root / ("requirements-dev.lock" if dev else "requirements.lock")


def here() -> Place:
    """This checkout. Stops when the package lies anywhere but in one."""
    place = Place(Path(__file__).resolve().parents[2], windows=sys.platform == "win32")
    if not place.lock(dev=False).is_file():
        stop(
            NO_CHECKOUT,
            "This command sets up a checkout of the source; run it inside one.",
            "這個指令用來準備原始碼目錄，請在原始碼目錄中執行。",
        )
    return place


def prepare(place: Place, dev: bool, commands: Commands) -> None:
    """Make sure that the environment is there and holds exactly what the lock names."""
    _make(place, commands)
    lock = place.lock(dev)
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    installed = _installed(place)
    if installed.get(lock.name) == wanted:
        return
    _install(place, lock, commands)
    kept = {lock.name: wanted}
    if dev:  # the larger lock holds the smaller one
        runtime = place.lock(dev=False)
        kept[runtime.name] = hashlib.sha256(runtime.read_bytes()).hexdigest()
    place.stamp.write_text(json.dumps(kept), encoding="utf-8")


def _installed(place: Place) -> dict[str, str]:
    try:
        kept = json.loads(place.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _make(place: Place, commands: Commands) -> None:
    code, answer = commands.ask([str(place.python), "-c", "import sys; print(sys.version_info >= (3, 11))"])
    if code == 0 and answer.strip() == "True":
        return
    say(f"Making the virtual environment {place.venv.name}", f"建立虛擬環境 {place.venv.name}")
    arguments = [sys.executable, "-m", "venv"]
    if place.venv.exists():
        arguments.append("--clear")
    if not can_make_pip():
        arguments.append("--without-pip")
    if importlib.util.find_spec("venv") is None or commands.call([*arguments, str(place.venv)]) != 0:
        _name_the_package("The virtual environment could not be made.", "無法建立虛擬環境。")


def can_make_pip() -> bool:
    """Whether this Python can put a pip into a new environment by itself; Debian's often cannot."""
    return importlib.util.find_spec("ensurepip") is not None


def _install(place: Place, lock: Path, commands: Commands) -> None:
    _check_glibc(platform.libc_ver())
    pip = _pip(place, commands)
    say(
        f"Installing the packages of {lock.name} (about 120 MB the first time)",
        f"安裝 {lock.name} 所列套件（第一次約 120 MB）",
    )
    arguments = ["install", "--require-hashes", "--only-binary", ":all:", "--no-user", "--no-input"]
    if not sys.stdout.isatty():
        arguments.append("--quiet")
    if commands.call([*pip, "--disable-pip-version-check", *arguments, "-r", str(lock)]) != 0:
        stop(
            NO_PACKAGES,
            "pip could not install the packages; its own words are above. Check the network, the proxy "
            "(HTTPS_PROXY) or your package mirror (`pip config list`), then run the same command again: "
            f"it goes on where it stopped. Supported: 64-bit x86, Python 3.11 to 3.14; this is "
            f"{platform.machine()}, Python {platform.python_version()}.",
            "pip 無法安裝套件，原因見上方訊息。請檢查網路、代理伺服器或套件鏡像設定，再執行一次相同的指令。",
        )


def _pip(place: Place, commands: Commands) -> list[str]:
    own = [str(place.python), "-m", "pip"]
    if commands.ask([*own, "--version"])[0] == 0:
        return own
    outer = [sys.executable, "-m", "pip"]
    code, answer = commands.ask([*outer, "--version"])
    found = re.match(r"pip (\d+)\.(\d+)", answer)
    if code == 0 and found and (int(found[1]), int(found[2])) >= OLDEST_PIP:
        return [*outer, "--python", str(place.python)]
    return _name_the_package(
        "There is no pip that can fill the environment.", "找不到可以把套件裝進虛擬環境的 pip。"
    )


def _name_the_package(english: str, chinese: str) -> NoReturn:
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    hint = f"`sudo apt-get install {package}`"
    stop(
        NO_ENVIRONMENT,
        f"{english} On Debian or Ubuntu the package {package} is missing: {hint}, then run this again.",
        f"{chinese}在 Debian 或 Ubuntu 上請先安裝 {package}：{hint}，再執行一次。",
    )


def _check_glibc(library: tuple[str, str]) -> None:
    name, version = library
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if name == "glibc" and numbers < OLDEST_GLIBC:
        stop(
            NO_PACKAGES,
            f"Qt needs a newer Linux than this one (glibc {version}): Debian 12, Ubuntu 22.04 or later.",
            f"這個 Linux 版本太舊（glibc {version}），請使用 Debian 12、Ubuntu 22.04 或更新的版本。",
        )
