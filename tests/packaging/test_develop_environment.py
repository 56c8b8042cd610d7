"""The checkout's environment is made once, from the hashed lock, in whatever way the machine allows."""

import sys
from pathlib import Path

import pytest

from facilities_app.develop import environment
from facilities_app.develop.console import NO_CHECKOUT, NO_ENVIRONMENT, NO_PACKAGES, StopError
from facilities_app.develop.environment import Place
from tests.packaging.commands import Answer, FakeCommands


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A checkout with two locks and nothing installed."""
    (tmp_path / "requirements.lock").write_text("a==1\n")
    (tmp_path / "requirements-dev.lock").write_text("a==1\nb==2\n")
    return Place(tmp_path)


@pytest.fixture
def machine(place: Place) -> FakeCommands:
    """A machine where everything works."""

    def script(arguments: list[str]) -> Answer:
        if "-c" in arguments:
            return (0, "True\n") if place.python.exists() else (127, "")
        if "venv" in arguments:
            place.python.parent.mkdir(parents=True, exist_ok=True)
            place.python.touch()
        return 0, "pip 23.0.1 from somewhere"

    return FakeCommands(script)


def with_answer(machine: FakeCommands, part: str, answer: Answer) -> None:
    """Let command lines that hold a text be answered like this."""
    usual = machine.script
    machine.script = lambda arguments: answer if part in " ".join(arguments) else usual(arguments)


def test_the_first_run_makes_the_environment_and_checks_hashes(place: Place, machine: FakeCommands) -> None:
    environment.prepare(place, dev=False, commands=machine)
    assert len(machine.lines("-m venv")) == 1
    (install,) = machine.lines("--require-hashes")
    assert "--require-hashes" in install
    assert install.endswith("requirements.lock")


def test_the_second_run_installs_nothing(place: Place, machine: FakeCommands) -> None:
    environment.prepare(place, dev=False, commands=machine)
    machine.ran.clear()
    environment.prepare(place, dev=False, commands=machine)
    assert len(machine.ran) == 1  # only: is the environment's Python alive?


def test_a_changed_lock_is_installed_again(place: Place, machine: FakeCommands) -> None:
    environment.prepare(place, dev=False, commands=machine)
    place.lock(dev=False).write_text("a==2\n")
    environment.prepare(place, dev=False, commands=machine)
    assert len(machine.lines("--require-hashes")) == 2
    assert len(machine.lines("-m venv")) == 1


def test_the_tools_of_the_tests_include_what_the_program_needs(place: Place, machine: FakeCommands) -> None:
    environment.prepare(place, dev=True, commands=machine)
    environment.prepare(place, dev=False, commands=machine)
    (install,) = machine.lines("--require-hashes")
    assert install.endswith("requirements-dev.lock")


@pytest.mark.parametrize("text", ["no json", "[1]"])
def test_a_spoilt_stamp_only_means_installing_again(place: Place, machine: FakeCommands, text: str) -> None:
    environment.prepare(place, dev=False, commands=machine)
    place.stamp.write_text(text)
    environment.prepare(place, dev=False, commands=machine)
    assert len(machine.lines("--require-hashes")) == 2


def test_a_broken_environment_is_made_anew(place: Place, machine: FakeCommands) -> None:
    place.venv.mkdir()
    environment.prepare(place, dev=False, commands=machine)
    assert "--clear" in machine.lines("-m venv")[0]


def test_without_ensurepip_the_machines_own_pip_fills_the_environment(
    place: Place, machine: FakeCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "can_make_pip", lambda: False)
    with_answer(machine, f"{place.python} -m pip --version", (1, ""))
    environment.prepare(place, dev=False, commands=machine)
    assert "--without-pip" in machine.lines("-m venv")[0]
    assert f"{sys.executable} -m pip --python {place.python}" in machine.lines("--require-hashes")[0]


def test_a_pip_too_old_for_that_names_the_missing_package(place: Place, machine: FakeCommands) -> None:
    with_answer(machine, "--version", (1, "pip 22.0.2 from somewhere"))
    with pytest.raises(StopError) as stopped:
        environment.prepare(place, dev=False, commands=machine)
    assert stopped.value.code == NO_ENVIRONMENT
    assert f"python3.{sys.version_info[1]}-venv" in stopped.value.english


def test_an_environment_that_cannot_be_made_names_the_missing_package(
    place: Place, machine: FakeCommands
) -> None:
    with_answer(machine, "-m venv", (1, ""))
    with pytest.raises(StopError) as stopped:
        environment.prepare(place, dev=False, commands=machine)
    assert stopped.value.code == NO_ENVIRONMENT
    assert "apt-get install python3" in stopped.value.english


def test_a_failing_install_says_what_to_do_and_is_tried_again(place: Place, machine: FakeCommands) -> None:
    with_answer(machine, "--require-hashes", (1, ""))
    for _ in range(2):
        with pytest.raises(StopError) as stopped:
            environment.prepare(place, dev=False, commands=machine)
        assert stopped.value.code == NO_PACKAGES
        assert "proxy" in stopped.value.english
    assert len(machine.lines("--require-hashes")) == 2


def test_on_a_terminal_pip_shows_its_progress(
    place: Place, machine: FakeCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    environment.prepare(place, dev=False, commands=machine)
    assert "--quiet" not in machine.lines("--require-hashes")[0]


def test_a_linux_too_old_for_qt_is_named(
    place: Place, machine: FakeCommands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.31"))
    with pytest.raises(StopError) as stopped:
        environment.prepare(place, dev=False, commands=machine)
    assert "Debian 12" in stopped.value.english


def test_windows_keeps_its_python_elsewhere(tmp_path: Path) -> None:
    assert Place(tmp_path, windows=True).python == tmp_path / ".venv/Scripts/python.exe"


def test_this_checkout_is_found() -> None:
    assert (environment.here().root / "pyproject.toml").is_file()


def test_outside_a_checkout_the_set_up_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "a/b/c.py"))
    with pytest.raises(StopError) as stopped:
        environment.here()
    assert stopped.value.code == NO_CHECKOUT


def test_this_python_knows_whether_it_can_make_a_pip() -> None:
    assert environment.can_make_pip() in {True, False}
