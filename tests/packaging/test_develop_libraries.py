"""Qt's system libraries are found missing, installed where that is allowed, and named where not."""

from pathlib import Path

import pytest

from facilities_app.develop import qt_libraries
from facilities_app.develop.console import NO_LIBRARIES, StopError
from facilities_app.develop.environment import Place
from tests.packaging.commands import Answer, FakeCommands


class Debian:
    """A machine that lacks libraries until apt-get has installed something."""

    def __init__(self, *missing: str, known: tuple[str, ...] = (), sudo: bool = False) -> None:
        self.missing = missing
        self.known = known
        self.sudo = sudo
        self.installable = True

    def __call__(self, arguments: list[str]) -> Answer:
        line = " ".join(arguments)
        if arguments[0] == "ldd":
            found = "\tlibm.so.6 => /lib/libm.so.6 (0x1)\n"
            return 0, found + "".join(f"\t{name} => not found\n" for name in self.missing)
        if "apt-cache policy" in line:
            version = "2.80" if arguments[-1] in self.known else "(none)"
            return 0, f"{arguments[-1]}:\n  Candidate: {version}\n"
        if line == "sudo -n true":
            return (0, "") if self.sudo else (1, "")
        if "apt-get install" in line and self.installable:
            self.missing = ()
        return 0, ""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A checkout whose environment holds something like Qt."""
    plugins = tmp_path / ".venv/lib/python3.11/site-packages/PySide6/Qt/plugins/platforms"
    plugins.mkdir(parents=True)
    (plugins.parents[2] / "QtGui.abi3.so").touch()
    return Place(tmp_path)


@pytest.fixture(autouse=True)
def apt_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)


@pytest.fixture
def plain_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)


def test_a_machine_that_has_them_is_left_alone(place: Place) -> None:
    commands = FakeCommands(Debian())
    qt_libraries.prepare(place, ["offscreen", "xcb"], commands)
    assert commands.lines("apt") == []
    assert len(commands.lines("libqxcb.so")) == 1


def test_without_qt_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    commands = FakeCommands(Debian("libEGL.so.1"))
    qt_libraries.prepare(Place(tmp_path), ["offscreen"], commands)
    assert commands.ran == []


@pytest.mark.usefixtures("root")
def test_root_gets_them_installed_after_an_update(place: Place) -> None:
    commands = FakeCommands(Debian("libEGL.so.1", "libglib-2.0.so.0"))
    qt_libraries.prepare(place, ["offscreen"], commands)
    update, install = commands.lines("apt-get")
    assert update.endswith("apt-get update -qq")
    assert "--no-install-recommends" in install
    assert install.endswith("libegl1 libglib2.0-0")


@pytest.mark.usefixtures("root")
def test_newer_ubuntu_names_are_used_where_apt_knows_them(place: Place) -> None:
    commands = FakeCommands(Debian("libglib-2.0.so.0", known=("libglib2.0-0t64",)))
    qt_libraries.prepare(place, ["offscreen"], commands)
    assert commands.lines("apt-get install")[0].endswith("libglib2.0-0t64")


@pytest.mark.usefixtures("plain_user")
def test_sudo_without_a_password_is_used(place: Place) -> None:
    commands = FakeCommands(Debian("libGL.so.1", sudo=True))
    qt_libraries.prepare(place, ["offscreen"], commands)
    assert commands.lines("apt-get install")[0].startswith("sudo -n env")


@pytest.mark.usefixtures("plain_user")
def test_a_plain_user_is_given_the_exact_line(place: Place) -> None:
    commands = FakeCommands(Debian("libEGL.so.1", "libxcb-cursor.so.0"))
    with pytest.raises(StopError) as stopped:
        qt_libraries.prepare(place, ["offscreen"], commands)
    assert stopped.value.code == NO_LIBRARIES
    wanted = "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"
    assert wanted in stopped.value.english
    assert wanted in stopped.value.chinese
    assert commands.lines("apt-get") == []


@pytest.mark.usefixtures("root")
def test_what_apt_could_not_install_is_named(place: Place) -> None:
    debian = Debian("libstrange.so.7", "libEGL.so.1")
    debian.installable = False
    with pytest.raises(StopError) as stopped:
        qt_libraries.prepare(place, ["offscreen"], FakeCommands(debian))
    assert "libegl1" in stopped.value.english
    assert "libstrange.so.7" in stopped.value.english


@pytest.mark.usefixtures("root")
def test_another_kind_of_linux_is_told_the_libraries(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(StopError) as stopped:
        qt_libraries.prepare(place, ["offscreen"], FakeCommands(Debian("libEGL.so.1")))
    assert "Not on Debian or Ubuntu: find libEGL.so.1" in stopped.value.english
