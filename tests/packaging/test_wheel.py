"""The wheel holds exactly the four packages, with their pictures, texts and migrations."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import facilities_app

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("facilities_app", "ui", "db", "resources")
BUILD = "import setuptools.build_meta as backend, sys; print(backend.build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """A wheel built offline from a copy, so that the checkout stays clean."""
    source = tmp_path_factory.mktemp("source")
    out = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(out)], cwd=source, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = out.glob("*.whl")
    return zipfile.Path(file)


def names_in(wheel: zipfile.Path) -> set[str]:
    return set(wheel.root.namelist())


def test_the_top_level_is_the_four_packages(wheel: zipfile.Path) -> None:
    info = f"facilities_app-{facilities_app.__version__}.dist-info"
    assert {name.split("/")[0] for name in names_in(wheel)} == {*PACKAGES, info}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_is_in_it(wheel: zipfile.Path, package: str) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py")}
    assert modules - names_in(wheel) == set()


def test_every_resource_is_in_it(wheel: zipfile.Path) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(files) > 20
    assert files - names_in(wheel) == set()


def test_migrations_are_in_it(wheel: zipfile.Path) -> None:
    names = names_in(wheel)
    assert "db/migrations/env.py" in names
    assert any(name.startswith("db/migrations/versions/") for name in names)
