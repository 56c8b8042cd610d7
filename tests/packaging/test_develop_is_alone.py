"""The set-up runs before anything is installed: on nothing but Python, however old."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "facilities_app/develop").glob("*.py"))


def imports(source: Path) -> set[str]:
    """The full names of the modules that a file imports, wherever it does."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_it_imports_only_the_standard_library(module: Path) -> None:
    strangers = {
        name
        for name in imports(module)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("facilities_app.develop")
    }
    assert strangers == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_an_old_python_can_read_it_and_is_told_what_it_lacks(module: Path) -> None:
    ast.parse(module.read_text("utf-8"), feature_version=(3, 8))


def test_the_package_above_it_imports_nothing() -> None:
    assert imports(ROOT / "facilities_app/__init__.py") == set()


def test_nothing_of_the_program_imports_it() -> None:
    users = [
        path
        for package in ("facilities_app", "ui", "db", "resources")
        for path in (ROOT / package).rglob("*.py")
        if path not in MODULES and any(name.startswith("facilities_app.develop") for name in imports(path))
    ]
    assert users == []
