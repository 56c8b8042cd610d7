"""Starting is light: what is slow to import is imported where it is used."""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import facilities_app.cli

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("PySide6", "sqlalchemy", "openpyxl", "reportlab")


def loaded_after_importing(*modules: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after these imports."""
    lines = [f"import {module}" for module in modules]
    program = "\n".join(
        [*lines, "import json, sys", "print(json.dumps([name.split('.')[0] for name in sys.modules]))"]
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_the_start_of_the_program_imports_nothing_heavy() -> None:
    assert loaded_after_importing("facilities_app.__main__").isdisjoint(HEAVY)


def test_opening_a_database_imports_nothing_that_writes_papers() -> None:
    """`ticket add` from a script and the window's first paint need neither."""
    assert loaded_after_importing("facilities_app.bootstrap").isdisjoint({"PySide6", "openpyxl", "reportlab"})


def test_no_verb_imports_qt_before_it_draws() -> None:
    names = [f"facilities_app.cli.{info.name}" for info in pkgutil.iter_modules(facilities_app.cli.__path__)]
    assert names
    assert "PySide6" not in loaded_after_importing(*names)
