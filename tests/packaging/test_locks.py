"""The locks are complete, hashed, free of addresses, and what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import facilities_app

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def entries(lock: Path) -> dict[str, tuple[Requirement, list[str]]]:
    """Each locked package with its requirement line and its hashes."""
    text = lock.read_text("utf-8").replace("\\\n", " ")
    found: dict[str, tuple[Requirement, list[str]]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        requirement = Requirement(line.split(" --hash=")[0].strip())
        found[canonicalize_name(requirement.name)] = (
            requirement,
            re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line),
        )
    return found


def version(lock: Path, name: str) -> str:
    (pin,) = entries(lock)[canonicalize_name(name)][0].specifier
    assert pin.operator == "=="
    return pin.version


@pytest.mark.parametrize("lock", [RUNTIME, DEV], ids=lambda lock: lock.name)
def test_every_package_is_pinned_and_hashed(lock: Path) -> None:
    for name, (_, hashes) in entries(lock).items():
        assert version(lock, name)
        assert hashes, name


@pytest.mark.parametrize("lock", [RUNTIME, DEV], ids=lambda lock: lock.name)
def test_a_lock_names_no_index(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "index" not in text


@pytest.mark.parametrize("wanted", PROJECT["project"]["dependencies"])
def test_the_lock_gives_what_the_program_asks_for(wanted: str) -> None:
    requirement = Requirement(wanted)
    assert requirement.specifier.contains(version(RUNTIME, requirement.name))


@pytest.mark.parametrize("wanted", PROJECT["dependency-groups"]["dev"])
def test_the_lock_gives_what_the_tests_ask_for(wanted: str) -> None:
    requirement = Requirement(wanted)
    assert requirement.specifier.contains(version(DEV, requirement.name))


def test_the_lock_of_the_tests_holds_the_lock_of_the_program() -> None:
    assert {name: version(RUNTIME, name) for name in entries(RUNTIME)} == {
        name: version(DEV, name) for name in entries(RUNTIME)
    }


def test_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == facilities_app.__version__


def test_the_list_of_licences_names_every_part_of_the_program() -> None:
    text = (ROOT / "docs/licences.md").read_text("utf-8")
    assert [name for name in entries(RUNTIME) if not re.search(rf"\b{re.escape(name)}\b", text)] == []
